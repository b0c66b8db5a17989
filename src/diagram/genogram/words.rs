//! The words of a genogram that its family does not bring: they come from the layouts.

use std::collections::BTreeMap;

use super::sign::Sign;

/// The words of the drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// The title, read out first.
    pub title: String,
    /// The same facts in words, for those who do not see it.
    pub alt: String,
    /// The heading of the legend.
    pub legend: String,
    /// What each sign means.
    pub signs: BTreeMap<Sign, String>,
    /// Which piece of a household's ring this is: `{k}` of `{n}`.
    pub piece: String,
    /// That and why some do not stand in birth order.
    pub not_in_order: String,
    /// Who they are: `{}` stands for their names.
    pub eldest_first: String,
}

impl Words {
    /// The words by the keys `genogram.title`, `.alt`, `.legend`, `.piece`, `.not_in_order`, `.eldest_first` and
    /// `.sign.{key}`.
    pub fn told(term: impl Fn(&str) -> String) -> Self {
        let sign = |sign: &Sign| (*sign, term(&format!("genogram.sign.{}", sign.key())));
        Self {
            title: term("genogram.title"),
            alt: term("genogram.alt"),
            legend: term("genogram.legend"),
            signs: Sign::ALL.iter().map(sign).collect(),
            piece: term("genogram.piece"),
            not_in_order: term("genogram.not_in_order"),
            eldest_first: term("genogram.eldest_first"),
        }
    }

    /// The words that name siblings in birth order.
    pub fn eldest_first_of(&self, names: &[&str]) -> String {
        self.eldest_first.replacen("{}", &names.join(", "), 1)
    }

    /// The words at a piece of a household's ring.
    pub(super) fn piece_of(&self, household: &str, k: usize, n: usize) -> String {
        if n < 2 {
            return household.to_owned();
        }
        let piece = self.piece.replacen("{k}", &k.to_string(), 1);
        let piece = piece.replacen("{n}", &n.to_string(), 1);
        format!("{household} {piece}")
    }
}

/// Plain words, for tests.
impl Default for Words {
    fn default() -> Self {
        let plain = |sign: &Sign| (*sign, sign.plain().to_owned());
        Self {
            title: "Genogram".into(),
            alt: "A family, drawn.".into(),
            legend: "Key".into(),
            signs: Sign::ALL.iter().map(plain).collect(),
            piece: "({k} of {n})".into(),
            not_in_order: "These do not stand in birth order, so that partners stand together."
                .into(),
            eldest_first: "Eldest first: {}.".into(),
        }
    }
}

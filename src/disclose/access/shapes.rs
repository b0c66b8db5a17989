//! Telephone numbers, e-mail addresses, postcodes and the like in case notes, by their shapes: what no record
//! of a person holds is found all the same, and somebody decides whose it is.

use std::ops::Range;

use regex::Regex;

use super::details::Detail;

/// The shapes in the order in which one wins over another at the same place.
const SHAPES: &[(Detail, &str)] = &[
    // An e-mail address.
    (Detail::Contact, r"[\w.+'’-]+@[\w-]+(?:\.[\w-]+)+"),
    // A telephone number of the United Kingdom, however it is grouped.
    (
        Detail::Contact,
        r"(?:\+44[\s().-]*|\b0)\d(?:[\s().-]{0,2}\d){8,9}\b",
    ),
    // A unique pupil number: a letter, eleven digits, a digit or letter.
    (Detail::Numbers, r"\b[A-Z]\d{11}[\dA-Z]\b"),
    // A National Insurance number.
    (
        Detail::Numbers,
        r"(?i)\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b",
    ),
    // An NHS number: ten digits, mostly in three groups.
    (Detail::Numbers, r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b"),
    // A postcode.
    (Detail::Home, r"(?i)\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b"),
    // A house number and a street.
    (
        Detail::Home,
        r"\b\d{1,3}[A-Za-z]?\s+[A-Z][a-z]{2,}(?:\s+[A-Z][a-z]+)*",
    ),
    // Number plates: since 2001, from 1983, from 1963.
    (Detail::Numbers, r"\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b"),
    (Detail::Numbers, r"\b[A-Z]\d{1,3}\s?[A-Z]{3}\b"),
    (Detail::Numbers, r"\b[A-Z]{3}\s?\d{1,3}[A-Z]\b"),
];

/// The shapes, ready to be looked for.
pub(super) struct Shapes(Vec<(Detail, Regex)>);

impl Shapes {
    pub fn new() -> Self {
        let each = SHAPES.iter();
        let each = each.map(|(detail, shape)| {
            let regex = Regex::new(shape).expect("the shapes are well-formed");
            (*detail, regex)
        });
        Self(each.collect())
    }

    /// Everything of such a shape in some words; where two overlap, the earlier in the list.
    pub fn in_words(&self, words: &str) -> Vec<(Detail, Range<usize>)> {
        let mut found: Vec<(Detail, Range<usize>)> = Vec::new();
        if !words.contains(|c: char| c.is_ascii_digit() || c == '@') {
            return found;
        }
        for (detail, shape) in &self.0 {
            for place in shape.find_iter(words).map(|it| it.range()) {
                if !found.iter().any(|(_, known)| overlap(known, &place)) {
                    found.push((*detail, place));
                }
            }
        }
        found.sort_by_key(|(_, place)| place.start);
        found
    }
}

/// Whether two stretches have anything in common.
pub(super) fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_numbers_by_their_shapes() {
        let shapes = Shapes::new();
        let cases = [
            ("ring 07700 900123 today", "07700 900123"),
            ("ring +44 7700 900 123.", "+44 7700 900 123"),
            ("(01632) 960 555", "01632) 960 555"),
            ("mail kim.o’dell@example.org.", "kim.o’dell@example.org"),
            ("at ZZ99 9AA since", "ZZ99 9AA"),
            ("NHS 999 123 4567", "999 123 4567"),
            ("NI QQ 12 34 56 C", "QQ 12 34 56 C"),
            ("UPN X123456789012", "X123456789012"),
            ("a blue car AB12 CDE", "AB12 CDE"),
        ];
        for (words, wanted) in cases {
            let found = shapes.in_words(words);
            let found: Vec<&str> = found
                .iter()
                .map(|(_, place)| &words[place.clone()])
                .collect();
            assert_eq!(found, [wanted], "{words}");
        }
    }

    #[test]
    fn dates_and_money_are_no_numbers_of_anybody() {
        let shapes = Shapes::new();
        for words in [
            "on 12/03/2014",
            "£1,250",
            "section 47",
            "2014-03-12",
            "aged 12",
        ] {
            assert!(shapes.in_words(words).is_empty(), "{words}");
        }
    }
}

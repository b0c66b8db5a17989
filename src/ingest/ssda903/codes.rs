//! The words behind the codes of the return, keyed by column, since one code means different things
//! in different columns. The words are what a family reads, so they stand in
//! `layouts/wording/ssda903-codes.json` and not here.

use std::collections::BTreeMap;

use super::NOT_CARRIED;

/// The lists without which the return cannot be told in words.
const LISTS: &str = "SEX ETHNIC UPN RNE LS CIN PLACE PLACE_PROVIDER REC REASON_PLACE_CHANGE \
    REVIEW_CODE MISSING MOTHER FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR \
    REASON_PLACED_CEASED PREV_PERM LA_PERM IN_TOUCH SW_REASON";

/// The pieces of sentences that the reader puts together.
const SENTENCES: &str = "became_mother upn upn_absent need asylum asylum_until short_break \
    short_break_agreement ofsted_number home_before_care adoption_decided adoption_matched \
    adoption_decision_changed deprivation_of_liberty social_worker social_worker_because \
    authority_number";

/// The words for every code.
#[derive(Debug, Clone, PartialEq)]
pub struct Codes {
    lists: BTreeMap<String, BTreeMap<String, String>>,
}

impl Codes {
    /// Reads the code list file.
    ///
    /// # Errors
    /// What is wrong with the file: not JSON of that shape, or a list or sentence missing.
    pub fn parse(json: &str) -> Result<Self, String> {
        let lists = serde_json::from_str(json).map_err(|fault| fault.to_string())?;
        let codes = Self { lists };
        match codes.lacks() {
            None => Ok(codes),
            Some(lack) => Err(format!("{lack} is missing")),
        }
    }

    /// The first list, sentence or other entry that is not there.
    fn lacks(&self) -> Option<String> {
        let sentences = SENTENCES.split_whitespace().map(|key| ("SENTENCE", key));
        let absent = NOT_CARRIED.iter().map(|key| ("NOT_CARRIED", *key));
        let unknown = std::iter::once(("UNKNOWN", "OTHER"));
        let mut entries = sentences.chain(absent).chain(unknown);
        let list = LISTS
            .split_whitespace()
            .find(|list| !self.lists.contains_key(*list));
        list.map(str::to_owned).or_else(|| {
            let lack = entries.find(|(list, key)| self.entry(list, key).is_none());
            lack.map(|(list, key)| format!("{list}.{key}"))
        })
    }

    /// The code in the list's own spelling, and its words; also where the cell goes on to describe
    /// the code, as in "C2 - Full care order".
    pub(super) fn find(&self, column: &str, cell: &str) -> Option<(&str, &str)> {
        let list = self.lists.get(column)?;
        let upper = cell.to_uppercase();
        let head = upper
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let found = list
            .get_key_value(&upper)
            .or_else(|| list.get_key_value(head))?;
        Some((found.0, found.1))
    }

    /// The words for a code that is in no list: what it stands for, and the code.
    pub(super) fn unknown(&self, column: &str, code: &str) -> String {
        let words = self
            .entry("UNKNOWN", column)
            .or_else(|| self.entry("UNKNOWN", "OTHER"));
        words.unwrap_or("{code}").replace("{code}", code)
    }

    /// A piece of a sentence.
    pub(super) fn sentence(&self, key: &str) -> &str {
        self.entry("SENTENCE", key).unwrap_or_default()
    }

    /// What this layout cannot carry, in the words of the file.
    pub fn not_carried(&self, key: &str) -> Option<&str> {
        self.entry("NOT_CARRIED", key)
    }

    fn entry(&self, list: &str, key: &str) -> Option<&str> {
        self.lists.get(list)?.get(key).map(String::as_str)
    }
}

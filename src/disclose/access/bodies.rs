//! Bodies that records name: agencies, schools, courts. A name that is a part of a body's name is decided apart from
//! the same name of a person: "Winter Road School" may stay where Mrs Winter goes.

use std::collections::BTreeSet;
use std::ops::Range;

use super::names;
use super::passages::Passage;
use crate::search::{Folded, Sought};

/// Fields that name bodies and places, never people.
const FIELDS: &[&str] = &[
    "source_agency",
    "agency",
    "setting",
    "team_name",
    "authority",
    "court",
    "delegated_providers",
    "provider",
    "language",
    "religion",
    "ethnicity",
    "scheme",
    "document_kind",
    "detail_kind",
    "assessment_kind",
    "plan_kind",
];

/// Whether a text is the name of a body.
pub(super) fn is_body(passage: &Passage) -> bool {
    FIELDS.contains(&passage.field.name)
}

/// Every body that the texts of a case name.
pub(super) struct Bodies {
    names: Vec<String>,
    sought: Option<Sought>,
}

impl Bodies {
    pub fn of(passages: &[Passage]) -> Self {
        let each = passages.iter().filter(|it| is_body(it));
        let names: BTreeSet<String> = each.map(|it| it.words.trim().to_owned()).collect();
        let names: Vec<String> = names.into_iter().collect();
        // A body of one word is told from other words by nothing.
        let several = |name: &str| name.split_whitespace().nth(1).is_some();
        let sought = names.iter().enumerate().filter(|(_, name)| several(name));
        let sought = Sought::new(sought.map(|(at, name)| (at, name.as_str())));
        Self { names, sought }
    }

    /// The words of their names, in small letters.
    pub fn words(&self) -> BTreeSet<String> {
        let each = self.names.iter();
        let words = each.flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
        words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    }

    /// The body of whose name a stretch of a text is a part; none where a title says that somebody is meant.
    pub fn around(&self, passage: &Passage, range: &Range<usize>) -> Option<&str> {
        if names::with_title(&passage.words, range.start) < range.start {
            return None;
        }
        if is_body(passage) {
            let own = passage.words.trim();
            let at = self.names.binary_search_by(|name| name.as_str().cmp(own));
            return at.ok().map(|at| self.names[at].as_str());
        }
        let (folded, source) = Folded::located(&passage.words);
        let hits = self.sought.iter().flat_map(|sought| sought.hits(&folded));
        let mut around = hits.filter(|hit| {
            let name = source.of(hit.start, hit.end);
            let whole = folded.is_edge(hit.start) && folded.is_edge(hit.end);
            whole && name.start <= range.start && range.end <= name.end && name.len() > range.len()
        });
        around.next().map(|hit| self.names[hit.owner].as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclose::access::passages;
    use crate::model::{Case, Recorded, Text};

    fn passage(field: &'static str, words: &str) -> Passage {
        let mut case = Case::default();
        let mut event = crate::model::records::Event::bare(
            crate::model::EntryId::of("event", "E1"),
            crate::issue::Origin::file("x"),
        );
        let words = Recorded::Value(Text::words(words));
        match field {
            "setting" => event.provenance.source_agency = words,
            _ => event.what_happened = words,
        }
        case.records.events.push(event);
        passages::of(&case).remove(0)
    }

    #[test]
    fn a_name_within_a_bodys_name_is_known_wherever_it_stands() {
        let agency = passage("setting", "Winter Road School");
        let prose = passage("prose", "Seen at Winter Road School by Mrs Winter.");
        let bodies = Bodies::of(&[agency.clone(), prose.clone()]);
        let around = |passage, range| bodies.around(passage, &range);
        assert_eq!(around(&agency, 0..6), Some("Winter Road School"));
        assert_eq!(around(&prose, 8..14), Some("Winter Road School"));
        assert_eq!(around(&prose, 34..40), None);
        assert!(bodies.words().contains("winter"));
    }
}

//! Who or what an id stands for: people and workers by name, documents by title, plans, outcomes and
//! meetings in a few words.

use std::collections::BTreeMap;

use super::{Edition, labels};
use crate::assemble::shared::dates;
use crate::model::declare::Field;
use crate::model::{Case, Recorded, Run, Text, When};
use crate::wording::Wording;

/// What an id may name where its field does not say.
const ANY: [&str; 4] = ["outcome", "recommendation", "supervision", "plan"];

/// The words for ids, by record type and id.
pub struct Names {
    words: BTreeMap<(&'static str, String), Text>,
    edition: Edition,
}

impl Names {
    /// The names that a case holds.
    pub fn of(case: &Case, edition: Edition, wording: &Wording) -> Self {
        let mut names = Self {
            words: BTreeMap::new(),
            edition,
        };
        names.add_people(case);
        names.add_papers(case, wording);
        names
    }

    /// Whoever or whatever an id names. An id of which nothing is known stands as it is for workers, and
    /// is nothing to a subject.
    pub fn named(&self, field: &Field, id: &str) -> Option<Text> {
        let known = |record: &'static str| self.words.get(&(record, id.to_owned()));
        let found = match field.refers {
            Some(record) => known(record),
            None => ANY.into_iter().find_map(known),
        };
        let unknown = || self.edition.names_records().then(|| Text::words(id));
        found.cloned().or_else(unknown)
    }

    fn add_people(&mut self, case: &Case) {
        let records = &case.records;
        for it in &records.people {
            self.add("person", &it.entry.key, it.name.value().cloned());
        }
        for it in &records.workers {
            self.add("worker", &it.entry.key, it.worker_name.value().cloned());
        }
        for it in &records.teams {
            self.add("team", &it.entry.key, it.team_name.value().cloned());
        }
    }

    fn add_papers(&mut self, case: &Case, wording: &Wording) {
        let records = &case.records;
        for it in &records.documents {
            self.add(
                "document",
                &it.entry.key,
                it.document_title.value().cloned(),
            );
        }
        for it in &records.outcomes {
            self.add("outcome", &it.entry.key, it.wanted.value().cloned());
        }
        for it in &records.recommendations {
            self.add(
                "recommendation",
                &it.entry.key,
                it.recommendation.value().cloned(),
            );
        }
        for it in &records.proceedings {
            self.add(
                "proceedings",
                &it.entry.key,
                it.court_case_number.value().cloned(),
            );
        }
        for it in &records.plans {
            let words = it
                .plan_kind
                .value()
                .map(|kind| dated(kind, &it.plan_from, wording));
            self.add("plan", &it.entry.key, words);
        }
        for it in &records.meetings {
            let kind = it.meeting_kind.value().map(|kind| Text::words(kind.word()));
            let words = kind.map(|kind| dated(&kind, &it.held, wording));
            self.add("meeting", &it.entry.key, words);
        }
        for it in &records.supervisions {
            let kind = Text::words(labels::record("supervision", wording));
            let words = dated(&kind, &it.supervised, wording);
            self.add("supervision", &it.entry.key, Some(words));
        }
    }

    fn add(&mut self, record: &'static str, id: &str, words: Option<Text>) {
        if let Some(words) = words {
            self.words.insert((record, id.to_owned()), words);
        }
    }
}

/// "Child in need plan, 4 November 2025".
fn dated(words: &Text, when: &Recorded<When>, wording: &Wording) -> Text {
    let Some(when) = when.value() else {
        return words.clone();
    };
    let day = dates::prose(
        &When {
            time: None,
            ..*when
        },
        wording,
    );
    let mut runs = words.runs().to_vec();
    runs.push(Run::Words(format!(", {day}").into()));
    Text::of(runs)
}

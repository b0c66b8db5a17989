//! The review: everything that is proposed, and everything that a person must decide, as rows.

use std::collections::BTreeMap;

use super::blank;
use super::bodies::Bodies;
use super::candidates::{self, Candidate};
use super::classes::{self, Class};
use super::details::Detail;
use super::finds::{self, Find, Signs};
use super::names::Lexicon;
use super::passages::{self, Passage};
use super::people::{self, Known};
use super::request::{Fact, Request};
use super::restricted::{self, Held};
use super::rows::{Matter, Outcome, Place, Row, Sheet, Why};
use super::scope::CaseInScope;
use super::streets::Streets;
use super::vocabulary::Vocabulary;
use crate::digest::sha256;
use crate::issue::Origin;
use crate::model::declare::{ListVisitor, Listed};
use crate::model::{Case, EntryId, Records, When, whole_years};

/// How much of the words around a place is shown, in characters.
const AROUND: usize = 60;

/// A review: its rows, and what they were made from.
pub struct Review {
    /// The rows, sheet by sheet.
    pub rows: Vec<Row>,
    pub(super) passages: Vec<Passage>,
    pub(super) people: Vec<Known>,
    pub(super) finds: Vec<Find>,
    pub(super) candidates: Vec<Candidate>,
    pub(super) held: Vec<Held>,
    pub(super) classes: Vec<(Class, EntryId)>,
    pub(super) records: BTreeMap<EntryId, About>,
}

impl Review {
    /// Everybody whom the review knows by id: name, and what they are to the case.
    pub fn names(&self) -> BTreeMap<&str, (String, Option<&str>)> {
        let each = self.people.iter().map(|known| {
            let name = known.name.clone().unwrap_or_else(|| known.id.clone());
            (known.id.as_str(), (name, known.standing.as_deref()))
        });
        each.collect()
    }

    /// The row of that name.
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.id == id)
    }
}

/// What is known of a record.
#[derive(Debug, Clone)]
pub(super) struct About {
    pub digest: String,
    pub when: Option<When>,
    pub origin: Option<Origin>,
    pub words: String,
}

/// Reviews the subject's case, as merged from the cases in scope; `elsewhere` are people whom words of it may name
/// though no record of it does.
pub fn review(
    case: &Case,
    elsewhere: &[&Records],
    scope: &[CaseInScope],
    request: &Request,
    lexicon: &Lexicon,
) -> Review {
    let passages = passages::of(case);
    let vocabulary = Vocabulary::of(&passages, lexicon);
    let bodies = Bodies::of(&passages);
    let records = elsewhere.iter().copied().chain([&case.records]);
    let streets = Streets::of(records, &vocabulary);
    let people = people::all(case, elsewhere, request, &streets);
    let signs = Signs {
        vocabulary: &vocabulary,
        streets: &streets,
        bodies: &bodies,
    };
    let found = finds::finds(&passages, &people, &signs);
    let candidates = candidates::all(&passages, &found.finds, &vocabulary, &bodies);
    let mut records = Digests(BTreeMap::new());
    case.records.each_list(&mut records);
    let mut review = Review {
        rows: Vec::new(),
        finds: found.finds,
        held: restricted::all(case, request),
        classes: classes::of(case, request.requester),
        records: records.0,
        passages,
        people,
        candidates,
    };
    let mut rows = request_rows(case, request);
    rows.extend(scope.iter().map(case_row));
    rows.extend(review.people_rows());
    rows.extend(review.place_rows());
    rows.extend(review.word_rows());
    rows.extend(review.small_rows(&found.in_small));
    rows.extend(review.candidate_rows());
    rows.extend(review.held.iter().map(|held| review.restriction_row(held)));
    rows.extend(review.class_rows());
    rows.extend(review.not_contained_rows(case));
    review.rows = rows;
    review
}

fn request_rows(case: &Case, request: &Request) -> Vec<Row> {
    let born = case.person(&request.subject).and_then(|it| it.born.value());
    let age = born.and_then(|born| whole_years(born.earliest(), request.as_at));
    let is_child = age.is_some_and(|age| age < 18);
    let needed = Fact::ALL
        .into_iter()
        .filter(|fact| fact.is_needed(request.requester, is_child));
    let rows = needed.map(|fact| Row {
        id: format!("request:{}", fact.name()),
        must: true,
        ..plain(Sheet::Request, Matter::Fact(fact), None, Why::Needed)
    });
    rows.collect()
}

fn case_row(scope: &CaseInScope) -> Row {
    let CaseInScope {
        id,
        naming,
        proposal,
        why,
    } = scope.clone();
    Row {
        id: format!("case:{id}"),
        must: why == Why::CaseNames,
        ..plain(Sheet::Cases, Matter::Case { id, naming }, proposal, why)
    }
}

pub(super) fn plain(sheet: Sheet, matter: Matter, proposal: Option<Outcome>, why: Why) -> Row {
    Row {
        id: String::new(),
        sheet,
        matter,
        place: None,
        count: 0,
        proposal,
        why,
        must: false,
        digest: String::new(),
    }
}

/// The name of a person's row.
pub(super) fn person_row(known: &Known, detail: Detail) -> String {
    let kind = if known.is_worker { "worker" } else { "person" };
    format!("{kind}:{}/{}", known.id, detail.name())
}

/// The name of a word's row.
pub(super) fn word_row(words: &str) -> String {
    format!("word:{}", &sha256(words.to_lowercase().as_bytes())[..10])
}

/// The name of a candidate's row: the word's, or that of the word in the name of a body.
pub(super) fn candidate_row(candidate: &Candidate) -> String {
    match &candidate.body {
        Some(body) => word_row(&format!("{}|{body}", candidate.words)),
        None => word_row(&candidate.words),
    }
}

/// What a restriction is of; one that names no record of the case stands where it was read.
pub(super) fn restricted_place(
    held: &Held,
    about: Option<(&EntryId, &About)>,
    field: String,
    words: String,
) -> Place {
    let whole = about
        .map(|(_, about)| about.words.clone())
        .unwrap_or_default();
    Place {
        entry: about.map_or_else(
            || EntryId::of("restriction", &held.row),
            |(entry, _)| entry.clone(),
        ),
        field,
        when: about.and_then(|(_, about)| about.when),
        origin: about.map_or_else(|| held.origin.clone(), |(_, about)| about.origin.clone()),
        context: [
            String::new(),
            if words.is_empty() { whole } else { words },
            String::new(),
        ],
    }
}

/// A stretch of a text with the words around it.
pub(super) fn place(passage: &Passage, range: &std::ops::Range<usize>) -> Place {
    let before = passage.words[..range.start]
        .char_indices()
        .rev()
        .nth(AROUND - 1);
    let after = passage.words[range.end..].char_indices().nth(AROUND);
    let start = before.map_or(0, |(at, _)| at);
    let end = after.map_or(passage.words.len(), |(at, _)| range.end + at);
    Place {
        entry: passage.entry.clone(),
        field: passage.field.name.to_owned(),
        when: passage.when,
        origin: passage.origin.clone(),
        context: [
            passage.words[start..range.start].to_owned(),
            passage.words[range.clone()].to_owned(),
            passage.words[range.end..end].to_owned(),
        ],
    }
}

struct Digests(BTreeMap<EntryId, About>);

impl ListVisitor for Digests {
    fn list<R: Listed>(&mut self, records: &[R]) {
        for record in records {
            let words = blank::words_of(record);
            let about = About {
                digest: sha256(words.as_bytes())[..12].to_owned(),
                when: passages::date_of(record),
                origin: record.origins().first().cloned(),
                words,
            };
            self.0.insert(record.entry().clone(), about);
        }
    }
}

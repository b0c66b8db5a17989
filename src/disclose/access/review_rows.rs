//! The rows of a review, sheet by sheet: people, places, words, restrictions, documents.

use std::collections::{BTreeMap, BTreeSet};

use super::classes::Class;
use super::details::Detail;
use super::finds::{Doubt, Find, InSmall};
use super::people::Known;
use super::restricted::{self, Held};
use super::review::{Review, candidate_row, person_row, place, plain, restricted_place};
use super::rows::{Matter, Outcome, Place, Row, Sheet, Why};
use crate::digest::sha256;
use crate::disclose::restrictions::Part;
use crate::model::{Case, EntryId};

impl Review {
    pub(super) fn people_rows(&self) -> Vec<Row> {
        let others = self
            .people
            .iter()
            .enumerate()
            .filter(|(_, known)| !known.is_subject);
        let each = others.flat_map(|(who, known)| {
            let details = Detail::ALL
                .into_iter()
                .filter(move |it| !known.is_worker || *it == Detail::Name);
            details.filter_map(move |detail| self.person_row(who, known, detail))
        });
        each.collect()
    }

    fn person_row(&self, who: usize, known: &Known, detail: Detail) -> Option<Row> {
        let count = self
            .finds
            .iter()
            .filter(|find| find.detail == detail && find.who.contains(&who))
            .count();
        let always = matches!(detail, Detail::Name | Detail::Facts) && !known.is_elsewhere;
        if !always && count == 0 && (known.is_elsewhere || !known.holds(detail)) {
            return None;
        }
        let (outcome, why) = known.proposed(detail);
        let matter = Matter::Person {
            id: known.id.clone(),
            detail,
        };
        let first = self
            .finds
            .iter()
            .find(|find| find.detail == detail && find.who.contains(&who));
        let entry = EntryId::of(if known.is_worker { "worker" } else { "person" }, &known.id);
        Some(Row {
            id: person_row(known, detail),
            place: first.map(|find| self.place_of(find)),
            count,
            // What else is recorded of somebody goes with their name; what is found of it is looked at.
            must: outcome.is_withheld()
                && (detail == Detail::Name || detail != Detail::Facts && count > 0),
            digest: self
                .records
                .get(&entry)
                .map(|it| it.digest.clone())
                .unwrap_or_default(),
            ..plain(Sheet::People, matter, Some(outcome), why)
        })
    }

    pub(super) fn place_rows(&self) -> Vec<Row> {
        let names = self.place_names();
        let each = self
            .finds
            .iter()
            .zip(names)
            .filter(|(find, _)| self.is_listed(find));
        each.map(|(find, id)| self.place_row(find, id)).collect()
    }

    /// A place at which nobody but the subject or a worker can be meant needs no row.
    fn is_listed(&self, find: &Find) -> bool {
        let own = |who: &usize| self.people[*who].is_subject || self.people[*who].is_worker;
        find.who.is_empty() || !find.who.iter().all(own)
    }

    /// The name of each find's row: record, field, the words' digest, and which of the same words in the field.
    pub(super) fn place_names(&self) -> Vec<String> {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let each = self.finds.iter().map(|find| {
            let passage = &self.passages[find.passage];
            let words = passage.words[find.range.clone()].to_lowercase();
            let digest = &sha256(words.as_bytes())[..8];
            let name = format!("place:{}/{}/{digest}", passage.entry, passage.field.name);
            let number = seen.entry(name.clone()).or_default();
            *number += 1;
            format!("{name}-{number}")
        });
        each.collect()
    }

    fn place_row(&self, find: &Find, id: String) -> Row {
        let proposals = self.proposals(find);
        let any_kept = proposals.contains(&Outcome::Keep);
        let all_kept = any_kept && proposals.len() == 1;
        let agreed = proposals.first().copied().filter(|_| proposals.len() == 1);
        let shared = find.who.iter().any(|who| self.people[*who].is_subject);
        let by_word = find.is_by_word(&self.people);
        let (proposal, why) = match find.doubt {
            _ if shared => (Some(Outcome::Keep), Why::Subject),
            _ if by_word => (self.by_word(find), Why::AsWord),
            Some(Doubt::Month) => (Some(Outcome::Keep), Why::Doubtful(Doubt::Month)),
            Some(doubt @ Doubt::Street) if any_kept => (Some(Outcome::Keep), Why::Doubtful(doubt)),
            Some(doubt @ (Doubt::Nobody | Doubt::Street)) => (agreed, Why::Doubtful(doubt)),
            Some(doubt) => (all_kept.then_some(Outcome::Keep), Why::Doubtful(doubt)),
            None if agreed.is_none() => (None, Why::Several),
            None => (agreed, Why::AsPerson),
        };
        let sure = matches!(find.doubt, None | Some(Doubt::Month | Doubt::Street));
        let passage = &self.passages[find.passage];
        Row {
            id,
            place: Some(self.place_of(find)),
            count: 1,
            must: !all_kept && !shared && !by_word && (!sure || proposal.is_none()),
            digest: self.digest_of(&passage.entry),
            ..plain(
                Sheet::Places,
                Matter::Place {
                    who: self.ids_of(find),
                    detail: find.detail,
                },
                proposal,
                why,
            )
        }
    }

    /// The name of the row by which an ordinary word is decided wherever it stands for the same people; none for
    /// what is decided by place or with the person.
    pub(super) fn word_row(&self, find: &Find) -> Option<String> {
        find.is_by_word(&self.people).then(|| {
            let word = self.passages[find.passage].words[find.range.clone()].to_lowercase();
            let body = find.body.as_deref().unwrap_or_default();
            let digest = &sha256(format!("{word}|{body}").as_bytes())[..10];
            let ids = self.ids_of(find).join("+");
            format!("name:{ids}/{}/{digest}", find.detail.name())
        })
    }

    fn ids_of(&self, find: &Find) -> Vec<String> {
        let each = find.who.iter();
        each.map(|who| self.people[*who].id.clone()).collect()
    }

    /// Ordinary words that are decided once for every place where they stand, and once for each body of whose name
    /// they are a part.
    pub(super) fn word_rows(&self) -> Vec<Row> {
        let mut by_row: BTreeMap<String, (usize, &Find)> = BTreeMap::new();
        for find in &self.finds {
            if let Some(row) = self.word_row(find) {
                by_row.entry(row).or_insert((0, find)).0 += 1;
            }
        }
        let each = by_row.into_iter();
        each.map(|(id, (count, find))| {
            let matter = Matter::Ordinary {
                who: self.ids_of(find),
                detail: find.detail,
                word: self.passages[find.passage].words[find.range.clone()].to_owned(),
                body: find.body.clone(),
            };
            let why = Why::Doubtful(find.doubt.unwrap_or(Doubt::Ordinary));
            Row {
                id,
                place: Some(self.place_of(find)),
                count,
                must: !self.proposals(find).iter().all(|it| *it == Outcome::Keep),
                ..plain(Sheet::Places, matter, self.by_word(find), why)
            }
        })
        .collect()
    }

    /// What is proposed of such a word: a body's name is kept.
    fn by_word(&self, find: &Find) -> Option<Outcome> {
        let proposals = self.proposals(find);
        match find.body {
            Some(_) => Some(Outcome::Keep),
            None => proposals.first().copied().filter(|_| proposals.len() == 1),
        }
    }

    /// What is proposed of everybody who can be meant.
    fn proposals(&self, find: &Find) -> BTreeSet<Outcome> {
        let each = find.who.iter();
        each.map(|who| self.people[*who].proposed(find.detail).0)
            .collect()
    }

    pub(super) fn digest_of(&self, entry: &EntryId) -> String {
        self.records
            .get(entry)
            .map(|about| about.digest.clone())
            .unwrap_or_default()
    }

    fn place_of(&self, find: &Find) -> Place {
        let passage = &self.passages[find.passage];
        place(passage, &find.range)
    }

    /// Names that are ordinary words, where they stand in small letters: one row a word, as there are many.
    pub(super) fn small_rows(&self, in_small: &InSmall) -> Vec<Row> {
        let others = in_small.iter().filter(|((who, _), _)| {
            let known = &self.people[*who];
            !known.is_subject && !known.is_worker
        });
        let each = others.map(|((who, word), count)| {
            let known = &self.people[*who];
            let matter = Matter::Small {
                id: known.id.clone(),
                word: word.clone(),
            };
            Row {
                id: format!("small:{}/{word}", known.id),
                count: *count,
                must: known.proposal.0.is_withheld(),
                ..plain(
                    Sheet::Places,
                    matter,
                    Some(Outcome::Keep),
                    Why::Doubtful(Doubt::Ordinary),
                )
            }
        });
        each.collect()
    }

    pub(super) fn candidate_rows(&self) -> Vec<Row> {
        let each = self.candidates.iter().map(|candidate| {
            let first = candidate.places.first();
            Row {
                id: candidate_row(candidate),
                place: first.map(|(passage, range)| place(&self.passages[*passage], range)),
                count: candidate.places.len(),
                ..plain(
                    Sheet::Candidates,
                    Matter::Word {
                        word: candidate.words.clone(),
                        body: candidate.body.clone(),
                    },
                    None,
                    Why::Unknown,
                )
            }
        });
        each.collect()
    }

    pub(super) fn restriction_row(&self, held: &Held) -> Row {
        let about = self
            .records
            .iter()
            .find(|(entry, _)| restricted::is_of(held, entry));
        let (field, words) = match &held.part {
            Part::Whole => (String::new(), String::new()),
            Part::Field(name) => (name.clone(), String::new()),
            Part::Words(words) => (String::new(), words.clone()),
        };
        Row {
            id: held.row.clone(),
            place: Some(restricted_place(held, about, field, words)),
            count: usize::from(about.is_some()),
            must: held.must,
            digest: about
                .map(|(_, about)| about.digest.clone())
                .unwrap_or_default(),
            ..plain(
                Sheet::Restrictions,
                held.matter.clone(),
                held.proposal.0,
                held.proposal.1,
            )
        }
    }

    pub(super) fn class_rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for class in Class::ALL {
            let of_class: Vec<&EntryId> = self
                .classes
                .iter()
                .filter(|(it, _)| *it == class)
                .map(|(_, entry)| entry)
                .collect();
            if of_class.is_empty() {
                continue;
            }
            rows.push(Row {
                id: format!("kind:{}", class.name()),
                count: of_class.len(),
                must: true,
                ..plain(
                    Sheet::Documents,
                    Matter::Class(class),
                    class.proposal(),
                    Why::OfClass(class),
                )
            });
            rows.extend(of_class.into_iter().map(|entry| Row {
                id: format!("record:{entry}"),
                place: self.whole(entry),
                count: 1,
                digest: self.digest_of(entry),
                ..plain(
                    Sheet::Documents,
                    Matter::OfClass(class),
                    class.proposal(),
                    Why::OfClass(class),
                )
            }));
        }
        rows
    }

    /// A record as a whole as a place.
    fn whole(&self, entry: &EntryId) -> Option<Place> {
        let about = self.records.get(entry)?;
        Some(Place {
            entry: entry.clone(),
            field: String::new(),
            when: about.when,
            origin: about.origin.clone(),
            context: [String::new(), about.words.clone(), String::new()],
        })
    }

    /// Rule 30: the documents that the record lists, and volumes that went somewhere.
    pub(super) fn not_contained_rows(&self, case: &Case) -> Vec<Row> {
        let documents = case.records.documents.iter().map(|it| &it.entry);
        let volumes = case.records.file_movements.iter().map(|it| &it.entry);
        let each = documents.chain(volumes).map(|entry| Row {
            id: format!("held:{entry}"),
            place: self.whole(entry),
            count: 1,
            must: true,
            digest: self.digest_of(entry),
            ..plain(Sheet::NotContained, Matter::Held, None, Why::NotContained)
        });
        each.collect()
    }
}

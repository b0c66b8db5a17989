//! Who may see what: lends a case with the words that its audience may not see already gone, and
//! says what went, so that the finished document can be searched for it. Kinds are made from what is
//! lent here and from nothing else.

pub mod access;
mod fields;
mod patterns;
mod people;
mod register;
mod restrictions;

use std::borrow::Cow;
use std::collections::HashSet;

use crate::model::declare::{ListVisitor, ListVisitorMut, Listed};
use crate::model::records::Proceedings;
use crate::model::{Band, Case, Record, Recorded, Text};
pub use fields::is_public;
use patterns::Patterns;
pub use register::{Extent, Lack, Register, Restricted, register, restricts};
pub use restrictions::unplaced;
use restrictions::{Held, Part};

/// From how many words on a restricted field is a passage of its own.
const PASSAGE: usize = 6;

/// What went, for the search of the finished document.
#[derive(Debug, Clone, PartialEq)]
pub struct Withheld {
    /// The record, as `type:key`.
    pub row: String,
    /// The words that must not be found.
    pub words: String,
}

/// A case as its audience may see it. Only this module makes one.
#[derive(Debug)]
pub struct Disclosed<'a> {
    case: Cow<'a, Case>,
    withheld: Vec<Withheld>,
}

impl Disclosed<'_> {
    /// The case, with values gone.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// What went.
    pub fn withheld(&self) -> &[Withheld] {
        &self.withheld
    }
}

/// For workers and managers: restricted items read "restricted, see register" (rule 2).
pub fn internal(case: &Case) -> Disclosed<'_> {
    let restricted = restrictions::held(case);
    let mut any = AnyRestricted(!restricted.is_empty());
    case.records.each_list(&mut any);
    if !any.0 {
        return Disclosed {
            case: Cow::Borrowed(case),
            withheld: Vec::new(),
        };
    }
    let mut lent = case.clone();
    let mut blank = Blank {
        restricted,
        withheld: Vec::new(),
    };
    lent.records.each_list_mut(&mut blank);
    Disclosed {
        withheld: withhold_everywhere(&mut lent, blank.withheld, &[]),
        case: Cow::Owned(lent),
    }
}

/// For the child and the family, and as the floor for a court: restricted items, addresses of carers,
/// confidential details, adopters and the names of members of the public are gone (rule 2); and so are
/// those of the cases that share records with it, which shared notes may name.
pub fn family<'a>(case: &'a Case, sharing: &[&Case]) -> Disclosed<'a> {
    let Secrets {
        mut lent,
        mut withheld,
        mut names,
    } = secrets(case);
    // The name of somebody whom all may know is no secret elsewhere.
    let open = people::open_names(&lent);
    let open_parts = people::open_parts(&lent);
    for other in sharing {
        let theirs = secrets(other);
        withheld.extend(theirs.withheld);
        names.extend(theirs.names);
    }
    let mut known = HashSet::new();
    names.retain(|part| {
        let part = part.to_lowercase();
        !open_parts.contains(&part) && known.insert(part)
    });
    let mut known = HashSet::new();
    withheld.retain(|each| {
        let words = each.words.to_lowercase();
        !open.contains(&words) && known.insert((each.row.clone(), words))
    });
    lent.records.restrictions.clear();
    Disclosed {
        withheld: withhold_everywhere(&mut lent, withheld, &names),
        case: Cow::Owned(lent),
    }
}

/// Proceedings as the court and the parties may see them. Only this module makes one.
#[derive(Debug)]
pub struct DisclosedProceedings<'a> {
    record: Proceedings,
    cases: Vec<Disclosed<'a>>,
}

impl DisclosedProceedings<'_> {
    /// What is recorded of the proceedings.
    pub fn record(&self) -> &Proceedings {
        &self.record
    }

    /// The children's cases, ordered by id.
    pub fn cases(&self) -> impl Iterator<Item = &Case> {
        self.cases.iter().map(Disclosed::case)
    }

    /// What went, from any of the cases.
    pub fn withheld(&self) -> impl Iterator<Item = &Withheld> {
        self.cases.iter().flat_map(Disclosed::withheld)
    }
}

/// For the court: what the family may see of each child's case, less what any of the cases that share
/// records with one of them keeps confidential (rule 2).
pub fn court<'a>(
    record: &Proceedings,
    cases: &[&'a Case],
    sharing: &[&Case],
) -> DisclosedProceedings<'a> {
    let others = |case: &Case| -> Vec<&Case> {
        let all = cases.iter().copied().chain(sharing.iter().copied());
        let mut known = HashSet::from([case.id.clone()]);
        all.filter(|other| known.insert(other.id.clone())).collect()
    };
    DisclosedProceedings {
        record: record.clone(),
        cases: cases
            .iter()
            .map(|case| family(case, &others(case)))
            .collect(),
    }
}

/// A case without its confidential values, and what they were.
struct Secrets {
    lent: Case,
    withheld: Vec<Withheld>,
    /// Parts of the names of people whom nobody outside may know.
    names: Vec<String>,
}

fn secrets(case: &Case) -> Secrets {
    let mut lent = case.clone();
    let mut remove = Remove {
        restricted: restrictions::held(case),
        withheld: Vec::new(),
    };
    lent.records.each_list_mut(&mut remove);
    let Remove {
        restricted,
        mut withheld,
    } = remove;
    let names = people::hide(&mut lent, &restricted, &mut withheld);
    fields::withhold_all(&mut lent, &mut withheld);
    let streets = withheld
        .iter()
        .filter_map(fields::street_of)
        .collect::<Vec<_>>();
    withheld.extend(streets);
    Secrets {
        lent,
        withheld,
        names,
    }
}

/// Whether a record is restricted as a whole, by a restriction or by its flag.
fn is_restricted<R: Record>(record: &R, held: &[Held]) -> bool {
    let flagged = record
        .provenance()
        .is_some_and(|it| it.restricted.value() == Some(&true));
    flagged || restrictions::of_record(record, held).any(|part| *part == Part::Whole)
}

/// Whether a record reads "restricted, see register" in place of all its words, in what workers see.
pub fn is_withheld<R: Record>(record: &R, case: &Case) -> bool {
    !is_governance::<R>() && is_restricted(record, &restrictions::held(case))
}

/// Puts gaps in place of a restricted field or of restricted words of a record.
fn withhold_parts<R: Record>(record: &mut R, held: &[Held], withheld: &mut Vec<Withheld>) {
    let parts: Vec<&Part> = restrictions::of_record(record, held).collect();
    let row = record.entry().to_string();
    for part in parts {
        match part {
            Part::Whole => {}
            Part::Field(name) => record.each_text(&mut |field, words| {
                if field.is_named(name) {
                    withhold_passage(words, &row, withheld);
                }
            }),
            Part::Words(quoted) => {
                take_words(record, quoted);
                withheld.push(Withheld {
                    row: row.clone(),
                    words: quoted.clone(),
                });
            }
        }
    }
}

/// Takes quoted words out of every text of a record.
fn take_words<R: Record>(record: &mut R, quoted: &str) {
    if let Some(patterns) = Patterns::of(std::iter::once(quoted), &[]) {
        record.each_text(&mut |_, words| {
            if let Recorded::Value(text) = words {
                patterns.take_out(text);
            }
        });
    }
}

/// Whether anything of a case is restricted at all.
struct AnyRestricted(bool);

impl ListVisitor for AnyRestricted {
    fn list<R: Listed>(&mut self, records: &[R]) {
        self.0 |= records.iter().any(|record| is_restricted(record, &[]));
    }
}

/// Records that describe the withholding itself are never withheld by it; a restricted person stays on
/// record for workers, and loses their names in what family and court see.
fn is_governance<R: Record>() -> bool {
    matches!(R::TYPE.name, "restriction" | "case" | "person")
}

/// Puts a gap in place of every word of a restricted record.
struct Blank {
    restricted: Vec<Held>,
    withheld: Vec<Withheld>,
}

impl ListVisitorMut for Blank {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        if is_governance::<R>() {
            return;
        }
        for record in records.iter_mut() {
            withhold_parts(record, &self.restricted, &mut self.withheld);
            if !is_restricted(record, &self.restricted) {
                continue;
            }
            let row = record.entry().to_string();
            record.each_text(&mut |_, words| withhold_passage(words, &row, &mut self.withheld));
        }
    }
}

/// Takes restricted records out.
struct Remove {
    restricted: Vec<Held>,
    withheld: Vec<Withheld>,
}

impl ListVisitorMut for Remove {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        if is_governance::<R>() {
            return;
        }
        let (restricted, withheld) = (&self.restricted, &mut self.withheld);
        records.retain_mut(|record| {
            withhold_parts(record, restricted, withheld);
            let gone = is_restricted(record, restricted);
            if gone {
                let row = record.entry().to_string();
                record.each_text(&mut |_, words| withhold_passage(words, &row, withheld));
            }
            !gone
        });
    }
}

/// Puts a gap in place of the words and remembers them.
fn withhold(words: &mut Recorded<Text>, reason: &str, row: &str, withheld: &mut Vec<Withheld>) {
    if let Recorded::Value(text) = words {
        let shown = text.shown();
        *words = Recorded::Value(Text::gap(reason, Band::of(&shown)));
        withheld.push(Withheld {
            row: row.to_owned(),
            words: shown,
        });
    }
}

/// The same for a field of a restricted record: its short words, such as an agency's name, stand in
/// other records too and are no secret, so that only passages are remembered.
fn withhold_passage(words: &mut Recorded<Text>, row: &str, withheld: &mut Vec<Withheld>) {
    let known = withheld.len();
    withhold(words, "restricted", row, withheld);
    let passage = |each: &Withheld| each.words.split_whitespace().count() >= PASSAGE;
    if !withheld[known..].iter().all(passage) {
        withheld.truncate(known);
    }
}

/// Takes the withheld words out of every text that stays, and keeps for the search what is long
/// enough to be told from ordinary words.
fn withhold_everywhere(
    case: &mut Case,
    withheld: Vec<Withheld>,
    names: &[String],
) -> Vec<Withheld> {
    let telling: Vec<Withheld> = withheld
        .into_iter()
        .filter(|each| patterns::is_telling(&each.words))
        .collect();
    if let Some(patterns) = Patterns::of(telling.iter().map(|each| each.words.as_str()), names) {
        let mut sweep = Sweep { patterns };
        case.records.each_list_mut(&mut sweep);
        for edit in &mut case.overrides {
            sweep.patterns.take_out_of_option(&mut edit.court_wording);
            sweep
                .patterns
                .take_out_of_option(&mut edit.document_reference);
            sweep.patterns.take_out_of_option(&mut edit.positions);
            for (_, words) in &mut edit.party_positions {
                sweep.patterns.take_out(words);
            }
        }
    }
    telling
}

struct Sweep {
    patterns: Patterns,
}

impl ListVisitorMut for Sweep {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        for record in records {
            record.each_text(&mut |_, words| {
                if let Recorded::Value(text) = words {
                    self.patterns.take_out(text);
                }
            });
        }
    }
}

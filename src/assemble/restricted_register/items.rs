//! One restricted thing in words: of which case, what, how much of it, from whom, why, on whose advice, until when, and
//! what it lacks.

use serde_json::{Value, json};

use super::{RegisterNaming, lacking};
use crate::assemble::Brief;
use crate::assemble::shared::entries::labels;
use crate::assemble::shared::room::room_in;
use crate::assemble::shared::{dates, face, phrases};
use crate::disclose::{Extent, Lack, Restricted};
use crate::issue::Issue;
use crate::model::declare::RecordType;
use crate::model::records::{RECORD_TYPES, Restriction};
use crate::model::{Recorded, Text, When};
use crate::wording::{Facts, Wording};

/// From how much room on a row may break across pages: so much in its narrowest column is a page.
const LONG: usize = 450;

/// One item, told.
pub(super) struct Item<'a> {
    /// What is told.
    pub(super) of: &'a Restricted,
    number: usize,
    /// The cases, each with what stands for the child.
    pub(super) cases: Vec<String>,
    /// What is restricted: "Event EV-1, 5 March 2026".
    pub(super) record: String,
    /// How much of it.
    pub(super) extent: String,
    /// From whom.
    pub(super) from: String,
    /// The reason of policy, and the lawful ground.
    pub(super) policy: Text,
    pub(super) ground: Text,
    /// Who advised and when.
    pub(super) advice: Text,
    /// Whether the originator was consulted, and what they said.
    pub(super) consulted: Text,
    /// When it is to be looked at again.
    pub(super) review: String,
    /// Whether it holds.
    standing: String,
    /// What it lacks, worst first.
    lacks: Vec<String>,
    /// In which of its cases the record is missing.
    missing: Option<String>,
    /// Whom to ask: the workers who hold the cases.
    pub(super) ask: String,
}

/// An item in words.
///
/// # Errors
/// A wording template that cannot be used.
pub(super) fn tell<'a>(
    number: usize,
    of: &'a Restricted,
    naming: &RegisterNaming<'_>,
    brief: &Brief<'_>,
) -> Result<Item<'a>, Issue> {
    let wording = brief.wording;
    let words = |field: fn(&Restriction) -> &Recorded<Text>| match &of.restriction {
        Some(restriction) => recorded(field(restriction), wording),
        None => Text::words(wording.term("absence.empty")),
    };
    Ok(Item {
        of,
        number,
        cases: of.cases.iter().map(|id| case(id, naming)).collect(),
        record: record(of, wording),
        extent: extent(of, wording),
        from: from(of, naming, wording),
        policy: words(|it| &it.policy_reason),
        ground: words(|it| &it.lawful_ground),
        advice: advice(of, wording)?,
        consulted: words(|it| &it.originator_consulted),
        review: review(of, wording),
        standing: standing(of, wording),
        missing: missing(of, wording),
        lacks: lacking(of, brief),
        ask: ask(of, naming, brief),
    })
}

impl Item<'_> {
    /// The item as a row of the register.
    pub(super) fn row(&self) -> Value {
        with_length(json!({
            "n": self.number,
            "cases": self.cases,
            "record": self.record,
            "extent": self.extent,
            "id": self.of.entry.to_string(),
            "from": self.from,
            "policy": phrases::as_json(&self.policy),
            "ground": phrases::as_json(&self.ground),
            "advice": phrases::as_json(&self.advice),
            "consulted": phrases::as_json(&self.consulted),
            "review": self.review,
            "standing": self.standing,
            "lacks": self.lacks,
            "missing": self.missing,
        }))
    }

    /// Whether it holds and what it lacks, in one line.
    pub(super) fn whole_standing(&self) -> String {
        let mut said = vec![self.standing.clone()];
        said.extend(self.lacks.iter().cloned());
        said.extend(self.missing.clone());
        said.join("; ")
    }

    /// The item as something to do: beside its heading, what else it lacks.
    pub(super) fn task(&self) -> Value {
        let also = self.lacks.get(1..).unwrap_or_default();
        with_length(json!({
            "cases": self.cases,
            "record": self.record,
            "extent": self.extent,
            "id": self.of.entry.to_string(),
            "review": self.review,
            "also": also,
            "ask": self.ask,
        }))
    }
}

/// The row, and whether it may break across pages.
fn with_length(mut row: Value) -> Value {
    row["long"] = (room_in(&row) > LONG).into();
    row
}

fn recorded(recorded: &Recorded<Text>, wording: &Wording) -> Text {
    match recorded {
        Recorded::Value(words) => words.clone(),
        absent => Text::words(face::absence(absent, wording)),
    }
}

/// "ML-1001, A.B.": the case with what the index calls the child.
fn case(id: &str, naming: &RegisterNaming<'_>) -> String {
    let child = naming.case(id).and_then(|case| case.child());
    let shown = (naming.shown)(child.and_then(|child| child.name.value()), id);
    match shown == id {
        true => shown,
        false => format!("{id}, {shown}"),
    }
}

/// "Event EV-1, 5 March 2026", or the name as the restriction gives it where there is no such record.
fn record(of: &Restricted, wording: &Wording) -> String {
    let Some((entry, when)) = &of.record else {
        return of.named.clone();
    };
    let what = format!("{} {}", labels::record(&entry.record, wording), entry.key);
    let day = when.map(|when| When { time: None, ..when });
    match day {
        Some(day) => format!("{what}, {}", dates::short(&day, wording)),
        None => what,
    }
}

/// How much: the words themselves never stand in the register.
fn extent(of: &Restricted, wording: &Wording) -> String {
    match &of.extent {
        Extent::Whole if of.restriction.is_none() => {
            wording.term("register.extent.marked").to_owned()
        }
        Extent::Whole => wording.term("register.extent.whole").to_owned(),
        Extent::Field(field) => {
            wording.fill("register.extent.field", &field_label(of, field, wording))
        }
        Extent::Words(1) => wording.term("register.extent.word").to_owned(),
        Extent::Words(number) => wording.fill("register.extent.words", &number.to_string()),
    }
}

/// What a field is called where its record stands in documents.
fn field_label(of: &Restricted, name: &str, wording: &Wording) -> String {
    let record = of.named.split(':').next().unwrap_or_default();
    let of_type = |it: &&&RecordType| it.name == record;
    let found = RECORD_TYPES.iter().find(of_type);
    let field = found.and_then(|it| it.fields().find(|field| field.is_named(name)));
    let label = field.map(|field| labels::column(record, field, wording));
    label.unwrap_or_else(|| name.to_owned())
}

/// The people from whom it is kept, as the index would name them; else everybody outside the authority.
fn from(of: &Restricted, naming: &RegisterNaming<'_>, wording: &Wording) -> String {
    let Some(restriction) = &of.restriction else {
        return wording.term("register.from.unsaid").to_owned();
    };
    let ids = restriction.restricted_from.value();
    let ids = ids.map(|ids| &*ids.0).unwrap_or_default();
    if ids.is_empty() {
        return wording.term("register.from.all").to_owned();
    }
    let person = |id: &str| {
        let mut cases = of.cases.iter().filter_map(|case| naming.case(case));
        cases.find_map(|case| Some((case, case.person(id)?)))
    };
    let named: Vec<String> = ids
        .iter()
        .map(|id| {
            let Some((case, found)) = person(&id.0) else {
                return id.0.to_string();
            };
            let shown = (naming.shown)(found.name.value(), &id.0);
            let is_child = case.child().is_some_and(|child| child.entry == found.entry);
            let role = match is_child {
                true => Some(wording.term("register.from.child").to_owned()),
                false => found.role.value().map(Text::to_string),
            };
            role.map_or_else(|| shown.clone(), |role| format!("{shown} ({role})"))
        })
        .collect();
    phrases::joined(&named, wording)
}

fn advice(of: &Restricted, wording: &Wording) -> Result<Text, Issue> {
    let Some(restriction) = &of.restriction else {
        return Ok(Text::words(wording.term("absence.empty")));
    };
    let by = &restriction.advised_by;
    let on = restriction.advised_on.value();
    if by.value().is_none() && on.is_none() {
        return Ok(recorded(by, wording));
    }
    let facts = Facts::from([
        ("by", by.value().map(phrases::encode).into()),
        ("on", on.map(|it| dates::short(it, wording)).into()),
    ]);
    phrases::say(wording, "register-advice", &facts)
}

fn review(of: &Restricted, wording: &Wording) -> String {
    match of.restriction.as_ref().map(|it| &it.review_on) {
        Some(Recorded::Value(when)) => dates::short(when, wording),
        Some(absent) => face::absence(absent, wording).to_owned(),
        None => wording.term("absence.empty").to_owned(),
    }
}

/// Whether it holds, by what is recorded: no more can be said than that nothing is wanting.
fn standing(of: &Restricted, wording: &Wording) -> String {
    if let Some(lifted) = of.lifted() {
        return wording.fill("register.standing.lifted", &dates::short(lifted, wording));
    }
    let key = match of.lacks.first() {
        None => "register.standing.holds",
        Some(Lack::Soon) => "register.standing.soon",
        Some(_) => "register.standing.check",
    };
    wording.term(key).to_owned()
}

/// In which of its cases a record is missing that another of them holds.
fn missing(of: &Restricted, wording: &Wording) -> Option<String> {
    let cases: Vec<String> = of.missing_in.iter().cloned().collect();
    let in_some = of.record.is_some() && !cases.is_empty();
    in_some.then(|| wording.fill("register.missing_in", &phrases::joined(&cases, wording)))
}

/// Who holds the cases on the day of the register.
fn ask(of: &Restricted, naming: &RegisterNaming<'_>, brief: &Brief<'_>) -> String {
    let wording = brief.wording;
    let mut names: Vec<String> = Vec::new();
    for case in of.cases.iter().filter_map(|id| naming.case(id)) {
        for id in case.allocated(brief.as_at) {
            let worker = case.worker(id).and_then(|it| it.worker_name.value());
            let name = worker.map_or_else(|| id.to_owned(), Text::to_string);
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    match names.is_empty() {
        true => wording.term("register.ask.nobody").to_owned(),
        false => phrases::joined(&names, wording),
    }
}

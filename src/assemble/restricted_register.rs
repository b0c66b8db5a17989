//! The register of restricted items of the whole authority: every restriction with its reason, ground, advice and review,
//! never the words that it hides (Northamptonshire 7 and 8). First what needs doing, worst first, with whom to ask, so
//! that a manager can work down it; then every restriction that holds, by case and record; at the end those lifted.

mod items;
mod sheet;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Brief;
use super::shared::entries::labels;
use super::shared::glossary::glossary;
use super::shared::{face, phrases};
use crate::digest::Parts;
use crate::disclose::{Lack, Register, Restricted};
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::Case;
use crate::model::declare::Record;
use crate::model::records::Restriction;
use crate::view::{Entry, Face, View};
use items::Item;

/// The kind's name.
const KIND: &str = "restricted-register";

/// What the register knows of cases, and how it names people (rule 5).
pub struct RegisterNaming<'a> {
    /// The cases, by id.
    pub cases: &'a [Case],
    /// A person's name, or what stands for it, by the name and the id.
    pub shown: &'a (dyn Fn(Option<&crate::model::Text>, &str) -> String + Sync),
}

impl RegisterNaming<'_> {
    fn case(&self, id: &str) -> Option<&Case> {
        let at = self.cases.binary_search_by(|case| case.id.as_str().cmp(id));
        self.cases.get(at.ok()?)
    }
}

/// The register as a view.
///
/// # Errors
/// A wording template that cannot be used.
pub(super) fn assemble(
    register: &Register,
    naming: &RegisterNaming<'_>,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    let told = register.items.iter().enumerate();
    let items: Result<Vec<Item<'_>>, Issue> = told
        .map(|(at, it)| items::tell(at, it, naming, brief))
        .collect();
    let items = items?;
    let (lifted, held): (Vec<&Item<'_>>, Vec<&Item<'_>>) =
        items.iter().partition(|it| it.of.lifted().is_some());
    let rows = |items: &[&Item<'_>]| items.iter().map(|it| it.row()).collect::<Vec<Value>>();
    let mut body = json!({
        "counts": counts(&held, brief),
        "to_do": to_do(&held, brief),
        "rows": rows(&held),
        "lifted": rows(&lifted),
        "not_carried": not_carried(register, brief),
    });
    body["glossary"] = json!(glossary(&[body.clone()], brief.glossary));
    Ok(View {
        kind: KIND,
        face: face_of(&held, &lifted, brief),
        body,
        sheets: vec![sheet::of(&items, brief)],
        drawings: Vec::new(),
        file: None,
        entries: items.iter().map(entry).collect(),
        left_out: Vec::new(),
        to_file: None,
        issues: Vec::new(),
    })
}

fn entry(item: &Item<'_>) -> Entry {
    let mut digest = Parts::default();
    digest.add(item.row().to_string());
    Entry {
        id: item.of.entry.to_string(),
        origins: item.of.origins.clone(),
        digest: digest.hex()[..16].to_owned(),
    }
}

/// How many lack what, worst first.
fn counts(held: &[&Item<'_>], brief: &Brief<'_>) -> Vec<Value> {
    let each = Lack::ALL.into_iter().filter_map(|lack| {
        let of = held.iter().filter(|it| it.of.lacks.contains(&lack)).count();
        (of > 0).then(|| {
            json!([
                term(brief, "lack", lack),
                of.to_string(),
                term(brief, "do", lack)
            ])
        })
    });
    each.collect()
}

/// Each item under the worst of what it lacks, in order of case and record.
fn to_do(held: &[&Item<'_>], brief: &Brief<'_>) -> Vec<Value> {
    let mut by_worst: BTreeMap<Lack, Vec<&Item<'_>>> = BTreeMap::new();
    for item in held {
        if let Some(worst) = item.of.lacks.first() {
            by_worst.entry(*worst).or_default().push(item);
        }
    }
    let groups = by_worst.into_iter().map(|(worst, items)| {
        let title = term(brief, "lack", worst);
        json!({
            "title": title,
            "rows": items.iter().map(|it| it.task()).collect::<Vec<_>>(),
        })
    });
    groups.collect()
}

/// Fields of restrictions that the export cannot carry, so that nothing is said to lack them (rule 1).
fn not_carried(register: &Register, brief: &Brief<'_>) -> Option<String> {
    let fields = register.not_carried.iter();
    let labels: Vec<String> = fields
        .filter_map(|name| Restriction::TYPE.field(name))
        .map(|field| labels::column(Restriction::TYPE.name, field, brief.wording))
        .collect();
    let said = phrases::joined(&labels, brief.wording);
    (!labels.is_empty()).then(|| brief.wording.fill("register.not_carried", &said))
}

fn face_of(held: &[&Item<'_>], lifted: &[&Item<'_>], brief: &Brief<'_>) -> Face {
    let wording = brief.wording;
    let is_marked = |it: &&&Item<'_>| it.of.restriction.is_none();
    let marked = held.iter().filter(is_marked).count();
    let wanting = held.iter().filter(|it| !it.of.lacks.is_empty()).count();
    let cases = held.iter().flat_map(|it| &it.of.cases);
    let cases: std::collections::BTreeSet<&String> = cases.collect();
    let facts = [
        ("held", held.len() - marked),
        ("marked", marked),
        ("cases", cases.len()),
        ("wanting", wanting),
        ("lifted", lifted.len()),
    ];
    let facts = facts.map(|(key, number)| {
        let key = format!("register.face.{key}");
        (wording.term(&key).to_owned(), number.to_string())
    });
    let name = match brief.authority {
        "" => wording.term("register.all").to_owned(),
        authority => authority.to_owned(),
    };
    let about = face::About {
        kind: KIND,
        subject: SubjectKind::Authority,
        id: wording.term("register.id").to_owned(),
        name,
        audience: Audience::Internal,
        facts: facts.into(),
        not_held: Vec::new(),
    };
    face::of(about, brief)
}

/// What an item lacks, in words.
fn lacking(item: &Restricted, brief: &Brief<'_>) -> Vec<String> {
    let each = item.lacks.iter();
    each.map(|lack| term(brief, "lack", *lack)).collect()
}

/// What is said of a lack: what it is, or what to do about it.
fn term(brief: &Brief<'_>, way: &str, lack: Lack) -> String {
    let key = format!("register.{way}.{}", lack.name());
    brief.wording.term(&key).to_owned()
}

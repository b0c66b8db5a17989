//! The genogram of one child: who belongs to the family and how, drawn so that a stranger reads it right,
//! and the same facts as a list. Second sets of parents stand beside the first; what the record leaves
//! open, or says in two ways, is left open and told.

mod bonds;
mod care;
mod chosen;
mod couples;
mod doubts;
mod faults;
mod geometry;
mod homes;
mod kindred;
mod ledger;
mod list;
mod members;
mod pages;
mod parts;
mod ties;
mod undrawn;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::shared::face::{self, born, name_of};
use super::shared::{carried, dates, phrases};
use super::{Brief, Picture};
use crate::diagram::genogram::family::{IndexLine, Profile};
use crate::disclose::Disclosed;
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::records::Person;
use crate::model::{Case, Recorded};
use crate::view::{Face, View};
use care::Cares;
use chosen::Chosen;
use kindred::Kindred;
use ledger::Ledger;
use list::List;
use pages::{Drafter, Pages};
use ties::Ties;

/// How genograms are drawn: settings, each with its default in `config`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Manner {
    /// Whose notation.
    pub notation: Notation,
    /// What comes first in the index child's line.
    pub index_line: IndexLine,
}

/// The words that the setting takes for what comes first in the index child's line.
pub const INDEX_LINES: &[(&str, IndexLine)] = &[
    ("birth-order", IndexLine::BirthOrder),
    ("partners-together", IndexLine::PartnersTogether),
];

/// Whose notation a drawing follows where sources disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Notation {
    /// McGoldrick and Gerson.
    #[default]
    McGoldrick,
    /// Department of Health.
    DepartmentOfHealth,
}

impl Notation {
    /// The words that the setting takes.
    pub const CHOICES: &[(&str, Self)] = &[
        ("mcgoldrick", Self::McGoldrick),
        ("department-of-health", Self::DepartmentOfHealth),
    ];

    fn profile(self) -> Profile {
        match self {
            Self::McGoldrick => Profile::McGoldrick,
            Self::DepartmentOfHealth => Profile::DepartmentOfHealth,
        }
    }
}

/// Whom a drawing is about, and how far it goes.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The person, by id; none stands for the case's child.
    pub person: Option<&'a str>,
    /// Whether everybody is drawn to whom any row ties another.
    pub everybody: bool,
}

/// The size of words of a drawing without a page, in points.
const SHEET_SIZE: f64 = 8.0;

/// The genogram as a view.
pub(super) fn assemble(
    disclosed: &Disclosed<'_>,
    audience: Audience,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    let case = disclosed.case();
    let ties = Ties::of(case);
    let cares = Cares::of(&ties, brief.as_at);
    let index = chosen::index_of(case, &ties);
    let chosen = Chosen::around(index, &ties, &cares);
    let mut kindred = Kindred::of(&chosen, &ties, &cares, brief);
    let internal = audience == Audience::Internal;
    let bonds = match internal {
        true => bonds::add(&mut kindred, &ties, brief),
        false => BTreeSet::new(),
    };
    let drafter = Drafter {
        brief,
        about: name_of(case, brief.wording),
        case,
        bonds,
    };
    let is_family = kindred.people.len() > 1;
    let pages = match is_family {
        true => drafter.pages(&kindred.family),
        false => Pages::none(),
    };
    let file = is_family.then(|| drafter.draw(&kindred.family, SHEET_SIZE).drawing);
    let mut list = List {
        ties: &ties,
        cares: &cares,
        kindred: &kindred,
        brief,
        internal,
        is_drawn: is_family,
        told: &pages.told,
        out_of_order: &pages.out_of_order,
        ledger: Ledger::default(),
    };
    let mut sections = list.sections()?;
    sections.extend(folded(&pages, &kindred, brief));
    let mut issues: Vec<Issue> = ties.doubts.iter().map(doubts::Doubt::issue).collect();
    let body = body(&pages, sections, case, brief);
    let entries = list.into_entries();
    issues.extend(pages.issues);
    Ok(View {
        kind: "genogram",
        face: face_of(case, audience, &kindred, brief),
        body,
        sheets: Vec::new(),
        drawings: pages.pages.into_iter().map(|page| page.drawing).collect(),
        file,
        entries,
        left_out: Vec::new(),
        to_file: None,
        issues,
    })
}

/// A drawing at its natural size, unfolded, without a page.
///
/// # Errors
/// A person who is not in the case.
pub(super) fn picture(
    disclosed: &Disclosed<'_>,
    (scope, audience): (Scope<'_>, Audience),
    brief: &Brief<'_>,
) -> Result<Picture, Issue> {
    let case = disclosed.case();
    let ties = Ties::of(case);
    let cares = Cares::of(&ties, brief.as_at);
    let index = match scope.person {
        Some(id) => vec![case.person(id).ok_or_else(nobody)?],
        None => chosen::index_of(case, &ties),
    };
    let first = index.first().copied().ok_or_else(nobody)?;
    let chosen = match scope.everybody {
        true => Chosen::all(index, &ties, &cares),
        false => Chosen::around(index, &ties, &cares),
    };
    let mut kindred = Kindred::of(&chosen, &ties, &cares, brief);
    let bonds = match audience {
        Audience::Internal => bonds::add(&mut kindred, &ties, brief),
        _ => BTreeSet::new(),
    };
    let about = members::name(first, brief.wording);
    let mut face = face_of(case, audience, &kindred, brief);
    if let Some(id) = scope.person {
        (face.id, face.name) = (id.to_owned(), about.clone());
    }
    let drafter = Drafter {
        brief,
        about,
        case,
        bonds,
    };
    let made = drafter.draw(&kindred.family, SHEET_SIZE);
    let mut issues: Vec<Issue> = ties.doubts.iter().map(doubts::Doubt::issue).collect();
    let geometry = geometry::of(&made);
    issues.extend(made.issues);
    Ok(Picture {
        face,
        geometry,
        drawing: made.drawing,
        issues,
    })
}

fn nobody() -> Issue {
    Issue::error(
        "CB0549",
        "the export holds no such person, or none whom this audience may know of",
    )
    .hint("Check the id given with --case; casebinder check tells what was read.")
}

/// What the layout places: a page a drawing, then the list.
fn body(pages: &Pages, sections: Vec<Value>, case: &Case, brief: &Brief<'_>) -> Value {
    let wording = brief.wording;
    let each = pages.pages.iter().map(|page| {
        let heading = page
            .letter
            .map(|letter| wording.fill("genogram.page", &letter.to_string()));
        json!({
            "name": page.drawing.name,
            "alt": page.drawing.alt,
            "width": page.drawing.width,
            "height": page.drawing.height,
            "paper": page.paper.name(),
            "heading": heading,
            "size": wording.fill("genogram.text_size", &page.size.to_string()),
        })
    });
    let nobody = match carried::absence(case, "relationship") {
        Recorded::NotCarried => "genogram.nobody.not_carried",
        _ => "genogram.nobody.empty",
    };
    let nobody = pages.pages.is_empty().then(|| wording.term(nobody));
    json!({ "pages": each.collect::<Vec<_>>(), "sections": sections, "nobody": nobody })
}

/// What is drawn as a number, as a section of the list.
fn folded(pages: &Pages, kindred: &Kindred<'_>, brief: &Brief<'_>) -> Option<Value> {
    let wording = brief.wording;
    let names = |all: &[usize]| {
        let names = all
            .iter()
            .map(|who| members::name(kindred.people[*who], wording));
        phrases::joined(&names.collect::<Vec<_>>(), wording)
    };
    let lines = pages.folds.iter().map(|fold| {
        let words = wording.term("genogram.folded").to_owned();
        let words = words
            .replacen("{children}", &names(&fold.children), 1)
            .replacen("{number}", &fold.children.len().to_string(), 1)
            .replacen("{parents}", &names(&fold.parents), 1);
        json!({ "n": [], "words": words })
    });
    let lines: Vec<Value> = lines.collect();
    let heading = wording.term("genogram.list.folded");
    (!lines.is_empty()).then(|| json!({ "key": "folded", "heading": heading, "lines": lines }))
}

fn face_of(case: &Case, audience: Audience, kindred: &Kindred<'_>, brief: &Brief<'_>) -> Face {
    let wording = brief.wording;
    let index = kindred.people.iter().zip(&kindred.family.people);
    let index: Vec<&Person> = index
        .filter(|(_, it)| it.index)
        .map(|(person, _)| *person)
        .collect();
    let names: Vec<String> = index.iter().map(|it| members::name(it, wording)).collect();
    let mut facts = vec![
        ("face.case", case.id.clone()),
        ("face.born", born(case, wording)),
        ("genogram.face.as_at", dates::day(brief.as_at, wording)),
        ("genogram.face.drawn", kindred.people.len().to_string()),
    ];
    if names.len() > 1 {
        facts.insert(0, ("genogram.face.about", phrases::joined(&names, wording)));
    }
    let facts = facts.into_iter();
    let about = face::About {
        kind: "genogram",
        subject: SubjectKind::Case,
        id: case.id.clone(),
        name: name_of(case, wording),
        audience,
        facts: facts
            .map(|(key, words)| (wording.term(key).to_owned(), words))
            .collect(),
        not_held: match audience {
            Audience::Internal => face::not_held(case, wording),
            _ => Vec::new(),
        },
    };
    face::of(about, brief)
}

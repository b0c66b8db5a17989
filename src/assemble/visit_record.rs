//! The record of one visit with all that two authorities want of it (Northamptonshire 5.2; Kent's purposeful
//! recording template), under Kent's headings in Kent's order. What was seen and said stands apart from what the
//! practitioner makes of it (Northamptonshire 11); an entry made late says so (rule 11); what the record does not
//! hold is told once, at the end (rule 1). The empty form for recording by hand is set by the same layout.

mod absent;
mod actions;
mod children;
mod form;
mod notices;
mod told;

use serde_json::{Value, json};

use super::Brief;
use super::shared::face::{self, name_of};
use super::shared::glossary::glossary;
use super::shared::{dates, phrases};
use crate::digest::Parts;
use crate::disclose::{self, Disclosed};
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::records::Visit;
use crate::model::{Band, Case, Record, Run, Text, When};
use crate::view::{Entry, Face, View};
use actions::Served;
pub(super) use form::form;
use told::Told;

/// The kind's name.
const KIND: &str = "visit-record";

/// Who recorded the visit and when, where that comes from, and how it is used: the end of the record.
const ABOUT: [&str; 22] = [
    "recorded_on",
    "recorded_by",
    "updated_on",
    "told_by",
    "originator_has_read",
    "knowledge",
    "basis",
    "known_on",
    "source_agency",
    "source_person",
    "document_id",
    "document_reference",
    "original_note_kept",
    "original_note_signed",
    "original_note_sketches",
    "case_id",
    "in_chronology",
    "in_court",
    "court_wording",
    "key_incident",
    "order_in_day",
    "restricted",
];

/// A visit with the case that it is told for.
struct Visiting<'a> {
    visit: &'a Visit,
    case: &'a Case,
    brief: &'a Brief<'a>,
}

impl Visiting<'_> {
    /// A term, owned.
    fn term(&self, key: &str) -> String {
        self.brief.wording.term(key).to_owned()
    }

    /// Whether somebody answered, as far as the record does not say that nobody did.
    fn was_answered(&self) -> bool {
        self.visit.no_reply.value() != Some(&true)
    }
}

/// The record of the visit of that key, as a view.
///
/// # Errors
/// A case without such a visit, or a wording template that cannot be used.
pub(super) fn assemble(
    disclosed: &Disclosed<'_>,
    key: &str,
    brief: &Brief<'_>,
) -> Result<View, Issue> {
    let case = disclosed.case();
    let visits = &case.records.visits;
    let visit = visits.iter().find(|it| &*it.entry.key == key);
    let visit = visit.ok_or_else(|| {
        Issue::error("CB2100", "the case holds no such visit")
            .hint("Check the id; casebinder check tells what was read.")
    })?;
    let of = Visiting { visit, case, brief };
    let served = actions::served(&of)?;
    let mut body = match disclose::is_withheld(visit, case) {
        true => withheld(&of),
        false => content(&of, &served)?,
    };
    body["glossary"] = json!(glossary(&readable(&body), brief.glossary));
    Ok(View {
        kind: KIND,
        face: face_of(&of),
        entries: entries(&of, &served, &body),
        body,
        sheets: Vec::new(),
        drawings: Vec::new(),
        file: None,
        left_out: Vec::new(),
        to_file: None,
        issues: Vec::new(),
    })
}

/// A visit that is restricted as a whole says so, and when it was (rule 2).
fn withheld(of: &Visiting<'_>) -> Value {
    let gap = Text::gap("restricted", Band::Passage);
    json!({
        "head": pairs(&[when(of)]),
        "notices": [],
        "sections": [{ "title": null, "blocks": [told::paragraph(&gap)], "parts": [] }],
        "about": [],
        "place": place(of),
        "absent": [],
    })
}

fn content(of: &Visiting<'_>, served: &[Served]) -> Result<Value, Issue> {
    let mut told = Told::of(of);
    let head = head(of, &mut told);
    let notices = notices::of(of)?;
    let sections = sections(of, &mut told, served)?;
    let about: Vec<(String, Text)> = ABOUT.iter().filter_map(|name| told.take(name)).collect();
    let mut sections: Vec<Value> = sections
        .into_iter()
        .filter_map(Section::into_json)
        .collect();
    let other = Section::of(of.term("visit.heading.other"), told.rest());
    sections.extend(other.into_json());
    Ok(json!({
        "head": pairs(&head),
        "notices": notices,
        "sections": sections,
        "about": pairs(&about),
        "place": place(of),
        "absent": absent::lines(of, !served.is_empty()),
    }))
}

/// Who, when, which record, where: what Kent's template asks first. What is not recorded stands here too, for
/// whoever takes the record up looks here.
fn head(of: &Visiting<'_>, told: &mut Told) -> Vec<(String, Text)> {
    let absent = |words: Option<Text>, state: &str| {
        words.unwrap_or_else(|| Text::words(of.term(&format!("absence.{state}"))))
    };
    let state = |is_carried: bool| if is_carried { "empty" } else { "not_carried" };
    let visit = of.visit;
    let who = told.words("worker_id");
    let who = who.map(|name| with_role(of, &name));
    let number = visit.visit_id.value().map(|id| Text::words(&*id.0));
    let place = told.words("venue");
    let facts = [
        ("who", absent(who, state(visit.worker_id.is_carried()))),
        ("number", absent(number, state(visit.visit_id.is_carried()))),
        ("venue", absent(place, state(visit.venue.is_carried()))),
    ];
    let mut head: Vec<(String, Text)> = facts
        .into_iter()
        .map(|(key, words)| (of.term(&format!("visit.head.{key}")), words))
        .collect();
    head.insert(1, when(of));
    told.leave_out("visited");
    head
}

/// The day and time of the visit.
fn when(of: &Visiting<'_>) -> (String, Text) {
    let visited = of.visit.visited.value();
    let words = visited.map_or_else(
        || of.term("absence.empty"),
        |it| dates::prose(it, of.brief.wording),
    );
    (of.term("visit.head.when"), Text::words(words))
}

/// The practitioner's name with their role: that on the case, else their own.
fn with_role(of: &Visiting<'_>, name: &Text) -> Text {
    let Some(id) = of.visit.worker_id.value() else {
        return name.clone();
    };
    let workers = of.case.records.workers.iter();
    let own = workers.filter(|it| it.entry.key == id.0);
    let own = own.filter_map(|it| it.role.value());
    let allocations = of.case.records.allocations.iter();
    let here = allocations.filter(|it| it.worker_id.value() == Some(id));
    let here = here.filter_map(|it| it.case_role.value());
    let role = own.chain(here).find(|role| !role.is_blank());
    role.map_or_else(
        || name.clone(),
        |role| {
            let mut runs = name.runs().to_vec();
            runs.push(Run::Words(", ".into()));
            runs.extend(role.runs().iter().cloned());
            Text::of(runs)
        },
    )
}

/// A heading with what stands under it.
struct Section {
    title: String,
    blocks: Vec<Value>,
    parts: Vec<Section>,
}

impl Section {
    fn of(title: String, blocks: Vec<Value>) -> Self {
        Self {
            title,
            blocks,
            parts: Vec::new(),
        }
    }

    /// None where nothing stands under it.
    fn into_json(self) -> Option<Value> {
        let parts: Vec<Value> = self
            .parts
            .into_iter()
            .filter_map(Section::into_json)
            .collect();
        let is_empty = self.blocks.is_empty() && parts.is_empty();
        (!is_empty).then(|| json!({ "title": self.title, "blocks": self.blocks, "parts": parts }))
    }
}

/// The sections in Kent's order.
fn sections(of: &Visiting<'_>, told: &mut Told, served: &[Served]) -> Result<Vec<Section>, Issue> {
    let title = |key: &str| of.term(&format!("visit.heading.{key}"));
    let mut before: Vec<Value> = told.bare("from_last_visit").into_iter().collect();
    before.extend(actions::set_before(of));
    let mut reason: Vec<Value> = told.strong("heading").into_iter().collect();
    reason.extend(told.bare("purpose"));
    // These say themselves whose they are, so that they come before the others.
    let child = children::blocks(of, told);
    let general = general(of, told);
    let observed = told.bare("observations").into_iter().collect();
    let adults = told.bare("carer_views").into_iter().collect();
    let plan = told.bare("plan_progress").into_iter().collect();
    let notes = Section {
        parts: vec![
            Section::of(title("general"), general),
            Section::of(title("child"), child),
            Section::of(title("observed"), observed),
            Section::of(title("adults"), adults),
            Section::of(title("plan"), plan),
        ],
        ..Section::of(title("notes"), Vec::new())
    };
    let mut analysis: Vec<Value> = told.bare("analysis").into_iter().collect();
    analysis.extend(told.lines(&["impact"]));
    let mut actions: Vec<Value> = told.bare("actions").into_iter().collect();
    actions.extend(actions::table(served));
    actions.extend(told.lines(&["outcome"]));
    Ok(vec![
        Section::of(title("before"), before),
        Section::of(title("reason"), reason),
        notes,
        Section::of(title("analysis"), analysis),
        Section::of(
            title(if of.was_answered() { "actions" } else { "done" }),
            actions,
        ),
    ])
}

/// Who was there, and what was talked about.
fn general(of: &Visiting<'_>, told: &mut Told) -> Vec<Value> {
    // Notices at the head say these.
    for name in ["no_reply", "disputed", "dispute"] {
        told.leave_out(name);
    }
    let present = children::people(of, &of.visit.present);
    if let Some(present) = present {
        told.replace("present", present);
    }
    let mut blocks = told.lines(&["present", "other_adults", "interpreter", "not_seen_reason"]);
    blocks.extend(told.bare("narrative"));
    blocks.extend(told.lines(&["information_exchanged", "changes"]));
    blocks
}

/// Labels and words as the layout takes them.
fn pairs(all: &[(String, Text)]) -> Vec<Value> {
    let each = all.iter();
    each.map(|(label, words)| json!([label, phrases::as_json(words)]))
        .collect()
}

/// The record's id, and where it was read.
fn place(of: &Visiting<'_>) -> String {
    let id = of.visit.entry.to_string();
    let origins = of.visit.origins.iter().map(ToString::to_string);
    let all: Vec<String> = std::iter::once(id).chain(origins).collect();
    all.join(" · ")
}

/// All that is said in words; ids and places are no words.
fn readable(body: &Value) -> Vec<Value> {
    let keys = ["notices", "sections", "about", "head"];
    keys.iter()
        .filter_map(|key| body.get(key))
        .cloned()
        .collect()
}

fn face_of(of: &Visiting<'_>) -> Face {
    let (case, wording) = (of.case, of.brief.wording);
    let mut facts = vec![(of.term("face.case"), case.id.clone())];
    let visited = of.visit.visited.value();
    if let Some(visited) = visited {
        let age = dates::age(case.child(), visited, wording);
        facts.push((of.term("visit.face.age"), age));
    }
    let about = face::About {
        kind: KIND,
        subject: SubjectKind::Case,
        id: case.id.clone(),
        name: name_of(case, wording),
        audience: Audience::Internal,
        facts,
        not_held: Vec::new(),
    };
    let mut face = face::of(about, of.brief);
    if let Some(visited) = visited {
        // Every page says of which visit it is.
        let day = When {
            time: None,
            ..*visited
        };
        let day = dates::prose(&day, wording);
        face.title = format!("{}, {day}", face.title);
    }
    face
}

/// The visit, and the actions that stand with it.
fn entries(of: &Visiting<'_>, served: &[Served], body: &Value) -> Vec<Entry> {
    let digest = |words: &str| {
        let mut digest = Parts::default();
        digest.add(words);
        digest.hex()[..16].to_owned()
    };
    let mut said = body.clone();
    // Where it was read is no part of what it says.
    said["place"] = Value::Null;
    let own = Entry {
        id: of.visit.entry().to_string(),
        origins: of.visit.origins.clone(),
        digest: digest(&said.to_string()),
    };
    let actions = served.iter().map(|it| Entry {
        id: it.action.entry().to_string(),
        origins: it.action.origins.clone(),
        digest: digest(&Value::from(it.cells.clone()).to_string()),
    });
    std::iter::once(own).chain(actions).collect()
}

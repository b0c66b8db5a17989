//! The sections of the basic record, each as the kinds of record that it is made from, and what of the
//! case's own record stands in it (Northamptonshire 5.1).

use crate::assemble::shared::basic_record::composer::Composer;
use crate::assemble::shared::basic_record::kinds::{
    ADDRESSES, CONTACT, CONTACTS, DECISIONS, HEALTH, LEGAL_STATUSES, MEETINGS, MISSING, ORDERS,
    PERIODS, PLACEMENTS, PLANS, PRE_PROCEEDINGS, PROCEEDINGS, SCHOOL_EVENTS, SCHOOLS, STAYS, TIES,
    VISITS, WORKERS,
};
use crate::assemble::shared::basic_record::sheet::{Block, Fact, Line, Section, Shape};
use crate::assemble::shared::basic_record::{child, people};
use crate::assemble::shared::{carried, dates, phrases};
use crate::issue::Issue;
use crate::model::records::{Document, Education, Restriction};
use crate::model::{Ids, Recorded, Text, When};
use crate::wording::Facts;

/// All sections after the first, in order.
pub(super) fn all(composer: &mut Composer<'_>) -> Result<Vec<Section>, Issue> {
    let mut sections = vec![child::section(composer)?];
    for (title, tell) in SECTIONS {
        let mut section = Section::titled(title, composer.wording());
        tell(composer, &mut section)?;
        sections.push(section);
    }
    Ok(sections)
}

/// A section by the key of its title, and what fills it.
type Filled = (
    &'static str,
    fn(&mut Composer<'_>, &mut Section) -> Result<(), Issue>,
);

const SECTIONS: &[Filled] = &[
    ("front.section.home", |composer, section| {
        ADDRESSES.tell(composer, section)?;
        people::tell(composer, section)?;
        CONTACT.tell(composer, section)?;
        TIES.tell(composer, section)?;
        STAYS.tell_past(composer)
    }),
    ("front.section.legal", |composer, section| {
        LEGAL_STATUSES.tell(composer, section)?;
        PERIODS.tell(composer, section)?;
        ORDERS.tell(composer, section)?;
        PRE_PROCEEDINGS.tell(composer, section)?;
        PROCEEDINGS.tell(composer, section)?;
        PLACEMENTS.tell(composer, section)?;
        providers(composer, section);
        Ok(())
    }),
    ("front.section.school", |composer, section| {
        SCHOOLS.tell(composer, section)?;
        school_facts(composer, section);
        SCHOOL_EVENTS.tell_any(composer, section)
    }),
    ("front.section.health", |composer, section| {
        HEALTH.tell(composer, section)
    }),
    ("front.section.plans", |composer, section| {
        PLANS.tell(composer, section)?;
        MEETINGS.tell(composer, section)?;
        DECISIONS.tell(composer, section)
    }),
    ("front.section.work", |composer, section| {
        work_facts(composer, section)?;
        WORKERS.tell_past(composer)?;
        VISITS.tell(composer, section)?;
        CONTACTS.tell(composer, section)?;
        MISSING.tell(composer, section)
    }),
    ("front.section.documents", documents),
];

/// A field of words of a school's row, by the name of its terms.
type SchoolWords = (&'static str, fn(&Education) -> &Recorded<Text>);

const SCHOOL_WORDS: &[SchoolWords] = &[
    ("special_needs", |it| &it.special_needs),
    ("pep", |it| &it.personal_education_plan),
    ("attendance", |it| &it.attendance),
];

/// The latest that is recorded of special needs, the personal education plan and attendance, each with
/// the school that it is of.
fn school_facts(composer: &mut Composer<'_>, section: &mut Section) {
    let stays = SCHOOLS.phases(composer);
    let rows: Vec<&Education> = stays.into_iter().map(|(_, row)| row).collect();
    let Some(latest) = rows.first() else { return };
    let mut facts = Vec::new();
    for (name, field) in SCHOOL_WORDS {
        let known = rows.iter().find(|row| field(row).value().is_some());
        let none = rows.iter().find(|row| matches!(field(row), Recorded::None));
        let row = known.or(none).unwrap_or(latest);
        let setting = row.setting.value().map(phrases::encode).unwrap_or_default();
        let say =
            |words: &Text| phrases::decode(&format!("{} ({setting})", phrases::encode(words)));
        facts.extend(child::fact(name, field(row), say, *row, composer, section));
    }
    if !facts.is_empty() {
        section.add(Block::Facts(facts));
    }
}

/// Services that somebody else provides for the authority.
fn providers(composer: &mut Composer<'_>, section: &mut Section) {
    if let Some(record) = composer.case.record() {
        let providers = &record.delegated_providers;
        let fact = child::fact(
            "providers",
            providers,
            Text::clone,
            record,
            composer,
            section,
        );
        if let Some(fact) = fact {
            section.add(Block::Facts(vec![fact]));
        }
    }
}

/// When and why the authority began its work, and the cases to be read with this one.
fn work_facts(composer: &mut Composer<'_>, section: &mut Section) -> Result<(), Issue> {
    let Some(record) = composer.case.record() else {
        return Ok(());
    };
    let wording = composer.wording();
    let say = |when: &When| Text::words(dates::prose(when, wording));
    let mut facts = Vec::new();
    facts.extend(child::fact(
        "opened",
        &record.opened,
        say,
        record,
        composer,
        section,
    ));
    if record.closed.value().is_some() {
        facts.extend(child::fact(
            "closed",
            &record.closed,
            say,
            record,
            composer,
            section,
        ));
    }
    for (name, field) in [
        ("reason", &record.reason),
        ("social_history", &record.social_history),
    ] {
        facts.extend(child::fact(
            name,
            field,
            Text::clone,
            record,
            composer,
            section,
        ));
    }
    section.add(Block::Facts(facts));
    Ok(())
}

/// Documents by kind, the cases to be read with this one, and how many restrictions hold.
fn documents(composer: &mut Composer<'_>, section: &mut Section) -> Result<(), Issue> {
    let mut all: Vec<&Document> = composer.case.records.documents.iter().collect();
    let kind = |it: &Document| it.document_kind.value().map(Text::shown);
    let date = |it: &Document| it.document_date.value().map(When::order);
    all.sort_by(|a, b| {
        let by_kind = kind(a)
            .is_none()
            .cmp(&kind(b).is_none())
            .then(kind(a).cmp(&kind(b)));
        by_kind
            .then(date(b).cmp(&date(a)))
            .then(a.entry.cmp(&b.entry))
    });
    let mut lines = Vec::new();
    for document in all {
        lines.push(document_line(document, composer)?);
    }
    if lines.is_empty() {
        let name = composer.term("front.list.documents");
        section
            .absent
            .note(name, &carried::absence(composer.case, "document"));
    } else {
        let columns = ["kind", "document", "author"];
        section.add(Block::Table {
            shape: Shape::Documents,
            headings: columns
                .map(|key| composer.term(&format!("front.column.{key}")))
                .to_vec(),
            lines,
            note: String::new(),
        });
    }
    let facts = record_facts(composer, section);
    if !facts.is_empty() {
        section.add(Block::Facts(facts));
    }
    Ok(())
}

fn document_line(document: &Document, composer: &mut Composer<'_>) -> Result<Line, Issue> {
    let mut cells = Vec::new();
    for phrase in [
        "front-document-kind",
        "front-document",
        "front-document-place",
    ] {
        cells.push(composer.say(document, phrase, Facts::new())?);
    }
    Ok(composer.line(document, cells))
}

/// The cases to be read with this one, and the restrictions that hold.
fn record_facts(composer: &mut Composer<'_>, section: &mut Section) -> Vec<Fact> {
    let wording = composer.wording();
    let mut facts = Vec::new();
    if let Some(record) = composer.case.record() {
        let linked = |ids: &Ids| {
            let ids: Vec<String> = ids.0.iter().map(|id| id.0.to_string()).collect();
            Text::words(phrases::joined(&ids, wording))
        };
        let field = &record.linked_cases;
        facts.extend(child::fact(
            "linked", field, linked, record, composer, section,
        ));
    }
    let held: Vec<&Restriction> = composer
        .case
        .records
        .restrictions
        .iter()
        .filter(|it| it.lifted.value().is_none())
        .collect();
    if !held.is_empty() {
        let words = Text::words(match held.len() {
            1 => composer.term("front.restrictions.one"),
            many => wording.fill("front.restrictions.many", &many.to_string()),
        });
        let cells = vec![words];
        let entries = held.iter().map(|it| composer.entry(*it, &cells)).collect();
        facts.push(Fact {
            label: composer.term("front.label.restrictions"),
            lines: vec![Line { entries, cells }],
        });
    }
    facts
}

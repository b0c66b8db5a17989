//! The tables of a copy's opening pages (rule 33): who looked after the person, where they lived, their
//! schools, their workers, each with dates.

use serde_json::{Value, json};

use super::CopyFacts;
use crate::assemble::shared::{dates, phrases};
use crate::model::records::{Household, Placement};
use crate::model::{Case, Ids, Recorded, Run, Text, When};
use crate::wording::Wording;

/// A row: from when, until when, and its cells.
struct Row {
    from: Recorded<When>,
    until: Recorded<When>,
    cells: Vec<Text>,
}

/// The tables in order, each with its heading; an empty one says so.
pub(super) fn tables(case: &Case, facts: &CopyFacts, wording: &Wording) -> Vec<Value> {
    let about = About {
        case,
        facts,
        wording,
    };
    let is_child = case
        .child()
        .is_some_and(|child| *child.entry.key == *facts.subject_id);
    // What a case records of placements and schools is the child's.
    let of_child = |rows: Vec<Row>| if is_child { rows } else { Vec::new() };
    vec![
        about.table("carers", 3, of_child(about.carers())),
        about.table("homes", 3, about.homes()),
        about.table("schools", 3, of_child(about.schools())),
        about.table("workers", 3, about.workers()),
    ]
}

/// Whose opening pages these are.
struct About<'a> {
    case: &'a Case,
    facts: &'a CopyFacts,
    wording: &'a Wording,
}

impl About<'_> {
    fn table(&self, name: &str, columns: usize, mut rows: Vec<Row>) -> Value {
        let wording = self.wording;
        rows.sort_by_key(|row| {
            let begins = row.from.value().or(row.until.value()).map(When::order);
            (begins.is_none(), begins)
        });
        let you = self.facts.you();
        let headings = (1..=columns).map(|at| {
            wording
                .term(&format!("access.column.{name}.{at}"))
                .to_owned()
        });
        json!({
            "heading": wording.fill(&format!("access.heading.{name}"), you),
            "headings": headings.collect::<Vec<_>>(),
            "rows": rows.iter().map(|row| self.cells(row)).collect::<Vec<_>>(),
            "none": wording.term(&format!("access.none.{name}")),
        })
    }

    fn cells(&self, row: &Row) -> Vec<Value> {
        let when = Text::words(self.when(&row.from, &row.until));
        std::iter::once(&when)
            .chain(&row.cells)
            .map(phrases::as_json)
            .collect()
    }

    fn when(&self, from: &Recorded<When>, until: &Recorded<When>) -> String {
        let wording = self.wording;
        let day = |when: &When| {
            dates::short(
                &When {
                    time: None,
                    ..*when
                },
                wording,
            )
        };
        match (from.value().map(day), until.value().map(day)) {
            (Some(from), Some(until)) if from == until => from,
            (Some(from), Some(until)) => format!("{from} {} {until}", wording.term("date.to")),
            (Some(from), None) => wording.fill("access.from", &from),
            (None, Some(until)) => wording.fill("access.until", &until),
            (None, None) => wording.term("access.undated").to_owned(),
        }
    }

    fn carers(&self) -> Vec<Row> {
        let placements = self.case.records.placements.iter().map(|it| Row {
            from: it.placed,
            until: it.placement_ended,
            cells: vec![self.who(it), words(&it.placement_kind)],
        });
        placements.collect()
    }

    /// The carers by name as far as they are disclosed, and who provides the placement.
    fn who(&self, placement: &Placement) -> Text {
        let carers = self.names(&placement.carers);
        match (carers, placement.provider.value()) {
            (Some(carers), Some(provider)) => {
                let both = format!(
                    "{} ({})",
                    phrases::encode(&carers),
                    phrases::encode(provider)
                );
                phrases::decode(&both)
            }
            (Some(carers), None) => carers,
            (None, Some(provider)) => provider.clone(),
            (None, None) => Text::words(self.wording.term("absence.empty")),
        }
    }

    fn names(&self, ids: &Recorded<Ids>) -> Option<Text> {
        let ids = ids.value()?;
        let people = ids.0.iter().filter_map(|id| self.case.person(&id.0));
        let names = people.filter_map(|person| person.name.value());
        let names: Vec<String> = names.map(phrases::encode).collect();
        (!names.is_empty()).then(|| phrases::decode(&phrases::joined(&names, self.wording)))
    }

    /// Addresses, homes shared with others, and placements, as far as they are disclosed.
    fn homes(&self) -> Vec<Row> {
        let records = &self.case.records;
        let own = |id: &Recorded<crate::model::Id>| {
            id.value().is_some_and(|id| *id.0 == *self.facts.subject_id)
        };
        let addresses = records.addresses.iter().filter(|it| own(&it.person_id));
        let addresses = addresses.map(|it| Row {
            from: it.start,
            until: it.end,
            cells: vec![joined(&it.address, &it.postcode), Text::words("")],
        });
        let stays = records.households.iter().filter(|it| own(&it.person_id));
        let stays = stays.map(|it| Row {
            from: it.start,
            until: it.end,
            cells: vec![words(&it.household_name), self.company(it)],
        });
        // A home whose address is not shown is told with its carers.
        let is_shown = |address: &Text| address.runs().iter().any(|run| run.words().is_some());
        let placed = records.placements.iter();
        let placed = placed.filter(|it| it.placement_address.value().is_some_and(is_shown));
        let placed = placed.map(|it| Row {
            from: it.placed,
            until: it.placement_ended,
            cells: vec![words(&it.placement_address), words(&it.placement_kind)],
        });
        addresses.chain(stays).chain(placed).collect()
    }

    /// Who else lived there at some time of the stay.
    fn company(&self, stay: &Household) -> Text {
        let others = self.case.records.households.iter().filter(|it| {
            it.household_id == stay.household_id && it.person_id != stay.person_id && meet(it, stay)
        });
        let people = others.filter_map(|it| self.case.person(&it.person_id.value()?.0));
        let mut names = Vec::new();
        for name in people.filter_map(|it| it.name.value()).map(phrases::encode) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        phrases::decode(&phrases::joined(&names, self.wording))
    }

    fn schools(&self) -> Vec<Row> {
        let rows = self.case.records.education.iter().map(|it| Row {
            from: it.education_from,
            until: it.education_until,
            cells: vec![words(&it.setting), words(&it.education_event)],
        });
        rows.collect()
    }

    fn workers(&self) -> Vec<Row> {
        let records = &self.case.records;
        let rows = records.allocations.iter().map(|it| {
            let id = it.worker_id.value();
            let worker = records
                .workers
                .iter()
                .find(|worker| id.is_some_and(|id| id.0 == worker.entry.key));
            let name = worker.and_then(|worker| worker.worker_name.value());
            let role = it
                .case_role
                .value()
                .or(worker.and_then(|worker| worker.role.value()));
            let unknown = || Text::words(self.wording.term("absence.empty"));
            Row {
                from: it.start,
                until: it.end,
                cells: vec![
                    name.cloned().unwrap_or_else(unknown),
                    role.cloned().unwrap_or_else(|| Text::words("")),
                ],
            }
        });
        rows.collect()
    }
}

/// Whether two stays have a day in common, as far as their dates are known.
fn meet(one: &Household, two: &Household) -> bool {
    let before = |end: &Recorded<When>, start: &Recorded<When>| {
        let days = end.value().zip(start.value());
        days.is_some_and(|(end, start)| end.latest() < start.earliest())
    };
    !before(&one.end, &two.start) && !before(&two.end, &one.start)
}

fn words(field: &Recorded<Text>) -> Text {
    field.value().cloned().unwrap_or_else(|| Text::words(""))
}

fn joined(one: &Recorded<Text>, two: &Recorded<Text>) -> Text {
    let (Some(first), Some(second)) = (one.value(), two.value()) else {
        return words(if one.value().is_some() { one } else { two });
    };
    // Two gaps for one reason say no more than one.
    if let ([Run::Gap(gap)], [Run::Gap(same)]) = (first.runs(), second.runs())
        && gap.reason == same.reason
    {
        return first.clone();
    }
    let mut runs = first.runs().to_vec();
    runs.push(Run::Words(", ".into()));
    runs.extend(second.runs().iter().cloned());
    Text::of(runs)
}

//! The people and services around the family in short, by whose view it is: an ecomap draws them.

use std::collections::BTreeMap;

use super::super::basic_record::composer::Composer;
use super::super::basic_record::sheet::{Block, Fact, Line, Section};
use crate::assemble::shared::{carried, dates, phrases};
use crate::issue::Issue;
use crate::model::records::Network;
use crate::model::{Recorded, Text, When};
use crate::wording::Facts;

/// Sets down the latest view that each person gave, the ties of each in a line.
pub(in crate::assemble) fn tell(
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    let views = latest_views(composer);
    if views.is_empty() {
        let name = composer.term("front.list.ties");
        let absence = carried::absence(composer.case, "network");
        section.absent.note(name, &absence);
        return Ok(());
    }
    let mut lines = Vec::new();
    for ties in views.into_values() {
        lines.push(line(&ties, composer)?);
    }
    let label = composer.term("front.label.ties");
    section.add(Block::Facts(vec![Fact { label, lines }]));
    Ok(())
}

/// The ties of the last day on which each person's view was drawn, by whose view it is.
fn latest_views<'a>(composer: &Composer<'a>) -> BTreeMap<String, Vec<&'a Network>> {
    let drawn = |it: &Network| it.as_at.value().map(When::order);
    let mut views: BTreeMap<String, Vec<&Network>> = BTreeMap::new();
    for tie in &composer.case.records.networks {
        if tie
            .as_at
            .value()
            .is_some_and(|it| it.earliest() > composer.day)
        {
            continue;
        }
        let of = tie.view_of.value().map(Text::to_string).unwrap_or_default();
        let known = views.entry(of).or_default();
        match known.first().map(|it| drawn(it)) {
            Some(last) if drawn(tie) < last => {}
            Some(last) if drawn(tie) > last => *known = vec![tie],
            _ => known.push(tie),
        }
    }
    views
}

fn line(ties: &[&Network], composer: &mut Composer<'_>) -> Result<Line, Issue> {
    let mut told = Vec::new();
    let mut entries = Vec::new();
    for tie in ties {
        let said = composer.say(*tie, "handing-tie", Facts::new())?;
        told.push(phrases::encode(&said));
        entries.push(composer.entry(*tie, &[said]));
    }
    let first = ties.first();
    let view = first.and_then(|it| it.view_of.value()).map(phrases::encode);
    let wording = composer.wording();
    let drawn = first.and_then(|it| match &it.as_at {
        Recorded::Value(when) => Some(dates::prose(when, wording)),
        _ => None,
    });
    let facts = Facts::from([
        ("ties", told.join("; ").into()),
        ("view", view.into()),
        ("drawn", drawn.into()),
    ]);
    let words = phrases::say(wording, "handing-view", &facts)?;
    Ok(Line {
        entries,
        cells: vec![words],
    })
}

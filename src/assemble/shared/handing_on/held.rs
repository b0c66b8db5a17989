//! What is held beside the record: documents that it names, the child's own belongings, and files on
//! paper and where they are (Northamptonshire 5.4 and 14).

use std::collections::BTreeMap;

use super::super::basic_record::composer::Composer;
use super::super::basic_record::sheet::{Block, Fact, Line, Section};
use super::open::{line, short};
use crate::assemble::shared::{carried, phrases};
use crate::issue::Issue;
use crate::model::records::{Document, FileMovement};
use crate::model::{Recorded, Text, When};
use crate::wording::Facts;

/// The child's own things that were not given back.
pub(super) fn not_returned<'a>(composer: &Composer<'a>) -> Vec<&'a Document> {
    let all = composer.case.records.documents.iter();
    let own = all.filter(|it| it.child_owns.value() == Some(&true));
    let held = own.filter(|it| it.returned.value().is_none());
    held.collect()
}

/// A line for each of them.
pub(super) fn belongings(composer: &mut Composer<'_>) -> Result<Vec<Line>, Issue> {
    let mut lines = Vec::new();
    for it in not_returned(composer) {
        let when = short(&it.document_date, composer);
        let phrase = ("handing-belonging", Facts::new());
        lines.push(line(it, phrase, (&it.location, when), composer)?);
    }
    Ok(lines)
}

/// Where each file or volume went last, and whether its arrival was checked.
pub(super) fn files(composer: &mut Composer<'_>) -> Result<Vec<Line>, Issue> {
    let mut last: BTreeMap<String, &FileMovement> = BTreeMap::new();
    let moved = |it: &FileMovement| it.moved.value().map(When::order);
    for it in &composer.case.records.file_movements {
        let volume = it.file_volume.value().map(Text::to_string);
        let known = last.entry(volume.unwrap_or_default()).or_insert(it);
        if moved(it) > moved(known) {
            *known = it;
        }
    }
    let mut lines = Vec::new();
    for it in last.into_values() {
        let when = short(&it.moved, composer);
        let phrase = ("handing-file", Facts::new());
        lines.push(line(
            it,
            phrase,
            (&it.movement_approved_by, when),
            composer,
        )?);
    }
    Ok(lines)
}

/// How many documents of each kind the record names: the front sheet lists them.
pub(in crate::assemble) fn documents(composer: &mut Composer<'_>, section: &mut Section) {
    let documents = &composer.case.records.documents;
    if documents.is_empty() {
        let name = composer.term("front.list.documents");
        let absence = carried::absence(composer.case, "document");
        section.absent.note(name, &absence);
        return;
    }
    let words = Text::words(counted(documents, composer));
    let cells = vec![words];
    let entries = documents
        .iter()
        .map(|it| composer.entry(it, &cells))
        .collect();
    section.add(Block::Facts(vec![Fact {
        label: composer.term("front.label.documents"),
        lines: vec![Line { entries, cells }],
    }]));
}

fn counted(documents: &[Document], composer: &Composer<'_>) -> String {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for it in documents {
        let kind = match &it.document_kind {
            Recorded::Value(kind) => kind.to_string(),
            _ => composer.term("handing.documents.other"),
        };
        *kinds.entry(kind).or_default() += 1;
    }
    let mut kinds: Vec<(String, usize)> = kinds.into_iter().collect();
    kinds.sort_by(|(a, many), (b, more)| more.cmp(many).then(a.cmp(b)));
    let each: Vec<String> = kinds
        .into_iter()
        .map(|(kind, count)| match count {
            1 => kind,
            many => format!("{kind} ({many})"),
        })
        .collect();
    let wording = composer.wording();
    let key = match documents.len() {
        1 => "handing.documents.one",
        _ => "handing.documents.many",
    };
    wording.fill(key, &documents.len().to_string()).replacen(
        "{kinds}",
        &phrases::joined(&each, wording),
        1,
    )
}

//! What preparing and releasing stand on alike: settings, words, the lists of grounds and names, and the review of
//! the frozen extract.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::folder::{Kept, ReviewFolder};
use crate::assemble::Brief;
use crate::assemble::access_review::{self, Before};
use crate::cli::Design;
use crate::commands::build::manners;
use crate::commands::settings::Ground;
use crate::commands::{Exit, Stop};
use crate::disclose::access::{
    self, CaseInScope, Demands, Given, Grounds, Lexicon, Outcome, Review, Sheet,
};
use crate::ingest::review::ReviewRow;
use crate::ingest::{self, NamedBytes};
use crate::issue::{Found, Issue, Origin};
use crate::kind::Audience;
use crate::model::{Case, Casebook, Records};
use crate::render::Renderer;
use crate::view::Cell;

/// The keys of the columns that are given back, as the review writes them and as they are read.
const GIVEN: &[(&str, &str)] = &[
    ("decision", "decision"),
    ("ground", "ground"),
    ("decided_by", "decidedby"),
    ("decided_on", "decidedon"),
    ("second_by", "secondreviewer"),
    ("second_on", "secondreviewon"),
    ("consulted", "consulted"),
    ("consulted_on", "consultedon"),
    ("reason", "reasontotheperson"),
    ("record", "record"),
    ("field", "field"),
    ("words", "quotedwords"),
];

/// Settings and lists.
pub(super) struct Desk {
    pub ground: Ground,
    pub as_at: NaiveDate,
    pub lexicon: Lexicon,
    pub grounds: Grounds,
}

/// A case under review.
pub(super) struct Reviewed {
    pub scope: Vec<CaseInScope>,
    pub case: Case,
    pub review: Review,
    /// The date of the export, where it says so.
    pub exported: Option<NaiveDate>,
}

impl Desk {
    pub fn gather(design: &Design, as_at: Option<&String>) -> Result<Self, Stop> {
        let flags: Vec<_> = as_at.iter().map(|it| ("as_at", (*it).clone())).collect();
        let ground = Ground::gather(design, &flags)?;
        Ok(Self {
            as_at: ground.as_at()?,
            lexicon: list(&ground, "wording/names.json")?,
            grounds: list(&ground, "wording/access-grounds.json")?,
            ground,
        })
    }

    /// Lends what documents are made with.
    pub fn with_brief<T>(
        &self,
        (exported, subject): (Option<NaiveDate>, &str),
        make: impl FnOnce(&Brief<'_>) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        let ground = &self.ground;
        let page_limits = ground.page_limits(self.as_at)?;
        let marking = |audience: Audience| {
            let words = ground.config.text(&format!("marking.{audience}"));
            words.replace("{name}", subject)
        };
        make(&Brief {
            wording: &ground.wording,
            glossary: &ground.glossary,
            as_at: self.as_at,
            exported,
            authority: ground.config.text("authority"),
            retention: ground.config.text("access.retention"),
            marking: &marking,
            is_unapproved: &|_| false,
            width: &|words, size| ground.faces.width(words, size),
            chronology: &manners::chronology(&ground.config)?,
            summary: &manners::summary(&ground.config, self.as_at)?,
            supervision: &manners::supervision(&ground.config),
            genogram: manners::genogram(&ground.config)?,
            court: &manners::court(&ground.config)?,
            page_limits: &page_limits,
        })
    }

    pub fn renderer(&self) -> Result<Renderer, Stop> {
        let ground = &self.ground;
        Renderer::new(&ground.layouts, Arc::clone(&ground.faces), self.as_at).map_err(usage)
    }

    /// Reads an extract. What is wrong with it is told by `check`; nothing is lost by it here.
    pub fn read(&self, files: Vec<NamedBytes>) -> Found<Casebook> {
        let covers = |character| self.ground.faces.covers(character);
        let reading = ingest::Reading {
            covers: &covers,
            ssda903: &self.ground.codes,
        };
        ingest::read(files, &reading)
    }

    /// Reviews the subject's data in those cases that are included; at first all that may be.
    pub fn review(
        &self,
        casebook: &Casebook,
        kept: &Kept,
        given: &[Given],
    ) -> Result<Reviewed, Stop> {
        let request = &kept.request;
        let scope = access::in_scope(casebook, request, &self.lexicon);
        let excluded: BTreeSet<&str> = given
            .iter()
            .filter(|row| {
                row.sheet == Sheet::Cases && row.decision.trim() == Outcome::Exclude.word()
            })
            .filter_map(|row| row.id.strip_prefix("case:"))
            .collect();
        let joined = scope
            .iter()
            .filter(|it| it.may_be_joined() && !excluded.contains(it.id.as_str()));
        let included: BTreeSet<String> = joined.map(|it| it.id.clone()).collect();
        let case =
            access::merged(casebook, &included, request, &self.lexicon).ok_or_else(|| {
                let issue = Issue::error("CB1213", "the export holds no case of the subject's own")
                    .hint("Give --subject with the id of the child whose case it is, or --case.");
                Stop::new(Exit::Usage, issue)
            })?;
        let others = casebook
            .cases
            .iter()
            .filter(|it| !included.contains(&it.id));
        let near = others.filter(|it| {
            scope.iter().any(|case| case.id == it.id) || case.shares_with.contains(&it.id)
        });
        let elsewhere: Vec<&Records> = near
            .map(|it| &it.records)
            .chain([&casebook.bystanders])
            .collect();
        let review = access::review(&case, &elsewhere, &scope, request, &self.lexicon);
        Ok(Reviewed {
            scope,
            case,
            review,
            exported: casebook.exported,
        })
    }

    /// What is demanded of decisions; rows of cases that are now excluded are moot.
    pub fn demands<'a>(
        &'a self,
        kept: &'a Kept,
        moot: &'a BTreeSet<String>,
    ) -> Result<Demands<'a>, Stop> {
        let config = &self.ground.config;
        let all = config.choice(
            "access.second_review",
            &[("all", true), ("required", false)],
        );
        Ok(Demands {
            request: &kept.request,
            grounds: &self.grounds,
            second_review_of_all: all.map_err(usage)?,
            sample_one_in: config.number("access.second_review_one_in"),
            moot,
        })
    }

    /// The rows of the review as they came back.
    pub fn given(&self, folder: &ReviewFolder) -> Result<Vec<Given>, Stop> {
        let file = folder.workbook()?;
        let covers = |character| self.ground.faces.covers(character);
        let Found {
            value: rows,
            issues,
        } = ingest::review::read(&file, &covers);
        if !issues.is_empty() {
            let exit = Exit::Failed;
            return Err(Stop { exit, issues });
        }
        if rows.is_empty() {
            let issue = Issue::error("CB1202", "the workbook holds no review")
                .at(Origin::file(file.name.clone()))
                .hint("Give the review folder that access prepare wrote; its review.xlsx has the columns Row and Decision.");
            return Err(Stop::new(Exit::Input, issue));
        }
        Ok(rows.iter().filter_map(given_of).collect())
    }
}

pub(super) fn usage(issue: Issue) -> Stop {
    Stop::new(Exit::Usage, issue)
}

/// A list among the layouts, as JSON.
fn list<T: serde::de::DeserializeOwned>(ground: &Ground, name: &str) -> Result<T, Stop> {
    let text = ground.layouts.text(name).unwrap_or_default();
    serde_json::from_str(text).map_err(|error| {
        let issue = Issue::error(
            "CB1200",
            format!("the list cannot be used (line {})", error.line()),
        );
        let hint = "Compare it with the shipped one: casebinder layouts export.";
        usage(issue.at(Origin::file(name)).hint(hint))
    })
}

fn given_of(row: &ReviewRow) -> Option<Given> {
    let sheet = Sheet::ALL
        .into_iter()
        .find(|sheet| sheet.name() == row.sheet)?;
    let words = |key: &str| row.words(key).to_owned();
    let given = Given {
        sheet,
        id: words("row"),
        record: words("record"),
        field: words("field"),
        words: words("quotedwords"),
        digest: words("digest"),
        decision: words("decision"),
        ground: words("ground"),
        by: words("decidedby"),
        on: row.day("decidedon"),
        second_by: words("secondreviewer"),
        second_on: row.day("secondreviewon"),
        consulted: words("consulted"),
        consulted_on: row.day("consultedon"),
        reason: words("reasontotheperson"),
        origin: row.origin.clone(),
    };
    let added = given.id.is_empty() && !given.record.is_empty();
    (added || !given.id.is_empty()).then_some(given)
}

/// What was decided before, to be written into the new workbook: by row, and the rows that somebody added.
pub(super) fn before(given: &[Given]) -> (BTreeMap<String, Before>, Vec<Before>) {
    let mut by_row = BTreeMap::new();
    let mut added = Vec::new();
    for row in given.iter().filter(|row| !row.decision.trim().is_empty()) {
        let before = Before {
            digest: row.digest.clone(),
            cells: GIVEN
                .iter()
                .map(|(key, _)| (*key, cell(row, key)))
                .collect(),
        };
        if row.id.is_empty() {
            added.push(before);
        } else {
            by_row.insert(row.id.clone(), before);
        }
    }
    (by_row, added)
}

fn cell(row: &Given, key: &str) -> Cell {
    let words = |words: &str| match words {
        "" => Cell::Empty,
        words => Cell::Text(words.to_owned()),
    };
    let day = |day: Option<NaiveDate>| day.map_or(Cell::Empty, Cell::Date);
    match key {
        "decision" => words(&row.decision),
        "ground" => words(&row.ground),
        "decided_by" => words(&row.by),
        "decided_on" => day(row.on),
        "second_by" => words(&row.second_by),
        "second_on" => day(row.second_on),
        "consulted" => words(&row.consulted),
        "consulted_on" => day(row.consulted_on),
        "reason" => words(&row.reason),
        "record" => words(&row.record),
        "field" => words(&row.field),
        _ => words(&row.words),
    }
}

/// The words that documents are made with: names that are among them can be anywhere.
pub(super) fn own_words(desk: &Desk) -> Vec<&str> {
    let layouts = desk.ground.layouts.all();
    let words = layouts.filter(|(name, _)| {
        name.ends_with(".j2") || name.ends_with(".json") || name.ends_with(".typ")
    });
    let words = words
        .filter(|(name, _)| !matches!(*name, "wording/names.json" | "wording/access-grounds.json"));
    words
        .filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok())
        .collect()
}

/// How a person is described who is not named.
pub(super) fn described<'a>(desk: &'a Desk) -> impl Fn(u32, Option<&str>) -> String + 'a {
    move |number, standing| access_review::description(number, standing, &desk.ground.wording)
}

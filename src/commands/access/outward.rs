//! What the person is told: the facts of copy and letter, and the list of gaps. Nothing of a silent gap is in any of
//! it (rule 25).

use std::collections::BTreeMap;

use super::clock::pause;
use super::desk::usage;
use super::release::{Making, dispositions};
use crate::assemble::access_clock::{self, Identity, State};
use crate::assemble::shared::dates;
use crate::assemble::{
    ApartDocument, Brief, CopyFacts, Disposition, Extension, LetterFacts, Pause, Print, Reader,
    Requester as Asks, WithheldFor,
};
use crate::commands::build::manners;
use crate::commands::{Stop, documents};
use crate::disclose::access::{Item, Outcome, Requester, Row};
use crate::issue::Issue;
use crate::model::{Band, EntryId, Text};
use crate::view::{Cell, Column, ColumnKind, Sheet, View};
use crate::wording::Wording;
use chrono::NaiveDate;

/// The copy's pages: where each record begins.
pub(super) struct Copied {
    /// How many pages.
    pub pages: usize,
    begins: Vec<(EntryId, usize)>,
}

impl Copied {
    pub fn of(view: &View, places: &[(usize, usize)], pages: usize) -> Self {
        let begins = places.iter().filter_map(|(entry, page)| {
            let entry = EntryId::parse(&view.entries.get(*entry)?.id)?;
            Some((entry, *page))
        });
        Self {
            pages,
            begins: begins.collect(),
        }
    }

    /// The last page before the story.
    pub fn opening(&self) -> usize {
        self.begins.first().map_or(self.pages, |(_, page)| *page)
    }

    /// The page on which a record begins.
    pub fn page_of(&self, entry: &EntryId) -> Option<usize> {
        let mut begins = self.begins.iter();
        begins
            .find(|(known, _)| known == entry)
            .map(|(_, page)| *page)
    }

    /// The pages on which a record can stand: from where it begins to where the next one does.
    pub fn pages_of(&self, entry: &EntryId) -> Vec<usize> {
        let each = self
            .begins
            .iter()
            .enumerate()
            .filter(|(_, (known, _))| known == entry);
        let pages = each.flat_map(|(at, (_, page))| {
            let until = self
                .begins
                .get(at + 1)
                .map_or(self.pages, |(_, next)| *next);
            *page..=until.max(*page)
        });
        pages.collect()
    }
}

/// To whom it is sent.
pub(super) fn addressee(making: &Making<'_>) -> String {
    let request = &making.kept.request;
    let asks = request
        .requester_id
        .as_ref()
        .and_then(|id| making.reviewed.case.person(id));
    let asks = asks.and_then(|person| person.name.value()).map(Text::shown);
    making
        .typed
        .to
        .clone()
        .or(asks)
        .unwrap_or_else(|| making.subject())
}

/// The facts of the copy.
pub(super) fn copy_facts(making: &Making<'_>) -> Result<CopyFacts, Stop> {
    let config = &making.desk.ground.config;
    let request = &making.kept.request;
    Ok(CopyFacts {
        reference: making.kept.reference.clone(),
        subject: making.subject(),
        subject_id: request.subject.clone(),
        reader: match request.requester {
            Requester::Own => Reader::Subject,
            _ => Reader::Other,
        },
        cut_off: Some(request.cut_off),
        print: config
            .choice("access.print", Print::CHOICES)
            .map_err(usage)?,
        contact: config.text("access.contact").to_owned(),
        support: config.text("access.support").to_owned(),
    })
}

/// The facts of the letter.
pub(super) fn letter_facts(
    making: &Making<'_>,
    copied: &Copied,
    brief: &Brief<'_>,
) -> Result<LetterFacts, Stop> {
    let (wording, typed) = (brief.wording, making.typed);
    let config = &making.desk.ground.config;
    let request = &making.kept.request;
    let identity = making.fact("identity");
    let timing = timing(making, wording)?;
    let print = copy_facts(making)?.print;
    let words = |key: &str| {
        let fact = making.fact(key);
        fact.map(|it| it.reason.clone()).unwrap_or_default()
    };
    let setting = |key: &str| config.text(key).to_owned();
    let apart =
        dispositions(making).filter_map(|(row, decided)| apart(making, row, decided, wording));
    Ok(LetterFacts {
        reference: making.kept.reference.clone(),
        requester: asks(request.requester),
        addressee: addressee(making),
        address: parts(typed.address.as_deref().unwrap_or_default()),
        subject: making.subject(),
        authority_shown: words("authority"),
        identity: words("identity"),
        identity_on: identity.and_then(|it| it.on),
        received: request.received,
        due: timing.due,
        extension: timing.extension,
        pauses: timing.pauses,
        cut_off: Some(request.cut_off),
        searches: parts(&words("searches")),
        supplied: supplied(copied, wording),
        withheld: withheld(&making.released.items),
        apart: apart.collect(),
        contact: setting("access.contact"),
        support: setting("access.support"),
        retention: setting("access.retention"),
        signed_by: typed.by.clone(),
        points: print.points(),
    })
}

/// What semicolons part, without what is empty.
fn parts(words: &str) -> Vec<String> {
    let each = words.split(';').map(str::trim);
    each.filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

/// By when the request is to be answered, and what moved that day.
struct Timing {
    due: NaiveDate,
    extension: Option<Extension>,
    pauses: Vec<Pause>,
}

fn timing(making: &Making<'_>, wording: &Wording) -> Result<Timing, Stop> {
    let (typed, received) = (making.typed, making.kept.request.received);
    let pauses = typed.paused.iter().map(|text| pause(text));
    let pauses = pauses.collect::<Result<Vec<_>, _>>()?;
    let told = typed.extended_told.as_ref();
    let told = told.map(|day| documents::day("--extended-told", day));
    let told = told.transpose()?;
    let shown = making.fact("identity").and_then(|it| it.on);
    let shown = shown.filter(|on| *on > received);
    let request = access_clock::Request {
        received,
        identity: shown.map_or(Identity::Clear, Identity::Shown),
        pauses: pauses.clone(),
        extension_told: told,
    };
    let days = manners::working_days(&making.desk.ground.config)?;
    let clock = access_clock::read(&request, making.desk.as_at, &days);
    let State::Running(term) = &clock.state else {
        let issue = Issue::error("CB1229", "the clock of the request stands still");
        let hint = "Give the day on which the person answered: --paused FROM..TO.";
        return Err(usage(issue.hint(hint)));
    };
    let waited = pauses.iter().map(|it| Pause {
        from: it.from,
        until: it.to,
        awaited: wording.term("access.awaited").to_owned(),
    });
    Ok(Timing {
        due: term.due,
        extension: told.map(|told| Extension {
            told,
            due: term.due_if_extended,
            why: typed.extended_why.clone().unwrap_or_default(),
        }),
        pauses: waited.collect(),
    })
}

fn asks(requester: Requester) -> Asks {
    match requester {
        Requester::Own => Asks::Subject,
        Requester::PrHolder => Asks::ResponsibilityHolder,
        Requester::Representative => Asks::Representative,
        Requester::CourtAppointed => Asks::CourtAppointed,
    }
}

fn supplied(copied: &Copied, wording: &Wording) -> Vec<String> {
    vec![
        wording.fill("access.supplied.copy", &copied.pages.to_string()),
        wording.term("access.supplied.data").to_owned(),
        wording.term("access.supplied.gaps").to_owned(),
    ]
}

/// What leaves a gap that the copy tells of.
pub(super) fn told(items: &[Item]) -> impl Iterator<Item = &Item> {
    items
        .iter()
        .filter(|item| item.decided.outcome == Outcome::Withhold)
}

/// How often something was withheld, by reason.
fn withheld(items: &[Item]) -> Vec<WithheldFor> {
    let mut by_reason: BTreeMap<(String, String), WithheldFor> = BTreeMap::new();
    for item in told(items) {
        let law = item
            .decided
            .ground
            .as_ref()
            .map(|it| it.provision.clone())
            .unwrap_or_default();
        let reason = item.decided.reason.clone();
        let counted = by_reason
            .entry((reason.clone(), law.clone()))
            .or_insert_with(|| WithheldFor {
                reason,
                law,
                ..WithheldFor::default()
            });
        match item.band {
            Band::Name => counted.names += 1,
            Band::FewWords => counted.few_words += 1,
            Band::Passage => counted.passages += 1,
            Band::PageOrMore => counted.pages += 1,
        }
    }
    by_reason.into_values().collect()
}

/// What became of a document, by its title as the person may know it; none of one that leaves no trace.
fn apart(
    making: &Making<'_>,
    row: &Row,
    decided: &crate::disclose::access::Decided,
    wording: &Wording,
) -> Option<ApartDocument> {
    let entry = &row.place.as_ref()?.entry;
    let records = &making.released.disclosed.case().records;
    let document = records.documents.iter().find(|it| it.entry == *entry);
    let title = document.and_then(|it| it.document_title.value());
    let volume = records.file_movements.iter().find(|it| it.entry == *entry);
    let title = title.or_else(|| volume.and_then(|it| it.file_volume.value()))?;
    let shown = title.shown();
    let disposition = match decided.outcome {
        Outcome::Supplied => Disposition::Supplied {
            on: decided.on,
            how: decided.reason.clone(),
        },
        Outcome::Withhold => Disposition::Withheld {
            reason: decided.reason.clone(),
        },
        Outcome::AnotherController => Disposition::AnotherController {
            who: decided.reason.clone(),
        },
        _ => Disposition::Lost,
    };
    Some(ApartDocument {
        title: if shown.trim().is_empty() {
            wording.term("access.a_document").to_owned()
        } else {
            shown
        },
        disposition,
    })
}

/// The list of gaps: page, date, kind of record, reason, how much; no record's id and no silent gap.
pub(super) fn gaps(making: &Making<'_>, copied: &Copied, brief: &Brief<'_>) -> Sheet {
    let wording = brief.wording;
    let mut items: Vec<(&Item, Option<usize>)> = told(&making.released.items)
        .map(|item| (item, copied.page_of(&item.entry)))
        .collect();
    items.sort_by_key(|(item, page)| (page.unwrap_or(usize::MAX), item.when.map(|it| it.order())));
    let rows = (1..)
        .zip(&items)
        .map(|(number, (item, page))| gap_row(number, item, *page, wording));
    let column = |key: &str, width: f64| Column {
        heading: wording.term(&format!("access.gaps.{key}")).to_owned(),
        kind: ColumnKind::Text,
        width,
        editable: false,
        about: String::new(),
    };
    let columns = [
        ("number", 8.0),
        ("page", 12.0),
        ("date", 18.0),
        ("record", 24.0),
        ("reason", 60.0),
        ("law", 44.0),
        ("much", 18.0),
    ];
    Sheet {
        name: wording.term("access.gaps.name").to_owned(),
        title: wording.term("access.gaps.title").to_owned(),
        intro: vec![wording.term("access.gaps.intro").to_owned()],
        columns: columns
            .iter()
            .map(|(key, width)| column(key, *width))
            .collect(),
        rows: rows.collect(),
    }
}

fn gap_row(number: usize, item: &Item, page: Option<usize>, wording: &Wording) -> Vec<Cell> {
    let words = |words: String| match words.as_str() {
        "" => Cell::Text(wording.term("access.gaps.none").to_owned()),
        _ => Cell::Text(words),
    };
    let when = item
        .when
        .map(|when| dates::prose(&when, wording))
        .unwrap_or_default();
    let law = item
        .decided
        .ground
        .as_ref()
        .map(|it| it.provision.clone())
        .unwrap_or_default();
    vec![
        words(number.to_string()),
        words(page.map(|page| page.to_string()).unwrap_or_default()),
        words(when),
        words(crate::assemble::shared::entries::labels::record(
            &item.entry.record,
            wording,
        )),
        words(item.decided.reason.clone()),
        words(law),
        words(wording.term(band(item.band)).to_owned()),
    ]
}

/// The term of a band.
pub(super) fn band(band: Band) -> &'static str {
    match band {
        Band::Name => "band.name",
        Band::FewWords => "band.few_words",
        Band::Passage => "band.passage",
        Band::PageOrMore => "band.page_or_more",
    }
}

//! `casebinder access clock`: by when a request must be answered (rule 31).

use chrono::NaiveDate;

use crate::assemble::access_clock::{self, Clock, Extension, Identity, Pause, Request, State};
use crate::assemble::shared::dates;
use crate::cli::AccessClock;
use crate::commands::build::manners;
use crate::commands::settings::Ground;
use crate::commands::{Exit, Stop, documents, print};
use crate::issue::Issue;
use crate::wording::{Fact, Facts, Wording};

/// Runs the command.
///
/// # Errors
/// Days that are none, or that cannot follow each other.
pub fn run(typed: &AccessClock) -> Result<Exit, Stop> {
    let flags: Vec<_> = typed.as_at.iter().map(|it| ("as_at", it.clone())).collect();
    let ground = Ground::gather(&typed.design, &flags)?;
    let as_at = ground.as_at()?;
    let request = request(typed, as_at)?;
    let working_days = manners::working_days(&ground.config)?;
    let clock = access_clock::read(&request, as_at, &working_days);
    if typed.json {
        print(&as_json(&clock, as_at));
    } else {
        let said = said(&clock, &request, as_at, &ground.wording);
        print(&said.map_err(|issue| Stop::new(Exit::Usage, issue))?);
    }
    Ok(Exit::Done)
}

/// What was typed, as a request.
fn request(typed: &AccessClock, as_at: NaiveDate) -> Result<Request, Stop> {
    let given = |flag, text: &Option<String>| {
        let day = text.as_deref().map(|text| documents::day(flag, text));
        day.transpose()
    };
    let received = documents::day("--received", &typed.received)?;
    let shown = given("--identity-shown", &typed.identity_shown)?;
    let extension_told = given("--extended-told", &typed.extended_told)?;
    let pauses = typed.paused.iter().map(|text| pause(text));
    let pauses = pauses.collect::<Result<Vec<_>, _>>()?;
    let ends = pauses.iter().flat_map(|it| [Some(it.from), it.to]);
    let later = ends.chain([shown, extension_told]).flatten();
    if later.chain([received]).any(|day| day > as_at) {
        return Err(usage(
            Issue::error("CB0020", "a day lies after the one as of which to count")
                .hint("Give what has happened by then, or a later --as-at."),
        ));
    }
    if extension_told.is_some_and(|told| told < received) {
        return Err(usage(
            Issue::error(
                "CB0021",
                "the extension was told before the request came in",
            )
            .hint("Check --received and --extended-told."),
        ));
    }
    Ok(Request {
        received,
        identity: match shown {
            Some(on) => Identity::Shown(on),
            None if typed.identity_awaited => Identity::Awaited,
            None => Identity::Clear,
        },
        pauses,
        extension_told,
    })
}

/// `FROM..TO`, or `FROM..` while the answer is awaited.
pub(super) fn pause(text: &str) -> Result<Pause, Stop> {
    let wrong = || {
        let issue = Issue::error(
            "CB0019",
            "--paused takes two dates as FROM..TO, the first not after the second",
        );
        usage(issue.hint(
            "For example 2026-03-20..2026-03-25, or 2026-03-20.. while the answer is awaited.",
        ))
    };
    let (from, to) = text.split_once("..").ok_or_else(wrong)?;
    let from: NaiveDate = from.parse().map_err(|_| wrong())?;
    let to = match to {
        "" => None,
        to => Some(to.parse().map_err(|_| wrong())?),
    };
    if to.is_some_and(|to| to < from) {
        return Err(wrong());
    }
    Ok(Pause { from, to })
}

fn usage(issue: Issue) -> Stop {
    Stop::new(Exit::Usage, issue)
}

fn as_json(clock: &Clock, as_at: NaiveDate) -> String {
    let mut value = serde_json::json!(clock);
    value["as_at"] = serde_json::json!(as_at);
    value["overdue"] = serde_json::json!(clock.is_overdue());
    format!("{value:#}")
}

/// The clock in sentences, a line each.
fn said(
    clock: &Clock,
    request: &Request,
    as_at: NaiveDate,
    wording: &Wording,
) -> Result<String, Issue> {
    let day = |day| Fact::from(dates::day(day, wording));
    let mut facts = Facts::from([
        ("as_at", day(as_at)),
        ("days_paused", Fact::from(clock.days_paused)),
        ("pauses_too_late", Fact::from(clock.pauses_too_late)),
        ("started", clock.started.map_or_else(|| Fact::from(""), day)),
        (
            "shown_later",
            Fact::from(clock.started != Some(request.received)),
        ),
        ("extension", Fact::from("")),
        ("days_left", Fact::from(0)),
    ]);
    match &clock.state {
        State::AwaitingIdentity => {
            facts.insert("state", Fact::from("awaiting_identity"));
        }
        State::AwaitingClarification { since } => {
            facts.insert("state", Fact::from("awaiting_clarification"));
            facts.insert("since", day(*since));
        }
        State::Running(term) => facts.extend([
            ("state", Fact::from("running")),
            ("due", day(term.due)),
            ("due_if_extended", day(term.due_if_extended)),
            ("answer_by", day(term.answer_by)),
            ("days_left", Fact::from(term.days_left)),
            ("extension", Fact::from(name(term.extension))),
        ]),
    }
    wording.say("access-clock", &facts)
}

/// The word by which the template knows it.
fn name(extension: Extension) -> &'static str {
    match extension {
        Extension::None => "none",
        Extension::InTime => "in_time",
        Extension::TooLate => "too_late",
    }
}

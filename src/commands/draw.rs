//! `casebinder draw`: one diagram of one case, or of one person of a family tree, as an SVG at its natural
//! size. It leaves the house as documents do, so that it is searched as they are before it gets its name.

use std::path::Path;

use chrono::NaiveDate;

use super::build::{manners, needles, refuse_unplaced};
use super::settings::Ground;
use super::{Exit, Stop, inputs, print, say, tell};
use crate::assemble::genogram::Scope;
use crate::assemble::{self, Brief, Picture};
use crate::batch::files;
use crate::cli::Draw;
use crate::disclose::{self, Disclosed};
use crate::ingest;
use crate::issue::{Found, Issue, Severity};
use crate::kind::{self, Audience, Kind};
use crate::model::{Case, Casebook};
use crate::render;
use crate::verify;

/// The kinds of diagram.
const DRAWN: &[&str] = &["genogram", "ecomap"];
/// The longer and the shorter side of paper, in millimetres.
const A4: (f64, f64) = (297.0, 210.0);
const A3: (f64, f64) = (420.0, 297.0);

/// Runs the command.
///
/// # Errors
/// A kind, audience, case or person that there is not, or a file that cannot be read or written.
pub fn run(typed: &Draw) -> Result<Exit, Stop> {
    let kind = kind(typed)?;
    let audience = audience(typed, kind)?;
    let flags: Vec<_> = typed.as_at.iter().map(|it| ("as_at", it.clone())).collect();
    let ground = Ground::gather(&typed.design, &flags)?;
    let as_at = ground.as_at()?;
    let read = read(typed, &ground)?;
    let (case, person) = find(&typed.case, &read.value)?;
    let scope = Scope {
        person,
        everybody: typed.all,
    };
    let disclosed = disclosed(case, audience, &read.value)?;
    let picture = drawn(kind, &disclosed, (scope, audience), (&ground, as_at))?;
    picture.issues.iter().for_each(say);
    let head = picture.face.above(ground.wording.term("status.draft"));
    let svg = render::svg_under(&picture.drawing, &head);
    let geometry = picture.geometry.to_string();
    let needles = needles(disclosed.withheld());
    let mut leaks = verify::search_text(&svg, &needles, "the drawing");
    leaks.extend(verify::search_text(&geometry, &needles, "the geometry"));
    if !leaks.is_empty() {
        // What an earlier run wrote there may hold the same.
        let _ = std::fs::remove_file(&typed.out);
        return Err(Stop {
            exit: Exit::Unsafe,
            issues: leaks,
        });
    }
    write(&typed.out, svg.as_bytes())?;
    tell_size(kind, &picture);
    if typed.json {
        print(&geometry);
    } else {
        print("1 drawing made.");
    }
    Ok(Exit::Done)
}

/// What is to be drawn.
fn kind(typed: &Draw) -> Result<&'static Kind, Stop> {
    let kind = kind::named(&typed.kind).filter(|kind| DRAWN.contains(&kind.name));
    kind.ok_or_else(|| {
        let issue = Issue::error("CB0016", "there is no such kind of drawing");
        let hint = format!("--kind takes: {}.", DRAWN.join(", "));
        Stop::new(Exit::Usage, issue.hint(hint))
    })
}

/// Whom the drawing is for; the kind says for whom it can be made.
fn audience(typed: &Draw, kind: &Kind) -> Result<Audience, Stop> {
    let usage = |issue| Stop::new(Exit::Usage, issue);
    let asked = typed.audience.as_deref();
    let mut all = kind.audiences.iter().copied();
    let names: Vec<String> = kind.audiences.iter().map(ToString::to_string).collect();
    let found = match asked {
        None => all.next(),
        Some(word) => all.find(|it| it.to_string() == word),
    };
    found.ok_or_else(|| {
        let issue = Issue::error("CB0017", "the drawing is not made for such an audience");
        usage(issue.hint(format!("--audience takes: {}.", names.join(", "))))
    })
}

fn read(typed: &Draw, ground: &Ground) -> Result<Found<Casebook>, Stop> {
    let files = inputs::read(&typed.exports)?;
    let covers = |character| ground.faces.covers(character);
    let reading = ingest::Reading {
        covers: &covers,
        ssda903: &ground.codes,
    };
    let found = ingest::read(files, &reading);
    let is_empty = found.value.cases.is_empty() && found.value.families.is_empty();
    let errors = found.issues.iter();
    let errors = errors.filter(|issue| issue.severity == Severity::Error);
    if is_empty {
        let mut issues = found.issues;
        if !issues.iter().any(|it| it.severity == Severity::Error) {
            let issue = Issue::error("CB0100", "the export holds no case");
            issues.push(issue.hint("casebinder check tells what was read, and what is wrong."));
        }
        return Err(Stop {
            exit: Exit::Input,
            issues,
        });
    }
    let lost = errors.count();
    if lost > 0 {
        tell(&format!(
            "{lost} errors on reading; casebinder check tells them with their places."
        ));
    }
    Ok(found)
}

/// The case of that id; else the family tree with a person of that id, and the person.
fn find<'a>(id: &'a str, casebook: &'a Casebook) -> Result<(&'a Case, Option<&'a str>), Stop> {
    if let Some(case) = casebook.cases.iter().find(|case| case.id == id) {
        return Ok((case, None));
    }
    let trees = casebook.families.iter();
    let mut trees = trees.filter(|it| it.person(id).is_some());
    let (found, more) = (trees.next(), trees.next());
    let usage = |issue| Err(Stop::new(Exit::Usage, issue));
    match (found, more) {
        (Some(tree), None) => Ok((tree, Some(id))),
        (Some(_), Some(_)) => usage(
            Issue::error("CB0018", format!("several files have a person {id}"))
                .hint("Give the one file that is meant."),
        ),
        (None, _) => usage(
            Issue::error("CB0012", format!("the export holds no case {id}, nor a family tree with such a person"))
                .hint("Check the id; casebinder check tells what was read. A person of a GEDCOM file has an id such as @I1@."),
        ),
    }
}

/// The case as the audience may see it.
fn disclosed<'a>(
    case: &'a Case,
    audience: Audience,
    casebook: &Casebook,
) -> Result<Disclosed<'a>, Stop> {
    if audience == Audience::Internal {
        return Ok(disclose::internal(case));
    }
    refuse_unplaced(&[case]).map_err(|issues| Stop {
        exit: Exit::Failed,
        issues,
    })?;
    Ok(disclose::family(case, &casebook.sharing_with(case)))
}

fn drawn(
    kind: &Kind,
    disclosed: &Disclosed<'_>,
    scope: (Scope<'_>, Audience),
    (ground, as_at): (&Ground, NaiveDate),
) -> Result<Picture, Stop> {
    let page_limits = ground.page_limits(as_at)?;
    let brief = Brief {
        wording: &ground.wording,
        glossary: &ground.glossary,
        as_at,
        exported: None,
        authority: ground.config.text("authority"),
        retention: ground.config.text("access.retention"),
        marking: &|audience| {
            ground
                .config
                .text(&format!("marking.{audience}"))
                .to_owned()
        },
        is_unapproved: &|_| false,
        width: &|words, size| ground.faces.width(words, size),
        chronology: &manners::chronology(&ground.config)?,
        summary: &manners::summary(&ground.config, as_at)?,
        supervision: &manners::supervision(&ground.config),
        genogram: manners::genogram(&ground.config)?,
        court: &manners::court(&ground.config)?,
        page_limits: &page_limits,
    };
    assemble::picture(kind.name, disclosed, scope, &brief)
        .map_err(|issue| Stop::new(Exit::Usage, issue))
}

/// Writes the file whole, or not at all.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    files::write(folder, &name, bytes)
        .map(|_| ())
        .map_err(|issue| Stop::new(Exit::Disk, issue))
}

/// Says when a drawing needs more than an office printer has.
fn tell_size(kind: &Kind, picture: &Picture) {
    let (width, height) = (picture.drawing.width, picture.drawing.height);
    let fits = |(long, short): (f64, f64)| width.max(height) <= long && width.min(height) <= short;
    let paper = match () {
        () if fits(A4) => return,
        () if fits(A3) => "A4",
        () => "A3",
    };
    tell(&format!(
        "The drawing is {width:.0} by {height:.0} mm, larger than {paper}; the PDF that casebinder build --only {} makes has it in pages.",
        kind.name
    ));
}

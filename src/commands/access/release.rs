//! `casebinder access release`: the copy, its letter, the data and the list of gaps, as decided; refused while anything
//! is undecided, and given no name before every file was read back and searched.

use std::collections::BTreeSet;

use super::desk::{self, Desk, Reviewed, usage};
use super::folder::{Kept, ReviewFolder};
use super::needles;
use super::outward::{self, Copied};
use super::prepare::subject_name;
use super::schedule;
use crate::assemble::{self, Brief};
use crate::batch::document::packed;
use crate::batch::files::{self, Written};
use crate::batch::register::{Register, SharedFile, Sharing};
use crate::cli::AccessRelease;
use crate::commands::{Exit, Stop, print, say};
use crate::digest::sha256;
use crate::disclose::access::{
    self, Decided, Decisions, Given, Outcome, Relaxation, Released, Request, Sheet,
};
use crate::issue::{Issue, Origin, Severity};
use crate::render::{Profile, Properties, Renderer, workbook};
use crate::verify::{self, ReleaseFile};
use crate::view::{Sheet as Worksheet, View};

/// The files of a release, in the order in which they are written.
pub(super) const COPY: &str = "access-copy.pdf";
pub(super) const LETTER: &str = "letter.pdf";
pub(super) const DATA: &str = "data.xlsx";
pub(super) const GAPS: &str = "gaps.xlsx";

/// Runs the command.
///
/// # Errors
/// Rows that are not decided as they must be; something withheld that was found in what would be sent; a folder that
/// cannot be written.
pub fn run(typed: &AccessRelease) -> Result<Exit, Stop> {
    let desk = Desk::gather(&typed.design, typed.as_at.as_ref())?;
    refuse_used(typed)?;
    let folder = ReviewFolder::at(&typed.review);
    let mut kept = folder.kept()?;
    kept.request = Request {
        as_at: desk.as_at,
        ..kept.request
    };
    let casebook = desk.read(folder.extract(&kept)?).value;
    let given = desk.given(&folder)?;
    let reviewed = desk.review(&casebook, &kept, &given)?;
    let widest = desk.review(&casebook, &kept, &[])?;
    let moot: BTreeSet<String> = widest.review.rows.into_iter().map(|row| row.id).collect();
    let decisions = decided(&desk, (&kept, &reviewed), &given, &moot)?;
    let describe = desk::described(&desk);
    let released = access::apply(
        &reviewed.case,
        &reviewed.review,
        &decisions,
        &desk.lexicon,
        &describe,
    );
    let own = desk::own_words(&desk);
    let relaxations = access::relaxations(&released, &own);
    refuse_unaccepted(&relaxations, &decisions)?;
    let made = Making {
        desk: &desk,
        typed,
        kept: &kept,
        reviewed: &reviewed,
        decisions: &decisions,
        released: &released,
        relaxations: &relaxations,
    };
    made.release(&folder)
}

/// A folder with anything in it could be sent together with what is released.
fn refuse_used(typed: &AccessRelease) -> Result<(), Stop> {
    let used = std::fs::read_dir(&typed.out).is_ok_and(|mut entries| entries.next().is_some());
    let inside = typed.out.starts_with(&typed.review);
    match (used, inside) {
        (false, false) => Ok(()),
        (true, _) => Err(usage(
            Issue::error("CB1225", "the folder to release to is not empty")
                .hint("Give a new folder; everything in it is what is sent."),
        )),
        (_, true) => Err(usage(
            Issue::error(
                "CB1226",
                "the folder to release to lies inside the review folder",
            )
            .hint("Give a folder of its own; the review stays inside."),
        )),
    }
}

fn decided(
    desk: &Desk,
    (kept, reviewed): (&Kept, &Reviewed),
    given: &[Given],
    moot: &BTreeSet<String>,
) -> Result<Decisions, Stop> {
    let demands = desk.demands(kept, moot)?;
    access::decided(&reviewed.review, given, &demands).map_err(|mut issues| {
        let message = format!(
            "nothing was released: {} rows are not decided as they must be",
            issues.len()
        );
        issues.push(
            Issue::error("CB1227", message)
                .hint("Mend them in review.xlsx and run access release again."),
        );
        Stop {
            exit: Exit::Failed,
            issues,
        }
    })
}

/// Every value that is withheld here and kept there needs somebody's name (rule 32).
fn refuse_unaccepted(relaxations: &[Relaxation], decisions: &Decisions) -> Result<(), Stop> {
    let open = relaxations
        .iter()
        .filter(|it| decisions.of(&it.row.id).is_none());
    let issues: Vec<Issue> = open
        .map(|it| {
            let origin = it.row.place.as_ref().and_then(|place| place.origin.clone());
            let message = format!("row {} is not accepted: a value withheld by it is also kept", it.row.id);
            let hint = "Accept it on the sheet Relaxations, or withhold the places where it is kept. Where the row is missing, run access prepare --again.";
            origin.into_iter().fold(Issue::error("CB1212", message), Issue::at).hint(hint)
        })
        .collect();
    if issues.is_empty() {
        Ok(())
    } else {
        let exit = Exit::Failed;
        Err(Stop { exit, issues })
    }
}

/// The files of a release by name.
type Files = Vec<(&'static str, Vec<u8>)>;

/// Everything that a release is made from.
pub(super) struct Making<'a> {
    pub desk: &'a Desk,
    pub typed: &'a AccessRelease,
    pub kept: &'a Kept,
    pub reviewed: &'a Reviewed,
    pub decisions: &'a Decisions,
    pub released: &'a Released,
    pub relaxations: &'a [Relaxation],
}

/// A document, set and packed.
struct Set {
    bytes: Vec<u8>,
    pages: usize,
    places: Vec<(usize, usize)>,
}

impl Making<'_> {
    pub fn subject(&self) -> String {
        subject_name(self.kept, self.reviewed)
    }

    fn release(&self, folder: &ReviewFolder) -> Result<Exit, Stop> {
        let key = folder.key()?;
        let subject = self.subject();
        let exported = self.reviewed.exported;
        self.desk.with_brief((exported, &subject), |brief| {
            let (files, copied) = self.files(brief)?;
            let named: Vec<ReleaseFile<'_>> =
                files.iter().map(|(name, bytes)| ReleaseFile { name, bytes }).collect();
            verify::check_release(&named, &needles::of(self, &copied)).map_err(leak)?;
            self.write(&files)?;
            let schedule = schedule::sheets(self, &copied, &key, brief);
            let book = self.book(&schedule, Profile::Working, brief)?;
            let name = format!("schedule-{}-{}.xlsx", self.desk.as_at, &sha256(&files[0].1)[..8]);
            folder.write(&name, &book)?;
            self.log(folder, &files)?;
            let pages = copied.pages;
            print(&format!(
                "Released: {COPY} ({pages} pages), {LETTER}, {DATA} and {GAPS}, searched for {} withheld values. {name} and the entry in the log stay inside.",
                self.released.fragments.len(),
            ));
            Ok(Exit::Done)
        })
    }

    /// The files with their names, and what is known of the copy's pages.
    fn files(&self, brief: &Brief<'_>) -> Result<(Files, Copied), Stop> {
        let renderer = self.desk.renderer()?;
        let disclosed = &self.released.disclosed;
        let facts = outward::copy_facts(self)?;
        let view = assemble::access_copy(disclosed, &facts, brief).map_err(failed)?;
        let set = set(&renderer, &view)?;
        let copied = Copied::of(&view, &set.places, set.pages);
        let letter = outward::letter_facts(self, &copied, brief)?;
        let letter = assemble::access_letter(&letter, brief).map_err(failed)?;
        let letter = set_letter(&renderer, &letter)?;
        let gaps = outward::gaps(self, &copied, brief);
        let files: Files = vec![
            (COPY, set.bytes),
            (LETTER, letter),
            (DATA, self.book(&view.sheets, Profile::Disclosure, brief)?),
            (GAPS, self.book(&[gaps], Profile::Disclosure, brief)?),
        ];
        Ok((files, copied))
    }

    fn book(
        &self,
        sheets: &[Worksheet],
        profile: Profile,
        brief: &Brief<'_>,
    ) -> Result<Vec<u8>, Stop> {
        let marking = match profile {
            Profile::Working => brief.wording.term("access.proof.marking").to_owned(),
            Profile::Disclosure => (brief.marking)(crate::kind::Audience::Subject),
        };
        let properties = Properties {
            title: self.kept.reference.clone(),
            author: brief.authority.to_owned(),
            subject: self.kept.reference.clone(),
            status: marking.clone(),
            marking,
            created: self.desk.as_at,
        };
        workbook(sheets, &properties, profile).map_err(failed)
    }

    fn write(&self, files: &Files) -> Result<(), Stop> {
        let disk = |issue| Stop::new(Exit::Disk, issue);
        let written = files
            .iter()
            .map(|(name, bytes)| Written::new(&self.typed.out, name, bytes));
        let written: Vec<Written> = written.collect::<Result<_, _>>().map_err(disk)?;
        files::commit(written).map(|_| ()).map_err(disk)
    }

    /// When sharing, record with whom and when (Northamptonshire 7).
    fn log(&self, folder: &ReviewFolder, files: &Files) -> Result<(), Stop> {
        let path = match self.desk.ground.config.text("register") {
            "" => folder.path().join("register.jsonl"),
            path => path.into(),
        };
        let withheld = self.released.items.iter();
        let sharing = Sharing {
            on: self.desk.as_at,
            time: String::new(),
            request: self.kept.reference.clone(),
            subject: self.kept.request.subject.clone(),
            cases: self.cases(),
            files: files
                .iter()
                .map(|(name, bytes)| SharedFile {
                    name: (*name).to_owned(),
                    sha256: sha256(bytes),
                })
                .collect(),
            with: outward::addressee(self),
            with_role: self.role(),
            ground: self
                .desk
                .ground
                .wording
                .term("access.log.ground")
                .to_owned(),
            consent: String::new(),
            by: self.typed.by.clone(),
            authorised_by: self.typed.authorised_by.clone(),
            sent: self.typed.sent.clone(),
            left_out: withheld
                .filter(|item| item.decided.outcome != Outcome::Silent)
                .count(),
        };
        Register::share(&path, sharing).map_err(|issue| Stop::new(Exit::Disk, issue))
    }

    /// In which right it was asked, in words.
    fn role(&self) -> String {
        let word = self.kept.request.requester.word();
        let key = format!("access.requester.{word}");
        self.desk.ground.wording.term(&key).to_owned()
    }

    /// The cases that were included.
    fn cases(&self) -> Vec<String> {
        let joined = self.reviewed.scope.iter().filter(|case| {
            let decided = self
                .decisions
                .of(&format!("case:{}", case.id))
                .map(|it| it.outcome);
            case.may_be_joined() && decided.or(case.proposal) == Some(Outcome::Include)
        });
        joined.map(|case| case.id.clone()).collect()
    }

    /// The decision of a fact of the request.
    pub fn fact(&self, name: &str) -> Option<&Decided> {
        self.decisions.of(&format!("request:{name}"))
    }
}

fn failed(issue: Issue) -> Stop {
    Stop::new(Exit::Failed, issue)
}

/// Something withheld was found, or a file cannot be searched: nothing was written.
fn leak(mut issues: Vec<Issue>) -> Stop {
    let message = "nothing was released: a safety check failed";
    issues.push(
        Issue::error("CB1228", message)
            .at(Origin::file(COPY))
            .hint("The rows named withhold words that would have been sent. Look at those rows in review.xlsx; add the places by hand (record and quoted words), or accept a relaxation."),
    );
    Stop {
        exit: Exit::Unsafe,
        issues,
    }
}

fn set(renderer: &Renderer, view: &View) -> Result<Set, Stop> {
    let rendered = renderer.pdf(view).map_err(|issues| Stop {
        exit: Exit::Failed,
        issues,
    })?;
    rendered
        .issues
        .iter()
        .filter(|it| it.severity != Severity::Note)
        .for_each(say);
    Ok(Set {
        bytes: packed(rendered.bytes).unwrap_or_else(|plain| plain),
        pages: rendered.pages,
        places: rendered.places,
    })
}

fn set_letter(renderer: &Renderer, view: &View) -> Result<Vec<u8>, Stop> {
    set(renderer, view).map(|set| set.bytes)
}

/// The rows that say what became of what the export does not contain (rule 30).
pub(super) fn dispositions<'a>(
    making: &'a Making<'_>,
) -> impl Iterator<Item = (&'a access::Row, &'a Decided)> {
    let rows = making
        .reviewed
        .review
        .rows
        .iter()
        .filter(|row| row.sheet == Sheet::NotContained);
    rows.filter_map(|row| Some((row, making.decisions.of(&row.id)?)))
}

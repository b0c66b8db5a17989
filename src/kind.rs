//! The kinds of document: one name each, used in layout, command, file and index alike.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Who a document is for (rule 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Workers and managers of the authority.
    Internal,
    /// The child and the family.
    Family,
    /// The court and the parties.
    Court,
    /// The person whose data it is.
    Subject,
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Internal => "internal",
            Self::Family => "family",
            Self::Court => "court",
            Self::Subject => "subject",
        })
    }
}

/// What a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectKind {
    /// One child's case.
    Case,
    /// A set of proceedings.
    Proceedings,
    /// A worker and the cases that they hold.
    Worker,
    /// A team and the cases that its workers hold.
    Team,
    /// The authority: everything in the export.
    Authority,
}

impl SubjectKind {
    /// The folder below OUT.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Case => "cases",
            Self::Proceedings => "proceedings",
            Self::Worker => "workers",
            Self::Team => "teams",
            Self::Authority => "authority",
        }
    }
}

/// How a document of a kind comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// By every build.
    Always,
    /// By a build that asks for it with `--only`.
    OnRequest,
    /// By the release of an access request, and no other way.
    ByAccess,
}

/// A kind of document.
#[derive(Debug, PartialEq)]
pub struct Kind {
    /// The one name: `chronology`.
    pub name: &'static str,
    /// What it is about.
    pub subject: SubjectKind,
    /// Who it can be made for; the first is the default.
    pub audiences: &'static [Audience],
    /// How it comes about.
    pub made: Made,
    /// The endings of the files made.
    pub outputs: &'static [&'static str],
    /// What it is, in a line.
    pub about: &'static str,
}

/// Every kind, in the order of the index.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "front-sheet",
        subject: SubjectKind::Case,
        audiences: &[Audience::Internal],
        made: Made::Always,
        outputs: &["pdf"],
        about: "What to know tonight, then the basic record: who the child is, home and people, legal status and care, school, health, decisions; what is past stands apart",
    },
    Kind {
        name: "chronology",
        subject: SubjectKind::Case,
        audiences: &[Audience::Internal, Audience::Family],
        made: Made::Always,
        outputs: &["pdf", "xlsx"],
        about: "From birth or before, every significant event in date order, with source and outcome",
    },
    Kind {
        name: "genogram",
        subject: SubjectKind::Case,
        audiences: &[Audience::Internal, Audience::Family],
        made: Made::Always,
        outputs: &["pdf", "svg"],
        about: "The family drawn: parents by birth and those who care now, couples, siblings, homes; the same facts as a list",
    },
    Kind {
        name: "case-summary",
        subject: SubjectKind::Case,
        audiences: &[Audience::Internal, Audience::Family],
        made: Made::Always,
        outputs: &["pdf"],
        about: "Three months of a case: outcomes and progress, daily life, views, visits, decisions, what comes next",
    },
    Kind {
        name: "ecomap",
        subject: SubjectKind::Case,
        audiences: &[Audience::Internal, Audience::Family],
        made: Made::Always,
        outputs: &["pdf", "svg"],
        about: "The people and services around the child: strength of each tie, direction of help, stress; drawn and as a list",
    },
    Kind {
        name: "court-chronology",
        subject: SubjectKind::Proceedings,
        audiences: &[Audience::Court],
        made: Made::Always,
        outputs: &["pdf", "xlsx"],
        about: "Serial number, date, event and reference; the last years in full; addenda to what was filed",
    },
    Kind {
        name: "counsel-sheet",
        subject: SubjectKind::Proceedings,
        audiences: &[Audience::Internal],
        made: Made::Always,
        outputs: &["pdf"],
        about: "What stands behind the court chronology: pages against the limit, bases, gaps, what was left out",
    },
    Kind {
        name: "supervision-pack",
        subject: SubjectKind::Worker,
        audiences: &[Audience::Internal],
        made: Made::Always,
        outputs: &["pdf", "xlsx"],
        about: "A worker's caseload at a glance, then a sheet for each child: what changed, what is open, what repeats, room to write",
    },
    Kind {
        name: "team-caseload",
        subject: SubjectKind::Team,
        audiences: &[Audience::Internal],
        made: Made::Always,
        outputs: &["pdf", "xlsx"],
        about: "A team's workers, children and open actions: what is overdue, for its manager",
    },
    Kind {
        name: "case-record",
        subject: SubjectKind::Case,
        audiences: &[Audience::Internal],
        made: Made::OnRequest,
        outputs: &["pdf"],
        about: "Everything held on a case, as paper: the front sheet, then every record in date order; in volumes by a page limit (made with --only case-record)",
    },
    Kind {
        name: "transfer-summary",
        subject: SubjectKind::Case,
        audiences: &[Audience::Internal],
        made: Made::OnRequest,
        outputs: &["pdf"],
        about: "For the worker who takes a case over: what to know first, what is due and open, the story so far, a handover to fill in and sign (made with --only transfer-summary)",
    },
    Kind {
        name: "closing-summary",
        subject: SubjectKind::Case,
        audiences: &[Audience::Internal],
        made: Made::OnRequest,
        outputs: &["pdf"],
        about: "The end of the work, for whoever opens the file later: why, what happened, what came of it, what was said, worries that remain, what must not be left open (made with --only closing-summary)",
    },
    Kind {
        name: "restricted-register",
        subject: SubjectKind::Authority,
        audiences: &[Audience::Internal],
        made: Made::Always,
        outputs: &["pdf", "xlsx"],
        about: "Every restriction of every case: reason, ground, advice, review, whether it still holds; first what is wanting, worst first (made where anything is restricted, and of all cases)",
    },
    Kind {
        name: "visit-record",
        subject: SubjectKind::Case,
        audiences: &[Audience::Internal],
        made: Made::OnRequest,
        outputs: &["pdf"],
        about: "One visit: who was seen, the child’s words, what was seen and said, the analysis apart from it, actions (made with --only visit-record, or --visit ID); casebinder template --visit writes the empty form",
    },
    Kind {
        name: "record-audit",
        subject: SubjectKind::Case,
        audiences: &[Audience::Internal],
        made: Made::OnRequest,
        outputs: &["pdf", "xlsx"],
        about: "What a case's record lacks by the rules of recording, worst first, each finding with its source, its places and what to do; new, still open and mended since the last audit (made with --only, --sample or --transfer)",
    },
    Kind {
        name: "worker-audit",
        subject: SubjectKind::Worker,
        audiences: &[Audience::Internal],
        made: Made::OnRequest,
        outputs: &["pdf", "xlsx"],
        about: "What the records of a worker's cases lack: a table of cases, the commonest lacks, each case in short (made with --only or --sample)",
    },
    Kind {
        name: "team-audit",
        subject: SubjectKind::Team,
        audiences: &[Audience::Internal],
        made: Made::OnRequest,
        outputs: &["pdf", "xlsx"],
        about: "What the records of a team's cases lack: by worker, by case, by rule, and by the quarter in which the records were made (made with --only or --sample)",
    },
    Kind {
        name: "access-copy",
        subject: SubjectKind::Case,
        audiences: &[Audience::Subject],
        made: Made::ByAccess,
        outputs: &["pdf", "xlsx"],
        about: "What the person whose record it is receives: opening pages, the story in date order, short forms (made by casebinder access release)",
    },
    Kind {
        name: "access-letter",
        subject: SubjectKind::Case,
        audiences: &[Audience::Subject],
        made: Made::ByAccess,
        outputs: &["pdf"],
        about: "The letter with an access copy: what is supplied and withheld, searches, rights (made by casebinder access release)",
    },
    Kind {
        name: "access-proof",
        subject: SubjectKind::Case,
        audiences: &[Audience::Internal],
        made: Made::ByAccess,
        outputs: &["pdf"],
        about: "The proof for the second reviewer of an access copy: full text, proposed withholdings boxed (made by casebinder access prepare)",
    },
];

/// The kinds that a build makes when it is not told which.
pub fn always_made() -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().filter(|kind| kind.made == Made::Always)
}

/// The kind of that name.
pub fn named(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

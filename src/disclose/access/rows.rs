//! The rows of a review: what each is about, what is proposed and why, and what must be decided.

use chrono::NaiveDate;

use super::classes::Class;
use super::details::Detail;
use super::finds::Doubt;
use super::request::Fact;
use super::scope::Naming;
use crate::issue::Origin;
use crate::model::{EntryId, When};

/// A sheet of the review workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sheet {
    /// The request.
    Request,
    /// The cases that name the subject.
    Cases,
    /// People, by kind of detail.
    People,
    /// Every place at which somebody is named.
    Places,
    /// Capitalised words that are nobody known.
    Candidates,
    /// What the record restricts.
    Restrictions,
    /// Documents and records by kind.
    Documents,
    /// What the export names and does not contain.
    NotContained,
    /// Values that are withheld here and kept there.
    Relaxations,
}

impl Sheet {
    /// Every sheet, in order.
    pub const ALL: [Self; 9] = [
        Self::Request,
        Self::Cases,
        Self::People,
        Self::Places,
        Self::Candidates,
        Self::Restrictions,
        Self::Documents,
        Self::NotContained,
        Self::Relaxations,
    ];

    /// The sheet's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "Request",
            Self::Cases => "Cases",
            Self::People => "People",
            Self::Places => "Places",
            Self::Candidates => "Candidates",
            Self::Restrictions => "Restrictions",
            Self::Documents => "Documents",
            Self::NotContained => "Not contained",
            Self::Relaxations => "Relaxations",
        }
    }

    /// What can be decided in a row of it.
    pub fn outcomes(self) -> &'static [Outcome] {
        use Outcome::{
            Accept, AnotherController, Exclude, Include, Keep, KeepSeen, Known, Lift, Lost, Silent,
            Supplied, Withhold,
        };
        match self {
            Self::Request => &[Known],
            Self::Cases => &[Include, Exclude],
            Self::People | Self::Places | Self::Candidates => &[Keep, Withhold, Silent],
            Self::Restrictions => &[Withhold, Silent, Lift, Keep],
            Self::Documents => &[Keep, KeepSeen, Withhold, Silent],
            Self::NotContained => &[Supplied, Withhold, Lost, AnotherController],
            Self::Relaxations => &[Accept],
        }
    }
}

/// What can be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It is disclosed.
    Keep,
    /// It is disclosed as the subject has seen it before (health data).
    KeepSeen,
    /// It is withheld, and the copy says so.
    Withhold,
    /// It is withheld, and nothing tells so (rule 25).
    Silent,
    /// The case belongs.
    Include,
    /// The case does not.
    Exclude,
    /// The restriction no longer holds.
    Lift,
    /// Supplied beside the copy.
    Supplied,
    /// It cannot be found.
    Lost,
    /// Another controller has it.
    AnotherController,
    /// The relaxation is accepted.
    Accept,
    /// The fact is known.
    Known,
}

impl Outcome {
    /// The word in the workbook.
    pub fn word(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::KeepSeen => "keep, already seen",
            Self::Withhold => "withhold",
            Self::Silent => "withhold silently",
            Self::Include => "include",
            Self::Exclude => "exclude",
            Self::Lift => "lift",
            Self::Supplied => "supplied separately",
            Self::Lost => "lost",
            Self::AnotherController => "another controller's",
            Self::Accept => "accept",
            Self::Known => "done",
        }
    }

    /// The outcome for a word, among those of a sheet.
    pub fn of(word: &str, sheet: Sheet) -> Option<Self> {
        let plain = word.trim().to_lowercase().replace('’', "'");
        sheet
            .outcomes()
            .iter()
            .copied()
            .find(|it| it.word() == plain)
    }

    /// Whether something is not disclosed.
    pub fn is_withheld(self) -> bool {
        matches!(self, Self::Withhold | Self::Silent)
    }
}

/// Why something is proposed, or must be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The subject themselves.
    Subject,
    /// Who asks.
    Requester,
    /// A parent, or who stood in for one.
    Parent,
    /// They lived together.
    LivedWith,
    /// They are in contact.
    InContact,
    /// A near relative.
    Relative,
    /// A carer in that role.
    Carer,
    /// A professional in their role.
    Professional,
    /// Somebody who has died.
    Died,
    /// Told the authority and is never named.
    Referrer,
    /// A member of the public.
    Public,
    /// An adopter.
    Adopter,
    /// Recorded as confidential.
    Confidential,
    /// The subject is not shown to know that they exist.
    ExistenceUnknown,
    /// A child who is no relation.
    OtherChild,
    /// The subject is not shown to know them.
    NotShownToKnow,
    /// Another person's own detail.
    OthersDetail,
    /// It may not be who it seems.
    Doubtful(Doubt),
    /// Several people can be meant.
    Several,
    /// As decided for the person.
    AsPerson,
    /// As decided for the word.
    AsWord,
    /// Nobody known has this name.
    Unknown,
    /// The record restricts it.
    Restricted,
    /// It is restricted from somebody else than who asks.
    RestrictedFromAnother,
    /// It was restricted and is lifted.
    RestrictionLifted,
    /// It is a kind of document with rules of its own.
    OfClass(Class),
    /// The export names it and does not contain it.
    NotContained,
    /// It is the subject's own case.
    OwnCase,
    /// The case names the subject.
    CaseNames,
    /// The case lies across an adoption.
    AcrossAdoption,
    /// It must be known.
    Needed,
    /// It is withheld here and kept there.
    AlsoKept,
}

/// A place in the record.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The record.
    pub entry: EntryId,
    /// The field; empty for the whole record.
    pub field: String,
    /// When it happened.
    pub when: Option<When>,
    /// Where it was read.
    pub origin: Option<Origin>,
    /// The words before, those meant, and the words after.
    pub context: [String; 3],
}

/// What a row is about.
#[derive(Debug, Clone, PartialEq)]
pub enum Matter {
    /// A fact of the request.
    Fact(Fact),
    /// A case that names the subject.
    Case {
        /// The case.
        id: String,
        /// How it names them.
        naming: Naming,
    },
    /// A person and a kind of detail.
    Person {
        /// Who.
        id: String,
        /// What of them.
        detail: Detail,
    },
    /// A place at which somebody is named.
    Place {
        /// Who can be meant, by id.
        who: Vec<String>,
        /// What of them.
        detail: Detail,
    },
    /// A name that stands in small letters, as the ordinary word that it is.
    Small {
        /// Whose name it is.
        id: String,
        /// The word.
        word: String,
    },
    /// An ordinary word that may be somebody's name or street, wherever it stands; or as a part of a body's name.
    Ordinary {
        /// Who can be meant, by id.
        who: Vec<String>,
        /// What of them.
        detail: Detail,
        /// The word.
        word: String,
        /// The body's name.
        body: Option<String>,
    },
    /// A capitalised word; where it is a part of a body's name, with that.
    Word {
        /// The word.
        word: String,
        /// The body's name.
        body: Option<String>,
    },
    /// What is restricted, by the restriction's own id or by the record's flag.
    Restriction {
        /// The restriction; none where only the record's flag says so.
        id: Option<String>,
        /// The policy reason as recorded.
        policy: Option<String>,
        /// What is not recorded of it.
        lacks: Vec<&'static str>,
        /// When it was to be looked at again, where that day has passed.
        overdue: Option<NaiveDate>,
    },
    /// A kind of document: decides for every record of it that has no decision of its own.
    Class(Class),
    /// One record of a kind.
    OfClass(Class),
    /// Something that is not contained.
    Held,
    /// A value of a person that is also kept.
    Relaxed {
        /// The row by which it is withheld.
        row: String,
        /// The words.
        words: String,
    },
}

/// A row of the review.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The name by which decisions are carried over; never a row number.
    pub id: String,
    /// The sheet.
    pub sheet: Sheet,
    /// What it is about.
    pub matter: Matter,
    /// The record and the words, where it is about a place.
    pub place: Option<Place>,
    /// In how many places.
    pub count: usize,
    /// What is proposed; none where only a person can say.
    pub proposal: Option<Outcome>,
    /// Why.
    pub why: Why,
    /// Whether it blocks the release until somebody has decided.
    pub must: bool,
    /// The digest of what it is about: a decision on something that has changed since is not carried over.
    pub digest: String,
}

//! Who asks, about whom, and what must be known of the request before anything is sent (rule 22).

use chrono::NaiveDate;

/// In which right somebody asks (rule 22).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Requester {
    /// The person whose data it is.
    #[serde(rename = "self")]
    Own,
    /// Somebody with parental responsibility for them.
    PrHolder,
    /// Somebody whom they have authorised, such as a solicitor.
    Representative,
    /// Somebody whom a court has appointed to manage their affairs.
    CourtAppointed,
}

impl Requester {
    /// Every requester by the word on the command line.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("self", Self::Own),
        ("pr-holder", Self::PrHolder),
        ("representative", Self::Representative),
        ("court-appointed", Self::CourtAppointed),
    ];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        let mut words = Self::WORDS.iter();
        words
            .find(|(_, requester)| *requester == self)
            .map_or("", |(word, _)| word)
    }

    /// Whether somebody asks for another person in their own right, so that what the person said in
    /// confidence is to be looked at (Data Protection Act 2018 Schedule 3 paragraphs 10 and 21).
    pub fn is_over_another(self) -> bool {
        matches!(self, Self::PrHolder | Self::CourtAppointed)
    }
}

/// A request for access.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Request {
    /// The person whose data it is, by id.
    pub subject: String,
    /// In which right it is asked.
    pub requester: Requester,
    /// Who asks, by id, where the record holds them and they are not the subject.
    pub requester_id: Option<String>,
    /// When the request came.
    pub received: NaiveDate,
    /// The last day whose entries belong (rule 29).
    pub cut_off: NaiveDate,
    /// The day as of which ages and opinions are reckoned.
    pub as_at: NaiveDate,
}

/// What must be known of a request (rule 22), and what is decided for many rows at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// What was seen to show who asks.
    Identity,
    /// By which right they ask for another.
    Authority,
    /// Whether a child understands what they ask for.
    Competence,
    /// What a child wishes, where somebody asks for them.
    Wishes,
    /// Where was searched, for the letter.
    Searches,
    /// That every proposal to keep holds where a row says nothing else.
    Keeps,
    /// That capitalised words without a decision of their own name nobody.
    Candidates,
}

impl Fact {
    /// Every fact, in the order of the sheet.
    pub const ALL: [Self; 7] = [
        Self::Identity,
        Self::Authority,
        Self::Competence,
        Self::Wishes,
        Self::Searches,
        Self::Keeps,
        Self::Candidates,
    ];

    /// The name in rows and terms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Authority => "authority",
            Self::Competence => "competence",
            Self::Wishes => "wishes",
            Self::Searches => "searches",
            Self::Keeps => "keeps",
            Self::Candidates => "candidates",
        }
    }

    /// Whether it must be known for a request, by who asks and whether the subject is a child.
    pub fn is_needed(self, requester: Requester, is_child: bool) -> bool {
        match self {
            Self::Identity | Self::Searches | Self::Keeps | Self::Candidates => true,
            Self::Authority => requester != Requester::Own,
            Self::Competence => is_child,
            Self::Wishes => is_child && requester != Requester::Own,
        }
    }
}

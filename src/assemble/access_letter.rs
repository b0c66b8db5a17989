//! The letter that goes with an access copy: what was asked and searched, what is supplied and withheld and
//! why, documents that come apart, and the rights that remain (rules 30 and 31; UK GDPR Article 15).

use chrono::NaiveDate;
use serde_json::json;

use super::Brief;
use super::shared::face;
use super::shared::{dates, prose};
use crate::issue::Issue;
use crate::kind::{Audience, SubjectKind};
use crate::model::When;
use crate::view::View;
use crate::wording::{Fact, Facts, Wording};

/// Who asks (rule 22).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Requester {
    /// The person whose record it is.
    #[default]
    Subject,
    /// Somebody with parental responsibility for a child.
    ResponsibilityHolder,
    /// Somebody whom the person asked to act for them.
    Representative,
    /// Somebody whom a court appointed.
    CourtAppointed,
}

impl Requester {
    /// The name by which the template knows them.
    fn word(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::ResponsibilityHolder => "responsibility_holder",
            Self::Representative => "representative",
            Self::CourtAppointed => "court_appointed",
        }
    }
}

/// More time than a month was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// When the person was told.
    pub told: NaiveDate,
    /// Until when.
    pub due: NaiveDate,
    /// Why, as words that end a sentence beginning "because": "there are several requests".
    pub why: String,
}

/// The clock stood still while something was awaited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// From when.
    pub from: NaiveDate,
    /// Until when; none while it still stands.
    pub until: Option<NaiveDate>,
    /// What was awaited, as words after "we waited for".
    pub awaited: String,
}

/// How often something was withheld for one reason; silent gaps are in none of these numbers (rule 25).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WithheldFor {
    /// The reason in plain words, as it stands in the gaps.
    pub reason: String,
    /// The law behind it in a few words, such as "Data Protection Act 2018, Schedule 2, paragraph 16"; may be
    /// empty.
    pub law: String,
    /// Names.
    pub names: usize,
    /// A few words each.
    pub few_words: usize,
    /// Passages.
    pub passages: usize,
    /// A page or more each.
    pub pages: usize,
}

/// What became of a document, recording or photograph that the record names and the copy does not hold
/// (rule 30).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Disposition {
    /// It is supplied, but not in the copy.
    Supplied {
        /// When.
        on: Option<NaiveDate>,
        /// How: "by post with this letter".
        how: String,
    },
    /// It is withheld, for a reason in plain words.
    Withheld {
        /// The reason.
        reason: String,
    },
    /// It cannot be found.
    Lost,
    /// Another body decides on it.
    AnotherController {
        /// Which, and how to reach it.
        who: String,
    },
}

/// A document that comes apart from the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApartDocument {
    /// What it is, as the person may know it.
    pub title: String,
    /// What became of it.
    pub disposition: Disposition,
}

/// All that the letter says.
#[derive(Debug, Clone, Default)]
pub struct LetterFacts {
    /// The request's reference.
    pub reference: String,
    /// Who asks.
    pub requester: Requester,
    /// The name of whoever asks, to whom the letter is addressed.
    pub addressee: String,
    /// The lines of their address; may be empty.
    pub address: Vec<String>,
    /// The name of the person whose record it is.
    pub subject: String,
    /// What shows that another may ask: "signed consent of 3 May 2026"; empty where the person asks.
    pub authority_shown: String,
    /// What was seen of identity: "passport"; empty where nothing is recorded.
    pub identity: String,
    /// When identity was shown.
    pub identity_on: Option<NaiveDate>,
    /// When the request came.
    pub received: NaiveDate,
    /// By when it is to be answered.
    pub due: NaiveDate,
    /// Whether more time was taken.
    pub extension: Option<Extension>,
    /// Whether the clock stood still.
    pub pauses: Vec<Pause>,
    /// The last day of what is copied.
    pub cut_off: Option<NaiveDate>,
    /// Where was searched: "the electronic case system".
    pub searches: Vec<String>,
    /// What comes with the letter: "a copy of your record, 84 pages".
    pub supplied: Vec<String>,
    /// What is withheld, by reason.
    pub withheld: Vec<WithheldFor>,
    /// Documents that come apart.
    pub apart: Vec<ApartDocument>,
    /// Who to ring or write to; empty where the authority has not said.
    pub contact: String,
    /// Who can be with the person while they read; empty where the authority has not said.
    pub support: String,
    /// How long the record is kept, as a sentence; empty where the authority has not said.
    pub retention: String,
    /// Who signs, name and role; empty for none.
    pub signed_by: String,
    /// The size of the words.
    pub points: f64,
}

/// The letter as a view.
///
/// # Errors
/// A wording template that cannot be used.
pub(super) fn assemble(facts: &LetterFacts, brief: &Brief<'_>) -> Result<View, Issue> {
    let said = prose::blocks("access-letter", &said_with(facts, brief), brief.wording)?;
    let about = face::About {
        kind: "access-letter",
        subject: SubjectKind::Case,
        id: facts.reference.clone(),
        name: facts.subject.clone(),
        audience: Audience::Subject,
        facts: Vec::new(),
        not_held: Vec::new(),
    };
    let points = if facts.points > 0.0 {
        facts.points
    } else {
        12.0
    };
    let body = json!({
        "points": points,
        "addressee": facts.addressee,
        "address": facts.address,
        "reference": facts.reference,
        "blocks": said,
        "signed_by": facts.signed_by,
    });
    Ok(View {
        kind: "access-letter",
        face: face::for_subject(about, &facts.addressee, brief),
        body,
        sheets: Vec::new(),
        drawings: Vec::new(),
        file: None,
        entries: Vec::new(),
        left_out: Vec::new(),
        to_file: None,
        issues: Vec::new(),
    })
}

fn said_with(facts: &LetterFacts, brief: &Brief<'_>) -> Facts {
    let wording = brief.wording;
    let day = |day: NaiveDate| dates::day(day, wording);
    let mut said = told(facts);
    said.insert("authority", brief.authority.into());
    said.insert("is_subject", (facts.requester == Requester::Subject).into());
    said.insert("requester", facts.requester.word().into());
    said.insert("received", day(facts.received).into());
    said.insert("due", day(facts.due).into());
    said.insert("identity_on", facts.identity_on.map(day).into());
    said.insert("cut_off", facts.cut_off.map(day).into());
    said.insert("searches", facts.searches.clone().into());
    said.insert("supplied", facts.supplied.clone().into());
    said.extend(clock(facts, wording));
    let withheld = facts.withheld.iter().map(|it| {
        map([
            ("reason", it.reason.as_str().into()),
            ("law", it.law.as_str().into()),
            ("count", counted(it, wording).into()),
        ])
    });
    said.insert("withheld", withheld.collect::<Vec<_>>().into());
    let apart = facts.apart.iter().map(|it| apart(it, wording));
    said.insert("apart", apart.collect::<Vec<_>>().into());
    said
}

/// What the letter says as it was given.
fn told(facts: &LetterFacts) -> Facts {
    let words = [
        ("subject", &facts.subject),
        ("addressee", &facts.addressee),
        ("reference", &facts.reference),
        ("authority_shown", &facts.authority_shown),
        ("identity", &facts.identity),
        ("contact", &facts.contact),
        ("support", &facts.support),
        ("retention", &facts.retention),
    ];
    let each = words.into_iter();
    each.map(|(name, words)| (name, words.as_str().into()))
        .collect()
}

/// What moved the day by which the request is to be answered (rule 31).
fn clock(facts: &LetterFacts, wording: &Wording) -> [(&'static str, Fact); 2] {
    let day = |day: NaiveDate| dates::day(day, wording);
    let extension = facts.extension.as_ref().map(|it| {
        map([
            ("told", day(it.told).into()),
            ("due", day(it.due).into()),
            ("why", it.why.as_str().into()),
        ])
    });
    let pauses = facts.pauses.iter().map(|it| {
        map([
            ("from", day(it.from).into()),
            ("until", it.until.map(day).into()),
            ("awaited", it.awaited.as_str().into()),
        ])
    });
    let pauses = pauses.collect::<Vec<_>>();
    [("extension", extension.into()), ("pauses", pauses.into())]
}

fn map<const N: usize>(pairs: [(&'static str, Fact); N]) -> Fact {
    Fact::from(Facts::from(pairs))
}

/// "3 names and 1 passage".
fn counted(withheld: &WithheldFor, wording: &Wording) -> String {
    let counts = [
        ("name", withheld.names),
        ("few_words", withheld.few_words),
        ("passage", withheld.passages),
        ("page_or_more", withheld.pages),
    ];
    let said = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(band, count)| {
            let form = if count == 1 { "one" } else { "many" };
            wording.fill(&format!("access.count.{band}.{form}"), &count.to_string())
        });
    let said: Vec<String> = said.collect();
    super::shared::phrases::joined(&said, wording)
}

/// A document that comes apart, for the template: its title, what became of it, and the words for that.
fn apart(document: &ApartDocument, wording: &Wording) -> Fact {
    let (state, words, on) = match &document.disposition {
        Disposition::Supplied { on, how } => ("supplied", how.as_str(), *on),
        Disposition::Withheld { reason } => ("withheld", reason.as_str(), None),
        Disposition::Lost => ("lost", "", None),
        Disposition::AnotherController { who } => ("another_controller", who.as_str(), None),
    };
    let on = on.map(|day| dates::prose(&When::day(day), wording));
    map([
        ("title", document.title.as_str().into()),
        ("state", state.into()),
        ("words", words.into()),
        ("on", on.into()),
    ])
}

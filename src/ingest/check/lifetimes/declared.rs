//! Which dates must lie in whose life, as a table.

/// Whose life a date must lie in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::ingest::check) enum Whose {
    /// That of the child of each case that the record names.
    EachChild,
    /// That of at least one child of the record's cases, as work may be shared with siblings.
    AnyChild,
    /// That of the child, where the record names one case alone.
    SoleChild,
    /// That of each person in these fields.
    Named(&'static [&'static str]),
    /// That of the person in this field, else of each child.
    NamedOrChild(&'static [&'static str]),
}

/// An end of a life.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::ingest::check) enum Limit {
    /// Nothing before it.
    Birth,
    /// Nothing after it.
    Death,
}

/// A date that must lie in a life.
#[derive(Debug)]
pub(in crate::ingest::check) struct LifeRule {
    /// The record type.
    pub record: &'static str,
    /// The date.
    pub date: &'static str,
    /// Whose life.
    pub whose: Whose,
    /// Which ends of it.
    pub limits: &'static [Limit],
    /// A coded field, and the words for which the rule holds.
    pub only: Option<(&'static str, &'static [&'static str])>,
    /// A field of people; where it is filled and does not name the child, the record is about others.
    pub about: Option<&'static str>,
}

const fn within(record: &'static str, date: &'static str, whose: Whose) -> LifeRule {
    let limits = &[Limit::Birth, Limit::Death];
    LifeRule {
        record,
        date,
        whose,
        limits,
        only: None,
        about: None,
    }
}

impl LifeRule {
    /// Legitimate before birth, as an assessment of an unborn child is.
    const fn not_after_death(mut self) -> Self {
        self.limits = &[Limit::Death];
        self
    }

    /// For some words of a coded field only.
    const fn only(mut self, field: &'static str, words: &'static [&'static str]) -> Self {
        self.only = Some((field, words));
        self
    }

    /// Unless the field names other people.
    const fn about(mut self, field: &'static str) -> Self {
        self.about = Some(field);
        self
    }

    /// Every field that the rule looks at.
    #[cfg(test)]
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        let only = self.only.map(|(field, _)| field);
        let own = [Some(self.date), only, self.about];
        own.into_iter()
            .flatten()
            .chain(self.whose.fields().iter().copied())
    }
}

impl Whose {
    /// The fields that name people.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Named(fields) | Self::NamedOrChild(fields) => fields,
            Self::EachChild | Self::AnyChild | Self::SoleChild => &[],
        }
    }
}

/// Events that happen to the child themself; a death is followed by others, such as an inquest.
const OF_THE_CHILD: &[&str] = &[
    "legal status",
    "placement",
    "injury",
    "missing",
    "exclusion",
    "school change",
    "achievement",
    "family time",
];

/// Ties that people enter into; a grandparent may have died before the child was born.
const BY_CHOICE: &[&str] = &[
    "married",
    "cohabiting",
    "partner",
    "foster carer",
    "kinship carer",
    "special guardian",
    "friend",
];

/// The dates that must lie in a life. Decisions, meetings, reviews, documents, requests, sharing and
/// whatever closes a case follow a death, and stand in no rule.
pub(in crate::ingest::check) const RULES: &[LifeRule] = &[
    within("household", "start", Whose::Named(&["person_id"])),
    within("address", "start", Whose::Named(&["person_id"])),
    within(
        "relationship",
        "start",
        Whose::Named(&["person_id", "other_person_id"]),
    )
    .only("relation", BY_CHOICE),
    within("event", "happened", Whose::AnyChild)
        .not_after_death()
        .only("category", OF_THE_CHILD)
        .about("people"),
    within(
        "visit",
        "visited",
        Whose::Named(&["children_seen", "present"]),
    ),
    within("visit", "visited", Whose::SoleChild)
        .only("seen", &["yes"])
        .about("children_seen"),
    within("status_period", "period_from", Whose::EachChild)
        .only("status", &["looked after", "care leaver"]),
    within("status_period", "period_from", Whose::EachChild)
        .not_after_death()
        .only(
            "status",
            &["child in need", "protection plan", "early help"],
        ),
    within("placement", "placed", Whose::EachChild),
    within("legal_status", "status_from", Whose::EachChild),
    within("assessment", "began", Whose::AnyChild).not_after_death(),
    within("missing_episode", "missing_from", Whose::EachChild),
    within("education", "education_from", Whose::EachChild),
    within("health", "health_date", Whose::AnyChild).not_after_death(),
    within(
        "offence",
        "offence_date",
        Whose::NamedOrChild(&["person_id"]),
    ),
    within("adoption", "adoption_date", Whose::EachChild).not_after_death(),
    within("previous_permanence", "permanence_date", Whose::EachChild),
    within("plan", "plan_from", Whose::AnyChild).not_after_death(),
    within("progress", "noted", Whose::AnyChild).not_after_death(),
    within(
        "contact_arrangement",
        "arrangement_from",
        Whose::Named(&["person_id"]),
    )
    .not_after_death(),
    within("contact_arrangement", "arrangement_from", Whose::AnyChild).not_after_death(),
    within(
        "privacy_notice",
        "notice_given",
        Whose::Named(&["given_to"]),
    ),
    within("consent", "consent_date", Whose::Named(&["consent_by"])),
];

//! How long documents for court may be, by dated profiles of the practice direction. A limit warns; it
//! never cuts (court-and-access.md 1.2).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};

use super::CourtPages;
use crate::assemble::Brief;
use crate::assemble::shared::dates;

/// One version of the rule.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageLimits {
    /// The profile's name: `pd27a-2018`.
    pub name: String,
    /// The rule in words.
    pub rule: String,
    /// From which day it is in force.
    pub in_force: NaiveDate,
    /// When somebody last compared it with its source.
    pub checked: NaiveDate,
    /// What of it is verified, and what is not.
    pub verified: String,
    /// The most sides of A4, by kind of document.
    pub limits: BTreeMap<String, usize>,
}

impl PageLimits {
    /// Reads a list of profiles from JSON.
    ///
    /// # Errors
    /// Text that is no such list.
    pub fn parse(text: &str) -> Result<Vec<Self>, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The profile of that name, or the one in force on a day where no name is given.
    pub fn chosen(profiles: Vec<Self>, name: &str, on: NaiveDate) -> Option<Self> {
        let in_force = |it: &Self| {
            if name.is_empty() {
                it.in_force <= on
            } else {
                it.name == name
            }
        };
        let chosen = profiles.into_iter().filter(in_force);
        chosen.max_by_key(|it| it.in_force)
    }
}

/// The pages of the chronology, and of the addendum, against the limit.
pub fn lines(pages: &CourtPages, brief: &Brief<'_>) -> Value {
    let limits = brief.page_limits;
    let limit = limits.limits.get("chronology").copied();
    let row = |key: &str, count: usize| {
        let over = limit.is_some_and(|limit| count > limit);
        json!({
            "what": brief.wording.term(key),
            "pages": count,
            "limit": limit,
            "over": over,
        })
    };
    let mut rows = vec![row("counsel.whole", pages.whole)];
    rows.extend(pages.addendum.map(|count| row("counsel.addendum", count)));
    json!({
        "rows": rows,
        "rule": limits.rule,
        "name": limits.name,
        "in_force": dates::day(limits.in_force, brief.wording),
        "checked": dates::day(limits.checked, brief.wording),
        "verified": limits.verified,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(name: &str, from: &str) -> PageLimits {
        PageLimits {
            name: name.into(),
            rule: String::new(),
            in_force: from.parse().expect("a day"),
            checked: from.parse().expect("a day"),
            verified: String::new(),
            limits: BTreeMap::new(),
        }
    }

    #[test]
    fn the_profile_in_force_is_chosen_unless_one_is_named() {
        let both = || vec![profile("old", "2018-07-23"), profile("new", "2026-03-02")];
        let chosen = |name: &str, on: &str| {
            PageLimits::chosen(both(), name, on.parse().expect("a day")).map(|it| it.name)
        };
        assert_eq!(chosen("", "2026-03-01").as_deref(), Some("old"));
        assert_eq!(chosen("", "2026-03-02").as_deref(), Some("new"));
        assert_eq!(chosen("old", "2026-06-30").as_deref(), Some("old"));
        assert_eq!(chosen("", "2017-01-01"), None);
        assert_eq!(chosen("other", "2026-06-30"), None);
    }
}

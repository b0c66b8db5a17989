//! The lawful grounds on which something can be withheld; the list to choose from depends on who asks. An
//! authority keeps it in `layouts/wording/access-grounds.json`.

use super::request::Requester;

/// A lawful ground.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
pub struct Ground {
    /// The short name in the workbook: "third party".
    pub name: String,
    /// The same in a word or two, as the proof sets it before what is boxed: "another person". Without it stands the
    /// name.
    #[serde(default)]
    pub short: String,
    /// The provision: "Data Protection Act 2018, Schedule 2, paragraph 16".
    pub provision: String,
    /// Why, in words to the person.
    pub reason: String,
    /// Whether it rests on harm or on health, so that a second person always looks (rule 27).
    #[serde(default)]
    pub second_review: bool,
    /// Who must ask for it to be open; for everybody where it is empty.
    #[serde(default)]
    pub requesters: Vec<Requester>,
}

impl Ground {
    /// The ground in a word or two.
    pub fn in_short(&self) -> &str {
        if self.short.is_empty() {
            &self.name
        } else {
            &self.short
        }
    }
}

/// The grounds of an authority.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
#[serde(transparent)]
pub struct Grounds(pub Vec<Ground>);

impl Grounds {
    /// The grounds that are open for a requester.
    pub fn open_to(&self, requester: Requester) -> impl Iterator<Item = &Ground> {
        let open =
            move |it: &&Ground| it.requesters.is_empty() || it.requesters.contains(&requester);
        self.0.iter().filter(open)
    }

    /// The ground of that name, where it is open for a requester.
    pub fn named(&self, name: &str, requester: Requester) -> Option<&Ground> {
        let wanted = name.trim();
        self.open_to(requester)
            .find(|it| it.name.eq_ignore_ascii_case(wanted))
    }
}

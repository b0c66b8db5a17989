//! The kinds of detail by which a person can be known; each is decided once a person (rule 27).

/// A kind of detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// Who it is: name, nickname, initials.
    Name,
    /// The date of birth, and of death.
    BirthDate,
    /// Where they live or lived.
    Home,
    /// Telephone, e-mail.
    Contact,
    /// Numbers that bodies know them by, and of their car.
    Numbers,
    /// What else is recorded of them: gender, ethnicity, disability.
    Facts,
}

impl Detail {
    /// Every kind, in the order of the sheet.
    pub const ALL: [Self; 6] = [
        Self::Name,
        Self::BirthDate,
        Self::Home,
        Self::Contact,
        Self::Numbers,
        Self::Facts,
    ];

    /// The name in rows and terms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::BirthDate => "birth-date",
            Self::Home => "home",
            Self::Contact => "contact",
            Self::Numbers => "numbers",
            Self::Facts => "facts",
        }
    }
}

//! The rules across records: the code under which each is reported, what it costs, and what to do.
//! A code keeps its meaning for good; CB04 is about records that do not fit together.

use crate::issue::{Issue, Severity};

/// A rule as it is reported.
#[derive(Debug)]
pub(super) struct Rule {
    severity: Severity,
    /// The code.
    pub code: &'static str,
    hint: &'static str,
}

impl Rule {
    /// A breach of the rule, not yet placed.
    pub fn issue(&self, message: impl Into<String>) -> Issue {
        Issue::new(self.severity, self.code, message).hint(self.hint)
    }
}

/// Declares the rules: name, severity, code, hint.
macro_rules! rules {
    ($($(#[doc = $about:literal])+ $NAME:ident = $Severity:ident $code:literal $hint:literal;)+) => {
        $($(#[doc = $about])+
        pub(super) const $NAME: Rule =
            Rule { severity: Severity::$Severity, code: $code, hint: $hint };)+

        /// Every rule, for the tests.
        #[cfg(test)]
        pub(super) const ALL: &[Rule] = &[$($NAME),+];
    };
}

rules! {
    /// An end lies before its start.
    END_BEFORE_START = Warning "CB0401" "see which of the two dates is wrong, correct it in the case system and export again; until then both are shown as recorded";
    /// A person is related to themself.
    OWN_RELATION = Warning "CB0402" "put the id of the other person into the row, or delete the relationship";
    /// People are each other's ancestors.
    PARENT_CYCLE = Warning "CB0403" "one of these relationships is the wrong way round or names the wrong person: `person_id` is the parent, `other_person_id` the child";
    /// Something that needs the person to be born is dated before their birth.
    BEFORE_BIRTH = Warning "CB0404" "compare the date with the birth date and correct the wrong one; the record may also stand on the wrong child, such as an older sibling";
    /// Something that needs the person to be alive is dated after their death.
    AFTER_DEATH = Warning "CB0405" "compare the date with the date of death and correct the wrong one; the record may also stand on the wrong person";
    /// A reference names nothing in the export.
    UNKNOWN_ID = Warning "CB0406" "check the id; if it is right, add the missing record to the export";
    /// References name a type of record that exports often lack.
    LACKS_TYPE = Note "CB0406" "nothing needs to be done; to have these shown, add that report to the export";
    /// References may point outside an export, as from one case to a linked one.
    OUTSIDE_EXPORT = Note "CB0406" "nothing needs to be done if only some cases were exported; otherwise check the id";
    /// A record names only cases that are not in the export.
    NO_CASE = Error "CB0407" "correct the id, or add the missing case to the export; no document shows these records until then";
    /// Two records look like one person.
    SAME_PERSON = Note "CB0408" "if they are one person, merge them in the case system; leave them apart if one is the record from before an adoption";
    /// A record was made before what it records.
    RECORDED_EARLY = Warning "CB0409" "see whether the date of the event or the date of recording is wrong; if it was planned at the time, record that it took place";
    /// The ages of parent and child do not fit.
    PARENT_AGE = Warning "CB0410" "check both birth dates, above all the century, and which of the two is the parent";
    /// Two whole households at once.
    TWO_HOUSEHOLDS = Note "CB0411" "give the date on which the person left one of them, or mark the stays as part time";
    /// A date before any that a case can hold.
    LONG_AGO = Warning "CB0412" "check the year; a spreadsheet may have turned an empty or two-digit date into this one";
    /// A restriction that hides nothing.
    IDLE_RESTRICTION = Error "CB0413" "write the restricted record as its type and id, such as `visit:V12`; until then nothing is hidden by this restriction";
}

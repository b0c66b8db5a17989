//! What is said of a cell that holds something else than its field admits.

use super::super::faults;
use crate::issue::{Issue, Severity};

/// A fault of a cell, before it has a place.
pub(super) struct Complaint {
    pub(super) severity: Severity,
    pub(super) code: &'static str,
    pub(super) message: &'static str,
    pub(super) hint: &'static str,
}

pub(super) fn error_word() -> Complaint {
    Complaint {
        severity: Severity::Warning,
        code: faults::ERROR_CELL,
        message: "the cell holds a spreadsheet's error and was read as empty",
        hint: "mend the formula, or correct the record, and export again",
    }
}

pub(super) fn damaged_id() -> Complaint {
    Complaint {
        severity: Severity::Warning,
        code: faults::DAMAGED_ID,
        message: "a spreadsheet program has changed this id; its last digits may be lost",
        hint: "export again without opening the file in Excel, or format the column as text first",
    }
}

pub(super) fn not_yes_no() -> Complaint {
    Complaint {
        severity: Severity::Error,
        code: faults::NOT_YES_NO,
        message: "expected yes or no, found something else; the cell was read as empty",
        hint: "write yes or no, or leave the cell empty",
    }
}

pub(super) fn not_a_number() -> Complaint {
    Complaint {
        severity: Severity::Error,
        code: faults::NOT_A_NUMBER,
        message: "expected a number, found something else; the cell was read as empty",
        hint: "write the number in digits, or leave the cell empty",
    }
}

pub(super) fn unknown_code() -> Complaint {
    Complaint {
        severity: Severity::Warning,
        code: faults::UNKNOWN_CODE,
        message: "the word is not in the list for this field; it was kept as found",
        hint: "use a word of the list that `casebinder template` prints",
    }
}

/// Says which characters were changed, by their code points.
pub(super) fn character_issue(code: &'static str, points: &str, heading: &str) -> Issue {
    if code == faults::CHARACTERS_MARKED {
        let message =
            format!("{points} cannot be printed; a mark stands instead (column `{heading}`)");
        Issue::warning(code, message)
            .hint("replace the character by words in the record, or give a face that has it with --font-path")
    } else {
        let message =
            format!("{points} replaced or left out, having no form in print (column `{heading}`)");
        Issue::note(code, message)
            .hint("nothing to do; they come from pasting out of Word or a web page")
    }
}

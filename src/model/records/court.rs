//! Proceedings: the court, the parties, the hearings.

use super::Provenance;
use crate::model::declare::{Id, Ids, needed, plain, refers};
use crate::model::macros::record;
use crate::model::{Text, When};

record! {
    /// A set of family proceedings.
    Proceedings = "proceedings" {
        /// The proceedings' id.
        proceedings_id: Id = needed();
        /// The cases of the children concerned.
        case_id: Ids = refers("case").needed();
        /// The court.
        court: Text = needed();
        /// The court's case number.
        court_case_number: Text = needed();
        /// What is applied for.
        application: Text = plain();
        /// When the application was issued.
        issued: When = plain();
        /// When the proceedings ended.
        concluded: When = plain();
    }
}

record! {
    /// A party to proceedings.
    Party = "party" {
        /// The row's id.
        party_id: Id = plain();
        /// The proceedings.
        proceedings_id: Id = refers("proceedings").needed();
        /// The person, where the party is one.
        person_id: Id = refers("person");
        /// The party's name, where it is no person of the record.
        party_name: Text = plain();
        /// The role: applicant, first respondent, child.
        party_role: Text = needed();
        /// Who represents the party.
        representative: Text = plain();
    }
}

record! {
    /// A hearing.
    Hearing = "hearing" with provenance: Provenance {
        /// The hearing's id.
        hearing_id: Id = plain();
        /// The proceedings.
        proceedings_id: Id = refers("proceedings").needed();
        /// The case or cases.
        case_id: Ids = refers("case");
        /// When.
        heard: When = needed().also(&["hearing date"]);
        /// What kind of hearing.
        hearing_kind: Text = plain();
        /// The judge.
        judge: Text = plain();
        /// What the court directed.
        directions: Text = plain();
    }
}

record! {
    /// Pre-proceedings under the Public Law Outline.
    PreProceedings = "pre_proceedings" with provenance: Provenance {
        /// The row's id.
        pre_proceedings_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// When the letter before proceedings was sent, or the process began.
        pre_proceedings_from: When = needed();
        /// When it ended.
        pre_proceedings_until: When = plain();
        /// What came of it.
        pre_proceedings_result: Text = plain();
    }
}

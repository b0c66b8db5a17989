//! The fields that every dated record shares: who recorded it and when, where it comes from, what
//! it rests on, and whether it belongs in a chronology (rules 9 to 11; Northamptonshire 4, 9, 11).

use crate::model::codes::{Basis, Impact, Knowledge};
use crate::model::declare::{Id, plain, refers};
use crate::model::macros::field_group;
use crate::model::{Text, When};

field_group! {
    /// Where a record comes from and how it may be used.
    Provenance {
        /// When the record was made, with the time where it is known.
        recorded_on: When = plain().also(&["date recorded", "created on", "entered on"]);
        /// Who made the record.
        recorded_by: Text = plain().also(&["author", "worker", "entered by"]);
        /// The agency that the information comes from.
        source_agency: Text = plain().also(&["source", "agency"]);
        /// The person that the information comes from.
        source_person: Text = plain();
        /// The document that it stands in.
        document_id: Id = refers("document");
        /// The document reference as printed, such as a bundle page.
        document_reference: Text = plain().also(&["reference", "document ref"]);
        /// Whether the recorder saw or heard it, or was told.
        knowledge: Knowledge = plain().also(&["first hand or reported"]);
        /// What it rests on: fact, opinion, professional judgement or hearsay.
        basis: Basis = plain();
        /// What it meant for the child; internal only.
        impact: Impact = plain();
        /// What came of it.
        outcome: Text = plain().also(&["action and outcome", "action taken"]);
    } seldom SeldomProvenance {
        /// When the record was last changed.
        updated_on: When = plain();
        /// Who told it, where the recorder was not there (Northamptonshire 4).
        told_by: Text = plain();
        /// Whether the person who told it has read the record.
        originator_has_read: bool = plain();
        /// The day on which the authority came to know of it, for information received.
        known_on: When = plain();
        /// Whether it belongs in the chronology.
        in_chronology: bool = plain();
        /// Whether it belongs in the court chronology.
        in_court: bool = plain();
        /// The wording for court.
        court_wording: Text = plain();
        /// Whether it is a key incident, kept in full in court however old.
        key_incident: bool = plain();
        /// Its place among the entries of the same day.
        order_in_day: f64 = plain();
        /// Whether someone disputes it.
        disputed: bool = plain();
        /// Who disputes it, and what they say instead.
        dispute: Text = plain();
        /// The child's own words.
        child_words: Text = plain().also(&["child's words", "voice of the child"]);
        /// Whether it is restricted from the user (Northamptonshire 7).
        restricted: bool = plain().also(&["restricted from user"]);
        /// Whether the original note was kept (Northamptonshire 1).
        original_note_kept: bool = plain();
        /// Whether the original note is signed and dated.
        original_note_signed: bool = plain();
        /// Whether the original note has sketches.
        original_note_sketches: bool = plain();
    }
}

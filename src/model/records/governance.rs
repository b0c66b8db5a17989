//! The record as a record: documents, restrictions, sharing, requests, consents, and where files are.

use crate::model::codes::Scope;
use crate::model::declare::{Id, Ids, needed, plain, refers};
use crate::model::macros::record;
use crate::model::{Text, When};

record! {
    /// A document that the record names; the export seldom contains it.
    Document = "document" {
        /// The document's id.
        document_id: Id = needed();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// The title.
        document_title: Text = needed();
        /// What kind of document.
        document_kind: Text = plain();
        /// Its date.
        document_date: When = plain();
        /// Who wrote it.
        document_author: Text = plain();
        /// The reference used in court or on file.
        document_ref: Text = plain();
        /// Where it is kept.
        location: Text = plain();
        /// Whether it is the child's own material, held for them.
        child_owns: bool = plain();
        /// When the child's own material was returned.
        returned: When = plain();
    }
}

record! {
    /// Something that must not be shown to someone (Northamptonshire 7 and 8).
    Restriction = "restriction" {
        /// The restriction's id.
        restriction_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case");
        /// The record restricted, as `type:id`.
        restricted_record: Text = needed();
        /// What is restricted.
        scope: Scope = plain();
        /// The field, where one is restricted.
        restricted_field: Text = plain();
        /// The words, where words are restricted.
        restricted_words: Text = plain();
        /// From whom: people's ids; empty for all outside the authority.
        restricted_from: Ids = refers("person");
        /// The reason of policy: harm, confidence, third party.
        policy_reason: Text = plain();
        /// The lawful ground.
        lawful_ground: Text = plain();
        /// The manager who advised.
        advised_by: Text = plain();
        /// When the manager advised.
        advised_on: When = plain();
        /// Whether the originator was consulted, and what they said.
        originator_consulted: Text = plain();
        /// When it is to be looked at again.
        review_on: When = plain();
        /// When it was lifted.
        lifted: When = plain();
    }
}

record! {
    /// A sharing of information: with whom and when (Northamptonshire 7).
    Sharing = "sharing" {
        /// The row's id.
        sharing_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// When.
        shared: When = needed();
        /// What.
        shared_what: Text = needed();
        /// With whom.
        shared_with: Text = needed();
        /// Why, and on what ground.
        shared_why: Text = plain();
        /// Whether there was consent.
        consent_given: bool = plain();
        /// By whom.
        shared_by: Text = plain();
        /// Who authorised it.
        authorised_by: Text = plain();
        /// How it was sent.
        sent_how: Text = plain();
    }
}

record! {
    /// A request for access to the record.
    AccessRequest = "access_request" {
        /// The request's id.
        access_request_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case");
        /// Whose data it is.
        subject_id: Id = refers("person");
        /// Who asks.
        requester: Text = needed();
        /// When it came.
        request_received: When = needed();
        /// When it was answered.
        answered: When = plain();
    }
}

record! {
    /// A request to put the record right (Northamptonshire 11).
    RectificationRequest = "rectification_request" {
        /// The request's id.
        rectification_request_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// When it came.
        rectification_received: When = needed();
        /// What is said to be wrong.
        said_wrong: Text = needed();
        /// What was decided.
        rectification_decision: Text = plain();
        /// When it was decided.
        rectification_decided: When = plain();
    }
}

record! {
    /// A privacy notice given (Northamptonshire 3).
    PrivacyNotice = "privacy_notice" {
        /// The row's id.
        privacy_notice_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// To whom.
        given_to: Id = refers("person");
        /// When.
        notice_given: When = needed();
        /// In what form.
        notice_form: Text = plain();
    }
}

record! {
    /// A consent given or refused.
    Consent = "consent" {
        /// The consent's id.
        consent_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// By whom.
        consent_by: Id = refers("person");
        /// To what.
        consent_to: Text = needed();
        /// Whether it was given.
        consented: bool = plain();
        /// When.
        consent_date: When = plain();
        /// When it was withdrawn.
        withdrawn: When = plain();
    }
}

record! {
    /// Where a file or volume went (Northamptonshire 14).
    FileMovement = "file_movement" {
        /// The row's id.
        file_movement_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// Which file or volume.
        file_volume: Text = needed();
        /// When it was moved.
        moved: When = needed();
        /// Where to.
        moved_to: Text = plain();
        /// Who approved it.
        movement_approved_by: Text = plain();
        /// When it came back.
        came_back: When = plain();
        /// Whether the arrival was checked.
        arrival_checked: bool = plain();
    }
}

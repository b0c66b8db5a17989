//! The case itself, its people, and how they belong together.

use crate::model::codes::{
    BirthOutcome, Certainty, Direction, Identity, Quality, Relation, Standing, Strength,
};
use crate::model::declare::{Id, Ids, needed, plain, refers};
use crate::model::macros::record;
use crate::model::{Text, When};

record! {
    /// One child's case.
    CaseRecord = "case" {
        /// The case's id.
        case_id: Id = needed().also(&["case number", "case ref"]);
        /// The child whose case it is.
        child_id: Id = refers("person").needed();
        /// When the case was opened.
        opened: When = plain().also(&["date opened"]);
        /// When it was closed; empty while it is open.
        closed: When = plain().also(&["date closed"]);
        /// Why the authority is involved.
        reason: Text = plain();
        /// Cases of siblings and others to be read with this one.
        linked_cases: Ids = refers("case");
        /// Who checked the chronology with the family, and when.
        chronology_checked_with_family: Text = plain();
        /// When the chronology was last reviewed in supervision or by a peer.
        chronology_reviewed: When = plain();
        /// Services provided for the authority by someone else (Northamptonshire 5.1).
        delegated_providers: Text = plain();
        /// The family's social history.
        social_history: Text = plain();
        /// What a worker at night must know.
        alert: Text = plain();
    }
}

record! {
    /// A person: a child, a relative, a carer, a professional.
    Person = "person" {
        /// The person's id.
        person_id: Id = needed();
        /// The name used now, as the person wishes it.
        name: Text = needed().also(&["full name", "current name"]);
        /// The name they are known by.
        known_as: Text = plain();
        /// Names used before; shown on the internal front sheet only.
        former_names: Text = plain().also(&["previous names"]);
        /// Date of birth.
        born: When = plain().also(&["date of birth", "dob", "birth date"]);
        /// Expected date of birth, for an unborn child.
        expected: When = plain().also(&["expected date of birth", "edd"]);
        /// How the pregnancy ended, where no living child was born.
        birth_outcome: BirthOutcome = plain();
        /// Date of death, or of a loss.
        died: When = plain().also(&["date of death"]);
        /// Whether the person has died, where the date of death is not recorded.
        deceased: bool = plain().also(&["has died"]);
        /// Gender as the person declares it.
        gender: Text = plain();
        /// Pronouns, where recorded.
        pronouns: Text = plain();
        /// Whether it is known who the person is; a parent who is not known has a row for each child.
        identity: Identity = plain();
        /// How many people the row stands for, where it is several.
        how_many: f64 = plain();
        /// What the person is to the case.
        standing: Standing = plain().also(&["role type"]);
        /// Role or relation in words: health visitor, maternal aunt.
        role: Text = plain();
        /// Agency or employer, for a professional.
        agency: Text = plain();
        /// Ethnicity.
        ethnicity: Text = plain();
        /// First language.
        language: Text = plain();
        /// Religion.
        religion: Text = plain();
        /// Evidence seen for the spelling of the name.
        name_evidence: Text = plain();
        /// Evidence seen for the date of birth.
        birth_evidence: Text = plain();
        /// Whether the person's identity or whereabouts must not be told to family or court.
        confidential: bool = plain();
        /// Whether the person is close to the child and often in contact.
        close_to_child: bool = plain();
    }
}

record! {
    /// How one person is related to another: the first is the relation of the second.
    Relationship = "relationship" {
        /// The relationship's id.
        relationship_id: Id = plain();
        /// The first person.
        person_id: Id = refers("person").needed().also(&["from person"]);
        /// What the first is to the second.
        relation: Relation = needed();
        /// The second person.
        other_person_id: Id = refers("person").needed().also(&["to person"]);
        /// When it began.
        start: When = plain();
        /// When it ended.
        end: When = plain();
        /// How it ended: separated, divorced, died.
        ended_by: Text = plain();
        /// The order or agreement that care rests on, such as a child arrangements order.
        legal_basis: Text = plain();
        /// Whether twins are identical.
        identical: bool = plain();
        /// Whether the first has parental responsibility for the second.
        parental_responsibility: bool = plain();
        /// How sure it is.
        certainty: Certainty = plain();
        /// Its emotional quality.
        quality: Quality = plain();
    }
}

record! {
    /// Who lived in a household, one row a person and stay.
    Household = "household" {
        /// The row's id.
        household_member_id: Id = plain();
        /// The household's id.
        household_id: Id = needed();
        /// The person.
        person_id: Id = refers("person").needed();
        /// The household's name, such as "Mother's home".
        household_name: Text = plain();
        /// When they joined.
        start: When = plain();
        /// When they left.
        end: When = plain();
        /// Whether they stay there part of the time.
        part_time: bool = plain();
    }
}

record! {
    /// A tie between the family and a person or service, for the ecomap.
    Network = "network" {
        /// The tie's id.
        network_id: Id = plain();
        /// The case.
        case_id: Id = refers("case").needed();
        /// The person of the family.
        person_id: Id = refers("person");
        /// The person or service.
        tied_to: Text = needed();
        /// What kind of person or service it is.
        sector: Text = plain();
        /// How strong the tie is.
        strength: Strength = plain();
        /// Which way help flows.
        direction: Direction = plain();
        /// Whether the tie is stressful.
        stressful: bool = plain();
        /// The date of the view.
        as_at: When = plain();
        /// Whose view it is.
        view_of: Text = plain();
        /// Who drew it.
        drawn_by: Text = plain();
    }
}

record! {
    /// Where a person lived.
    Address = "address" {
        /// The address's id.
        address_id: Id = plain();
        /// The person.
        person_id: Id = refers("person").needed();
        /// The address.
        address: Text = needed();
        /// The postcode.
        postcode: Text = plain();
        /// From when.
        start: When = plain();
        /// Until when.
        end: When = plain();
        /// Whether it must not be told to family or court.
        confidential: bool = plain();
    }
}

record! {
    /// A telephone number, e-mail address or the like.
    ContactDetail = "contact_detail" {
        /// The detail's id.
        contact_detail_id: Id = plain();
        /// The person.
        person_id: Id = refers("person").needed();
        /// What kind it is.
        detail_kind: Text = plain();
        /// The number or address.
        detail: Text = needed();
        /// Whether it must not be told to family or court.
        confidential: bool = plain();
    }
}

record! {
    /// A number that a body knows the person by.
    Identifier = "identifier" {
        /// The row's id.
        identifier_id: Id = plain();
        /// The person.
        person_id: Id = refers("person").needed();
        /// What kind of number: NHS number, UPN, home office number.
        scheme: Text = needed();
        /// The number.
        number: Text = needed();
    }
}

record! {
    /// A disability.
    Disability = "disability" {
        /// The row's id.
        disability_id: Id = plain();
        /// The person.
        person_id: Id = refers("person").needed();
        /// The disability.
        disability: Text = needed();
        /// Since when.
        start: When = plain();
        /// What helps.
        support: Text = plain();
    }
}

record! {
    /// What a person needs so as to understand and be understood.
    CommunicationNeed = "communication_need" {
        /// The row's id.
        communication_need_id: Id = plain();
        /// The person.
        person_id: Id = refers("person").needed();
        /// The need.
        communication_need: Text = needed();
        /// What helps: interpreter, signer, symbols.
        support: Text = plain();
    }
}

record! {
    /// A worker of the authority.
    Worker = "worker" {
        /// The worker's id.
        worker_id: Id = needed();
        /// The worker's name.
        worker_name: Text = needed();
        /// The worker's role.
        role: Text = plain();
        /// The worker's team.
        team_id: Id = refers("team");
        /// The worker's manager.
        manager_id: Id = refers("worker");
    }
}

record! {
    /// A team of the authority.
    Team = "team" {
        /// The team's id.
        team_id: Id = needed();
        /// The team's name.
        team_name: Text = needed();
        /// Who manages it.
        manager_id: Id = refers("worker");
    }
}

record! {
    /// Who worked on a case, in which role, from when to when.
    Allocation = "allocation" {
        /// The allocation's id.
        allocation_id: Id = plain();
        /// The case.
        case_id: Id = refers("case").needed();
        /// The worker.
        worker_id: Id = refers("worker").needed();
        /// The role on this case.
        case_role: Text = plain();
        /// From when.
        start: When = plain();
        /// Until when.
        end: When = plain();
        /// Why it ended.
        end_reason: Text = plain();
    }
}

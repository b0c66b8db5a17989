//! What is meant to happen: plans, outcomes, actions, decisions, supervision, summaries.

use super::Provenance;
use crate::model::codes::Progress as ProgressWord;
use crate::model::declare::{Id, Ids, needed, plain, refers};
use crate::model::macros::record;
use crate::model::{Text, When};

record! {
    /// A plan for a child.
    Plan = "plan" with provenance: Provenance {
        /// The plan's id.
        plan_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// What kind of plan.
        plan_kind: Text = needed();
        /// From when.
        plan_from: When = needed();
        /// Until when.
        plan_until: When = plain();
        /// What the plan is.
        plan_text: Text = plain();
        /// What happens if it does not work.
        contingency: Text = plain();
    }
}

record! {
    /// An outcome that a plan is to reach.
    Outcome = "outcome" {
        /// The outcome's id.
        outcome_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// The plan.
        plan_id: Id = refers("plan");
        /// The outcome in words.
        wanted: Text = needed();
        /// By when.
        outcome_due: When = plain();
    }
}

record! {
    /// How far an outcome has come on a day.
    ProgressNote = "progress" {
        /// The note's id.
        progress_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// The outcome.
        outcome_id: Id = refers("outcome").needed();
        /// The day.
        noted: When = needed();
        /// How far it has come.
        progress: ProgressWord = needed();
        /// Why it is thought so.
        evidence: Text = plain();
        /// Who says so.
        noted_by: Text = plain();
    }
}

record! {
    /// Something that someone is to do.
    Action = "action" {
        /// The action's id.
        action_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// What is to be done.
        action: Text = needed();
        /// By whom.
        action_by: Text = plain();
        /// Agreed when.
        agreed: When = plain();
        /// By when.
        action_due: When = plain();
        /// Done when.
        action_done: When = plain();
        /// How far it has come.
        action_status: ProgressWord = plain();
        /// What stands in the way.
        barriers: Text = plain();
        /// The outcome, recommendation or supervision that it serves.
        serves: Id = plain();
    }
}

record! {
    /// A decision on a case (Northamptonshire 4 and 5.3).
    Decision = "decision" with provenance: Provenance {
        /// The decision's id.
        decision_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// When it was made.
        decided: When = needed().also(&["decision date"]);
        /// The decision.
        decision: Text = needed();
        /// Who made it.
        decision_maker: Text = plain();
        /// Why.
        reasons: Text = plain();
        /// The options considered.
        options: Text = plain();
        /// What the child and family preferred.
        preferred: Text = plain();
        /// Why their choice was not followed, where it was not.
        not_agreed_reason: Text = plain();
    }
}

record! {
    /// Supervision of the work on a case.
    Supervision = "supervision" with provenance: Provenance {
        /// The supervision's id.
        supervision_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// When it took place.
        supervised: When = needed().also(&["supervision date"]);
        /// The worker.
        worker_id: Id = refers("worker");
        /// Who supervised.
        supervisor: Text = plain();
        /// What was talked about.
        reflection: Text = plain();
        /// What was decided.
        supervision_outcome: Text = plain();
    }
}

record! {
    /// The text of a case summary, as its author wrote it for a period.
    Summary = "summary" {
        /// The summary's id.
        summary_id: Id = plain();
        /// The case.
        case_id: Id = refers("case").needed();
        /// The first day of the period.
        summary_from: When = needed();
        /// The last day of the period.
        summary_until: When = needed();
        /// Who wrote it.
        summary_author: Text = plain();
        /// Work done and progress.
        work_done: Text = plain();
        /// New issues: strengths.
        new_strengths: Text = plain();
        /// New issues: worries.
        new_worries: Text = plain();
        /// What life is like for this child.
        daily_life: Text = plain();
        /// How the child and family engage.
        engagement: Text = plain();
        /// What decisions meant.
        effect_of_decisions: Text = plain();
        /// The contingency.
        contingency_plan: Text = plain();
        /// The next three months.
        next_months: Text = plain();
        /// Who signed it off.
        signed_off_by: Text = plain();
        /// When it was signed off.
        signed_off: When = plain();
    }
}

record! {
    /// Who the child sees, how often, and who must not be in contact.
    ContactArrangement = "contact_arrangement" {
        /// The arrangement's id.
        contact_arrangement_id: Id = plain();
        /// The case or cases.
        case_id: Ids = refers("case").needed();
        /// With whom.
        person_id: Id = refers("person").needed();
        /// The arrangement in words.
        arrangement: Text = plain();
        /// How often.
        frequency: Text = plain();
        /// Whether it is supervised.
        supervised_contact: bool = plain();
        /// Whether there may be none.
        no_contact: bool = plain();
        /// From when.
        arrangement_from: When = plain();
        /// Until when.
        arrangement_until: When = plain();
    }
}

//! The empty form for recording a visit by hand: prompts beside the space to write in, under Kent's headings in Kent's
//! order, with what Northamptonshire wants and Kent lacks where it belongs. The words stand in the layout.

use serde_json::json;

use super::KIND;
use crate::assemble::Brief;
use crate::assemble::shared::face;
use crate::kind::{Audience, SubjectKind};
use crate::view::View;

/// The form as a view: it is of no case and of nobody.
pub(in crate::assemble) fn form(brief: &Brief<'_>) -> View {
    let about = face::About {
        kind: KIND,
        subject: SubjectKind::Case,
        id: String::new(),
        name: String::new(),
        audience: Audience::Internal,
        facts: Vec::new(),
        not_held: Vec::new(),
    };
    let mut face = face::of(about, brief);
    face.title = brief.wording.term("visit.form").to_owned();
    View {
        kind: KIND,
        face,
        body: json!({ "form": { "working_days": brief.chronology.punctuality.working_days } }),
        sheets: Vec::new(),
        drawings: Vec::new(),
        file: None,
        entries: Vec::new(),
        left_out: Vec::new(),
        to_file: None,
        issues: Vec::new(),
    }
}

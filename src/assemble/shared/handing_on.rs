//! What goes on from those who worked with a child to those who come after, when the work passes to
//! another worker or ends (Northamptonshire 5.3, 5.4 and 14): what is open, what is held and where, how
//! far outcomes came, what was said and by whom, and the story in short. Analysis is quoted from its
//! author, with the date; nothing is concluded here.

pub(in crate::assemble) mod beginning;
pub(in crate::assemble) mod coming;
pub(in crate::assemble) mod held;
pub(in crate::assemble) mod network;
pub(in crate::assemble) mod open;
pub(in crate::assemble) mod outcomes;
pub(in crate::assemble) mod quoted;
pub(in crate::assemble) mod story;

use super::basic_record::composer::Composer;
use super::dates;
use crate::model::Text;
use crate::model::codes::Progress;

/// The name by which headings call the child: known as, else the current name (rule 6), else "the child".
pub(in crate::assemble) fn child(composer: &Composer<'_>) -> String {
    let child = composer.case.child();
    let name = child.and_then(|it| it.known_as.value().or(it.name.value()));
    name.map_or_else(|| composer.term("child.unnamed"), Text::to_string)
}

/// A term with the child's name in its place.
pub(in crate::assemble) fn of_child(key: &str, composer: &Composer<'_>) -> String {
    composer.wording().fill(key, &child(composer))
}

/// Whether the child was not yet born on the day.
pub(in crate::assemble) fn is_unborn(composer: &Composer<'_>) -> bool {
    let born = composer.case.child().and_then(dates::birth);
    born.is_some_and(|(born, _)| born.earliest() > composer.day)
}

/// Whether an action, a recommendation or an outcome was reached or given up.
fn is_over(progress: Option<&Progress>) -> bool {
    matches!(progress, Some(Progress::Achieved | Progress::Dropped))
}

/// How far something has come, in words that may be empty.
fn level(progress: Option<&Progress>, composer: &Composer<'_>) -> String {
    let Some(progress) = progress else {
        return String::new();
    };
    let word = progress.word();
    let known = composer.wording().coded("summary.progress", word);
    known.unwrap_or(word).to_owned()
}

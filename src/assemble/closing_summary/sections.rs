//! The sections of a closing summary: the story from its beginning to its end, then the decision to end
//! it and what is still open.

use super::ending;
use crate::assemble::shared::basic_record::composer::Composer;
use crate::assemble::shared::basic_record::kinds::{
    CONTACT, DECISIONS, HEALTH, LEGAL_STATUSES, ORDERS, PERIODS, PLACEMENTS, PLANS,
    PRE_PROCEEDINGS, SCHOOLS, TIES, WORKERS,
};
use crate::assemble::shared::basic_record::sheet::{Block, Section, Shape};
use crate::assemble::shared::basic_record::{people, tonight};
use crate::assemble::shared::handing_on::quoted::{
    CONTINGENCY, EFFECT, ENGAGEMENT, FINDINGS, LIFE, STRENGTHS, WORK, WORRIES,
};
use crate::assemble::shared::handing_on::{beginning, of_child, open, outcomes, quoted, story};
use crate::issue::Issue;

/// How many referrals, words of the child and views of parents are told.
const REFERRALS: usize = 6;
const WORDS: usize = 6;
const VIEWS: usize = 4;

/// What of the front sheet tells who the child is and how they lived at the end.
const AT_THE_END: &[&str] = &[
    "died_now",
    "living_now",
    "responsibility",
    "status",
    "medication",
    "disabilities",
    "communication",
];

/// All sections, in order.
pub(super) fn all(is_closed: bool, composer: &mut Composer<'_>) -> Result<Vec<Section>, Issue> {
    let mut sections = Vec::new();
    for (key, tell) in SECTIONS {
        let mut section = Section::titled(key, composer.wording());
        section.title = of_child(key, composer);
        tell(composer, &mut section)?;
        sections.push(section);
    }
    sections.push(still_open(is_closed, composer)?);
    sections.retain(|it| !it.is_blank());
    Ok(sections)
}

/// A section by the key of its title, and what fills it.
type Filled = (
    &'static str,
    fn(&mut Composer<'_>, &mut Section) -> Result<(), Issue>,
);

const SECTIONS: &[Filled] = &[
    ("closing.section.why", |composer, section| {
        beginning::tell(REFERRALS, composer, section)
    }),
    ("closing.section.happened", |composer, section| {
        PERIODS.tell_story(composer, section)?;
        LEGAL_STATUSES.tell_story(composer, section)?;
        ORDERS.tell_story(composer, section)?;
        PRE_PROCEEDINGS.tell_story(composer, section)?;
        PLACEMENTS.tell_story(composer, section)?;
        WORKERS.tell_story(composer, section)?;
        story::tell_key_incidents(composer, section)
    }),
    ("closing.section.done", |composer, section| {
        PLANS.tell_story(composer, section)?;
        outcomes::tell_all(composer, section)?;
        quoted::tell(&[WORK, EFFECT], composer, section)?;
        DECISIONS.tell(composer, section)
    }),
    ("closing.section.voice", |composer, section| {
        quoted::tell_words(WORDS, composer, section)?;
        quoted::tell_views(VIEWS, composer, section)?;
        quoted::tell(&[ENGAGEMENT], composer, section)
    }),
    ("closing.section.end", |composer, section| {
        let at_the_end = tonight::some(AT_THE_END, "", composer)?;
        section.absent = at_the_end.absent;
        at_the_end.blocks.into_iter().for_each(|it| section.add(it));
        quoted::tell(&[LIFE], composer, section)?;
        people::tell_family(composer, section)?;
        SCHOOLS.tell_now(composer, section)?;
        HEALTH.tell(composer, section)
    }),
    ("closing.section.signs", |composer, section| {
        let passages = [STRENGTHS, WORRIES, FINDINGS, CONTINGENCY];
        quoted::tell(&passages, composer, section)
    }),
    ("closing.section.turn_to", |composer, section| {
        CONTACT.tell_now(composer, section)?;
        TIES.tell(composer, section)
    }),
    ("closing.section.decision", ending::tell),
];

/// What must not be left, with a box to tick beside each.
fn still_open(is_closed: bool, composer: &mut Composer<'_>) -> Result<Section, Issue> {
    let state = match is_closed {
        true => "closed",
        false => "open",
    };
    let mut section = Section::titled(&format!("closing.section.left.{state}"), composer.wording());
    let mut groups = open::groups(ending::STILL, composer)?;
    groups.extend(open::groups(open::KINDS, composer)?);
    let key = match groups.is_empty() {
        true => "closing.left.none".to_owned(),
        false => format!("closing.left.{state}"),
    };
    section.add(Block::Say(composer.term(&key)));
    open::set_down(groups, Shape::Ticked, composer, &mut section);
    Ok(section)
}

//! The sections of a closing summary: the story from its beginning to its end, then the decision to end
//! it and what is still open.

use super::ending;
use crate::assemble::shared::basic_record::composer::Composer;
use crate::assemble::shared::basic_record::kinds::{
    CONTACT, DECISIONS, HEALTH, LEGAL_STATUSES, ORDERS, PERIODS, PLACEMENTS, PLANS,
    PRE_PROCEEDINGS, PROCEEDINGS, SCHOOLS, WORKERS,
};
use crate::assemble::shared::basic_record::lasting::{Lasting, dated_under};
use crate::assemble::shared::basic_record::latest::Latest;
use crate::assemble::shared::basic_record::sheet::{Block, Section, Shape};
use crate::assemble::shared::basic_record::{nearest, tonight};
use crate::assemble::shared::handing_on::quoted::{
    CONTINGENCY, EFFECT, ENGAGEMENT, FINDINGS, LIFE, STRENGTHS, WORK, WORRIES,
};
use crate::assemble::shared::handing_on::{
    beginning, is_unborn, network, of_child, open, outcomes, quoted, story,
};
use crate::issue::Issue;

/// How many referrals, words of the child, views of parents, matters of health and decisions are told.
const REFERRALS: usize = 6;
const WORDS: usize = 6;
const VIEWS: usize = 2;
const HEALTH_TOLD: usize = 2;
const DECIDED: usize = 4;

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
    let state = match is_closed {
        true => "closed",
        false => "open",
    };
    for (key, tell) in SECTIONS {
        let mut section = Section::titled(key, composer.wording());
        let own = format!("{key}.{state}");
        section.title = match of_child(&own, composer) {
            title if title == own => of_child(key, composer),
            title => title,
        };
        tell(composer, &mut section)?;
        sections.push(section);
    }
    sections.push(still_open(state, composer)?);
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
        beginning::tell_story(REFERRALS, composer, section)
    }),
    ("closing.section.happened", |composer, section| {
        statuses(composer, section)?;
        PRE_PROCEEDINGS.tell_story(composer, section)?;
        PROCEEDINGS.tell_story(composer, section)?;
        PLACEMENTS.tell_story(composer, section)?;
        let phrase = "handing-worker";
        Lasting { phrase, ..WORKERS }.tell_story(composer, section)?;
        story::tell_key_incidents(composer, section)
    }),
    ("closing.section.done", |composer, section| {
        let phrase = "handing-plan";
        Lasting { phrase, ..PLANS }.tell_story(composer, section)?;
        outcomes::tell_all(composer, section)?;
        quoted::tell(&[WORK, EFFECT], composer, section)?;
        let most = DECIDED;
        Latest { most, ..DECISIONS }.tell_story(composer, section)
    }),
    ("closing.section.voice", |composer, section| {
        if is_unborn(composer) {
            section.title = composer.term("closing.section.voice.family");
        }
        quoted::tell_words(WORDS, composer, section)?;
        quoted::tell_views(VIEWS, composer, section)?;
        quoted::tell(&[ENGAGEMENT], composer, section)
    }),
    ("closing.section.end", |composer, section| {
        let at_the_end = tonight::some(AT_THE_END, "", composer)?;
        section.absent = at_the_end.absent;
        at_the_end.blocks.into_iter().for_each(|it| section.add(it));
        quoted::tell(&[LIFE], composer, section)?;
        nearest::tell_names(composer, section)?;
        SCHOOLS.tell_now(composer, section)?;
        let most = HEALTH_TOLD;
        Latest { most, ..HEALTH }.tell(composer, section)
    }),
    ("closing.section.signs", |composer, section| {
        let passages = [STRENGTHS, WORRIES, FINDINGS, CONTINGENCY];
        quoted::tell(&passages, composer, section)
    }),
    ("closing.section.turn_to", |composer, section| {
        CONTACT.tell_now(composer, section)?;
        network::tell(composer, section)
    }),
    ("closing.section.decision", ending::tell),
];

/// Periods of involvement, legal statuses and orders in one story.
fn statuses(composer: &mut Composer<'_>, section: &mut Section) -> Result<(), Issue> {
    let mut told = PERIODS.dated_lines(composer, section)?;
    told.extend(LEGAL_STATUSES.dated_lines(composer, section)?);
    told.extend(ORDERS.dated_lines(composer, section)?);
    told.sort_by_key(|(began, _)| *began);
    if !told.is_empty() {
        let lines = told.into_iter().map(|(_, line)| line).collect();
        let label = composer.term("front.label.status_orders");
        section.add(dated_under(label, lines, String::new(), composer));
    }
    Ok(())
}

/// What must not be left, with a box to tick beside each.
fn still_open(state: &str, composer: &mut Composer<'_>) -> Result<Section, Issue> {
    let mut section = Section::titled(&format!("closing.section.left.{state}"), composer.wording());
    let mut groups = open::groups(ending::STILL, composer, &mut section)?;
    groups.extend(open::groups(open::KINDS, composer, &mut section)?);
    let key = match groups.is_empty() {
        true => "closing.left.none".to_owned(),
        false => format!("closing.left.{state}"),
    };
    section.add(Block::Say(composer.term(&key)));
    open::set_down(groups, Shape::Ticked, composer, &mut section);
    Ok(section)
}

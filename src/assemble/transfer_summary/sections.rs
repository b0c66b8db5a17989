//! The sections of a transfer summary, in the order in which the receiving worker needs them.

use chrono::{Months, NaiveDate};

use crate::assemble::shared::basic_record::composer::Composer;
use crate::assemble::shared::basic_record::kinds::{
    CONTACT, DECISIONS, PLANS, PRE_PROCEEDINGS, PROCEEDINGS, SCHOOLS, VISITS, WORKERS,
};
use crate::assemble::shared::basic_record::lasting::Lasting;
use crate::assemble::shared::basic_record::latest::Latest;
use crate::assemble::shared::basic_record::sheet::{Absent, Block, Section, Shape};
use crate::assemble::shared::basic_record::{nearest, tonight};
use crate::assemble::shared::handing_on::quoted::{
    ENGAGEMENT, FINDINGS, LIFE, NEW_CONTINGENCY, NEW_WORRIES, NEXT, STRENGTHS, WORK,
};
use crate::assemble::shared::handing_on::{
    beginning, coming, held, network, of_child, open, outcomes, quoted, story,
};
use crate::issue::Issue;

/// How many referrals, words of the child, views of parents, significant events, visits and decisions are
/// told.
const REFERRALS: usize = 2;
const WORDS: usize = 4;
const VIEWS: usize = 2;
const EVENTS: usize = 10;
const VISITED: usize = 2;
const DECIDED: usize = 2;

/// What to know before the first visit: what a front sheet tells of tonight.
pub(super) fn first(composer: &mut Composer<'_>) -> Result<Section, Issue> {
    let mut section = tonight::section(composer)?;
    section.title = composer.term("transfer.section.first");
    Ok(section)
}

/// All others.
pub(super) fn all(composer: &mut Composer<'_>) -> Result<Vec<Section>, Issue> {
    let mut sections = Vec::new();
    for (title, tell) in SECTIONS {
        let mut section = Section::titled(title, composer.wording());
        section.title = of_child(title, composer);
        tell(composer, &mut section)?;
        if !section.is_blank() {
            sections.push(section);
        }
    }
    Ok(sections)
}

/// A section by the key of its title, and what fills it.
type Filled = (
    &'static str,
    fn(&mut Composer<'_>, &mut Section) -> Result<(), Issue>,
);

const SECTIONS: &[Filled] = &[
    ("transfer.section.coming", coming::tell),
    ("transfer.section.open", |composer, section| {
        let groups = open::groups(open::KINDS, composer, section)?;
        if groups.is_empty() {
            section.add(Block::Say(composer.term("handing.open.none")));
        }
        open::set_down(groups, Shape::Open, composer, section);
        Ok(())
    }),
    ("transfer.section.people", |composer, section| {
        nearest::tell(composer, section)?;
        CONTACT.tell_now(composer, section)?;
        network::tell(composer, section)
    }),
    ("transfer.section.why", |composer, section| {
        beginning::tell(REFERRALS, composer, section)
    }),
    ("transfer.section.plan", |composer, section| {
        PLANS.tell_now(composer, section)?;
        outcomes::tell_now(composer, section)?;
        quoted::tell(&[NEW_CONTINGENCY, NEXT], composer, section)
    }),
    ("transfer.section.court", |composer, section| {
        PRE_PROCEEDINGS.tell_now(composer, section)?;
        PROCEEDINGS.tell_now(composer, section)?;
        // Most children are in none, which needs no section.
        if section.blocks.is_empty() {
            section.absent = Absent::default();
        }
        Ok(())
    }),
    ("transfer.section.voice", |composer, section| {
        quoted::tell_words(WORDS, composer, section)?;
        quoted::tell_views(VIEWS, composer, section)?;
        SCHOOLS.tell_now(composer, section)?;
        quoted::tell(&[LIFE, ENGAGEMENT], composer, section)
    }),
    ("transfer.section.signs", |composer, section| {
        quoted::tell(&[STRENGTHS, NEW_WORRIES, FINDINGS], composer, section)
    }),
    ("transfer.section.year", |composer, section| {
        story::tell_since(a_year_ago(composer.day), EVENTS, composer, section)
    }),
    ("transfer.section.work", |composer, section| {
        let phrase = "handing-worker";
        Lasting { phrase, ..WORKERS }.tell_story(composer, section)?;
        quoted::tell(&[WORK], composer, section)?;
        held::documents(composer, section);
        let most = VISITED;
        Latest { most, ..VISITS }.tell(composer, section)?;
        let most = DECIDED;
        Latest { most, ..DECISIONS }.tell(composer, section)
    }),
];

fn a_year_ago(day: NaiveDate) -> NaiveDate {
    day.checked_sub_months(Months::new(12)).unwrap_or(day)
}

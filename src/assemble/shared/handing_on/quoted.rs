//! Words of others, quoted with who, what and when: what the child and the family said, and what authors
//! of assessments, summaries and plans wrote.

use super::super::basic_record::composer::Composer;
use super::super::basic_record::lasting::dated_under;
use super::super::basic_record::sheet::{Block, Fact as Told, Line, Section};
use super::{is_unborn, of_child};
use crate::assemble::shared::spoken::{Speaker, speaker};
use crate::assemble::shared::timeline::{self, Fact, Telling};
use crate::assemble::shared::{carried, dates, phrases, repeats};
use crate::issue::Issue;
use crate::kind::Audience;
use crate::model::records::{Assessment, Plan, Summary, Visit};
use crate::model::{Record, Recorded, Text, When};
use crate::wording::Facts;

/// A field of words.
type Words<R> = fn(&R) -> &Recorded<Text>;

/// What authors wrote under one heading, by the name of its terms.
pub(in crate::assemble) struct Passage {
    name: &'static str,
    of_assessment: Option<Words<Assessment>>,
    of_summary: Option<Words<Summary>>,
    of_plan: Option<Words<Plan>>,
}

impl Passage {
    const fn of_summary(name: &'static str, field: Words<Summary>) -> Self {
        Self {
            name,
            of_assessment: None,
            of_summary: Some(field),
            of_plan: None,
        }
    }
}

pub(in crate::assemble) const LIFE: Passage = Passage::of_summary("life", |it| &it.daily_life);
pub(in crate::assemble) const ENGAGEMENT: Passage =
    Passage::of_summary("engagement", |it| &it.engagement);
pub(in crate::assemble) const WORK: Passage = Passage::of_summary("work", |it| &it.work_done);
pub(in crate::assemble) const EFFECT: Passage =
    Passage::of_summary("effect", |it| &it.effect_of_decisions);
pub(in crate::assemble) const NEXT: Passage = Passage::of_summary("next", |it| &it.next_months);
pub(in crate::assemble) const STRENGTHS: Passage = Passage {
    of_assessment: Some(|it| &it.strengths),
    ..Passage::of_summary("strengths", |it| &it.new_strengths)
};
pub(in crate::assemble) const WORRIES: Passage = Passage {
    of_assessment: Some(|it| &it.risks),
    ..Passage::of_summary("worries", |it| &it.new_worries)
};
/// Where the risks that assessments name are told already.
pub(in crate::assemble) const NEW_WORRIES: Passage =
    Passage::of_summary("new_worries", |it| &it.new_worries);
/// Where a plan is told with its own.
pub(in crate::assemble) const NEW_CONTINGENCY: Passage =
    Passage::of_summary("new_contingency", |it| &it.contingency_plan);
pub(in crate::assemble) const FINDINGS: Passage = Passage {
    name: "findings",
    of_assessment: Some(|it| &it.findings),
    of_summary: None,
    of_plan: None,
};
pub(in crate::assemble) const CONTINGENCY: Passage = Passage {
    of_plan: Some(|it| &it.contingency),
    ..Passage::of_summary("contingency", |it| &it.contingency_plan)
};

/// Sets down the latest that is written under each heading.
pub(in crate::assemble) fn tell(
    passages: &[Passage],
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    let mut facts = Vec::new();
    for passage in passages {
        let lines = lines(passage, composer)?;
        if lines.is_empty() {
            let name = composer.term(&format!("handing.list.{}", passage.name));
            section
                .absent
                .note(name, &carried::absence(composer.case, "summary"));
        } else {
            let label = of_child(&format!("handing.label.{}", passage.name), composer);
            facts.push(Told { label, lines });
        }
    }
    if !facts.is_empty() {
        section.add(Block::Facts(facts));
    }
    Ok(())
}

fn lines(passage: &Passage, composer: &mut Composer<'_>) -> Result<Vec<Line>, Issue> {
    let records = &composer.case.records;
    let mut lines = Vec::new();
    if let Some(field) = passage.of_assessment
        && let Some(it) = latest(&records.assessments, made, field, composer)
    {
        let what = it.assessment_kind.value().map(phrases::encode);
        let by = (what.unwrap_or_default(), made(it), &it.assessor);
        lines.push(quote(it, field(it), by, composer)?);
    }
    if let Some(field) = passage.of_summary
        && let Some(it) = latest(&records.summaries, |it| &it.summary_until, field, composer)
    {
        let what = composer.term("handing.of_summary");
        let by = (what, &it.summary_until, &it.summary_author);
        lines.push(quote(it, field(it), by, composer)?);
    }
    if let Some(field) = passage.of_plan
        && let Some(it) = latest(&records.plans, |it| &it.plan_from, field, composer)
    {
        let what = it.plan_kind.value().map(phrases::encode);
        let by = (
            what.unwrap_or_default(),
            &it.plan_from,
            &it.provenance.recorded_by,
        );
        lines.push(quote(it, field(it), by, composer)?);
    }
    Ok(lines)
}

/// When an assessment was completed, or else begun.
fn made(it: &Assessment) -> &Recorded<When> {
    match it.completed.value() {
        Some(_) => &it.completed,
        None => &it.began,
    }
}

/// The latest record up to the day that holds words in a field, or says that there are none.
fn latest<'r, R: Record>(
    records: &'r [R],
    at: fn(&R) -> &Recorded<When>,
    field: Words<R>,
    composer: &Composer<'_>,
) -> Option<&'r R> {
    let is_told = |it: &R| match field(it) {
        Recorded::Value(words) => !words.is_blank(),
        Recorded::None => true,
        _ => false,
    };
    let dated = records.iter().filter_map(|it| {
        let when = at(it).value()?;
        (when.earliest() <= composer.day && is_told(it)).then_some((when.order(), it))
    });
    let last = dated.max_by_key(|(order, it)| (*order, it.entry().clone()));
    last.map(|(_, it)| it)
}

/// Words of a record in quotation marks, with what they stand in, when it was made and by whom.
fn quote<R: Record>(
    record: &R,
    words: &Recorded<Text>,
    (what, when, who): (String, &Recorded<When>, &Recorded<Text>),
    composer: &mut Composer<'_>,
) -> Result<Line, Issue> {
    let wording = composer.wording();
    let when = when.value().map(|it| dates::prose(it, wording));
    let who = who.value().map(phrases::encode);
    let more = Facts::from([
        ("words", words.value().map(phrases::encode).into()),
        ("what", what.into()),
        ("when", when.into()),
        ("who", who.into()),
    ]);
    let said = composer.say(record, "handing-quote", more)?;
    Ok(composer.line(record, vec![said]))
}

/// Sets down the last few words of the child that are recorded, in order of date.
pub(in crate::assemble) fn tell_words(
    most: usize,
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    let telling = Telling {
        wording: composer.wording(),
        audience: Audience::Internal,
    };
    let facts = repeats::joined(timeline::facts(composer.case, telling)?);
    if is_unborn(composer) {
        return Ok(());
    }
    let is_carried = facts
        .iter()
        .any(|it| it.provenance.child_words.is_carried());
    let heard: Vec<(Speaker, Fact)> = facts
        .into_iter()
        .filter(|fact| fact.when.earliest() <= composer.day)
        .filter_map(|fact| Some((speaker(composer.case, &fact)?, fact)))
        .collect();
    let label = of_child("handing.label.words", composer);
    if heard.is_empty() {
        match is_carried {
            true => section.add(Block::Say(of_child("handing.words.none", composer))),
            false => {
                let name = composer.term("handing.list.words");
                section.absent.note(name, &Recorded::<()>::NotCarried);
            }
        }
        return Ok(());
    }
    let mut lines = Vec::new();
    for (whose, fact) in chosen(&heard, most) {
        lines.push(words_line(*whose, fact, composer)?);
    }
    let note = more("handing.words.more", heard.len(), most, composer);
    section.add(dated_under(label, lines, note, composer));
    Ok(())
}

/// The last few, in order of date: what is surely the child's before what one of several children said.
fn chosen(heard: &[(Speaker, Fact)], most: usize) -> Vec<&(Speaker, Fact)> {
    let of = |speaker| heard.iter().rev().filter(move |(it, _)| *it == speaker);
    let own = of(Speaker::Child).chain(of(Speaker::OneOfSeveral));
    let mut chosen: Vec<&(Speaker, Fact)> = own.take(most).collect();
    chosen.sort_by(|(_, a), (_, b)| a.order().cmp(&b.order()));
    chosen
}

fn words_line(whose: Speaker, fact: &Fact, composer: &mut Composer<'_>) -> Result<Line, Issue> {
    let wording = composer.wording();
    let words = fact.provenance.child_words.value().map(phrases::encode);
    let record = &*fact.entry.record;
    let what = wording.coded("summary.record", record).unwrap_or(record);
    let facts = Facts::from([
        ("words", words.unwrap_or_default().into()),
        ("what", what.into()),
        ("source", phrases::encode(&fact.source).into()),
        ("of_several", (whose == Speaker::OneOfSeveral).into()),
    ]);
    let said = phrases::say(wording, "handing-words", &facts)?;
    let day = When {
        time: None,
        ..fact.when
    };
    let when = Text::words(dates::short(&day, wording));
    Ok(composer.line_of_fact(fact, vec![when, said]))
}

/// Sets down the last few views of parents and carers at visits, in order of date.
pub(in crate::assemble) fn tell_views(
    most: usize,
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    let all = composer.case.records.visits.iter();
    let day = composer.day;
    let mut held: Vec<&Visit> = all
        .filter(|it| it.carer_views.value().is_some_and(|it| !it.is_blank()))
        .filter(|it| it.visited.value().is_some_and(|it| it.earliest() <= day))
        .collect();
    held.sort_by_key(|it| (it.visited.value().map(When::order), it.entry.clone()));
    if held.is_empty() {
        let mut all = composer.case.records.visits.iter();
        match all.any(|it| it.carer_views.is_carried()) {
            true => section.add(Block::Say(composer.term("handing.views.none"))),
            false => {
                let name = composer.term("handing.list.views");
                section
                    .absent
                    .note(name, &carried::absence(composer.case, "visit"));
            }
        }
        return Ok(());
    }
    let mut lines = Vec::new();
    for it in held.iter().skip(held.len().saturating_sub(most)) {
        let words = composer.say(*it, "handing-views", Facts::new())?;
        let when = Text::words(super::open::short(&it.visited, composer));
        lines.push(composer.line(*it, vec![when, words]));
    }
    let label = composer.term("handing.label.views");
    let note = more("handing.views.more", held.len(), most, composer);
    section.add(dated_under(label, lines, note, composer));
    Ok(())
}

/// How many there are, where not all are listed.
fn more(key: &str, all: usize, most: usize, composer: &Composer<'_>) -> String {
    match all > most {
        true => composer.wording().fill(key, &all.to_string()),
        false => String::new(),
    }
}

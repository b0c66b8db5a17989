//! The facts of the drawing as a list: couples with their children, then everybody, homes, how people get
//! on; and what is recorded but not drawn, and why.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::care::{Care, Cares};
use super::kindred::{Kindred, eldest_first};
use super::ledger::{Ledger, Source, source};
use super::members;
use super::ties::{Tie, Ties};
use super::{bonds, couples, homes};
use crate::assemble::Brief;
use crate::assemble::shared::{dates, phrases};
use crate::diagram::genogram::family::{Descent, Figure, Parentage, Who};
use crate::issue::Issue;
use crate::model::records::{Person, Relationship};
use crate::model::{Recorded, Text, When};
use crate::view::Entry;
use crate::wording::Facts;

/// What the list is told from.
pub(super) struct List<'a, 'b> {
    pub(super) ties: &'b Ties<'a>,
    pub(super) cares: &'b Cares<'a>,
    pub(super) kindred: &'b Kindred<'a>,
    pub(super) brief: &'b Brief<'b>,
    /// Whether the reader works for the authority.
    pub(super) internal: bool,
    /// Whether there is a drawing at all.
    pub(super) is_drawn: bool,
    /// Of whom the drawing says by a line how they get on.
    pub(super) told: &'b BTreeSet<bonds::Told>,
    /// Which brothers and sisters the drawing has not in birth order, by their ids, the eldest first.
    pub(super) out_of_order: &'b BTreeSet<Vec<String>>,
    pub(super) ledger: Ledger,
}

impl<'a> List<'a, '_> {
    /// Every section that has a line: its heading and its lines.
    ///
    /// # Errors
    /// A wording template that cannot be used.
    pub(super) fn sections(&mut self) -> Result<Vec<Value>, Issue> {
        let lines = [
            ("couples", self.couples()?),
            (
                if self.is_drawn {
                    "people"
                } else {
                    "people.undrawn"
                },
                self.people()?,
            ),
            ("not_in_order", self.not_in_order()),
            ("homes", self.homes()?),
            ("bonds", self.bonds()?),
            ("past_care", self.past_care()?),
            ("other", self.others()?),
            ("doubts", self.doubts()),
        ];
        let mut sections: Vec<Value> = lines
            .into_iter()
            .filter(|(_, lines)| !lines.is_empty())
            .map(|(key, lines)| {
                let heading = self.term(&format!("genogram.list.{key}"));
                json!({ "key": key, "heading": heading, "lines": lines })
            })
            .collect();
        if !self.ties.restricted.is_empty() {
            let number = self.ties.restricted.len().to_string();
            let words = self.brief.wording.fill("genogram.list.restricted", &number);
            let rows = self.ties.restricted.iter().map(|row| source(*row));
            let line = self.ledger.line(&words, rows);
            let heading = self.term("genogram.list.withheld");
            sections.push(json!({ "key": "withheld", "heading": heading, "lines": [line] }));
        }
        Ok(sections)
    }

    /// The records that the list tells of.
    pub(super) fn into_entries(self) -> Vec<Entry> {
        self.ledger.into_entries()
    }

    pub(super) fn term(&self, key: &str) -> String {
        self.brief.wording.term(key).to_owned()
    }

    pub(super) fn say(&self, phrase: &str, facts: &Facts) -> Result<String, Issue> {
        self.brief.wording.say(phrase, facts)
    }

    /// The name, or what stands for it where nobody is known.
    pub(super) fn name(&self, person: &Person) -> String {
        match members::is_not_known(person) {
            true => {
                let figure = members::figure_of_role(person, self.ties);
                self.term(members::not_known_term(person, figure))
            }
            false => members::name(person, self.brief.wording),
        }
    }

    pub(super) fn names(&self, people: &[&Person]) -> Option<String> {
        let names: Vec<String> = people.iter().map(|it| self.name(it)).collect();
        (!names.is_empty()).then(|| phrases::joined(&names, self.brief.wording))
    }

    pub(super) fn date(&self, when: &Recorded<When>) -> Option<String> {
        let when = when.value()?;
        Some(dates::prose(when, self.brief.wording))
    }

    /// Who does not stand in birth order in the drawing.
    fn not_in_order(&mut self) -> Vec<Value> {
        let mut lines = Vec::new();
        for ids in self.out_of_order {
            let siblings = ids.iter().filter_map(|it| self.kindred.named(it));
            let siblings: Vec<&Person> = siblings.collect();
            if let Some(names) = self.names(&siblings) {
                let words = self.brief.wording.fill("genogram.eldest_first", &names);
                let people = siblings.iter().map(|it| source(*it));
                lines.push(self.ledger.line(&words, people));
            }
        }
        lines
    }

    /// The rows that make two people a couple.
    fn rows_of(&self, one: &Person, two: &Person) -> Vec<&'a Relationship> {
        let mut couples = self.ties.all(Tie::Couple);
        let fact = couples.find(|fact| fact.names(one) && fact.names(two));
        fact.map_or_else(Vec::new, couples::in_order)
    }

    fn couples(&mut self) -> Result<Vec<Value>, Issue> {
        let mut places: Vec<usize> = (0..self.kindred.family.couples.len()).collect();
        let family = &self.kindred.family;
        places.sort_by_key(|at| {
            let couple = &family.couples[*at];
            (
                couple.partners[0],
                couple.since.is_none(),
                couple.since,
                couple.partners[1],
            )
        });
        let mut lines = Vec::new();
        for at in places {
            let couple = &self.kindred.family.couples[at];
            let [one, two] = couple.partners.map(|who| self.kindred.people[who]);
            let rows = self.rows_of(one, two);
            let joined: Result<Vec<String>, Issue> =
                rows.iter().map(|row| self.union(row)).collect();
            let blood = couples::blood(one, two, self.ties).map(|key| self.term(key));
            let children = self.children_of(&couple.partners);
            let facts = Facts::from([
                ("one", self.name(one).into()),
                ("two", self.name(two).into()),
                ("union", joined?.into()),
                ("blood", blood.into()),
                ("children", self.names(&children).into()),
                ("only_child", (children.len() == 1).into()),
            ]);
            let words = self.say("genogram-couple", &facts)?;
            let mut sources: Vec<Source<'a>> = rows.iter().map(|row| source(*row)).collect();
            sources.extend(children.iter().flat_map(|it| self.birth_rows(it)));
            lines.push(self.ledger.line(&words, sources));
        }
        Ok(lines)
    }

    /// "married from 8 August 2015 to 24 June 2020 (divorced)".
    fn union(&self, row: &Relationship) -> Result<String, Issue> {
        let relation = row.relation.value().map_or("", |it| it.word());
        let facts = Facts::from([
            (
                "union",
                self.term(&format!("genogram.union.{relation}")).into(),
            ),
            ("start", self.date(&row.start).into()),
            ("end", self.date(&row.end).into()),
            ("how", row.ended_by.value().map(Text::to_string).into()),
            ("certainty", certainty(row).into()),
        ]);
        self.say("genogram-union", &facts)
    }

    /// The children by birth of exactly these two, eldest first.
    fn children_of(&self, parents: &[Who]) -> Vec<&'a Person> {
        let descents = self.kindred.family.descents.iter();
        let own = descents.filter(|it| it.parentage == Parentage::Birth && it.parents == parents);
        let mut children: Vec<&Person> = own.map(|it| self.kindred.people[it.child]).collect();
        eldest_first(&mut children);
        children
    }

    fn birth_rows(&self, child: &Person) -> Vec<Source<'a>> {
        let births = self.ties.births(child);
        let rows = births.iter().flat_map(|fact| fact.rows.clone());
        rows.map(source).collect()
    }

    fn people(&mut self) -> Result<Vec<Value>, Issue> {
        let mut lines = Vec::new();
        for who in 0..self.kindred.people.len() {
            let person = self.kindred.people[who];
            let words = self.person(who)?;
            let mut sources = vec![source(person)];
            sources.extend(self.birth_rows(person));
            let adopted = self.ties.all(Tie::Adoptive);
            let adopted = adopted.filter(|fact| fact.second.entry == person.entry);
            sources.extend(adopted.flat_map(|fact| fact.rows.clone()).map(source));
            for care in self
                .cares
                .each
                .iter()
                .filter(|it| it.child.entry == person.entry)
            {
                sources.extend(care.sources.iter().filter(|_| care.is_now).copied());
            }
            lines.push(self.ledger.line(&words, sources));
        }
        Ok(lines)
    }

    fn person(&self, who: Who) -> Result<String, Issue> {
        let person = self.kindred.people[who];
        let member = &self.kindred.family.people[who];
        let died = self.date(&person.died).filter(|_| member.died);
        let outcome = person.birth_outcome.value().map(|it| it.word());
        let outcome = outcome.and_then(|it| self.brief.wording.coded("genogram.outcome", it));
        let unborn = member.figure == Figure::Pregnancy;
        let parents = |parentage| self.parents_of(who, parentage);
        let facts = Facts::from([
            ("name", self.name(person).into()),
            ("index", member.index.into()),
            ("parent_of", self.child_of_unknown(who).into()),
            ("gender", person.gender.value().map(Text::to_string).into()),
            ("born", self.date(&person.born).into()),
            ("due", self.date(&person.expected).filter(|_| unborn).into()),
            ("died", died.into()),
            ("has_died", member.died.into()),
            ("age", self.age(person, member.died).into()),
            ("outcome", outcome.map(str::to_owned).into()),
            ("number", several(member.presence).into()),
            ("parents", parents(Parentage::Birth).into()),
            ("adopted", parents(Parentage::Adoptive).into()),
            ("care", self.care_of(person)?.into()),
        ]);
        self.say("genogram-person", &facts)
    }

    /// Whose parent somebody is who is not known: the list would else say only that there is one.
    fn child_of_unknown(&self, who: Who) -> Option<String> {
        let children = self.kindred.family.descents.iter();
        let children = children.filter(|it| it.parents.contains(&who));
        let children: Vec<&Person> = children.map(|it| self.kindred.people[it.child]).collect();
        let is_unknown = members::is_not_known(self.kindred.people[who]);
        self.names(&children).filter(|_| is_unknown)
    }

    /// The age in words, now or at death.
    fn age(&self, person: &Person, has_died: bool) -> Option<String> {
        person.born.value()?;
        let died = person.died.value().filter(|_| has_died);
        if has_died && died.is_none() {
            return None;
        }
        let on = died.copied().unwrap_or(When::day(self.brief.as_at));
        Some(dates::age(Some(person), &on, self.brief.wording))
    }

    fn parents_of(&self, child: Who, parentage: Parentage) -> Option<String> {
        let own = |it: &&Descent| it.child == child && it.parentage == parentage;
        let found = self.kindred.family.descents.iter().filter(own);
        let parents: Vec<&Person> = found
            .flat_map(|it| it.parents.iter().map(|who| self.kindred.people[*who]))
            .collect();
        self.names(&parents)
    }

    /// Who looks after somebody now, in words.
    fn care_of(&self, child: &Person) -> Result<Vec<String>, Issue> {
        let own = self.cares.each.iter();
        let now = own.filter(|care| care.is_now && care.child.entry == child.entry);
        now.filter(|care| care.carers.iter().any(|it| self.kindred.who(it).is_some()))
            .map(|care| self.care(care))
            .collect()
    }

    pub(super) fn care(&self, care: &Care<'a>) -> Result<String, Issue> {
        let visible = care.carers.iter().copied();
        let visible: Vec<&Person> = visible.filter(|it| !members::has_vanished(it)).collect();
        let what = match care.tie {
            Tie::Foster => "genogram.told.foster",
            Tie::Guardian => "genogram.told.guardian",
            _ => "genogram.told.kinship",
        };
        let words = |when: Option<When>| when.map(|it| dates::prose(&it, self.brief.wording));
        let facts = Facts::from([
            ("child", self.name(care.child).into()),
            ("what", self.term(what).into()),
            ("carers", self.names(&visible).into()),
            ("legal", care.legal.clone().into()),
            ("from", words(care.from).into()),
            ("until", words(care.until).into()),
            ("now", care.is_now.into()),
        ]);
        self.say("genogram-care", &facts)
    }

    fn homes(&mut self) -> Result<Vec<Value>, Issue> {
        let homes = homes::current(self.kindred, self.ties.case, self.brief);
        let mut lines = Vec::new();
        for members in homes.values() {
            let who: Vec<&Person> = members
                .iter()
                .map(|(who, _)| self.kindred.people[*who])
                .collect();
            let part: Vec<&Person> = members
                .iter()
                .filter(|(_, stay)| stay.part_time.value() == Some(&true))
                .map(|(who, _)| self.kindred.people[*who])
                .collect();
            let facts = Facts::from([
                ("home", homes::name(members, self.brief).into()),
                ("people", self.names(&who).into()),
                ("part_time", self.names(&part).into()),
            ]);
            let words = self.say("genogram-home", &facts)?;
            lines.push(
                self.ledger
                    .line(&words, members.iter().map(|(_, stay)| source(*stay))),
            );
        }
        Ok(lines)
    }

    fn bonds(&mut self) -> Result<Vec<Value>, Issue> {
        if !self.internal {
            return Ok(Vec::new());
        }
        let between = bonds::between(self.kindred, self.ties, self.brief);
        let mut lines = Vec::new();
        for ((one, two), rows) in between {
            let pair = bonds::pair(&self.kindred.family, (one, two));
            let [one, two] = [one, two].map(|who| self.name(self.kindred.people[who]));
            let mut words: Vec<String> = rows
                .iter()
                .filter_map(|row| Some(bonds::word(row.quality.value()?, self.brief)))
                .collect();
            words.dedup();
            let facts = Facts::from([
                ("one", one.into()),
                ("two", two.into()),
                ("quality", words.join(", ").into()),
                ("drawn", self.told.contains(&pair).into()),
            ]);
            let words = self.say("genogram-bond", &facts)?;
            lines.push(
                self.ledger
                    .line(&words, rows.iter().map(|row| source(*row))),
            );
        }
        Ok(lines)
    }
}

fn certainty(row: &Relationship) -> Option<String> {
    use crate::model::codes::Certainty;
    let disputed = row.certainty.value() == Some(&Certainty::Disputed);
    disputed.then(|| Certainty::Disputed.word().to_owned())
}

/// How many people a figure stands for, in words.
fn several(presence: crate::diagram::genogram::family::Presence) -> Option<String> {
    use crate::diagram::genogram::family::Presence;
    match presence {
        Presence::Several(Some(number)) => Some(number.to_string()),
        Presence::Several(None) => Some(String::new()),
        _ => None,
    }
}

//! What is recorded of the people of a drawing and has no line in it: earlier care, ties that no line says,
//! and rows that contradict each other.

use serde_json::Value;

use super::doubts::Doubt;
use super::ledger::source;
use super::list::List;
use super::members;
use super::ties::{Fact, Tie, id};
use crate::diagram::genogram::family::Who;
use crate::issue::Issue;
use crate::model::records::Person;
use crate::wording::Facts;

impl<'a> List<'a, '_> {
    pub(super) fn past_care(&mut self) -> Result<Vec<Value>, Issue> {
        let mut lines = Vec::new();
        for care in self.cares.each.iter().filter(|care| !care.is_now) {
            let shown = care.carers.iter().any(|it| !members::has_vanished(it));
            if self.kindred.who(care.child).is_some() && shown {
                let words = self.care(care)?;
                lines.push(self.ledger.line(&words, care.sources.iter().copied()));
            }
        }
        Ok(lines)
    }

    /// What is recorded of people in the drawing and has no line in it.
    pub(super) fn others(&mut self) -> Result<Vec<Value>, Issue> {
        let mut lines = Vec::new();
        for fact in &self.ties.facts {
            let (first, second) = (self.kindred.who(fact.first), self.kindred.who(fact.second));
            let concerns = first.is_some() || second.is_some();
            let hidden = members::has_vanished(fact.first) || members::has_vanished(fact.second);
            if !concerns || hidden || fact.tie.is_care() || self.is_drawn(fact) {
                continue;
            }
            let row = *fact.rows.last().expect("a fact has a row");
            let relation = row.relation.value().map_or("", |it| it.word());
            let known = self.brief.wording.coded("genogram.other", relation);
            let facts = Facts::from([
                ("one", self.name(fact.first).into()),
                ("two", self.name(fact.second).into()),
                ("relation", known.unwrap_or(relation).into()),
                ("start", self.date(&row.start).into()),
                ("end", self.date(&row.end).into()),
            ]);
            let words = self.say("genogram-other", &facts)?;
            lines.push(
                self.ledger
                    .line(&words, fact.rows.iter().map(|row| source(*row))),
            );
        }
        Ok(lines)
    }

    /// Whether the drawing says a fact, by a line of its own or by others that come to the same.
    fn is_drawn(&self, fact: &Fact<'a>) -> bool {
        let kindred = self.kindred;
        let (Some(one), Some(two)) = (kindred.who(fact.first), kindred.who(fact.second)) else {
            return false;
        };
        let parents = |who: Who| kindred.drawn_parents(who);
        let is_parent = |parent: &Person, child: &Person| {
            let births = self.ties.births(child);
            births.iter().any(|it| it.first.entry == parent.entry)
        };
        match fact.tie {
            Tie::Birth => is_parent(fact.first, fact.second),
            Tie::Adoptive | Tie::Couple => true,
            Tie::Twin | Tie::Sibling | Tie::HalfSibling => {
                let told = |pair: [Who; 2]| pair.contains(&one) && pair.contains(&two);
                !parents(one).is_disjoint(&parents(two))
                    || kindred.family.siblings.iter().any(|it| told(it.pair))
            }
            Tie::Grandparent => parents(two)
                .into_iter()
                .any(|it| parents(it).contains(&one)),
            Tie::StepParent => parents(two).into_iter().any(|parent| {
                let mut couples = kindred.family.couples.iter();
                couples.any(|it| it.partners.contains(&one) && it.partners.contains(&parent))
            }),
            _ => false,
        }
    }

    /// Rows that contradict each other, and what is drawn of them.
    pub(super) fn doubts(&mut self) -> Vec<Value> {
        let mut lines = Vec::new();
        for doubt in &self.ties.doubts {
            let shown = doubt.people.iter().any(|it| self.kindred.who(it).is_some());
            if let Some(words) = self.doubt(doubt).filter(|_| shown) {
                let rows = doubt.rows.iter().map(|row| source(*row));
                lines.push(self.ledger.line(&words, rows));
            }
        }
        lines
    }

    fn doubt(&self, doubt: &Doubt<'a>) -> Option<String> {
        let wording = self.brief.wording;
        let (first, rest) = doubt.people.split_first()?;
        let others = self.names(rest)?;
        let key = format!("genogram.doubt.{}", doubt.key);
        let said = wording.fill(&key, &self.name(first));
        let said = said.replacen("{others}", &others, 1);
        if !doubt.is_of_parents {
            return Some(said);
        }
        let kept = self.ties.parents(first).into_iter();
        let kept: Vec<&Person> = kept
            .filter(|it| rest.iter().any(|other| id(other) == id(it)))
            .collect();
        let drawn = match self.names(&kept) {
            Some(names) => wording.fill("genogram.doubt.drawn", &names),
            None => self.term("genogram.doubt.not_drawn"),
        };
        Some(format!("{said} {drawn}"))
    }
}

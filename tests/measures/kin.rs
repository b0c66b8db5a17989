//! How families are put together: people with invented names, couples, children.

use casebinder::diagram::genogram::family::{
    Bond, Couple, Descent, Ending, Family, Figure, Household, Member, MultipleBirth, Parentage,
    Presence, Quality, Siblings, Union, Who,
};
use chrono::NaiveDate;

use super::chance::Chance;

/// The day on which all these families are drawn: 22 November 2026, in days since the common era.
pub const TODAY: i32 = 739_942;

/// The days of a year, near enough.
pub const YEAR: i32 = 365;

/// A family that grows.
#[derive(Debug, Clone)]
pub struct Kin {
    /// The family so far.
    pub family: Family,
    /// Everybody's generation; the grandparents' is 0.
    pub generation: Vec<i32>,
    /// Chance.
    pub chance: Chance,
}

impl Kin {
    /// Nobody yet.
    pub fn new(seed: u64) -> Self {
        Self {
            family: Family::default(),
            generation: Vec::new(),
            chance: Chance::new(seed),
        }
    }

    /// Somebody new, born in about this year.
    pub fn person(&mut self, figure: Figure, generation: i32, year: i32) -> Who {
        let who = self.born(figure, generation, 0);
        self.set_born(who, year);
        if self.chance.percent(7) {
            self.family.people[who].born = None;
            self.family.people[who].facts.clear();
        }
        who
    }

    /// Lets somebody be born in this year, on a day by chance.
    pub fn set_born(&mut self, who: Who, year: i32) {
        let day = new_year(year) + self.chance.between(0, YEAR - 1);
        let member = &mut self.family.people[who];
        member.born = Some(day);
        member.facts = vec![dated(day)];
        if TODAY - day > 70 * YEAR && self.chance.percent(50) {
            member.died = true;
            let age = self.chance.between(45, 70);
            let end = date(day + age * YEAR);
            member.facts = vec![format!("{} - {} ({age})", &date(day)[6..], &end[6..])];
        }
    }

    /// Somebody new, born on this day.
    pub fn born(&mut self, figure: Figure, generation: i32, day: i32) -> Who {
        let name = name(&mut self.chance, figure);
        let who = self.family.people.len();
        let member = Member {
            id: format!("P{}", who + 1),
            figure,
            presence: Presence::Known,
            index: false,
            died: false,
            born: Some(day),
            name,
            facts: vec![dated(day)],
            continued: None,
        };
        self.family.people.push(member);
        self.generation.push(generation);
        who
    }

    /// Man or woman, by chance.
    pub fn figure(&mut self) -> Figure {
        match self.chance.below(100) {
            0..=47 => Figure::Male,
            48..=95 => Figure::Female,
            96..=97 => Figure::Diverse,
            _ => Figure::NotRecorded,
        }
    }

    /// The other one of a usual couple.
    pub fn opposite(&mut self, who: Who) -> Figure {
        let same = self.chance.percent(4);
        match self.family.people[who].figure {
            Figure::Male if !same => Figure::Female,
            Figure::Female if same => Figure::Female,
            _ => Figure::Male,
        }
    }

    /// Makes two a couple, unless they are one.
    pub fn couple(&mut self, one: Who, two: Who, union: Union) -> usize {
        let known = self.family.couples.iter();
        let mut known = known.map(|it| it.partners);
        if let Some(at) = known.position(|it| it == [one, two] || it == [two, one]) {
            return at;
        }
        let later = self.year(one).max(self.year(two));
        let year = (later + self.chance.between(18, 32)).min(2026);
        let (ending, words) = self.told(union, year);
        let since = (!words.is_empty()).then_some(new_year(year));
        self.family.couples.push(Couple {
            partners: [one, two],
            union,
            ending,
            related: false,
            since,
            words,
        });
        self.family.couples.len() - 1
    }

    fn told(&mut self, union: Union, year: i32) -> (Ending, Vec<String>) {
        let word = match union {
            Union::Married => "m.",
            Union::LivingTogether => "LT",
            Union::Brief | Union::NotRecorded => return (Ending::None, Vec::new()),
        };
        let end = (year + self.chance.between(1, 14)).min(2026);
        let mut words = vec![format!("{word} {year}")];
        let ending = match (union, self.chance.below(10)) {
            (_, 0..=5) => Ending::None,
            (Union::Married, 6..=7) => {
                words.push(format!("d. {end}"));
                Ending::Divorced
            }
            (_, 9) => {
                words.push(format!("again {end}"));
                Ending::Reunited
            }
            _ => {
                words.push(format!("s. {end}"));
                Ending::Separated
            }
        };
        (ending, words)
    }

    /// The kind of union of a couple, by chance.
    pub fn union(&mut self) -> Union {
        match self.chance.below(10) {
            0..=4 => Union::Married,
            5..=7 => Union::LivingTogether,
            8 => Union::Brief,
            _ => Union::NotRecorded,
        }
    }

    /// The year somebody was born in, or one that fits their generation.
    pub fn year(&self, who: Who) -> i32 {
        let guess = 1944 + 27 * self.generation[who];
        self.family.people[who]
            .born
            .map_or(guess, |day| (day - 1) * 400 / 146_097 + 1)
    }

    /// A child by birth of one parent or of a couple.
    pub fn child(&mut self, parents: &[Who], figure: Figure) -> Who {
        let later = parents
            .iter()
            .map(|it| self.year(*it))
            .max()
            .unwrap_or(1990);
        let year = (later + self.chance.between(17, 40)).min(2025);
        let below = parents.iter().map(|it| self.generation[*it]).max();
        let child = self.person(figure, below.unwrap_or(0) + 1, year);
        self.takes_name(child, parents);
        self.descends(child, parents, Parentage::Birth, "");
        child
    }

    /// Most children have the last name of the first of their parents who is known.
    fn takes_name(&mut self, child: Who, parents: &[Who]) {
        let people = &self.family.people;
        let mut known = parents.iter().map(|it| &people[*it]);
        let parent = known.find(|it| it.presence == Presence::Known);
        let last = parent.and_then(|it| it.name.split(' ').next_back());
        let first = people[child].name.split(' ').next();
        if let (Some(first), Some(last)) = (first, last)
            && !first.is_empty()
            && self.chance.percent(75)
        {
            self.family.people[child].name = format!("{first} {last}");
        }
    }

    /// Ties a child to its parents; two of them become a couple.
    pub fn descends(&mut self, child: Who, parents: &[Who], parentage: Parentage, words: &str) {
        if let [one, two] = parents {
            self.couple(*one, *two, Union::NotRecorded);
        }
        self.family.descents.push(Descent {
            child,
            parents: parents.to_vec(),
            parentage,
            words: words.to_owned(),
        });
    }

    /// Children of one birth.
    pub fn birth(&mut self, children: &[Who], identical: bool) {
        let day = self.family.people[children[0]].born;
        for child in children {
            self.family.people[*child].born = day;
            self.family.people[*child].facts = self.family.people[children[0]].facts.clone();
            if identical {
                let figure = self.family.people[children[0]].figure;
                self.family.people[*child].figure = figure;
            }
        }
        self.family.births.push(MultipleBirth {
            children: children.to_vec(),
            identical,
        });
    }

    /// People who live together.
    pub fn household(&mut self, words: &str, members: &[Who]) {
        let mut members = members.to_vec();
        members.sort_unstable();
        members.dedup();
        let id = format!("H{}", self.family.households.len() + 1);
        self.family.households.push(Household {
            id,
            words: words.to_owned(),
            members,
        });
    }

    /// An emotional line.
    pub fn bond(&mut self, one: Who, two: Who, quality: Quality, words: &str) {
        self.family.bonds.push(Bond {
            pair: [one, two],
            quality,
            words: words.to_owned(),
        });
    }

    /// Two siblings, the parents of at least one not drawn.
    pub fn siblings(&mut self, one: Who, two: Who, words: &str) {
        self.family.siblings.push(Siblings {
            pair: [one, two],
            words: words.to_owned(),
        });
    }

    /// Somebody's partners.
    pub fn partners(&self, who: Who) -> Vec<Who> {
        let couples = self.family.couples.iter();
        let partner = |it: &Couple| match it.partners {
            [one, two] if one == who => Some(two),
            [one, two] if two == who => Some(one),
            _ => None,
        };
        couples.filter_map(partner).collect()
    }

    /// Somebody's parents by birth.
    pub fn parents(&self, who: Who) -> Vec<Who> {
        let mut descents = self.family.descents.iter();
        let birth = descents.find(|it| it.child == who && it.parentage == Parentage::Birth);
        birth.map_or(Vec::new(), |it| it.parents.clone())
    }

    /// The children that parents have by birth.
    pub fn children(&self, parents: &[Who]) -> Vec<Who> {
        let descents = self.family.descents.iter();
        descents
            .filter(|it| it.parentage == Parentage::Birth && it.parents == parents)
            .map(|it| it.child)
            .collect()
    }
}

/// A date of birth with the age.
fn dated(day: i32) -> String {
    format!("{} ({})", date(day), (TODAY - day).max(0) / YEAR)
}

/// The first day of a year, in days since the common era.
fn new_year(year: i32) -> i32 {
    (year - 1) * YEAR + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1
}

/// A day as it is written in England.
pub fn date(day: i32) -> String {
    let date = NaiveDate::from_num_days_from_ce_opt(day).unwrap_or_default();
    date.format("%d/%m/%Y").to_string()
}

const WOMEN: &[&str] = &[
    "Amy",
    "Beatrix",
    "Chloe",
    "Delphine",
    "Eve",
    "Felicity",
    "Gwendolyn",
    "Hana",
    "Imogen",
    "Jo",
    "Khadija",
    "Lucy-Anne",
    "Maximiliana",
    "Nia",
    "Oluwaseun",
    "Philippa",
    "Rosa",
    "Siobhan",
];
const MEN: &[&str] = &[
    "Al",
    "Bartholomew",
    "Connor",
    "Dafydd",
    "Ed",
    "Frederick",
    "Gus",
    "Hamza",
    "Ian",
    "Jean-Baptiste",
    "Kit",
    "Lachlan",
    "Mo",
    "Nathaniel",
    "Owen",
    "Piotr",
    "Rhys",
    "Tom",
];
const FAMILIES: &[&str] = &[
    "Ash",
    "Birkenshaw",
    "Cole",
    "Drinkwater",
    "Eze",
    "Fothergill-Massey",
    "Gill",
    "Harlow",
    "Igwe",
    "Jurkiewicz",
    "Kaur",
    "Li",
    "Marchbanks",
    "Nowakowska",
    "Okonkwo",
    "Postlethwaite",
    "Quill",
    "Ray",
    "Szczepanski",
    "Thwaite",
    "Umar",
    "Vane",
    "Winterbottom",
    "Yu",
];

/// An invented name; none for a child that was never born.
fn name(chance: &mut Chance, figure: Figure) -> String {
    let first = match figure {
        Figure::Female => chance.of(WOMEN),
        Figure::Male => chance.of(MEN),
        Figure::Diverse | Figure::NotRecorded if chance.percent(50) => chance.of(WOMEN),
        Figure::Diverse | Figure::NotRecorded => chance.of(MEN),
        Figure::Pregnancy | Figure::Miscarriage | Figure::Termination => return String::new(),
    };
    let last = chance.of(FAMILIES);
    format!("{} {}", first.unwrap_or(&"Jo"), last.unwrap_or(&"Ash"))
}

//! Ties put into words and handed to the drawing: what each is drawn like, what the key says, what the
//! list says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::ties::{Tie, Ties};
use crate::assemble::shared::face::{absence, name_of};
use crate::assemble::shared::{dates, phrases};
use crate::diagram::ecomap::{Help, Person, Strength, Stress, System, Words};
use crate::digest::Parts;
use crate::issue::Issue;
use crate::model::codes::{self, Direction};
use crate::model::records::{self, Network};
use crate::model::{Band, Case, Recorded, Run, Text, When};
use crate::wording::Wording;

/// What an ecomap must say of itself: when, whose view, who drew it; empty where there are no ties.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) drawn: String,
    pub(super) view: String,
    pub(super) by: String,
}

impl Facts {
    /// Gathered from the views that are drawn.
    pub(super) fn of(all: &Ties<'_>, wording: &Wording) -> Self {
        let ties: Vec<&Tie<'_>> = all.latest.iter().filter(|tie| !tie.withheld).collect();
        if ties.is_empty() {
            return Self::default();
        }
        let dates = ties.iter().map(|tie| {
            let when = &tie.record.as_at;
            let words = when.value().map(|it| dates::prose(it, wording));
            (
                words.map(|words| (when.value().map(When::order), words)),
                absence(when, wording),
            )
        });
        let of = |field: fn(&Network) -> &Recorded<Text>| {
            let each = ties.iter().map(|tie| {
                let words = field(tie.record).value().map(|it| named(it, wording));
                (
                    words.map(|words| ((), words)),
                    absence(field(tie.record), wording),
                )
            });
            gathered(each, wording)
        };
        Self {
            drawn: gathered(dates, wording),
            view: of(|record| &record.view_of),
            by: of(|record| &record.drawn_by),
        }
    }
}

/// Each value once, in order; and for how many ties there is none.
fn gathered<'a, K: Ord>(
    each: impl Iterator<Item = (Option<(K, String)>, &'a str)>,
    wording: &Wording,
) -> String {
    let (mut said, mut absent) = (BTreeSet::new(), BTreeMap::new());
    for (words, none) in each {
        match words {
            Some(words) => {
                said.insert(words);
            }
            None => *absent.entry(none).or_insert(0_usize) += 1,
        }
    }
    let mut parts: Vec<String> = said.into_iter().map(|(_, words)| words).collect();
    let whole = parts.is_empty() && absent.len() == 1;
    parts.extend(absent.into_iter().map(|(none, count)| {
        match count {
            _ if whole => none.to_owned(),
            1 => wording
                .term("ecomap.absent_for.one")
                .replace("{absent}", none),
            _ => wording
                .term("ecomap.absent_for.many")
                .replace("{absent}", none)
                .replace("{count}", &count.to_string()),
        }
    }));
    parts.join("; ")
}

/// Words on one line, with words in place of each gap.
fn named(text: &Text, wording: &Wording) -> String {
    let runs = text.runs().iter().map(|run| match run {
        Run::Words(words) => words.to_string(),
        Run::Marked(marked) => marked.words.to_string(),
        Run::Gap(gap) if gap.reason == "restricted" => {
            wording.fill("ecomap.bracketed", wording.term("ecomap.restricted"))
        }
        Run::Gap(_) => wording.fill("ecomap.bracketed", wording.term("ecomap.gap")),
    });
    runs.collect()
}

/// The child, and the others of the family who have a tie.
pub(super) fn people(all: &Ties<'_>, case: &Case, wording: &Wording) -> Vec<Person> {
    let id = case.child().map(|child| child.entry.key.to_string());
    let mut people = vec![Person {
        id: id.unwrap_or_else(|| case.id.clone()),
        name: name_of(case, wording),
    }];
    let others: BTreeMap<String, String> = all
        .latest
        .iter()
        .filter_map(|tie| tie.of)
        .map(|person| {
            (
                person.entry.key.to_string(),
                name_of_person(person, wording),
            )
        })
        .collect();
    people.extend(others.into_iter().map(|(id, name)| Person { id, name }));
    people
}

fn name_of_person(person: &records::Person, wording: &Wording) -> String {
    let name = person.name.value().map(|it| named(it, wording));
    name.unwrap_or_else(|| person.entry.key.to_string())
}

/// A tie as it is drawn; of a restricted one nothing but that there is one.
pub(super) fn system(tie: &Tie<'_>, wording: &Wording) -> System {
    let record = tie.record;
    let name = match tie.name() {
        _ if tie.withheld => wording.fill("ecomap.bracketed", wording.term("ecomap.restricted")),
        Some(name) => named(name, wording),
        None => record.entry.to_string(),
    };
    let mut system = System {
        id: record.entry.key.to_string(),
        name,
        sector: tie.sector(),
        note: note(tie, wording).unwrap_or_default(),
        strength: Strength::Unknown,
        help: Help::Unknown,
        stress: Stress::Unknown,
    };
    if !tie.withheld {
        system.strength = strength(&record.strength);
        system.help = help(&record.direction);
        system.stress = match record.stressful.value() {
            Some(true) => Stress::Yes,
            Some(false) => Stress::No,
            None => Stress::Unknown,
        };
    }
    system
}

fn note(tie: &Tie<'_>, wording: &Wording) -> Option<String> {
    let of = tie.of.filter(|_| !tie.withheld)?;
    Some(wording.fill("ecomap.tie_of", &name_of_person(of, wording)))
}

fn strength(recorded: &Recorded<codes::Strength>) -> Strength {
    match recorded.value() {
        Some(codes::Strength::Strong) => Strength::Strong,
        Some(codes::Strength::Moderate) => Strength::Moderate,
        Some(codes::Strength::Weak) => Strength::Weak,
        Some(codes::Strength::NoContact) => Strength::NoContact,
        Some(codes::Strength::Other(_)) | None => Strength::Unknown,
    }
}

fn help(recorded: &Recorded<Direction>) -> Help {
    match recorded.value() {
        Some(Direction::ToFamily) => Help::ToFamily,
        Some(Direction::FromFamily) => Help::FromFamily,
        Some(Direction::Both) => Help::Both,
        Some(Direction::Other(_)) | None => Help::Unknown,
    }
}

/// The words of the drawing.
pub(super) fn words(
    all: &Ties<'_>,
    systems: &[System],
    facts: &Facts,
    case: &Case,
    wording: &Wording,
) -> Words {
    let term = |key: &str| wording.term(&format!("ecomap.key.{key}")).to_owned();
    let is_other =
        |tie: &Tie<'_>| matches!(tie.record.strength.value(), Some(codes::Strength::Other(_)));
    let unknown = match all.latest.iter().any(is_other) {
        true => term("other"),
        false => term("unknown"),
    };
    let sheet = wording
        .term("ecomap.sheet")
        .replace("{drawn}", &facts.drawn)
        .replace("{view}", &facts.view)
        .replace("{by}", &facts.by);
    Words {
        title: wording.fill("ecomap.drawing", &name_of(case, wording)),
        alt: alt(systems, case, wording),
        part: wording.term("ecomap.part").to_owned(),
        key: wording.term("ecomap.key").to_owned(),
        strengths: [
            term("strong"),
            term("moderate"),
            term("weak"),
            term("no_contact"),
            unknown,
        ],
        helps: ["to_family", "from_family", "both", "no_way"].map(term),
        stresses: ["stressful", "not_stressful", "stress_unknown"].map(term),
        rule: wording.term("ecomap.rule").to_owned(),
        sheet: match facts.drawn.is_empty() {
            true => Vec::new(),
            false => vec![sheet],
        },
    }
}

/// What the drawing shows, for those who do not see it.
fn alt(systems: &[System], case: &Case, wording: &Wording) -> String {
    let mut sectors: Vec<(String, usize)> = Vec::new();
    for system in systems {
        let sector = match system.sector.as_str() {
            "" => wording.term("ecomap.alt.no_sector"),
            sector => sector,
        };
        match sectors.last_mut().filter(|(last, _)| last == sector) {
            Some((_, count)) => *count += 1,
            None => sectors.push((sector.to_owned(), 1)),
        }
    }
    let sectors: Vec<String> = sectors
        .into_iter()
        .map(|(sector, count)| format!("{sector} {count}"))
        .collect();
    let count = |is: &dyn Fn(&System) -> bool| systems.iter().filter(|it| is(it)).count();
    let strong = count(&|it| it.strength == Strength::Strong);
    let stressful = count(&|it| it.stress == Stress::Yes);
    let key = match systems.len() {
        1 => "ecomap.alt.one",
        _ => "ecomap.alt",
    };
    wording
        .term(key)
        .replace("{name}", &name_of(case, wording))
        .replace("{count}", &systems.len().to_string())
        .replace("{sectors}", &sectors.join(", "))
        .replace("{strong}", &strong.to_string())
        .replace("{stressful}", &stressful.to_string())
}

/// A tie as a row of the list, and the digest of its words.
pub(super) fn row(tie: &Tie<'_>, case: &Case, wording: &Wording) -> Result<(Value, String), Issue> {
    let record = tie.record;
    let mut digest = Parts::default();
    if tie.withheld {
        let gap = Text::gap("restricted", Band::Passage);
        digest.add(gap.to_string());
        let row = json!({
            "name": phrases::as_json(&gap), "sector": null, "note": null,
            "strength": "", "help": "", "stress": "", "view": "",
        });
        return Ok((row, short(digest)));
    }
    let mut facts = phrases::facts_of(record, case, wording);
    if let Some(when) = record.as_at.value() {
        facts.insert("as_at", dates::short(when, wording).into());
    }
    facts.insert("no_date", absence(&record.as_at, wording).into());
    facts.insert("no_view", absence(&record.view_of, wording).into());
    facts.insert("no_author", absence(&record.drawn_by, wording).into());
    let view = phrases::say(wording, "ecomap-view", &facts)?;
    let name = tie.name().map(phrases::as_json);
    let stress = record.stressful.value().map(bool::to_string);
    let row = json!({
        "name": name,
        "sector": record.sector.value().map(phrases::as_json),
        "note": note(tie, wording),
        "strength": coded("strength", record.strength.value().map(codes::Strength::word), &record.strength, wording),
        "help": coded("direction", record.direction.value().map(Direction::word), &record.direction, wording),
        "stress": coded("stressful", stress.as_deref(), &record.stressful, wording),
        "view": phrases::as_json(&view),
    });
    digest.add(row.to_string());
    Ok((row, short(digest)))
}

/// The word of a coded field in the list's own words; one outside its set as it was found.
fn coded<T>(set: &str, word: Option<&str>, recorded: &Recorded<T>, wording: &Wording) -> String {
    let beginning = format!("ecomap.{set}");
    match word {
        Some(word) => wording.coded(&beginning, word).unwrap_or(word).to_owned(),
        None => absence(recorded, wording).to_owned(),
    }
}

fn short(digest: Parts) -> String {
    digest.hex()[..16].to_owned()
}

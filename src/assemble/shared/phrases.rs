//! A record's fields as facts for the wording, and the words that come back, gaps and all.

use minijinja::Value;

use crate::assemble::shared::dates;
use crate::issue::Issue;
use crate::model::declare::{Field, Shown};
use crate::model::{Band, Case, Marked, Record, Run, Text};
use crate::wording::{Facts, Wording};

/// Gaps and marked words pass through templates between two noncharacters, which no text that was read
/// can hold; what stands before a number and before a ground is another.
const OPEN: char = '\u{FDD0}';
const CLOSE: char = '\u{FDD1}';
const NUMBER: char = '\u{FDD5}';

/// What stands in a sentence that may be told of one child or of several, until it is known which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    /// The child or children.
    Child,
    /// The same at the beginning of a sentence.
    CapitalChild,
    /// "was" or "were".
    Was,
}

impl Placeholder {
    /// The noncharacter that stands for it.
    pub fn letter(self) -> char {
        match self {
            Self::Child => '\u{FDD2}',
            Self::CapitalChild => '\u{FDD3}',
            Self::Was => '\u{FDD4}',
        }
    }
}

/// The text with its placeholders filled.
pub fn filled(text: &Text, fill: &dyn Fn(Placeholder) -> String) -> Text {
    let all = [
        Placeholder::Child,
        Placeholder::CapitalChild,
        Placeholder::Was,
    ];
    let runs = text.runs().iter().map(|run| match run {
        Run::Words(words) => {
            let words = all.iter().fold(words.to_string(), |words, it| {
                if words.contains(it.letter()) {
                    words.replace(it.letter(), &fill(*it))
                } else {
                    words
                }
            });
            Run::Words(words.into())
        }
        Run::Gap(_) | Run::Marked(_) => run.clone(),
    });
    Text::of(runs.collect())
}

/// Every field of a record by name: words, dates in words, names in place of ids, or none.
pub fn facts_of<R: Record>(record: &R, case: &Case, wording: &Wording) -> Facts {
    let mut facts = Facts::new();
    record.each_value(&mut |field, value| {
        facts.insert(field.name, fact(field, value, case, wording));
    });
    facts
}

fn fact(field: &Field, value: Shown<'_>, case: &Case, wording: &Wording) -> Value {
    match value {
        Shown::Absent => Value::from(()),
        Shown::None => Value::from(wording.term("absence.none")),
        Shown::Text(text) => Value::from(encode(text)),
        Shown::Word(word) => Value::from(word),
        Shown::Id(id) => Value::from(named(field, id, case)),
        Shown::Ids(ids) => {
            let names: Vec<String> = ids.iter().map(|id| named(field, &id.0, case)).collect();
            Value::from(joined(&names, wording))
        }
        Shown::When(when) => Value::from(dates::prose(when, wording)),
        Shown::YesNo(yes) => Value::from(yes),
        Shown::Number(number) => Value::from(number),
    }
}

/// The current name of whoever an id names (rule 6), or the id.
fn named(field: &Field, id: &str, case: &Case) -> String {
    let name = match field.refers {
        Some("person") => case
            .person(id)
            .and_then(|person| person.name.value())
            .map(encode),
        Some("worker") => {
            let worker = case
                .records
                .workers
                .iter()
                .find(|worker| &*worker.entry.key == id);
            worker
                .and_then(|worker| worker.worker_name.value())
                .map(encode)
        }
        _ => None,
    };
    name.unwrap_or_else(|| id.to_owned())
}

/// "A, B and C".
pub fn joined(names: &[String], wording: &Wording) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} {} {last}", rest.join(", "), wording.term("list.and")),
    }
}

/// Words with their gaps marked, so that they can pass through a template.
pub fn encode(text: &Text) -> String {
    let runs = text.runs().iter().map(|run| match run {
        Run::Words(words) => words.to_string(),
        Run::Gap(gap) => format!("{OPEN}{}|{:?}{CLOSE}", gap.reason, gap.band),
        Run::Marked(marked) => {
            let Marked {
                number,
                ground,
                words,
            } = &**marked;
            format!("{OPEN}{words}{NUMBER}{number}{NUMBER}{ground}{CLOSE}")
        }
    });
    runs.collect()
}

/// The words that come back from a template, gaps and all.
pub fn decode(said: &str) -> Text {
    let mut runs = Vec::new();
    let mut rest = said;
    while let Some((words, tail)) = rest.split_once(OPEN) {
        let (gap, after) = tail.split_once(CLOSE).unwrap_or((tail, ""));
        if !words.is_empty() {
            runs.push(Run::Words(words.into()));
        }
        runs.push(between(gap));
        rest = after;
    }
    if !rest.is_empty() || runs.is_empty() {
        runs.push(Run::Words(rest.into()));
    }
    Text::of(runs)
}

/// What stood between the noncharacters: marked words with their number and ground, or a gap.
fn between(inside: &str) -> Run {
    if let Some(marked) = marked(inside) {
        return Run::Marked(Box::new(marked));
    }
    let (reason, band) = inside.rsplit_once('|').unwrap_or((inside, ""));
    Run::gap(reason, band_of(band))
}

fn marked(inside: &str) -> Option<Marked> {
    let (rest, ground) = inside.rsplit_once(NUMBER)?;
    let (words, number) = rest.rsplit_once(NUMBER)?;
    Some(Marked {
        number: number.parse().ok()?,
        ground: ground.into(),
        words: words.into(),
    })
}

fn band_of(name: &str) -> Band {
    match name {
        "Name" => Band::Name,
        "FewWords" => Band::FewWords,
        "Passage" => Band::Passage,
        _ => Band::PageOrMore,
    }
}

/// A phrase said with facts.
///
/// # Errors
/// What [`Wording::say`] refuses.
pub fn say(wording: &Wording, phrase: &str, facts: &Facts) -> Result<Text, Issue> {
    wording.say(phrase, facts).map(|said| decode(&said))
}

/// A record restricted as a whole reads "restricted, see register" once (rule 2), however many fields
/// its sentence is made of.
pub fn without_repeated_gaps(said: Text) -> Text {
    let restricted = |run: &&Run| matches!(run, Run::Gap(gap) if gap.reason == "restricted");
    match said.runs().iter().filter(restricted).count() {
        0 | 1 => said,
        _ => Text::gap("restricted", Band::Passage),
    }
}

/// Words as layouts take them: a string, or a list of strings and gaps.
pub fn as_json(text: &Text) -> serde_json::Value {
    match text.runs() {
        [Run::Words(words)] => serde_json::Value::from(&**words),
        runs => runs
            .iter()
            .map(|run| match run {
                Run::Words(words) => serde_json::Value::from(&**words),
                Run::Gap(gap) => serde_json::json!({ "gap": gap }),
                Run::Marked(marked) => serde_json::json!({ "marked": marked }),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_pass_through_a_template() {
        let wording = Wording::new([("seen.j2", "Seen by {{ who }}.")]).expect("it parses");
        let who = Text::of(vec![
            Run::Words("Dr ".into()),
            Run::gap("restricted", Band::Name),
        ]);
        let facts = Facts::from([("who", Value::from(encode(&who)))]);
        let said = say(&wording, "seen", &facts).expect("the fact is given");
        assert_eq!(said.to_string(), "Seen by Dr […].");
        assert_eq!(said.runs().len(), 3);
    }

    #[test]
    fn marked_words_pass_through_a_template() {
        let marked = Run::Marked(Box::new(Marked {
            number: 12,
            ground: "another person".into(),
            words: "Kim | Invented".into(),
        }));
        let text = Text::of(vec![Run::Words("By ".into()), marked]);
        assert_eq!(decode(&encode(&text)), text);
    }
}

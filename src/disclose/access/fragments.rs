//! What must not be found in a release: names and values of whoever is withheld, in every spelling, and the words
//! that went.

use std::collections::BTreeSet;

use super::apply::Item;
use super::decisions::Decisions;
use super::details::Detail;
use super::edits::Of;
use super::finds::Doubt;
use super::names::{Lexicon, Spelling, Strength, singular, without_title};
use super::review::{Review, person_row};
use super::values;

/// Words that must not be found in what is released.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fragment {
    /// The row by which they are withheld.
    pub row: String,
    /// The value by which all its spellings are known: a date, or the words themselves.
    pub value: String,
    /// The words.
    pub words: String,
    /// Whether they are a part of what was withheld, such as a surname alone, or the whole of it.
    pub is_part: bool,
}

/// From how many words on a withheld passage is looked for by itself; shorter ones are ordinary words more often.
const PASSAGE: usize = 6;

/// Everything that must not be found: names and values of whoever is withheld, and the words that went.
pub(super) fn fragments(
    review: &Review,
    decisions: &Decisions,
    items: &[Item],
    lexicon: &Lexicon,
) -> Vec<Fragment> {
    let mut all: BTreeSet<Fragment> = BTreeSet::new();
    for (at, known) in review.people.iter().enumerate() {
        for detail in Detail::ALL {
            let (outcome, _) = decisions.of_person(review, at, detail);
            if !outcome.is_withheld() {
                continue;
            }
            let row = person_row(known, detail);
            let values = known.values().iter().filter(|it| it.detail == detail);
            // A street of ordinary words and a month are decided apart from whose they are.
            let apart = [Strength::PlainStreet, Strength::MonthOfDate];
            let values = values.filter(|it| !apart.contains(&it.strength));
            all.extend(values.map(|it| Fragment {
                value: it.value.clone(),
                is_part: it.strength.is_of_street(),
                ..whole(&row, it.words.clone())
            }));
            if detail == Detail::Name {
                all.extend(names(&known.telling_names(lexicon), &row));
            }
        }
    }
    all.extend(by_word(review, decisions));
    let known = all.iter().map(|it| (it.row.clone(), it.words.clone()));
    let known: BTreeSet<(String, String)> = known.collect();
    for item in items {
        // A name that a place alone withholds may stand elsewhere by decision.
        let long = item.words.split_whitespace().count() >= PASSAGE;
        let value = values::is_telling(&item.words) && item.of != Of::Person(Detail::Name);
        if item.field.is_empty() {
            let lines = item.words.split('\n');
            let values = lines.filter(|line| is_value(&item.entry.record, line));
            all.extend(values.map(|it| whole(&item.decided.row, it.to_owned())));
            let texts = item
                .words
                .split('\n')
                .filter(|text| text.split_whitespace().count() >= PASSAGE);
            all.extend(texts.map(|text| whole(&item.decided.row, text.to_owned())));
        } else if long || value || item.of == Of::Word {
            let words = match item.of {
                Of::Word => without_title(item.words.trim()),
                _ => item.words.trim(),
            };
            let fragment = whole(&item.decided.row, words.to_owned());
            // A street is sought by its spellings already.
            if !known.contains(&(fragment.row.clone(), fragment.words.clone())) {
                all.insert(fragment);
            }
        }
    }
    all.into_iter().collect()
}

/// Ordinary words that are withheld as somebody's name or street; short forms, initials and months say too little to
/// be looked for everywhere.
fn by_word(review: &Review, decisions: &Decisions) -> Vec<Fragment> {
    let ordinary = review.finds.iter();
    let ordinary = ordinary.filter(|it| it.doubt == Some(Doubt::Ordinary));
    let each = ordinary.filter_map(|find| {
        let row = review.word_row(find)?;
        let withheld = decisions.of(&row)?.outcome.is_withheld();
        let words = review.passages[find.passage].words[find.range.clone()].to_owned();
        withheld.then(|| Fragment {
            is_part: true,
            value: words.to_lowercase(),
            ..whole(&row, words)
        })
    });
    each.collect()
}

/// Whether a line of a record is a value, however short: a home, a telephone, a number; "NHS number" says only of what
/// kind it is.
fn is_value(record: &str, line: &str) -> bool {
    let says = || line.contains(|c: char| c.is_ascii_digit() || c == '@');
    match record {
        "address" => values::is_telling(line),
        "contact_detail" | "identifier" => says() && values::is_telling(line),
        _ => false,
    }
}

fn whole(row: &str, words: String) -> Fragment {
    Fragment {
        row: row.to_owned(),
        value: words.clone(),
        words,
        is_part: false,
    }
}

/// The spellings of a name, but for short forms and initials, which say too little to be looked for everywhere.
/// A plural is known by its singular.
fn names(spellings: &BTreeSet<Spelling>, row: &str) -> Vec<Fragment> {
    let parts: BTreeSet<&str> = spellings
        .iter()
        .filter(|it| it.strength == Strength::Part)
        .map(|it| it.words.as_str())
        .collect();
    let telling = spellings
        .iter()
        .filter(|it| matches!(it.strength, Strength::Whole | Strength::Part));
    let each = telling.map(|spelling| {
        let words = spelling.words.as_str();
        Fragment {
            is_part: spelling.strength == Strength::Part,
            value: singular(words, &parts).unwrap_or(words).to_owned(),
            ..whole(row, words.to_owned())
        }
    });
    each.collect()
}

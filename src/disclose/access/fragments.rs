//! What must not be found in a release: names and values of whoever is withheld, in every spelling, and the words
//! that went.

use std::collections::BTreeSet;

use super::apply::Item;
use super::decisions::Decisions;
use super::details::Detail;
use super::edits::Of;
use super::finds::Doubt;
use super::names::{Lexicon, Spelling, Strength, singular, without_title};
use super::people::Known;
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
    for (who, detail) in withheld(review, decisions) {
        all.extend(of_person(&review.people[who], detail, lexicon));
    }
    all.extend(by_word(review, decisions));
    let known = all.iter().map(|it| (it.row.clone(), it.words.clone()));
    let known: BTreeSet<(String, String)> = known.collect();
    // A street is sought by its spellings already.
    let own = items.iter().flat_map(of_item);
    all.extend(own.filter(|it| !known.contains(&(it.row.clone(), it.words.clone()))));
    all.into_iter().collect()
}

/// The people, by place in the list, each with a kind of detail that is withheld.
fn withheld(review: &Review, decisions: &Decisions) -> Vec<(usize, Detail)> {
    let people = 0..review.people.len();
    let each = people.flat_map(|who| Detail::ALL.map(|detail| (who, detail)));
    each.filter(|(who, detail)| {
        let (outcome, _) = decisions.of_person(review, *who, *detail);
        outcome.is_withheld()
    })
    .collect()
}

/// The spellings of a kind of detail of somebody.
fn of_person(known: &Known, detail: Detail, lexicon: &Lexicon) -> Vec<Fragment> {
    let row = person_row(known, detail);
    // A street of ordinary words and a month are decided apart from whose they are.
    let apart = [Strength::PlainStreet, Strength::MonthOfDate];
    let values = known.values().iter();
    let values = values.filter(|it| it.detail == detail && !apart.contains(&it.strength));
    let values = values.map(|it| Fragment {
        value: it.value.clone(),
        is_part: it.strength.is_of_street(),
        ..whole(&row, it.words.clone())
    });
    let names = match detail {
        Detail::Name => names(&known.telling_names(lexicon), &row),
        _ => Vec::new(),
    };
    values.chain(names).collect()
}

/// The words of a place or a record that say by themselves what was withheld.
fn of_item(item: &Item) -> Vec<Fragment> {
    let row = &item.decided.row;
    let is_passage = |words: &str| words.split_whitespace().count() >= PASSAGE;
    let own = |words: &str| whole(row, words.to_owned());
    if item.field.is_empty() {
        let lines = item.words.split('\n');
        let telling = lines.filter(|it| is_value(&item.entry.record, it) || is_passage(it));
        return telling.map(own).collect();
    }
    // A name that a place alone withholds may stand elsewhere by decision.
    let is_value = values::is_telling(&item.words) && item.of != Of::Person(Detail::Name);
    let words = item.words.trim();
    match item.of {
        Of::Word => vec![own(without_title(words))],
        _ if is_value || is_passage(words) => vec![own(words)],
        _ => Vec::new(),
    }
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

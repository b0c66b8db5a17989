//! How the hidden traps of Larkfield are decided, row by row, by a reviewer who knows the list of traps.

use std::path::PathBuf;
use std::sync::LazyLock;

use super::released::normal;
use super::review::{Line, Review};
use crate::access_traps::{Trap, traps};
use crate::running::fixtures;

/// Traps that no search of names finds: the reviewer adds a row by hand.
const BY_HAND: &[&str] = &[
    "T53", "T67", "T86", "T111", "T120", "T133", "T161", "T171", "T173", "T178",
];

/// The same where the mother asks: what a search cannot know is that the subject's own details and words are to be
/// kept from her.
const BY_HAND_FOR_THE_MOTHER: &[&str] = &["T27", "T38", "T144"];

/// Records that are withheld whole for one of these traps: an address or a telephone number is all they hold.
const WHOLE: &[(&str, &str)] = &[("T27", "address:AD-04"), ("T38", "contact_detail:CD-01")];

/// The reviewed request of the subject, and that of her mother.
static SUBJECT: LazyLock<Review> = LazyLock::new(|| reviewed("self"));
static MOTHER: LazyLock<Review> = LazyLock::new(|| reviewed("pr-holder"));

/// The export.
pub fn export() -> PathBuf {
    fixtures("access").join("larkfield/export.json")
}

/// A review as it is prepared, with nothing decided.
pub fn prepared(requester: &str) -> Review {
    Review::of(&export(), &options(requester))
}

fn options(requester: &str) -> Vec<&str> {
    let mut options = vec!["--subject", "L01", "--requester", requester];
    if requester != "self" {
        options.extend(["--requester-id", "L02"]);
    }
    options
}

/// A review in which everything is decided, in a folder of its own.
pub fn decided(requester: &str) -> Review {
    let review = if requester == "self" {
        &SUBJECT
    } else {
        &MOTHER
    };
    review.copied()
}

fn reviewed(requester: &str) -> Review {
    let name = format!("access-release-{requester}");
    let review = Review::shared(&name, &export(), &options(requester));
    let traps = traps_for(requester);
    review.fill(|lines| decide(lines, &traps));
    review
}

/// The traps of a requester, in order.
pub fn traps_for(requester: &str) -> Vec<Trap> {
    let traps = traps().into_iter();
    traps.filter(|trap| trap.is_for(requester)).collect()
}

/// Decides every row as the traps have it.
pub fn decide(lines: &mut Vec<Line>, traps: &[Trap]) {
    for line in lines.iter_mut().filter(|line| !line.id().is_empty()) {
        match line.sheet.as_str() {
            "Request" => known(line),
            "Cases" => case(line),
            "People" => person(line),
            "Places" if line.is_open() => place(line, traps),
            "Candidates" => candidate(line, traps),
            "Restrictions" => restriction(line, traps),
            "Documents" => document(line, traps),
            "Not contained" => disposition(line, traps),
            "Relaxations" => relaxation(line),
            _ => {}
        }
    }
    add(lines, traps);
}

/// The word of a trap's decision.
fn word(trap: &Trap) -> &'static str {
    match trap.decision.as_str() {
        "withhold" => "withhold",
        "silent" => "withhold silently",
        _ => "keep",
    }
}

/// A fact of the request.
pub fn known(line: &mut Line) {
    line.decide("done", "");
    let searched = line.id() == "request:searches";
    let reason = if searched {
        "the electronic case system; the paper store"
    } else {
        "Seen and noted."
    };
    line.put("Reason to the person", reason);
}

fn case(line: &mut Line) {
    let included = ["case:C-8001", "case:C-8002", "case:C-8005"].contains(&line.id());
    line.decide(if included { "include" } else { "exclude" }, "");
}

/// A person is withheld where that is proposed.
pub fn person(line: &mut Line) {
    let proposal = line.of("Proposal").to_owned();
    if proposal.starts_with("withhold") {
        line.decide(&proposal, "third party");
    }
}

fn place(line: &mut Line, traps: &[Trap]) {
    line.decide(of_place(line, traps), "third party");
}

/// What a place is by the trap whose words stand there, else by what must stay there, else by a trap about somebody who
/// is meant, else by everybody who can be meant.
fn of_place(line: &Line, traps: &[Trap]) -> &'static str {
    if line.id().starts_with("small:") {
        return "keep";
    }
    let here = || {
        let here = traps.iter().filter(|it| it.record == line.of("Record"));
        here.filter(|it| it.field == line.of("Field"))
    };
    let context = Context::of(line.of("Words in context"));
    let told = here().filter(|trap| context.is_within(&trap.words));
    if let Some(trap) = told.max_by_key(|trap| trap.words.len()) {
        return word(trap);
    }
    let mut staying = here().flat_map(|trap| &trap.present);
    if staying.any(|words| context.is_within(words)) {
        return "keep";
    }
    let meant = |trap: &&Trap| {
        let id = trap.person.as_ref().map(|id| format!("({id})"));
        id.is_some_and(|id| line.of("What").contains(&id)) && trap.decision != "keep"
    };
    if let Some(trap) = here().find(meant) {
        return word(trap);
    }
    let people: Vec<&str> = line.of("What").split(" / ").collect();
    let withheld = |who: &&str| {
        let named = traps.iter().filter(|it| it.record.starts_with("person:"));
        let mut named = named.filter(|it| it.field == "name" || it.field == "known_as");
        named.any(|it| who.contains(&format!("({})", &it.record[7..])) && it.decision != "keep")
    };
    if people.iter().all(withheld) {
        "withhold"
    } else {
        "keep"
    }
}

/// The words around a place, and where those meant stand in them.
struct Context {
    words: String,
    meant: std::ops::Range<usize>,
}

impl Context {
    fn of(marked: &str) -> Self {
        let (before, rest) = marked.split_once('«').unwrap_or(("", marked));
        let (meant, after) = rest.split_once('»').unwrap_or((rest, ""));
        let [before, meant, after] = [before, meant, after].map(normal);
        Self {
            meant: before.len()..before.len() + meant.len(),
            words: format!("{before}{meant}{after}"),
        }
    }

    /// Whether the words meant stand within these.
    fn is_within(&self, words: &str) -> bool {
        let words = normal(words);
        let mut found = self.words.match_indices(&words);
        found.any(|(at, _)| at < self.meant.end && self.meant.start < at + words.len())
    }
}

fn candidate(line: &mut Line, traps: &[Trap]) {
    let words = normal(line.of("What"));
    // A word within a body's name is kept where the body is.
    let mut bodies = traps.iter().filter(|it| it.decision == "keep");
    let within = line.of("What").contains(" as a part of ");
    if within && bodies.any(|trap| words.ends_with(&normal(&format!("“{}”", trap.words)))) {
        line.decide("keep", "");
        return;
    }
    let mut each = traps.iter().filter(|it| it.decision != "keep");
    if let Some(trap) = each.find(|trap| normal(&trap.words) == words) {
        line.decide(word(trap), "third party");
    }
}

fn restriction(line: &mut Line, traps: &[Trap]) {
    let about = traps.iter().filter(|it| ["23", "25"].contains(&&*it.rule));
    let mut about: Vec<&Trap> = about.filter(|it| it.record == line.of("Record")).collect();
    about.sort_by_key(|trap| trap.decision != "silent");
    let proposal = line.of("Proposal").to_owned();
    let outcome = about.first().map_or(proposal.as_str(), |trap| word(trap));
    line.decide(outcome, "serious harm (social work)");
}

fn document(line: &mut Line, traps: &[Trap]) {
    let (outcome, ground) = match line.id() {
        "kind:legal" => ("withhold", "legal advice"),
        "kind:adoption" => ("withhold", "adoption records"),
        "kind:health" => ("keep, already seen", ""),
        id if id.starts_with("kind:") => ("keep", ""),
        _ => {
            let rules = ["22", "23", "26"];
            let mut own = traps.iter().filter(|it| it.record == line.of("Record"));
            let Some(trap) = own.find(|it| rules.contains(&&*it.rule)) else {
                return;
            };
            match word(trap) {
                "keep" => ("keep, already seen", ""),
                withheld => (withheld, "third party"),
            }
        }
    };
    line.decide(outcome, ground);
}

fn disposition(line: &mut Line, traps: &[Trap]) {
    let mut own = traps.iter().filter(|it| it.record == line.of("Record"));
    let became = own.find_map(|trap| trap.disposition.as_deref());
    let outcome = match became {
        Some("withheld") => "withhold",
        Some("lost") => "lost",
        Some("another's") => "another controller's",
        _ => "supplied separately",
    };
    line.decide(outcome, "third party");
    line.put("Reason to the person", "by post on 1 July 2026");
}

/// A value that is also kept.
pub fn relaxation(line: &mut Line) {
    line.decide("accept", "");
    line.put("Reason to the person", "It is also kept.");
}

/// Adds the rows of traps that no search finds: their words, and whatever else of them stands in the record.
fn add(lines: &mut Vec<Line>, traps: &[Trap]) {
    let by_hand = |trap: &&Trap| {
        let is_for_mother = trap.is_for("pr-holder") && !trap.is_for("self");
        BY_HAND.contains(&&*trap.id)
            || (is_for_mother && BY_HAND_FOR_THE_MOTHER.contains(&&*trap.id))
    };
    for trap in traps.iter().filter(by_hand) {
        let mut quotes = vec![(trap.record.as_str(), trap.words.as_str())];
        for (_, record) in WHOLE.iter().filter(|(id, _)| *id == trap.id) {
            quotes.retain(|(of, _)| of != record);
            quotes.push((record, ""));
        }
        for (record, words) in quotes {
            let known = |line: &Line| {
                line.id().is_empty()
                    && line.of("Record") == record
                    && normal(line.of("Quoted words")) == normal(words)
            };
            if !lines.iter().any(known) {
                let mut line = Line::added(record, words);
                line.decide(word(trap), "third party");
                lines.push(line);
            }
        }
    }
}

//! What a release refuses: rows that are open or half decided, rows that are none of the review, a record that was
//! changed, a folder in use, and leaks that a reviewer left. Nothing is written then.

use std::collections::BTreeSet;
use std::fs;

use super::larkfield::{self, decided, export, prepared, traps_for};
use super::review::{Line, named_undecided};

#[test]
fn straight_after_preparing_every_open_row_is_named() {
    let review = prepared("self");
    let ran = review.refused(1, "CB1227");
    let named = named_undecided(&ran);
    let lines = review.lines();
    let open: BTreeSet<&str> = lines
        .iter()
        .filter(|line| line.is_open() && line.sheet != "Relaxations")
        .map(Line::id)
        .collect();
    assert!(open.len() > 80, "{} rows", open.len());
    let named: BTreeSet<&str> = named.iter().map(String::as_str).collect();
    assert_eq!(named, open);
    // Details of people follow their name while that is withheld.
    let follows = |line: &&Line| line.of("State") == "follows from other rows";
    let following: Vec<&str> = lines.iter().filter(follows).map(Line::id).collect();
    assert!(following.contains(&"person:L15/contact"), "{following:?}");
}

#[test]
fn a_row_that_lacks_something_is_named() {
    let review = decided("self");
    let lines = review.lines();
    let withheld = |sheet: &str| {
        let mut of = lines.iter().filter(|line| line.sheet == sheet);
        let line = of.find(|line| line.of("Decision").starts_with("withhold"));
        line.expect("something is withheld").id().to_owned()
    };
    let (person, place) = (withheld("People"), withheld("Places"));
    let restriction = withheld("Restrictions");
    let mut changed = lines.clone();
    for line in &mut changed {
        match line.id() {
            id if id == person => line.put("Ground", ""),
            id if id == place => line.put("Decided on", ""),
            id if id == restriction => line.put("Decision", ""),
            _ => {}
        }
    }
    review.give_back(&changed);
    let ran = review
        .refused(1, &format!("row {person} lacks a ground from the list"))
        .warning(&format!("row {place} lacks the date of the decision"))
        .warning(&format!("row {restriction} is not decided"))
        .warning("nothing was released: 3 rows");
    assert!(!ran.err.contains("Thrale"), "{}", ran.err);
}

#[test]
fn rows_that_are_none_of_the_review_are_refused() {
    let review = decided("self");
    let mut lines = review.lines();
    let mut strange = Line::added("event:EV-19", "with the boatman's nephew");
    strange.decide("withhold", "third party");
    let changed = lines
        .iter_mut()
        .find(|line| line.id() == "restriction:R-01");
    changed
        .expect("the restriction has a row")
        .put("Row", "restriction:R-77");
    lines.push(strange);
    let mut alone = Line::added("contact_detail:CD-01", "07700 900731");
    alone.decide("withhold", "third party");
    lines.push(alone);
    review.give_back(&lines);
    let ran = review
        .refused(1, "CB1209")
        .warning("CB1203")
        .warning("CB1230")
        .warning("row restriction:R-01 is not decided");
    for words in ["boatman", "900731"] {
        assert!(!ran.err.contains(words), "{}", ran.err);
    }
}

#[test]
fn a_folder_in_use_is_not_released_to() {
    let review = decided("self");
    fs::create_dir(review.out()).expect("the folder can be made");
    let before = review.out().join("older.pdf");
    fs::write(&before, "older").expect("the file can be written");
    review.release().ending(2).warning("CB1225");
    assert_eq!(fs::read_dir(review.out()).expect("a folder").count(), 1);
}

#[test]
fn a_changed_extract_is_refused_and_changed_records_are_decided_again() {
    let review = decided("self");
    let text = fs::read_to_string(export()).expect("the export can be read");
    let changed = text.replacen("Hope was loud at night", "Hope was loud all night", 1);
    assert_ne!(text, changed);
    let frozen = fs::read_dir(review.folder().join("extract")).expect("an extract");
    let frozen = frozen.map(|file| file.expect("a file").path()).next();
    let frozen = frozen.expect("the extract holds a file");
    fs::write(&frozen, &changed).expect("the file can be written");
    review.refused(3, "CB1217");

    let newer = review.folder().with_file_name("export.json");
    fs::write(&newer, changed).expect("the file can be written");
    let before = review.lines();
    review.again(Some(&newer));
    let (mut anew, mut carried) = (0, 0);
    for line in review.lines() {
        let known = before.iter().find(|it| it.id() == line.id());
        let Some(known) = known.filter(|it| !it.id().is_empty() && !it.of("Decision").is_empty())
        else {
            continue;
        };
        if line.of("Digest") == known.of("Digest") {
            carried += 1;
            assert_eq!(line.of("Decision"), known.of("Decision"), "{}", line.id());
            assert_eq!(line.of("Ground"), known.of("Ground"), "{}", line.id());
            assert_eq!(line.of("State"), "decided", "{}", line.id());
        } else {
            anew += 1;
            assert_eq!(line.of("State"), "changed: decide again", "{}", line.id());
            assert_eq!(line.of("Decision"), "", "{}", line.id());
            assert_eq!(line.of("Record"), "event:EV-17", "{}", line.id());
        }
    }
    assert!(carried > 100, "{carried} decisions were carried over");
    assert!(anew > 0, "nothing is to be decided again");
    let by_hand = |lines: &[Line]| lines.iter().filter(|line| line.id().is_empty()).count();
    assert_eq!(by_hand(&review.lines()), by_hand(&before));
    review.refused(1, "is not decided");
}

#[test]
fn what_is_withheld_here_and_kept_there_is_refused_until_accepted() {
    let review = prepared("self");
    let traps = traps_for("self");
    review.fill(|lines| {
        larkfield::decide(lines, &traps);
        for line in lines.iter_mut().filter(|it| it.sheet == "Relaxations") {
            line.put("Decision", "");
        }
    });
    let ran = review.refused(1, "CB1212");
    assert!(ran.err.contains("row relax:person:L19/name"), "{}", ran.err);
}

#[test]
fn a_leak_that_only_the_check_sees_leaves_nothing() {
    let review = decided("self");
    review.change("restriction:R-01", |line| {
        line.put("Reason to the person", "Peggy Thrale asked us not to tell");
    });
    let ran = review.refused(5, "CB0901").warning("person:L15/name");
    for words in ["Peggy", "Thrale"] {
        assert!(!ran.err.contains(words), "{}", ran.err);
    }
    let inside = fs::read_dir(review.folder()).expect("the review folder");
    let names = inside.map(|it| it.expect("a file").file_name());
    let made: Vec<_> = names
        .filter(|name| name.to_string_lossy().starts_with("schedule-"))
        .collect();
    assert!(made.is_empty(), "{made:?}");
}

//! How rows are named, and when two of them are one.

use super::*;

#[test]
fn a_row_without_an_id_is_named_by_what_it_tells() {
    let found = read_csv(
        "event_id,case_id,happened,category,what_happened\n\
         ,C1;C2,March 2014,birth,One\n\
         ,C1;C2,March 2014,birth,Two\n\
         ,C1;C2,March 2014,birth,Two\n\
         n/a,C1,12/03/2024 14:30,zebra,Three\n\
         E1,C1,12/03/2024,birth,Four\n",
    );
    let keys = found.keys();
    assert_eq!(keys[0], "C1;C2|2014-03|birth");
    assert!(keys[1].starts_with("C1;C2|2014-03|birth|") && keys[1].len() == keys[0].len() + 9);
    assert_eq!(&keys[2..], ["C1|2024-03-12T14:30", "E1"]);
    assert_eq!((found.count.used, found.count.merged), (5, 1));
    assert_eq!(found.records.events[1].origins.len(), 2);
}

#[test]
fn an_id_belongs_to_one_row() {
    let found = read_csv(
        "event_id,case_id,happened,what_happened\n\
         E1,C1,12/03/2024,One\n\
         E1,C1,12/03/2024,One\n\
         E1,C1,12/03/2024,Two\n",
    );
    assert_eq!(found.keys(), ["E1"]);
    assert_eq!(
        found.told(),
        [
            "CB0211 at test.csv, line 3",
            "CB0210 at test.csv, line 4 and test.csv, line 2"
        ],
    );
    assert_eq!(
        (found.count.used, found.count.merged, found.count.set_aside),
        (2, 1, 1)
    );
}

#[test]
fn the_same_row_in_two_tables_is_one_record() {
    let tables = [
        "event_id,case_id,happened,what_happened\nE1,C1,2014,One\n",
        "What happened,Date,case_id,event_id\nOne,2014,C1,E1\nTwo,2015,C1,E2\n",
    ];
    let (mut seen, mut records, mut issues) = (Seen::default(), Records::default(), Vec::new());
    for (text, merged) in tables.iter().zip([0, 1]) {
        let grid = csv::read(&"test.csv".into(), text.as_bytes())
            .value
            .remove(0);
        let recognised = recognise::native(&grid).expect("a table in a test");
        let count = read_among(
            &mut seen,
            grid.clone(),
            &recognised,
            &latin,
            &mut records,
            &mut Vec::new(),
            &mut issues,
        );
        assert_eq!(count.merged, merged);
    }
    assert_eq!(
        records
            .events
            .iter()
            .map(|e| e.origins.len())
            .collect::<Vec<_>>(),
        [2, 1]
    );
}

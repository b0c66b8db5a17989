//! Tables in, records out: small returns of invented children, and what is made of them.

use super::{Codes, Recognised, read, recognise};
use crate::ingest::dates::iso;
use crate::ingest::table::{Cell, Form, Grid, Row, Value};
use crate::model::declare::ListVisitor;
use crate::model::{Record, Recorded, Records, Text, When};

const CODES: &str = include_str!("../../../layouts/wording/ssda903-codes.json");

/// A file of comma-separated lines, as the CSV reader hands it on.
fn grid(number: usize, lines: &str) -> Grid {
    let cells = |line: &str| {
        let fields = line
            .split(',')
            .zip(1..)
            .filter(|(field, _)| !field.is_empty());
        let cell = |(field, column): (&str, u32)| Cell {
            column,
            value: Value::Text(field.into()),
        };
        fields.map(cell).collect()
    };
    let rows = lines.trim().lines().zip(1..);
    let rows = rows.map(|(line, number)| Row {
        number,
        cells: cells(line.trim()),
    });
    Grid {
        file: format!("t{number}.csv").into(),
        name: "".into(),
        form: Form::Lines,
        rows: rows.collect(),
    }
}

fn words(text: &Recorded<Text>) -> String {
    text.value().map_or("empty".to_owned(), Text::to_string)
}

fn span(from: &Recorded<When>, until: &Recorded<When>) -> String {
    let day = |when: &Recorded<When>| {
        let mark = |when: &When| if when.uncertain { "?" } else { "" };
        when.value()
            .map(|when| format!("{}{}", mark(when), iso(when)))
            .unwrap_or_default()
    };
    format!("{}..{}", day(from), day(until))
}

/// What was made of the tables, a line a record, issue or row set aside.
fn told(tables: &str) -> String {
    let grids: Vec<Grid> = tables
        .split("\n\n")
        .zip(1..)
        .map(|(t, n)| grid(n, t))
        .collect();
    let seen: Vec<(&Grid, Recognised)> = grids
        .iter()
        .filter_map(|grid| Some((grid, recognise(grid)?)))
        .collect();
    assert_eq!(seen.len(), grids.len(), "every table is recognised");
    let codes = Codes::parse(CODES).expect("the shipped code list is whole");
    let (mut records, mut aside, mut issues) = (Records::default(), Vec::new(), Vec::new());
    let counts = read(&seen, &codes, &mut records, &mut aside, &mut issues);
    let mut lines = record_lines(&records);
    lines.extend(aside.iter().map(|row| format!("aside {}", row.origin)));
    lines.extend(
        issues
            .iter()
            .map(|issue| format!("{} at {}", issue.code, issue.origins.len())),
    );
    assert!(
        counts
            .iter()
            .all(|count| count.rows == count.used + count.set_aside)
    );
    let merged: usize = counts.iter().map(|count| count.merged).sum();
    lines.push(format!("merged {merged}"));
    lines.join("\n")
}

fn record_lines(records: &Records) -> Vec<String> {
    let mut lines = Vec::new();
    for r in &records.status_periods {
        let why = words(&r.end_reason);
        lines.push(format!(
            "care {} {why} x{}",
            span(&r.period_from, &r.period_until),
            r.origins.len()
        ));
    }
    for r in &records.legal_statuses {
        let what = words(&r.legal_status);
        lines.push(format!(
            "law {} {what} x{}",
            span(&r.status_from, &r.status_until),
            r.origins.len()
        ));
    }
    for r in &records.placements {
        let kind = words(&r.placement_kind);
        let stay = if r.temporary == Recorded::Value(true) {
            "stay"
        } else {
            "home"
        };
        let why = words(&r.end_reason);
        let dates = span(&r.placed, &r.placement_ended);
        lines.push(format!("{stay} {dates} {kind}: {why} x{}", r.origins.len()));
    }
    let mut others = Others(Vec::new());
    records.each_list(&mut others);
    lines.extend(others.0);
    lines
}

/// The records of the smaller tables, each field that says anything.
struct Others(Vec<String>);

impl ListVisitor for Others {
    fn list<R: Record + Clone>(&mut self, records: &[R]) {
        let periods = [
            "status_period",
            "legal_status",
            "placement",
            "case",
            "person",
        ];
        for record in records.iter().filter(|_| !periods.contains(&R::TYPE.name)) {
            let mut said = vec![record.entry().to_string()];
            record
                .clone()
                .each_text(&mut |_, text| said.extend(text.value().map(Text::to_string)));
            record.each_date(&mut |field, when| said.push(format!("{} {}", field.name, iso(when))));
            self.0.push(said.join(" | "));
        }
    }
}

const EPISODES: &str =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN";

/// A return of one child's header row and these episodes.
fn episodes(rows: &str) -> String {
    let header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nC1,2,05/03/2012,WBRI,,,";
    told(&format!("{header}\n\n{EPISODES}\n{rows}"))
}

/// Compares line by line, whatever the indentation.
#[track_caller]
fn expect(found: &str, expected: &str) {
    let lines: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    assert_eq!(found.lines().collect::<Vec<_>>(), lines);
}

#[test]
fn a_change_of_legal_status_leaves_the_placement_whole() {
    let found = episodes(
        "C1,01/02/2024,S,C1,N1,U6,PR1,01/09/2024,X1,,,AB1 2CD,SC123456\n\
         C1,01/09/2024,L,C2,N1,U6,PR1,10/01/2025,X1,CREQB,,AB1 2CD,\n\
         C1,10/01/2025,P,C2,N1,K2,PR4,20/03/2025,E4B,,,,",
    );
    expect(
        &found,
        "care 2024-02-01..2025-03-20 returned home to parents or relatives, earlier than planned x3
         law 2024-02-01..2024-09-01 interim care order x1
         law 2024-09-01..2025-03-20 full care order x2
         home 2024-02-01..2025-01-10 with foster carers: the carer asked for the placement to end x2
         home 2025-01-10..2025-03-20 in a children's home: returned home to parents or relatives, earlier than planned x1
         merged 0",
    );
}

#[test]
fn two_stays_around_a_holiday_are_one_interruption() {
    let found = episodes(
        "C1,01/02/2024,S,C2,N1,U4,PR1,01/07/2024,X1,,,,\n\
         C1,01/07/2024,P,C2,N1,T3,,10/07/2024,X1,,,,\n\
         C1,10/07/2024,P,C2,N1,T2,,20/07/2024,X1,,,,\n\
         C1,20/07/2024,P,C2,N1,U4,PR1,,,,,,",
    );
    expect(
        &found,
        "care 2024-02-01.. empty x4
         law 2024-02-01.. full care order x4
         home 2024-02-01.. with foster carers (long term): empty x2
         stay 2024-07-01..2024-07-20 on a short stay elsewhere while the carer was on holiday; away on holiday: empty x2
         merged 2",
    );
}

#[test]
fn short_breaks_are_not_being_looked_after() {
    let found = episodes(
        "C1,06/05/2024,S,V3,N2,U6,PR1,06/05/2024,E8,,,,\n\
         C1,13/05/2024,S,V3,N2,U6,PR1,13/05/2024,E8,,,,\n\
         C1,01/06/2024,S,V4,N2,K2,PR1,,,,,,",
    );
    expect(
        &found,
        "law 2024-06-01.. agreement with the family for a series of short breaks: in a children's home x1
         stay 2024-05-06..2024-05-06 short break, as agreed with the family: with foster carers: left care for another reason x1
         stay 2024-05-13..2024-05-13 short break, as agreed with the family: with foster carers: left care for another reason x1
         merged 0",
    );
}

#[test]
fn year_files_overlap_and_the_closed_row_is_taken() {
    let open = format!("{EPISODES}\nC1,01/02/2024,S,V2,N8,U6,PR4,,,,,,");
    let closed = format!("{EPISODES}\nC1,2024-02-01,S,V2,N8,U6,PR4,30/06/2024,E13,,,,");
    let found = told(&format!("{open}\n\n{closed}\n\n{open}"));
    expect(
        &found,
        "care 2024-02-01..2024-06-30 left care to live with parents, relatives or someone else without parental responsibility x3
         law 2024-02-01..2024-06-30 looked after without a court order (section 20) x3
         home 2024-02-01..2024-06-30 with foster carers: left care to live with parents, relatives or someone else without parental responsibility x3
         CB0317 at 1
         CB0322 at 1
         CB0322 at 1
         merged 2",
    );
}

#[test]
fn what_began_before_the_export_is_uncertain() {
    let found = episodes(
        "C1,01/02/2024,L,C2,N1,U6,PR1,01/09/2024,E4A,,,,\n\
         C1,01/03/2025,P,XXX,N1,U6,PR1,,,,,,",
    );
    expect(
        &found,
        "care ?2024-02-01..2024-09-01 returned home to parents or relatives, as planned x1
         care ?2025-03-01.. empty x1
         law 2024-02-01..2024-09-01 full care order x1
         law ?2025-03-01.. a legal status recorded by a code that is not in the code list (XXX) x1
         home ?2024-02-01..2024-09-01 with foster carers: returned home to parents or relatives, as planned x1
         home 2025-03-01.. with foster carers: empty x1
         CB0308 at 1
         CB0324 at 1
         CB0325 at 2
         merged 0",
    );
}

#[test]
fn faults_of_episodes_are_placed() {
    let found = episodes(
        "C1,01/02/2010,S,C2,N1,U6,PR1,01/01/2010,E8,,,,\n\
         C1,01/02/2013,S,C2,N1,U6,PR1,01/09/2013,X1,,,,\n\
         C1,01/08/2013,P,C2,N1,K2,PR1,01/10/2013,X1,,,,\n\
         C1,01/11/2013,P,C2,N1,K1,PR1,,E9,CARPL,,,\n\
         C1,bad,P,C2,N1,K1,PR1,,,,,,\n\
         ,01/02/2013,S,C2,N1,U6,PR1,,,,,,\n\
         1.23457E+12,01/02/2013,S,C2,N1,U6,PR1,,,,,,",
    );
    expect(
        &found,
        "care 2010-02-01..2010-01-01 left care for another reason x1
         care 2013-02-01.. sentenced to custody x3
         law 2010-02-01..2010-01-01 full care order x1
         law 2013-02-01..2013-09-01 full care order x1
         law 2013-08-01..2013-10-01 full care order x1
         law 2013-11-01.. full care order x1
         home 2010-02-01..2010-01-01 with foster carers: left care for another reason x1
         home 2013-02-01..2013-09-01 with foster carers: empty x1
         home 2013-08-01..2013-10-01 in a children's home: empty x1
         home 2013-11-01.. in a secure children's home: empty x1
         aside t2.csv, line 6
         aside t2.csv, line 7
         aside t2.csv, line 8
         CB0303 at 1
         CB0304 at 1
         CB0305 at 1
         CB0306 at 1
         CB0309 at 1
         CB0311 at 1
         CB0312 at 2
         CB0313 at 2
         CB0315 at 1
         CB0326 at 1
         merged 0",
    );
}

#[test]
fn the_smaller_tables_each_make_their_records() {
    let found = told(
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n\
         C1,2,05/03/2008,WBRI,UN4,1.0,02/05/2025\n\n\
         CHILD,DOB,REVIEW,REVIEW_CODE\n\
         C1,05/03/2008,01/04/2024,PN1\n\
         C1,05/03/2008,01/04/2024,PN1\n\n\
         CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n\
         C1,05/03/2008,01/02/2011,01/06/2011,1,2,FF,L12\n\n\
         CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n\
         C1,05/03/2008,01/02/2011,01/12/2011,RD3\n\n\
         CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n\
         C1,05/03/2008,P2,301,zz/05/2010\n\n\
         CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n\
         C1,05/03/2008,SW1,01/02/2024,01/05/2024,FCONTA\n\
         C1,05/03/2008,SW2,01/05/2024,,LEFTRL\n\n\
         CHILD,DOB,DOLO_START,DOLO_END\n\
         C1,06/03/2008,01/06/2024,01/09/2024",
    );
    expect(
        &found,
        "identifier:C1|UPN | unique pupil number | none: newly looked after, not yet known
         worker:SW1
         worker:SW2
         allocation:C1|SW1|2024-02-01 | social worker (reason for the change to this worker: first contact, or a new referral) | the worker before had left | start 2024-02-01 | end 2024-05-01
         allocation:C1|SW2|2024-05-01 | social worker | start 2024-05-01
         event:C1|2025-05-02|birth | Became a mother: a child was born. | happened 2025-05-02
         order:C1|2024-06-01 | deprivation of liberty order | made 2024-06-01 | order_until 2024-09-01
         meeting:C1|2024-04-01 | held 2024-04-01
         adoption:C1|2011-02-01|decided | Decision that the child should be placed for adoption | adoption_date 2011-02-01
         adoption:C1|2011-06-01|matched | The child was matched with adopters | two adopters, two women, married, who had been the child's foster carers | adoption_date 2011-06-01
         adoption:C1|2011-12-01|changed | Decision that the child should no longer be placed for adoption: no adopters could be found | adoption_date 2011-12-01
         previous_permanence:C1|P2 | special guardianship order | the local authority with the number 301 | permanence_date 2010-05
         CB0321 at 1
         CB0318 at 2
         merged 1",
    );
}

#[test]
fn facts_without_a_date_are_set_aside() {
    let found = told(
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nC1,1,05/03/2008,WBRI,,,\n\n\
         CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nC1,05/03/2008,DIED,,\n\n\
         CHILD,SEX,DOB,DUC\nC1,2,05/03/2008,05/03/2026\n\n\
         CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nC1,05/03/2008,Z1,,",
    );
    expect(
        &found,
        "aside t2.csv, line 2\nCB0328 at 1\nCB0329 at 1\nCB0331 at 2\nmerged 0",
    );
}

/// The tables of an invented household, as exported.
macro_rules! exported {
    ($($name:literal)+) => {
        [$(include_str!(concat!(
            "../../../fixtures/households/foundry-street/export/", $name, ".csv"
        ))),+]
    };
}

#[test]
fn foundry_street_reads_as_its_story_says() {
    let tables = exported!("header" "episodes" "episodes-of-the-year-before" "reviews" "missing"
        "ad1" "placed_for_adoption" "previous_permanence" "oc2" "oc3" "uasc" "sw_episodes" "dolo");
    let found = told(&tables.map(str::trim).join("\n\n"));
    let begun = |start: &str| found.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!(
        (begun("care"), begun("law"), begun("home"), begun("stay")),
        (6, 15, 16, 4)
    );
    assert_eq!(
        (begun("meeting"), begun("adoption"), begun("aside")),
        (13, 4, 3)
    );
    assert!(
        found.contains("stay 2023-08-01..2023-08-15"),
        "one interruption"
    );
    assert!(found.ends_with("merged 6"));
}

#[test]
fn tables_are_known_by_their_columns() {
    let late = grid(1, "A title\n\nindex,urn,REC,DEC,place,LS,RNE,DECOM,CHILD");
    let seen = recognise(&late).expect("episodes in any order and letter case");
    assert_eq!(seen.table.name(), "episodes");
    assert_eq!((seen.header_row, &seen.extra[..]), (3, &[1][..]));
    assert_eq!(recognise(&grid(1, "CHILD,DOB,SEX")), None);
}

#[test]
fn every_word_of_the_code_list_may_be_read_by_a_family() {
    let lower = CODES.to_lowercase();
    for word in ["failed", "breakdown", "abscond", "non-compliant"] {
        assert!(!lower.contains(word), "{word}");
    }
    assert!(Codes::parse("{}").is_err_and(|lack| lack.contains("missing")));
    let reviews = Codes::parse(CODES).expect("the shipped code list is whole");
    for number in 0..8 {
        let part = reviews
            .find("REVIEW_CODE", &format!("PN{number}"))
            .map(|found| found.1);
        let known = part.map(crate::model::codes::Participation::of);
        assert!(!matches!(
            known,
            None | Some(crate::model::codes::Participation::Other(_))
        ));
    }
}

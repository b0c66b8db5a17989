//! Exports in which nothing is wrong, though it may look so.

/// What the export shows, and the export.
pub(super) const EXPORTS: &[(&str, &str)] = &[
    ("nothing at all", "{}"),
    (
        "partial, approximate and uncertain dates that allow the right order",
        r#"{
            "case": [{"case_id": "C1", "child_id": "P1"}],
            "person": [{"person_id": "P1", "name": "Tamsin Orrery", "born": "2015-06-09"}],
            "event": [
                {"event_id": "E1", "case_id": "C1", "happened": "2019-03-04", "ended": "March 2019"},
                {"event_id": "E2", "case_id": "C1", "happened": "2019-03-04", "ended": "about 2018"},
                {"event_id": "E3", "case_id": "C1", "happened": "?12/11/2019", "ended": "2019-10-01"},
                {"event_id": "E4", "case_id": "C1", "happened": "2019-03-04", "ended": "2019-03-04"}
            ],
            "placement": [{"placement_id": "PL1", "case_id": "C1", "placed": "2015"}]
        }"#,
    ),
    (
        "what may be before birth, and an expected birth date",
        r#"{
            "case": [{"case_id": "C1", "child_id": "P1"}, {"case_id": "C2", "child_id": "P2"}],
            "person": [
                {"person_id": "P1", "name": "Unborn Orrery", "expected": "2025-09-01"},
                {"person_id": "P2", "name": "Rowan Orrery", "born": "2018-01-30"}
            ],
            "placement": [{"placement_id": "PL1", "case_id": "C1", "placed": "2025-08-20"}],
            "referral": [{"referral_id": "RF1", "case_id": "C2", "received": "2017-10-01"}],
            "assessment": [{"assessment_id": "A1", "case_id": "C2", "began": "2017-10-02"}],
            "status_period": [{
                "status_period_id": "S1", "case_id": "C2",
                "status": "protection plan", "period_from": "2017-11-01"
            }],
            "visit": [{"visit_id": "V1", "case_id": "C2", "visited": "2017-10-03", "seen": false}],
            "plan": [{"plan_id": "PN1", "case_id": "C2", "plan_from": "2017-11-20"}]
        }"#,
    ),
    (
        "what may follow a death, and what siblings share",
        r#"{
            "case": [{"case_id": "C1", "child_id": "P1", "closed": "2023-01-31"},
                     {"case_id": "C2", "child_id": "P2"}],
            "person": [
                {"person_id": "P1", "name": "Tamsin Orrery", "born": "2015-06-09", "died": "2022-08-21"},
                {"person_id": "P2", "name": "Rowan Orrery", "born": "2018-01-30"},
                {"person_id": "P3", "name": "Isolde Orrery", "born": "1950", "died": "2010-04-01"}
            ],
            "relationship": [{
                "relationship_id": "R1", "person_id": "P3", "relation": "grandparent",
                "other_person_id": "P1", "start": "2015-06-09"
            }],
            "event": [
                {"event_id": "E1", "case_id": "C1", "happened": "2022-09-05", "category": "police"},
                {"event_id": "E2", "case_id": "C1;C2", "happened": "2022-09-05", "category": "school change"},
                {"event_id": "E3", "case_id": "C1", "happened": "2022-09-05", "category": "placement", "people": "P2"}
            ],
            "visit": [
                {"visit_id": "V1", "case_id": "C1;C2", "visited": "2022-09-01", "seen": true, "children_seen": "P2"},
                {"visit_id": "V2", "case_id": "C1;C2", "visited": "2022-09-02", "seen": true}
            ],
            "decision": [{"decision_id": "D1", "case_id": "C1", "decided": "2023-01-30"}],
            "meeting": [{
                "meeting_id": "M1", "case_id": "C1", "held": "2022-11-01",
                "meeting_kind": "strategy discussion"
            }],
            "sharing": [{"sharing_id": "SH1", "case_id": "C1", "shared": "2022-09-09"}]
        }"#,
    ),
    (
        "parents at either end of what is likely, and carers of any age",
        r#"{
            "person": [
                {"person_id": "P1", "name": "Tamsin Orrery", "born": "2015-06-09"},
                {"person_id": "P2", "name": "Merrin Orrery", "born": "2003-06-09"},
                {"person_id": "P3", "name": "Corin Orrery", "born": "1945"},
                {"person_id": "P4", "name": "Bram Tolliver", "born": "1930-01-01"},
                {"person_id": "P5", "name": "Osric Tolliver", "born": "about 2014"}
            ],
            "relationship": [
                {"relationship_id": "R1", "person_id": "P2", "relation": "mother", "other_person_id": "P1"},
                {"relationship_id": "R2", "person_id": "P3", "relation": "father", "other_person_id": "P1"},
                {"relationship_id": "R3", "person_id": "P4", "relation": "adoptive parent", "other_person_id": "P1"},
                {"relationship_id": "R4", "person_id": "P1", "relation": "step-parent", "other_person_id": "P4"}
            ]
        }"#,
    ),
    (
        "two babies of one day who have no first name yet",
        r#"{"person": [
            {"person_id": "P1", "name": "Baby Orrery", "born": "2024-02-01"},
            {"person_id": "P2", "name": "Baby Orrery", "born": "2024-02-01"},
            {"person_id": "P3", "name": "Rowan Orrery", "born": "2018"},
            {"person_id": "P4", "name": "Rowan Orrery", "born": "2018"}
        ]}"#,
    ),
    (
        "what was planned and then completed, and meetings entered ahead",
        r#"{
            "case": [{"case_id": "C1", "child_id": "P1"}],
            "person": [{"person_id": "P1", "name": "Tamsin Orrery", "born": "2015-06-09"}],
            "visit": [{
                "visit_id": "V1", "case_id": "C1", "visited": "2020-03-10",
                "recorded_on": "2020-03-01", "updated_on": "2020-03-11"
            }],
            "meeting": [{
                "meeting_id": "M1", "case_id": "C1", "held": "2020-03-10",
                "meeting_kind": "panel", "recorded_on": "2020-03-01"
            }]
        }"#,
    ),
    (
        "a hearing that stands in its case through the proceedings",
        r#"{
            "case": [{"case_id": "C1", "child_id": "P1"}],
            "person": [{"person_id": "P1", "name": "Tamsin Orrery"}],
            "proceedings": [{"proceedings_id": "PR1", "case_id": "C1"}],
            "hearing": [{"hearing_id": "HE1", "proceedings_id": "PR1", "heard": "2020-03-10"}]
        }"#,
    ),
];

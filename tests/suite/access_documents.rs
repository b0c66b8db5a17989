//! What is made for an access request, from a case as its family may see it: the copy with its opening pages,
//! its data as a workbook, the letter, and the proof for a second reviewer.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use casebinder::assemble::case_summary::Manner;
use casebinder::assemble::genogram;
use casebinder::assemble::shared::due::Rhythms;
use casebinder::assemble::shared::late::Punctuality;
use casebinder::assemble::shared::periods::Choice;
use casebinder::assemble::shared::working_days::WorkingDays;
use casebinder::assemble::supervision_pack;
use casebinder::assemble::{
    self, ApartDocument, Brief, ChronologyManner, CopyFacts, CourtManner, Disposition, Extension,
    LetterFacts, PageLimits, Pause, Print, ProofFacts, ProofMark, Reader, Requester, WithheldFor,
};
use casebinder::disclose::{self, Disclosed};
use casebinder::kind::Audience;
use casebinder::layouts::Layouts;
use casebinder::model::declare::{ListVisitor, ListVisitorMut, Listed};
use casebinder::model::{Band, Case, Marked, Recorded, Run, Text};
use casebinder::render::{Faces, Profile, Properties, Rendered, Renderer, workbook};
use casebinder::verify;
use casebinder::view::{Cell, ColumnKind, Sheet, View};
use casebinder::wording::Wording;
use chrono::NaiveDate;

use crate::households::pages;
use crate::running::{Household, flat, read};

/// Everything that a view is made and set with.
struct Ground {
    wording: Wording,
    glossary: Vec<(String, String)>,
    faces: Arc<Faces>,
    renderer: Renderer,
    page_limits: PageLimits,
    chronology: ChronologyManner,
    summary: Manner,
    court: CourtManner,
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day in a test")
}

impl Ground {
    fn new() -> Self {
        let layouts = Layouts::shipped();
        let faces = Faces::new(layouts.ending(".ttf").map(|(_, bytes)| &**bytes));
        let faces = Arc::new(faces);
        let sources = layouts.all().filter_map(|(name, bytes)| {
            let own = name
                .strip_prefix("wording/")
                .filter(|name| *name != "index.html.j2")?;
            Some((own, std::str::from_utf8(bytes).ok()?))
        });
        let glossary = layouts.text("wording/glossary.json").unwrap_or("{}");
        let glossary: std::collections::BTreeMap<String, String> =
            serde_json::from_str(glossary).expect("the shipped glossary parses");
        let limits = layouts.text("wording/page-limits.json").unwrap_or_default();
        let limits = PageLimits::parse(limits).expect("the shipped page limits parse");
        Self {
            wording: Wording::new(sources).expect("the shipped wording parses"),
            glossary: glossary.into_iter().collect(),
            renderer: Renderer::new(&layouts, faces.clone(), day("2026-06-30")).expect("layouts"),
            faces,
            page_limits: limits.into_iter().next().expect("a profile"),
            chronology: ChronologyManner {
                significant: BTreeSet::new(),
                punctuality: Punctuality {
                    days: WorkingDays::default(),
                    working_days: 2,
                    migrated: None,
                },
                gap_months: 6,
            },
            summary: Manner {
                period: Choice::Quarter,
                rhythms: Rhythms::default(),
            },
            court: CourtManner {
                significant: BTreeSet::new(),
                window_years: 2,
                late_marks: false,
                hearing: None,
            },
        }
    }

    fn with<T>(&self, make: impl FnOnce(&Brief<'_>) -> T) -> T {
        make(&Brief {
            wording: &self.wording,
            glossary: &self.glossary,
            as_at: day("2026-06-30"),
            exported: Some(day("2026-06-28")),
            authority: "Wethershire Council",
            retention: "",
            marking: &|audience: Audience| match audience {
                Audience::Subject => "Private: for {name}".to_owned(),
                _ => "OFFICIAL-SENSITIVE".to_owned(),
            },
            is_unapproved: &|_| false,
            width: &|words, size| self.faces.width(words, size),
            chronology: &self.chronology,
            summary: &self.summary,
            supervision: &supervision_pack::Manner::default(),
            genogram: genogram::Manner::default(),
            court: &self.court,
            page_limits: &self.page_limits,
        })
    }

    fn copy(&self, disclosed: &Disclosed<'_>, facts: &CopyFacts) -> View {
        self.with(|brief| assemble::access_copy(disclosed, facts, brief))
            .expect("the shipped wording can be used")
    }

    fn set(&self, view: &View) -> Rendered {
        self.renderer
            .pdf(view)
            .unwrap_or_else(|issues| panic!("{} is not set: {issues:?}", view.kind))
    }
}

fn facts_of(case: &Case, print: Print) -> CopyFacts {
    let child = case.child().expect("the case has a child");
    let name = child.name.value().map(Text::shown);
    CopyFacts {
        reference: "SAR-26-014".to_owned(),
        subject: name.unwrap_or_else(|| "Name Not Carried".to_owned()),
        subject_id: child.entry.key.to_string(),
        reader: Reader::Subject,
        cut_off: Some(day("2026-06-28")),
        print,
        contact: "Records team, 01632 960000".to_owned(),
        support: String::new(),
    }
}

/// Every case of every household, as its family may see it.
fn each_case(mut look: impl FnMut(&Case, &Disclosed<'_>)) {
    for household in Household::all() {
        let casebook = read(&household.export).value;
        for case in &casebook.cases {
            look(case, &disclose::family(case, &casebook.sharing_with(case)));
        }
    }
}

fn with_case<T>(household: &str, id: &str, look: impl FnOnce(&Case, &Disclosed<'_>) -> T) -> T {
    let casebook = read(&Household::named(household).export).value;
    let case = casebook
        .cases
        .iter()
        .find(|case| case.id == id)
        .expect("the case is there");
    look(case, &disclose::family(case, &casebook.sharing_with(case)))
}

/// Keeps a PDF where a person can look at it, and gives its path.
fn kept(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("access");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let path = folder.join(format!("{name}.pdf"));
    fs::write(&path, bytes).expect("the PDF can be written");
    path
}

fn said_by(bytes: &[u8]) -> String {
    let reading = verify::read(bytes).expect("the PDF can be read");
    let pages = reading
        .pages
        .iter()
        .map(|page| format!("{} {}", page.words, page.margins));
    flat(&pages.collect::<Vec<_>>().join(" ")).replace(['\u{2009}', '\u{200B}'], "")
}

/// How many words stand off their pages.
fn outside(bytes: &[u8]) -> usize {
    let reading = verify::read(bytes).expect("the PDF can be read");
    reading.pages.iter().map(|page| page.outside).sum()
}

/// The names of all records of a case.
#[derive(Default)]
struct Known(Vec<String>);

impl ListVisitor for Known {
    fn list<R: Listed>(&mut self, records: &[R]) {
        self.0
            .extend(records.iter().map(|record| record.entry().to_string()));
    }
}

fn known(case: &Case) -> Vec<String> {
    let mut known = Known::default();
    case.records.each_list(&mut known);
    known.0.sort();
    known.0
}

#[test]
fn a_copy_tells_every_disclosed_record_once_or_says_why_not() {
    let ground = Ground::new();
    each_case(|case, disclosed| {
        let view = ground.copy(disclosed, &facts_of(case, Print::Standard));
        let printed = view.entries.iter().map(|entry| entry.id.clone());
        let left = view.left_out.iter().map(|it| it.id.clone());
        let mut told: Vec<String> = printed.chain(left).collect();
        told.sort();
        assert_eq!(told, known(disclosed.case()), "{}", case.id);
        assert!(view.left_out.iter().all(|it| !it.reason.is_empty()));
        for office in ["restriction:", "access_request:", "file_movement:"] {
            assert!(
                view.entries
                    .iter()
                    .all(|entry| !entry.id.starts_with(office)),
                "{office}"
            );
        }
    });
}

#[test]
fn a_record_is_told_whole_however_many_pages_are_surely_enough() {
    let ground = Ground::new();
    each_case(|case, _| {
        let internal = disclose::internal(case);
        let view = ground.with(|brief| assemble::case_record(&internal, None, brief));
        let view = view.expect("the shipped wording can be used");
        let printed: Vec<String> = view.entries.iter().map(|entry| entry.id.clone()).collect();
        let once: BTreeSet<&String> = printed.iter().collect();
        assert_eq!(once.len(), printed.len(), "{}: a record twice", case.id);
        assert_eq!(once.len(), known(internal.case()).len(), "{}", case.id);
        let (set, most) = (ground.set(&view), assemble::most_pages(&view));
        assert!(
            set.pages <= most,
            "{}: {} pages, at most {most}",
            case.id,
            set.pages
        );
        assert!(
            most < 12 * set.pages,
            "{}: {} pages, at most {most}",
            case.id,
            set.pages
        );
        // Entries begin on the pages in the order in which they stand.
        let pages: Vec<usize> = set.places.iter().map(|(_, page)| *page).collect();
        assert_eq!(set.places.len(), printed.len(), "{}", case.id);
        assert!(pages.is_sorted(), "{}: {pages:?}", case.id);
    });
}

#[test]
fn a_copy_reads_as_it_should() {
    let ground = Ground::new();
    with_case("mill-lane", "ML-1001", |case, disclosed| {
        let set = ground.set(&ground.copy(disclosed, &facts_of(case, Print::Standard)));
        let path = kept("copy-ML-1001", &set.bytes);
        insta::with_settings!({ snapshot_suffix => "ML-1001", omit_expression => true }, {
            insta::assert_snapshot!("copy", pages(&path));
        });
    });
}

#[test]
fn a_copy_says_nothing_of_the_office() {
    let ground = Ground::new();
    with_case("mill-lane", "ML-1001", |case, disclosed| {
        let view = ground.copy(disclosed, &facts_of(case, Print::Standard));
        let said = said_by(&ground.set(&view).bytes);
        for words in [
            "event:EV",
            "visit:VS",
            ".csv",
            "late entry",
            "In the chronology",
            "What it meant for the child",
            "see register",
            "ML-1001",
            "ML-1002",
            "OFFICIAL",
            "not yet checked",
        ] {
            assert!(!said.contains(words), "{words}");
        }
        assert!(said.contains("Private: for Isla Brackenbury"));
        // The properties of the file are as silent.
        let bytes = ground.set(&view).bytes;
        let whole = String::from_utf8_lossy(&bytes);
        assert!(
            !whole.contains("ML-1001"),
            "the case's number is in the file"
        );
    });
}

#[test]
fn the_opening_pages_tell_what_a_person_looks_for_first() {
    let ground = Ground::new();
    with_case("mill-lane", "ML-1001", |case, disclosed| {
        let mut facts = facts_of(case, Print::Standard);
        facts.support = "An advocate from Voices, 01632 960111, can sit with you".to_owned();
        let said = said_by(&ground.set(&ground.copy(disclosed, &facts)).bytes);
        let headings = [
            "How to read this copy",
            "Who to ring, and who can be there while you read Records team, 01632 960000. An advocate from \
             Voices, 01632 960111, can sit with you.",
            "Who looked after you",
            "Where you lived",
            "Schools, training and work",
            "Social workers and other workers",
            "Photographs, letters and belongings",
            "If something is wrong or missing",
            "Contents",
            "A drawing of your family",
            "Before children’s services were involved",
        ];
        let mut rest = said.as_str();
        for heading in headings {
            let found = rest.split_once(heading);
            rest = found.unwrap_or_else(|| panic!("{heading}: {rest}")).1;
        }
        // Somebody else who reads it is not spoken to as the person.
        facts.reader = Reader::Other;
        let said = said_by(&ground.set(&ground.copy(disclosed, &facts)).bytes);
        for words in [
            "Who looked after Isla Brackenbury",
            "A drawing of Isla Brackenbury’s family",
        ] {
            assert!(said.contains(words), "{words}");
        }
        assert!(!said.contains("Who looked after you"));
    });
}

#[test]
fn large_print_is_large_and_fits_its_pages() {
    let ground = Ground::new();
    let pages_in = |case: &Case, disclosed: &Disclosed<'_>, print: Print| {
        let set = ground.set(&ground.copy(disclosed, &facts_of(case, print)));
        kept(&format!("copy-{}-{}", case.id, print.points()), &set.bytes);
        assert_eq!(outside(&set.bytes), 0, "{} in {print:?}", case.id);
        verify::check_document(&set.bytes, &[], Some(set.pages))
            .unwrap_or_else(|issues| panic!("{}: {issues:?}", case.id));
        set.pages
    };
    each_case(|case, disclosed| {
        pages_in(case, disclosed, Print::Large18);
    });
    let all = [Print::Standard, Print::Large16, Print::Large18];
    let pages = with_case("mill-lane", "ML-1001", |case, disclosed| {
        all.map(|print| pages_in(case, disclosed, print))
    });
    assert!(
        pages[0] * 3 / 2 < pages[1] && pages[1] < pages[2],
        "{pages:?}"
    );
}

/// Puts a gap or a mark in every text of a case.
struct Change(fn(&str) -> Text);

impl ListVisitorMut for Change {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        for record in records {
            record.each_text(&mut |_, words| {
                if let Recorded::Value(text) = words {
                    *text = self.0(&text.shown());
                }
            });
        }
    }
}

const REASON: &str = "to protect another person’s privacy";

#[test]
fn gaps_tell_their_reason_in_words_and_how_much_is_missing() {
    let ground = Ground::new();
    with_case("mill-lane", "ML-1001", |case, _| {
        let mut gapped = case.clone();
        let gap = |words: &str| {
            let runs = words.split_once(' ').map(|(first, _)| {
                let gap = Text::gap(REASON, Band::Name).runs()[0].clone();
                vec![Run::Words(format!("{first} ").into()), gap]
            });
            runs.map_or_else(|| Text::gap(REASON, Band::FewWords), Text::of)
        };
        gapped.records.each_list_mut(&mut Change(gap));
        let disclosed = disclose::family(&gapped, &[]);
        let view = ground.copy(&disclosed, &facts_of(case, Print::Standard));
        let set = ground.set(&view);
        let path = kept("copy-with-gaps", &set.bytes);
        let said = said_by(&set.bytes);
        let told = format!("[not shown: {REASON}; a name]");
        assert!(said.contains(&told), "{}", path.display());
        let cells = view
            .sheets
            .iter()
            .flat_map(|sheet| sheet.rows.iter().flatten());
        let told = cells.filter(|cell| matches!(cell, Cell::Text(words) if words.contains(&told)));
        assert!(told.count() > 100);
        assert_eq!(outside(&set.bytes), 0);
    });
}

/// Leaves two records of each type.
struct Shorten;

impl ListVisitorMut for Shorten {
    fn list<R: Listed>(&mut self, records: &mut Vec<R>) {
        if !matches!(R::TYPE.name, "person" | "case") {
            records.truncate(2);
        }
    }
}

#[test]
fn whatever_stands_in_a_text_it_fits_its_page_in_large_print_and_in_the_proof() {
    let ground = Ground::new();
    let hard: [fn(&str) -> Text; 4] = [
        |_| Text::words("line\n".repeat(45)),
        |_| Text::words("W".repeat(300)),
        |_| Text::words("\u{1f469}\u{200d}\u{1f467}مرحبا 他今天 ".repeat(20)),
        |_| {
            let words = Run::Words("word ".repeat(30).into());
            let gap = Text::gap(&"a long reason in plain words ".repeat(6), Band::Passage);
            let marked = Marked {
                number: 123,
                ground: "another person".into(),
                words: "W".repeat(200).into(),
            };
            Text::of(vec![
                words,
                gap.runs()[0].clone(),
                Run::Marked(marked.into()),
            ])
        },
    ];
    with_case("mill-lane", "ML-1001", |case, _| {
        for (at, change) in hard.into_iter().enumerate() {
            let mut changed = case.clone();
            changed.records.restrictions.clear();
            changed.records.each_list_mut(&mut Shorten);
            changed.records.each_list_mut(&mut Change(change));
            let mut facts = facts_of(case, Print::Large18);
            facts.subject = "W".repeat(60);
            let view = ground.copy(&disclose::family(&changed, &[]), &facts);
            let proof = ProofFacts::default();
            let proof = ground.with(|brief| assemble::access_proof(&changed, &proof, brief));
            for view in [view, proof.expect("the shipped wording can be used")] {
                let set = ground.set(&view);
                kept(&format!("hard-{at}-{}", view.kind), &set.bytes);
                assert_eq!(outside(&set.bytes), 0, "{} with text {at}", view.kind);
            }
        }
    });
}

#[test]
fn a_record_of_which_nothing_may_be_read_says_so_once() {
    let ground = Ground::new();
    with_case("mill-lane", "ML-1001", |case, _| {
        let mut gapped = case.clone();
        let visit = &mut Vec::from([gapped.records.visits[0].clone()]);
        Change(|_| Text::gap(REASON, Band::Passage)).list(visit);
        gapped.records.visits = std::mem::take(visit);
        let disclosed = disclose::family(&gapped, &[]);
        let view = ground.copy(&disclosed, &facts_of(case, Print::Standard));
        let said = said_by(&ground.set(&view).bytes);
        assert_eq!(said.matches(REASON).count(), 1, "a gap for each field");
        // What is no words is told all the same.
        let entry = said.split(REASON).next().unwrap_or_default();
        let entry = &entry[entry.rfind("Visit").expect("the entry says what it is")..];
        assert!(entry.contains("Child seen: "), "{entry}");
    });
}

#[test]
fn the_data_stand_in_sheets_without_ids_and_with_dates_as_words() {
    let ground = Ground::new();
    each_case(|case, disclosed| {
        let sheets = ground.with(|brief| assemble::data_sheets(disclosed, brief));
        assert!(!sheets.is_empty(), "{}", case.id);
        let ids: BTreeSet<String> = disclosed_ids(disclosed.case());
        for sheet in &sheets {
            assert!(
                sheet.columns.iter().all(|it| it.kind == ColumnKind::Text),
                "{}",
                sheet.name
            );
            let headings: BTreeSet<&str> =
                sheet.columns.iter().map(|it| it.heading.as_str()).collect();
            assert_eq!(headings.len(), sheet.columns.len(), "{}", sheet.name);
            for cell in sheet.rows.iter().flatten() {
                match cell {
                    Cell::Empty => {}
                    Cell::Text(words) => assert!(!ids.contains(words), "{}: {words}", sheet.name),
                    other => panic!("{}: {other:?}", sheet.name),
                }
            }
        }
        let rows: usize = sheets.iter().map(|sheet: &Sheet| sheet.rows.len()).sum();
        let view = ground.copy(disclosed, &facts_of(case, Print::Standard));
        assert_eq!(
            rows,
            view.entries.len(),
            "{}: as many rows as entries",
            case.id
        );
        let properties = Properties {
            title: "Data".to_owned(),
            author: String::new(),
            subject: String::new(),
            status: String::new(),
            marking: "Private".to_owned(),
            created: day("2026-06-30"),
        };
        workbook(&sheets, &properties, Profile::Disclosure).expect("the workbook can be written");
    });
}

/// The ids by which the export knows people, workers and records, as far as they are no words.
fn disclosed_ids(case: &Case) -> BTreeSet<String> {
    let names = known(case)
        .into_iter()
        .filter_map(|name| Some(name.split_once(':')?.1.to_owned()));
    names
        .filter(|id| id.contains(char::is_numeric) && !id.contains(' '))
        .collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one letter with everything in it")]
fn the_letter_says_what_the_law_asks_for() {
    let ground = Ground::new();
    let facts = LetterFacts {
        reference: "SAR-26-014".to_owned(),
        requester: Requester::Subject,
        addressee: "Isla Brackenbury".to_owned(),
        address: vec!["14 Mill Lane".to_owned(), "Harrowick".to_owned()],
        subject: "Isla Brackenbury".to_owned(),
        identity: "passport".to_owned(),
        identity_on: Some(day("2026-05-05")),
        received: day("2026-05-01"),
        due: day("2026-06-05"),
        extension: Some(Extension {
            told: day("2026-05-20"),
            due: day("2026-08-05"),
            why: "the record is long".to_owned(),
        }),
        pauses: vec![Pause {
            from: day("2026-05-06"),
            until: Some(day("2026-05-11")),
            awaited: "your answer about the years that you want".to_owned(),
        }],
        cut_off: Some(day("2026-05-01")),
        searches: vec![
            "the electronic case system".to_owned(),
            "the paper archive".to_owned(),
        ],
        supplied: vec![
            "a copy of your record, 84 pages".to_owned(),
            "the same data as a workbook".to_owned(),
        ],
        withheld: vec![
            WithheldFor {
                reason: REASON.to_owned(),
                law: "Data Protection Act 2018, Schedule 2, paragraph 16".to_owned(),
                names: 3,
                passages: 1,
                ..WithheldFor::default()
            },
            WithheldFor {
                reason: "because it is advice from a lawyer".to_owned(),
                pages: 1,
                ..WithheldFor::default()
            },
        ],
        apart: vec![
            ApartDocument {
                title: "Photograph album".to_owned(),
                disposition: Disposition::Supplied {
                    on: Some(day("2026-06-01")),
                    how: "by hand".to_owned(),
                },
            },
            ApartDocument {
                title: "Interview recording, 2019".to_owned(),
                disposition: Disposition::Lost,
            },
            ApartDocument {
                title: "Hospital notes".to_owned(),
                disposition: Disposition::AnotherController {
                    who: "Weir Street Surgery, 01632 960222".to_owned(),
                },
            },
        ],
        retention: "It is kept until you are 25.".to_owned(),
        signed_by: "Kit Okonedo, Information Governance Officer".to_owned(),
        ..LetterFacts::default()
    };
    let view = ground.with(|brief| assemble::access_letter(&facts, brief));
    let set = ground.set(&view.expect("the shipped wording can be used"));
    let path = kept("letter", &set.bytes);
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!("letter", pages(&path));
    });
    let bare = LetterFacts {
        addressee: "Leanne Brackenbury".to_owned(),
        subject: "Isla Brackenbury".to_owned(),
        requester: Requester::ResponsibilityHolder,
        received: day("2026-05-01"),
        due: day("2026-06-01"),
        points: 18.0,
        ..LetterFacts::default()
    };
    let view = ground.with(|brief| assemble::access_letter(&bare, brief));
    let set = ground.set(&view.expect("the shipped wording can be used"));
    kept("letter-bare", &set.bytes);
    let said = said_by(&set.bytes);
    for words in [
        "Private: for Leanne Brackenbury",
        "as somebody with parental responsibility for Isla Brackenbury",
        "Who to ring or write to: not stated.",
        "No gaps are marked in the copy.",
        "Information Commissioner’s Office",
        "within 30 days",
        "ask a court to decide",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(outside(&set.bytes), 0);
}

#[test]
fn the_proof_boxes_what_is_to_be_withheld_and_says_that_it_stays_inside() {
    let ground = Ground::new();
    with_case("mill-lane", "ML-1001", |case, _| {
        let mut marked = case.clone();
        let mark = |words: &str| {
            let runs = words.split_once(' ').map(|(first, rest)| {
                let marked = Marked {
                    number: 7,
                    ground: "another person".into(),
                    words: rest.into(),
                };
                vec![
                    Run::Words(format!("{first} ").into()),
                    Run::Marked(marked.into()),
                ]
            });
            runs.map_or_else(|| Text::words(words), Text::of)
        };
        marked.records.each_list_mut(&mut Change(mark));
        let facts = ProofFacts {
            reference: "SAR-26-014".to_owned(),
            subject: "Isla Brackenbury".to_owned(),
            requester: "the person herself".to_owned(),
            marks: vec![ProofMark {
                number: 7,
                place: "event:EV-001, what happened".to_owned(),
                what: "a passage".to_owned(),
                ground: REASON.to_owned(),
                state: "second review due".to_owned(),
            }],
        };
        let view = ground.with(|brief| assemble::access_proof(&marked, &facts, brief));
        let set = ground.set(&view.expect("the shipped wording can be used"));
        kept("proof", &set.bytes);
        let reading = verify::read(&set.bytes).expect("the PDF can be read");
        for page in &reading.pages {
            let around = flat(&page.margins);
            assert!(
                around.contains("INTERNAL, NOT FOR RELEASE"),
                "page {}",
                page.number
            );
        }
        assert_eq!(outside(&set.bytes), 0);
        let said = said_by(&set.bytes);
        assert!(said.contains("7 event:EV-001, what happened a passage to protect another person’s privacy; second review due"), "{said}");
        // What is boxed can be read with its number and ground, and the record found by its id.
        assert!(said.contains("7 · another person"), "{said}");
        assert!(said.contains("event:EV-001"));
    });
}

//! The judge of drawings is judged: a small sound drawing passes, and each fault put into it is seen by
//! its measure.

use std::collections::BTreeSet;

use casebinder::diagram::genogram::family::{
    Couple, Descent, Ending, Family, Figure, Household, Parentage, Siblings, Union,
};

use crate::measures::kin::Kin;
use crate::measures::measure::{Measure, Verdict};
use crate::measures::{ecomap, genogram, order};

/// Two couples side by side with children, a mother alone, two siblings, and a home.
const SOUND: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 90"><title>t</title>
<path d="M24 50L68 50L68 66C68 70 64 70 60 70L24 70Z" fill="none" data-household="H"/>
<path d="M30 24L30 32L60 32L60 24" data-couple="G1 G2"/>
<path d="M120 24L120 32L150 32L150 24" data-couple="H1 H2"/>
<path d="M45 32L45 44L30 44L30 56" data-child="A" data-parents="G1 G2"/>
<path d="M45 32L45 44L60 44L60 56" data-child="B" data-parents="G1 G2"/>
<path d="M135 32L135 56" data-child="C" data-parents="H1 H2"/>
<path d="M190 24L190 56" data-child="D" data-parents="L"/>
<path d="M220 56L220 50L245 50L245 56" data-siblings="E F"/>
<g data-person="G1"><rect x="26" y="16" width="8" height="8"/></g>
<g data-person="G2"><circle cx="60" cy="20" r="4"/></g>
<g data-person="H1"><rect x="116" y="16" width="8" height="8"/></g>
<g data-person="H2"><circle cx="150" cy="20" r="4"/></g>
<g data-person="L"><circle cx="190" cy="20" r="4"/></g>
<g data-person="A"><rect x="26" y="56" width="8" height="8"/></g>
<g data-person="B"><circle cx="60" cy="60" r="4"/></g>
<g data-person="C"><polygon points="135,56 139,60 135,64 131,60"/><text x="135" y="61" font-size="2.47" text-anchor="middle" data-label="C">?</text></g>
<g data-person="D"><rect x="186" y="56" width="8" height="8"/><path d="M186 56L194 64" data-mark="died"/></g>
<g data-person="E"><rect x="216" y="56" width="8" height="8"/></g>
<g data-person="F"><rect x="241" y="56" width="8" height="8"/></g>
<text x="36" y="58" font-size="2.47" data-label="A">Ann</text>
<text x="140" y="58" font-size="2.47" data-label="C">Cass</text>
<text x="45" y="75" font-size="2.47" text-anchor="middle" data-label="H">Home</text>
<text x="45" y="85" font-size="2.47" data-legend="couple">together</text>
</svg>"##;

/// A drawing and the family that it is to show.
#[derive(Clone)]
struct Case {
    svg: String,
    family: Family,
}

impl Case {
    fn sound() -> Self {
        let mut kin = Kin::new(1);
        let ids = ["G1", "G2", "H1", "H2", "L", "A", "B", "C", "D", "E", "F"];
        for (at, id) in (0_i32..).zip(ids) {
            let day = if at < 5 { 724_000 } else { 734_000 };
            let who = kin.born(Figure::Male, 0, day + at * 100);
            kin.family.people[who].id = id.to_owned();
        }
        let mut family = kin.family;
        family.people[5].index = true;
        family.households = vec![Household {
            id: "H".to_owned(),
            words: "Home".to_owned(),
            members: vec![5, 6],
        }];
        family.siblings = vec![Siblings {
            pair: [9, 10],
            words: String::new(),
        }];
        let mut case = Self {
            svg: SOUND.to_owned(),
            family,
        };
        case.couple("G1", "G2");
        case.couple("H1", "H2");
        case.child("A", &["G1", "G2"]);
        case.child("B", &["G1", "G2"]);
        case.child("C", &["H1", "H2"]);
        case.child("D", &["L"]);
        case
    }

    fn who(&self, id: &str) -> usize {
        let mut people = self.family.people.iter();
        let place = people.position(|it| it.id == id);
        place.expect("the test names somebody of the family")
    }

    fn couple(&mut self, one: &str, two: &str) {
        self.family.couples.push(Couple {
            partners: [self.who(one), self.who(two)],
            union: Union::Married,
            ending: Ending::None,
            related: false,
            since: None,
            words: Vec::new(),
        });
    }

    fn child(&mut self, child: &str, parents: &[&str]) {
        self.family.descents.push(Descent {
            child: self.who(child),
            parents: parents.iter().map(|it| self.who(it)).collect(),
            parentage: Parentage::Birth,
            words: String::new(),
        });
    }

    /// Changes the drawing.
    fn put(&mut self, from: &str, to: &str) {
        assert_eq!(self.svg.matches(from).count(), 1, "{from}");
        self.svg = self.svg.replace(from, to);
    }

    /// Adds to the drawing.
    fn draw(&mut self, more: &str) {
        self.put("</svg>", &format!("{more}</svg>"));
    }

    /// Adds a couple on two rows, joined by this line.
    fn on_two_rows(&mut self, line: &str) {
        for (id, y) in [("K1", 16), ("K2", 56)] {
            let who = self.family.people.len();
            let mut member = self.family.people[0].clone();
            member.id = id.to_owned();
            self.family.people.push(member);
            let x = 266 + 20 * (who % 2);
            let figure = format!("<rect x=\"{x}\" y=\"{y}\" width=\"8\" height=\"8\"/>");
            self.draw(&format!("<g data-person=\"{id}\">{figure}</g>"));
        }
        self.couple("K1", "K2");
        self.draw(&format!("<path d=\"{line}\" data-couple=\"K1 K2\"/>"));
    }

    fn verdict(&self) -> Verdict {
        genogram::judge(&self.svg, &self.family, &half)
    }
}

/// Each letter is half as wide as the words are high.
#[expect(clippy::cast_precision_loss, reason = "a few letters")]
fn half(words: &str, size: f64) -> f64 {
    words.chars().count() as f64 * size / 2.0
}

/// A fault, and the measure that is to see it.
type Fault = (Measure, fn(&mut Case));

const C_LINE: &str = "M135 32L135 56";

/// Faults of the lines.
const LINES: &[Fault] = &[
    (Measure::FalseCouple, |it| {
        it.put("L150 32L150 24", "L190 34L190 24");
    }),
    // The line is right, what it says of itself is not.
    (Measure::FalseCouple, |it| {
        it.put("data-couple=\"H1 H2\"", "data-couple=\"H1 L\"");
    }),
    // A line that ends in the air joins nobody.
    (Measure::FalseCouple, |it| {
        it.put("L150 32L150 24", "L150 32L150 26");
    }),
    (Measure::FalseCouple, |it| {
        it.draw("<path d=\"M122 24L122 34L148 34L148 23.5\" data-couple=\"H1 H2\"/>");
    }),
    (Measure::MissingCouple, |it| {
        it.put("L150 32L150 24", "L190 34L190 24");
    }),
    (Measure::MissingCouple, |it| {
        it.put(
            "<path d=\"M120 24L120 32L150 32L150 24\" data-couple=\"H1 H2\"/>",
            "",
        );
    }),
    (Measure::FalseDescent, |it| {
        it.put(C_LINE, "M50 32L50 40L135 40L135 56");
    }),
    // From a couple to another couple's child.
    (Measure::FalseDescent, |it| {
        it.put("L45 44L30 44L30 56", "L45 40L131 40L131 60");
    }),
    // From below, as a partner's line comes.
    (Measure::FalseDescent, |it| {
        it.put(C_LINE, "M135 32L135 40L128 40L128 70L135 70L135 64");
    }),
    (Measure::MissingDescent, |it| {
        it.put(C_LINE, "M50 32L50 40L135 40L135 56");
    }),
    (Measure::MissingDescent, |it| {
        it.child("B", &["L"]);
    }),
    (Measure::WrongSiblings, |it| {
        it.put(
            "M220 56L220 50L245 50L245 56",
            "M220 56L220 50L190 50L190 56",
        );
    }),
    (Measure::WrongSiblings, |it| {
        it.put(
            "<path d=\"M220 56L220 50L245 50L245 56\" data-siblings=\"E F\"/>",
            "",
        );
    }),
    (Measure::ThroughFigure, |it| {
        it.put(
            "L45 44L30 44L30 56",
            "L45 44L75 44L75 60L20 60L20 48L30 48L30 56",
        );
    }),
    // On within its own child's figure, to the other side.
    (Measure::ThroughFigure, |it| {
        it.put(C_LINE, "M135 32L135 64");
    }),
    (Measure::ThroughFigure, |it| {
        it.draw("<path d=\"M34 20C80 10 80 30 116 20\" data-bond=\"G1 H1\"/>");
    }),
    (Measure::Touch, |it| {
        it.put(C_LINE, "M135 32L135 48L60 48L135 48L135 56");
    }),
    (Measure::Collinear, |it| {
        it.put(C_LINE, "M135 32L135 44.2L52 44.2L135 44.2L135 56");
    }),
    (Measure::Collinear, |it| {
        it.put(C_LINE, "M135 32L135 40L60.1 40L60.1 55L135 55L135 56");
    }),
    (Measure::CrossingPlain, |it| {
        it.put(C_LINE, "M135 32L135 48L50 48L135 48L135 56");
    }),
    (Measure::CrossingPartners, |it| {
        it.put(C_LINE, "M135 32L135 48L50 48L135 48L135 56");
        it.couple("H1", "E");
        it.couple("H1", "F");
    }),
    (Measure::CrossingSecond, |it| {
        it.put(C_LINE, "M135 32L135 48L50 48L135 48L135 56");
        it.family.descents[2].parentage = Parentage::Foster;
    }),
    (Measure::NotLeapt, |it| {
        it.put(C_LINE, "M135 32L135 48L50 48L135 48L135 56");
    }),
    (Measure::CrossingBracket, |it| {
        it.put(C_LINE, "M135 32L135 53L230 53L230 46L135 46L135 56");
    }),
    (Measure::Unsafe, |it| {
        it.put("L150 32L150 24", "L150 32L150 26");
    }),
    (Measure::Unclean, |it| {
        it.couple("A", "L");
    }),
];

/// Faults of places.
const PLACES: &[Fault] = &[
    (Measure::Missing, |it| {
        let group = "<g data-person=\"F\"><rect x=\"241\" y=\"56\" width=\"8\" height=\"8\"/></g>";
        it.put(group, "");
    }),
    (Measure::Repeated, |it| {
        it.draw("<g data-person=\"A\"><circle cx=\"280\" cy=\"60\" r=\"4\"/></g>");
    }),
    (Measure::Repeated, |it| {
        it.draw("<g data-person=\"Z\"><circle cx=\"280\" cy=\"60\" r=\"4\"/></g>");
    }),
    (Measure::Overlap, |it| it.put("x=\"241\"", "x=\"225.5\"")),
    (Measure::Overlap, |it| {
        it.put("cx=\"190\" cy=\"20\"", "cx=\"159\" cy=\"22\"");
    }),
    (Measure::BirthOrder, |it| {
        it.family.people[5].born = Some(735_500)
    }),
    (Measure::OrderElsewhere, |it| {
        it.child("E", &["H1", "H2"]);
        it.family.people[9].born = Some(700_000);
    }),
    (Measure::OrderUntold, |it| {
        it.family.people[6].born = Some(700_000);
    }),
    (Measure::OrderUntold, |it| {
        it.draw(
            "<g data-order=\"A B\"><text x=\"1\" y=\"88\" font-size=\"2.47\">Ann, Ben</text></g>",
        );
    }),
    (Measure::IndexOrder, |it| {
        it.family.people[5].born = Some(735_500)
    }),
    (Measure::Interrupted, |it| it.child("E", &["G1", "G2"])),
    (Measure::Apart, |it| it.couple("G1", "H2")),
    (Measure::ApartBeyond, |it| it.couple("G1", "H2")),
    (Measure::OffRow, |it| it.couple("A", "L")),
    (Measure::OffRowForced, |it| it.couple("A", "G1")),
    (Measure::NoElbow, |it| it.on_two_rows("M290 24L270 56")),
    (Measure::LongDescent, |it| it.child("E", &["F"])),
    (Measure::Centring, |it| it.child("E", &["H1", "H2"])),
    (Measure::Wide, |it| it.put("x=\"241\"", "x=\"245\"")),
];

/// Faults of words and rings, and of the file itself.
const WORDS: &[Fault] = &[
    (Measure::Unreadable, |it| {
        it.put(
            "<g data-person=\"A\">",
            "<g data-person=\"A\" transform=\"scale(2)\">",
        );
    }),
    (Measure::Unreadable, |it| {
        it.put(
            "<g data-person=\"E\">",
            "<g data-person=\"E\"><circle cx=\"1\" cy=\"1\" r=\"1\"/>",
        );
    }),
    (Measure::Unreadable, |it| it.put(C_LINE, "M135 32l0 24")),
    (Measure::LabelLabel, |it| {
        it.draw("<text x=\"38\" y=\"59\" font-size=\"2.47\" data-label=\"B\">Bob</text>");
    }),
    (Measure::LabelNear, |it| {
        it.draw("<text x=\"40.3\" y=\"58.5\" font-size=\"2.47\" data-label=\"B\">Bob</text>");
    }),
    (Measure::LabelFigure, |it| {
        it.put("x=\"36\" y=\"58\"", "x=\"32\" y=\"58\"")
    }),
    // A long sign within a figure reaches out of it.
    (Measure::LabelFigure, |it| {
        it.put(">?</text>", ">unknown</text>")
    }),
    (Measure::LabelLine, |it| {
        it.put("x=\"36\" y=\"58\"", "x=\"36\" y=\"45\"")
    }),
    (Measure::LabelLine, |it| {
        it.put("x=\"45\" y=\"75\"", "x=\"45\" y=\"71\"")
    }),
    (Measure::SmallText, |it| {
        it.put(
            "x=\"36\" y=\"58\" font-size=\"2.47\"",
            "x=\"36\" y=\"58\" font-size=\"2.4\"",
        )
    }),
    (Measure::Outside, |it| it.put("0 0 320 90", "0 0 248 90")),
    (Measure::Outside, |it| {
        it.put("x=\"140\" y=\"58\"", "x=\"140\" y=\"91\"")
    }),
    (Measure::RingMissing, |it| {
        it.family.households[0].members.push(7)
    }),
    (Measure::RingMissing, |it| {
        it.put("data-household=\"H\"", "data-household=\"J\"")
    }),
    (Measure::RingStranger, |it| {
        it.family.households[0].members.pop();
    }),
    (Measure::RingStranger, |it| {
        it.put("data-household=\"H\"", "data-household=\"J\"")
    }),
    (Measure::RingFigure, |it| {
        it.put("M24 50L68 50", "M28 50L68 50")
    }),
    (Measure::RingNameless, |it| {
        it.put("data-label=\"H\"", "data-label=\"J\"")
    }),
    (Measure::RingPieces, |it| {
        it.draw("<path d=\"M1 1L2 1L2 2Z\" data-household=\"H\"/>");
    }),
];

#[test]
fn a_sound_drawing_passes() {
    let verdict = Case::sound().verdict();
    let faults: Vec<_> = verdict.faults.iter().collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn each_fault_is_seen() {
    let sound = Case::sound().verdict();
    for (at, (measure, spoil)) in LINES.iter().chain(PLACES).chain(WORDS).enumerate() {
        let mut case = Case::sound();
        spoil(&mut case);
        let verdict = case.verdict();
        let (found, before) = (verdict.wrong(*measure), sound.wrong(*measure));
        assert!(
            found > before + 1e-6,
            "fault {at}: {measure:?} {:#?}",
            verdict.faults
        );
    }
}

#[test]
fn a_couple_on_two_rows_may_have_an_elbow() {
    let mut case = Case::sound();
    case.on_two_rows("M290 24L290 70L270 70L270 64");
    let verdict = case.verdict();
    assert_eq!(verdict.hard(), Vec::<String>::new());
    assert!(verdict.wrong(Measure::OffRow) > 0.0);
}

#[test]
fn two_couples_of_one_person_may_share_a_leg() {
    let mut case = Case::sound();
    case.couple("H1", "L");
    case.draw("<path d=\"M120 24L120 28L186 28L190 24\" data-couple=\"H1 L\"/>");
    let verdict = case.verdict();
    assert_eq!(verdict.wrong(Measure::Touch), 0.0, "{:#?}", verdict.faults);
    assert_eq!(
        verdict.wrong(Measure::Collinear),
        0.0,
        "{:#?}",
        verdict.faults
    );
    assert_eq!(
        verdict.wrong(Measure::CrossingPlain),
        1.0,
        "{:#?}",
        verdict.faults
    );
}

#[test]
fn a_line_that_leaps_over_another_still_crosses_it() {
    let mut case = Case::sound();
    // The line to B goes down at 60: the arc stands over that place, up and back.
    let over = "M135 32L135 48L61 48C61 47.45 60.55 47 60 47C59.45 47 59 47.45 59 48L50 48L59 48C59 \
                47.45 59.45 47 60 47C60.55 47 61 47.45 61 48L135 48L135 56";
    case.put(C_LINE, over);
    let verdict = case.verdict();
    let wrong =
        [Measure::CrossingPlain, Measure::NotLeapt, Measure::Touch].map(|it| verdict.wrong(it));
    assert_eq!(wrong, [1.0, 0.0, 0.0], "{:#?}", verdict.faults);
}

#[test]
fn an_id_may_have_spaces() {
    let mut case = Case::sound();
    let who = case.who("H1");
    case.family.people[who].id = "H 1".to_owned();
    case.svg = case.svg.replace("H1", "H 1");
    assert_eq!(case.verdict().faults, Vec::new());
}

#[test]
fn as_many_couples_are_adjacent_as_two_sides_allow() {
    let couples = |pairs: &[[usize; 2]]| {
        let mut case = Case::sound();
        case.family.couples.clear();
        for [one, two] in pairs {
            let id = |who: &usize| case.family.people[*who].id.clone();
            let (one, two) = (id(one), id(two));
            case.couple(&one, &two);
        }
        order::can_be_adjacent(11, &case.family.couples)
    };
    assert_eq!(couples(&[]), 0);
    assert_eq!(couples(&[[0, 1], [0, 2], [0, 3], [0, 4]]), 2);
    // A chain, and a star that hangs on it.
    assert_eq!(
        couples(&[[0, 1], [1, 2], [2, 3], [3, 4], [3, 5], [3, 6]]),
        4
    );
    assert_eq!(couples(&[[0, 1], [1, 2], [2, 0]]), 3);
}

/// A child between a school and an aunt.
const ECOMAP: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60">
<g data-person="A"><circle cx="50" cy="30" r="5"/></g>
<g data-system="S"><circle cx="20" cy="30" r="5"/></g>
<g data-system="T"><circle cx="80" cy="30" r="5"/></g>
<path d="M45 30L25 30" data-tie="S"/><path d="M55 30L75 30" data-tie="T"/>
<text x="10" y="40" font-size="2.47" data-label="S">School</text>
<text x="80" y="40" font-size="2.47" data-label="T">Tia</text></svg>"##;

const ECOMAP_FAULTS: &[(Measure, &str, &str)] = &[
    (Measure::NodeOverlap, "cx=\"20\"", "cx=\"41\""),
    (Measure::NodeBare, "data-tie=\"T\"", "data-tie=\"U\""),
    (Measure::NodeBare, "data-label=\"T\"", "data-label=\"U\""),
    (Measure::NodeBare, "data-system=\"T\"", "data-system=\"U\""),
    (Measure::TieThrough, "M45 30L25 30", "M45 30L25 30L80 26"),
    (Measure::TieLoose, "M45 30L25 30", "M45 30L27 30"),
    (Measure::TieLoose, "M45 30L25 30", "M50 30L25 30"),
    (Measure::Angle, "cx=\"20\" cy=\"30\"", "cx=\"76\" cy=\"34\""),
    (Measure::LabelLine, "x=\"10\" y=\"40\"", "x=\"34\" y=\"31\""),
    (
        Measure::LabelFigure,
        "x=\"10\" y=\"40\"",
        "x=\"22\" y=\"31\"",
    ),
];

#[test]
fn each_fault_of_an_ecomap_is_seen() {
    let judge = |svg: &str| ecomap::judge(svg, &["S", "T"], &half);
    assert_eq!(judge(ECOMAP).faults, Vec::new());
    for (measure, from, to) in ECOMAP_FAULTS {
        assert_eq!(ECOMAP.matches(from).count(), 1, "{from}");
        let verdict = judge(&ECOMAP.replace(from, to));
        assert!(verdict.wrong(*measure) > 0.0, "{to}: {:#?}", verdict.faults);
    }
}

#[test]
fn every_measure_has_been_seen_to_fail() {
    let genogram = LINES.iter().chain(PLACES).chain(WORDS).map(|it| it.0);
    let seen: BTreeSet<Measure> = genogram
        .chain(ECOMAP_FAULTS.iter().map(|it| it.0))
        .collect();
    let unseen: Vec<&Measure> = Measure::ALL
        .iter()
        .filter(|it| !seen.contains(it))
        .collect();
    assert!(unseen.is_empty(), "{unseen:?}");
}

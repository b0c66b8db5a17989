//! Genograms that a stranger reads right: invented families are drawn, and the finished SVG is judged.
//! `examples/measure_diagrams.rs` does the same for more families and prints what it finds.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use casebinder::diagram::genogram::family::{Family, Figure, IndexLine, Profile};
use casebinder::diagram::genogram::{self, Manner, Words};
use casebinder::layouts::Layouts;
use casebinder::render::{Faces, svg};

use crate::measures::always::Sibships;
use crate::measures::families::{families, family, peers_families, peers_family, shuffled};
use crate::measures::genogram::judge;
use crate::measures::hard::{TWO_ROWS_APART, hard};
use crate::measures::kin::Kin;
use crate::measures::measure::{Aim, Measure, Verdict};
use crate::measures::nonsense::nonsense;

/// How many families are made at random.
const FAMILIES: u64 = 60;

static FACES: LazyLock<Faces> = LazyLock::new(|| {
    let layouts = Layouts::shipped();
    let regular = layouts.bytes("fonts/LiberationSans-Regular.ttf");
    Faces::new(regular.map(|bytes| bytes.as_ref()))
});

fn width(words: &str, size: f64) -> f64 {
    FACES.width(words, size)
}

/// The finished SVG of a family, in words of seven points, with birth order first in the index child's line.
fn drawn(family: &Family) -> String {
    drawn_with(family, IndexLine::BirthOrder)
}

fn drawn_with(family: &Family, index_line: IndexLine) -> String {
    let manner = Manner {
        profile: Profile::McGoldrick,
        index_line,
        text: 2.47,
        words: &Words::default(),
        width: &width,
    };
    svg(&genogram::drawing(family, &manner).drawing)
}

fn judged(family: &Family) -> Verdict {
    judged_with(family, IndexLine::BirthOrder)
}

fn judged_with(family: &Family, index_line: IndexLine) -> Verdict {
    judge(&drawn_with(family, index_line), family, &width).aimed_at(index_line)
}

/// Both of what can come first in the index child's line.
const BOTH: [IndexLine; 2] = [IndexLine::BirthOrder, IndexLine::PartnersTogether];

#[test]
fn nothing_that_does_harm_is_drawn() {
    for index_line in BOTH {
        let mut wrong = BTreeMap::new();
        for (seed, family) in families(FAMILIES) {
            let hard = judged_with(&family, index_line).hard();
            if !hard.is_empty() {
                wrong.insert(seed, hard);
            }
        }
        assert!(wrong.is_empty(), "{index_line:?}: {wrong:#?}");
    }
}

/// Families found wrong among two thousand, with what is too rare for the first few: a crossing without an
/// arc at twins and next to a corner, words on a slash.
const ONCE_WRONG: [u64; 9] = [359, 662, 874, 1009, 1137, 1225, 1366, 1657, 1844];
/// Likewise among those in the peers' proportions.
const PEERS_ONCE_WRONG: [u64; 5] = [589, 932, 1076, 1697, 1771];

#[test]
fn what_was_wrong_once_is_not_drawn_again() {
    let random = ONCE_WRONG.map(|seed| (format!("seed {seed}"), family(seed)));
    let peers = PEERS_ONCE_WRONG.map(|seed| (format!("peers' seed {seed}"), peers_family(seed)));
    let mut wrong = BTreeMap::new();
    for (name, family) in random.into_iter().chain(peers) {
        for index_line in BOTH {
            let hard = judged_with(&family, index_line).hard();
            if !hard.is_empty() {
                wrong.insert((name.clone(), format!("{index_line:?}")), hard);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Of many partners who all have children, the outermost line goes round the families of the others.
#[test]
fn a_further_partner_costs_one_crossing_at_most() {
    for index_line in BOTH {
        let mut all = Verdict::of(index_line);
        let sane = hard().into_iter().filter(|it| !it.nonsense);
        sane.for_each(|it| all.join(&judged_with(&it.family, index_line)));
        let tally = all.tally(Measure::CrossingPartners);
        assert!(all.meets(Measure::CrossingPartners), "{tally:?}");
    }
}

/// Three brothers who marry three sisters: one line goes round a family, and another round both.
#[test]
fn a_line_goes_round_another_that_goes_round() {
    let family = brothers_and_sisters(3);
    let verdict = judged_with(&family, IndexLine::PartnersTogether);
    assert_eq!(
        verdict.wrong(Measure::CrossingPlain),
        0.0,
        "{:?}",
        verdict.faults
    );
    assert_eq!(verdict.hard(), Vec::<String>::new());
}

/// So many brothers who marry as many sisters, a child each, the last couple's the index child.
fn brothers_and_sisters(count: i32) -> Family {
    let mut kin = Kin::new(1);
    let [brothers, sisters] = [Figure::Male, Figure::Female].map(|figure| {
        let parents = [Figure::Male, Figure::Female].map(|it| kin.person(it, 0, 1940));
        let years = 1970..1970 + count;
        let children = years.map(|year| {
            let child = kin.child(&parents, figure);
            kin.set_born(child, year);
            child
        });
        children.collect::<Vec<usize>>()
    });
    for (brother, sister) in brothers.into_iter().zip(sisters) {
        let child = kin.child(&[brother, sister], Figure::Male);
        kin.family.people.iter_mut().for_each(|it| it.index = false);
        kin.family.people[child].index = true;
    }
    kin.family
}

/// Aims that these families do not allow, with what is reached: the index child's line keeps its birth order
/// whatever it costs, so that couples within it stand apart, and round cousins who married lines cross; and
/// somebody's third partner is crossed.
const REACHED: [(Measure, f64); 3] = [
    (Measure::Apart, 0.06),
    (Measure::Unsafe, 0.35),
    (Measure::Unclean, 0.65),
];

#[test]
fn families_are_drawn_as_well_as_is_aimed_at() {
    let missed = missed(IndexLine::BirthOrder, &REACHED);
    assert!(missed.is_empty(), "{missed:#?}");
}

/// What is reached where partners come first: the aim that birth order stood in the way of.
const REACHED_TOGETHER: [(Measure, f64); 3] = [
    // 8 of 496; 27 of 2561 in 300 drawings, which is within the aim.
    (Measure::Apart, 0.0162),
    (Measure::Unsafe, 0.35),
    (Measure::Unclean, 0.65),
];

#[test]
fn partners_stand_together_where_they_come_first() {
    let missed = missed(IndexLine::PartnersTogether, &REACHED_TOGETHER);
    assert!(missed.is_empty(), "{missed:#?}");
}

/// The soft aims that are missed by more than what is known to be reached.
fn missed(index_line: IndexLine, reached: &[(Measure, f64)]) -> Vec<String> {
    let mut all = Verdict::of(index_line);
    families(FAMILIES).for_each(|(_, family)| all.join(&judged_with(&family, index_line)));
    let soft = Measure::ALL.iter().copied();
    soft.filter(|it| it.aim_where(index_line) != Aim::None && !all.meets(*it))
        .filter(|it| {
            let reached = reached.iter().find(|(measure, _)| measure == it);
            reached.is_none_or(|(_, most)| all.tally(*it).share() > *most)
        })
        .map(|it| format!("{}: {:.4}", it.words(), all.tally(it).share()))
        .collect()
}

/// What is said to be forced by the order of the index child's line is never undercut by a drawing that keeps
/// it, so that the aim beside it is not easier than it looks.
#[test]
fn no_drawing_does_better_than_what_is_said_to_be_possible() {
    let random = families(FAMILIES).chain(peers_families(FAMILIES));
    let by_hand = hard().into_iter().filter(|it| !it.nonsense);
    let all = random.map(|it| it.1).chain(by_hand.map(|it| it.family));
    for family in all {
        let (verdict, possible) = (judged(&family), Sibships::new(&family));
        let apart = verdict.faults.iter();
        let apart = apart.filter(|it| it.0 == Measure::Apart).count();
        let beside = family.couples.len() - apart;
        assert!(beside <= possible.adjacent(), "{:#?}", verdict.faults);
    }
}

/// Two brothers and two sisters, and the middle ones of two families: a couple's line goes round the other
/// families, down beside their children, under them and up again.
#[test]
fn a_line_goes_round_a_family_rather_than_across_its_own() {
    let families = [
        ("one between", two_sibships([1, 3], &[2])),
        ("one on each side", two_sibships([1, 4], &[2, 3])),
        ("two couples", {
            let mut family = two_sibships([0, 5], &[]);
            let siblings: Vec<_> = family.descents.iter().map(|it| it.child).collect();
            let mut kin = Kin::new(2);
            kin.generation = vec![1; family.people.len()];
            kin.family = std::mem::take(&mut family);
            kin.child(&[siblings[1], siblings[4]], Figure::Male);
            kin.family
        }),
    ];
    for (name, family) in families {
        let verdict = judged(&family);
        let wrong = [Measure::CrossingPlain, Measure::IndexOrder].map(|it| verdict.wrong(it));
        assert_eq!(wrong, [0.0, 0.0], "{name}: {:#?}", verdict.faults);
        assert_eq!(verdict.hard(), Vec::<String>::new(), "{name}");
    }
}

/// The one who has to leave birth order leaves it only where partners come first, and the drawing says so.
#[test]
fn parents_in_the_middle_stand_together_or_in_birth_order() {
    let family = two_sibships([1, 4], &[0, 5]);
    let [by_birth, together] = BOTH.map(|it| judged_with(&family, it));
    assert_eq!(by_birth.wrong(Measure::Apart), 1.0);
    assert_eq!(by_birth.wrong(Measure::BirthOrder), 0.0);
    assert_eq!(together.wrong(Measure::Apart), 0.0);
    assert_eq!(together.wrong(Measure::CrossingPlain), 0.0);
    assert_eq!(together.wrong(Measure::IndexOrder), 2.0);
    assert_eq!(together.wrong(Measure::OrderUntold), 0.0);
    let svg = drawn_with(&family, IndexLine::PartnersTogether);
    assert_eq!(svg.matches("<g data-order=").count(), 2);
    assert_eq!(svg.matches("Eldest first: ").count(), 2);
    assert!(!drawn(&family).contains("data-order"));
}

/// Two families of three siblings each, born in this order, of whom some have children; a couple of two.
fn two_sibships(couple: [usize; 2], with_children: &[usize]) -> Family {
    let mut kin = Kin::new(1);
    let mut siblings = Vec::new();
    for _ in 0..2 {
        let parents = [Figure::Male, Figure::Female].map(|it| kin.person(it, 0, 1940));
        for year in [1970, 1972, 1974] {
            let child = kin.child(&parents, Figure::Male);
            kin.set_born(child, year);
            siblings.push(child);
        }
    }
    let parents = couple.map(|it| siblings[it]);
    let index = kin.child(&parents, Figure::Female);
    kin.family.people[index].index = true;
    for it in with_children {
        kin.child(&[siblings[*it]], Figure::Male);
    }
    kin.family
}

#[test]
fn what_birth_order_forces_is_told() {
    let told = |couple| Sibships::new(&two_sibships(couple, &[])).adjacent();
    // The youngest of one and the eldest of the other.
    assert_eq!(told([2, 3]), 3);
    assert_eq!(told([5, 0]), 3);
    // Two middle children: apart. The youngest of both: the siblings of one stand between.
    assert_eq!(told([1, 4]), 2);
    assert_eq!(told([2, 5]), 2);
}

#[test]
fn hard_families_are_drawn_right() {
    let mut wrong = BTreeMap::new();
    for each in hard().into_iter().filter(|it| !it.nonsense) {
        for index_line in BOTH {
            let hard = judged_with(&each.family, index_line).hard();
            if !hard.is_empty() {
                wrong.insert((each.name, format!("{index_line:?}")), hard);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_line_over_several_rows_goes_where_it_crosses_least() {
    let mut by_hand = hard().into_iter();
    let found = by_hand.find(|it| it.name == TWO_ROWS_APART);
    let family = found.expect("it is one of those made by hand").family;
    for index_line in BOTH {
        let verdict = judged_with(&family, index_line);
        assert!(verdict.wrong(Measure::OffRow) > 0.0);
        assert_eq!(
            verdict.wrong(Measure::CrossingPlain),
            0.0,
            "{:?}",
            verdict.faults
        );
    }
}

/// What contradicts itself may lack a line, but never has a false one.
#[test]
fn nonsense_is_drawn_without_a_false_line() {
    let never = [
        Measure::Unreadable,
        Measure::Missing,
        Measure::Repeated,
        Measure::Overlap,
        Measure::FalseCouple,
        Measure::FalseDescent,
    ];
    for each in hard().into_iter().filter(|it| it.nonsense) {
        let verdict = judged(&each.family);
        let wrong = never.iter().any(|measure| verdict.wrong(*measure) > 0.0);
        assert!(!wrong, "{}: {:#?}", each.name, verdict.faults);
    }
}

#[test]
fn a_family_gives_the_same_bytes_in_any_order() {
    let random = families(FAMILIES / 3).map(|(seed, family)| (format!("seed {seed}"), family));
    let by_hand = hard().into_iter().map(|it| (it.name.to_owned(), it.family));
    let mut other = Vec::new();
    for (name, family) in random.chain(by_hand) {
        for index_line in BOTH {
            let drawn = |family: &Family| drawn_with(family, index_line);
            let first = drawn(&family);
            let again = drawn(&family) == first;
            let shuffled = (1..=3).all(|seed| drawn(&shuffled(&family, seed)) == first);
            if !(again && shuffled) {
                other.push(format!("{name}: again {again}, shuffled {shuffled}"));
            }
        }
    }
    assert!(other.is_empty(), "{other:#?}");
}

/// The families on which the measures stand are as they are described.
#[test]
fn families_are_made_as_described() {
    let mut sizes = Vec::new();
    for (seed, made) in families(300) {
        assert_eq!(made, family(seed), "seed {seed} is made anew");
        let people = made.people.len();
        assert!((12..=75).contains(&people), "seed {seed}: {people} people");
        sizes.push(people);
        let mut pairs: Vec<[usize; 2]> = made.couples.iter().map(|it| it.partners).collect();
        pairs.iter_mut().for_each(|it| it.sort_unstable());
        pairs.sort_unstable();
        assert!(
            pairs.windows(2).all(|it| it[0] != it[1]),
            "seed {seed}: a couple twice"
        );
        assert!(
            pairs.iter().all(|it| it[0] != it[1]),
            "seed {seed}: a couple of one"
        );
        for descent in &made.descents {
            let mut parents = descent.parents.clone();
            parents.sort_unstable();
            let known = parents.len() == 1 || pairs.iter().any(|it| parents == it);
            assert!(known, "seed {seed}: parents who are no couple");
        }
        let index = made.people.iter().filter(|it| it.index).count();
        assert!(index > 0, "seed {seed}: nobody to draw it for");
    }
    sizes.sort_unstable();
    assert!((25..=30).contains(&sizes[150]), "median {}", sizes[150]);
}

/// Whatever the graph, the drawing ends, and everybody stands on it once.
#[test]
fn any_graph_of_people_is_drawn() {
    for seed in 0..20 {
        let family = nonsense(seed, 30);
        let svg = drawn(&family);
        let figures = svg.matches("<g data-person=").count();
        assert_eq!(figures, family.people.len(), "seed {seed}");
    }
}

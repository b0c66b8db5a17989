//! Any graph of people, however impossible, laid out as a genogram: the layout ends and draws everybody, the
//! same on a second run. That it ends is for libFuzzer to watch, whose clock a busy machine may stretch:
//! `cargo +nightly fuzz run --fuzz-dir tests/fuzz --sanitizer none relationship_graph -- -timeout=60`.
#![no_main]

use arbitrary::{Arbitrary, Result, Unstructured};
use casebinder::diagram::genogram::family::{
    Bond, Couple, Descent, Ending, Family, Figure, Household, IndexLine, Member, MultipleBirth,
    Parentage, Presence, Profile, Quality, Siblings, Union,
};
use casebinder::diagram::genogram::{self, Manner, Words};
use libfuzzer_sys::fuzz_target;

/// As many people at most; 75 is what the hard stop is measured with. Small graphs are tried more often, as
/// a hundred of them take the time of a large one.
const PEOPLE: [usize; 6] = [6, 8, 10, 14, 24, 75];

/// The size of words: 7 pt in millimetres.
const TEXT: f64 = 2.47;

#[derive(Debug)]
struct Any(Family, Profile, IndexLine);

impl<'a> Arbitrary<'a> for Any {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> Result<Self> {
        let most = *bytes.choose(&PEOPLE)?;
        let count = bytes.int_in_range(1..=most)?;
        let people = (0..count)
            .map(|at| member(at, bytes))
            .collect::<Result<_>>()?;
        let family = Family {
            people,
            couples: several(bytes, most, |bytes| couple(count, bytes))?,
            descents: several(bytes, 2 * most, |bytes| descent(count, bytes))?,
            births: several(bytes, 4, |bytes| birth(count, bytes))?,
            siblings: several(bytes, 6, |bytes| siblings(count, bytes))?,
            households: several(bytes, 6, |bytes| household(count, bytes))?,
            bonds: several(bytes, 10, |bytes| bond(count, bytes))?,
        };
        let profile = *bytes.choose(&[Profile::McGoldrick, Profile::DepartmentOfHealth])?;
        let index_line = *bytes.choose(&[IndexLine::BirthOrder, IndexLine::PartnersTogether])?;
        Ok(Self(sound(family), profile, index_line))
    }
}

/// What [`Family`] promises: two parents are a couple, a couple is named once, nobody is their own.
fn sound(mut family: Family) -> Family {
    family.couples.retain(|it| it.partners[0] != it.partners[1]);
    for descent in &family.descents {
        if let [first, second] = descent.parents[..] {
            family.couples.push(bare_couple(first, second));
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    family.couples.retain(|it| {
        let [a, b] = it.partners;
        seen.insert((a.min(b), a.max(b)))
    });
    family
}

fn bare_couple(first: usize, second: usize) -> Couple {
    Couple {
        partners: [first, second],
        union: Union::NotRecorded,
        ending: Ending::None,
        related: false,
        since: None,
        words: Vec::new(),
    }
}

fn several<'a, T>(
    bytes: &mut Unstructured<'a>,
    most: usize,
    mut one: impl FnMut(&mut Unstructured<'a>) -> Result<T>,
) -> Result<Vec<T>> {
    let count = bytes.int_in_range(0..=most)?;
    (0..count).map(|_| one(bytes)).collect()
}

fn who(count: usize, bytes: &mut Unstructured<'_>) -> Result<usize> {
    bytes.int_in_range(0..=count - 1)
}

fn two(count: usize, bytes: &mut Unstructured<'_>) -> Result<[usize; 2]> {
    Ok([who(count, bytes)?, who(count, bytes)?])
}

fn member(at: usize, bytes: &mut Unstructured<'_>) -> Result<Member> {
    let figures = [
        Figure::Male,
        Figure::Female,
        Figure::Diverse,
        Figure::NotRecorded,
        Figure::Pregnancy,
        Figure::Miscarriage,
        Figure::Termination,
    ];
    let presences = [
        Presence::Known,
        Presence::NotKnown,
        Presence::Important,
        Presence::Stillborn,
        Presence::Several(Some(3)),
        Presence::Several(None),
    ];
    let words = [
        "",
        "Ada",
        "Bartholomew Featherstonehaugh-Cholmondeley",
        "a b c d e f g",
    ];
    Ok(Member {
        id: format!("P{at}"),
        figure: *bytes.choose(&figures)?,
        presence: *bytes.choose(&presences)?,
        index: bytes.ratio(1, 12)?,
        died: bytes.arbitrary()?,
        born: bytes.arbitrary()?,
        name: (*bytes.choose(&words)?).to_owned(),
        facts: several(bytes, 3, |bytes| Ok((*bytes.choose(&words)?).to_owned()))?,
        continued: None,
    })
}

fn couple(count: usize, bytes: &mut Unstructured<'_>) -> Result<Couple> {
    let unions = [
        Union::Married,
        Union::LivingTogether,
        Union::Brief,
        Union::NotRecorded,
    ];
    let endings = [
        Ending::None,
        Ending::Separated,
        Ending::Divorced,
        Ending::Reunited,
    ];
    Ok(Couple {
        partners: two(count, bytes)?,
        union: *bytes.choose(&unions)?,
        ending: *bytes.choose(&endings)?,
        related: bytes.arbitrary()?,
        since: bytes.arbitrary()?,
        words: several(bytes, 2, |_| Ok("m. 2014".to_owned()))?,
    })
}

fn descent(count: usize, bytes: &mut Unstructured<'_>) -> Result<Descent> {
    let parentages = [
        Parentage::Birth,
        Parentage::Adoptive,
        Parentage::Foster,
        Parentage::Carer,
    ];
    let [first, second] = two(count, bytes)?;
    let parents = match first == second {
        true => vec![first],
        false => vec![first, second],
    };
    Ok(Descent {
        child: who(count, bytes)?,
        parents,
        parentage: *bytes.choose(&parentages)?,
        words: String::new(),
    })
}

fn birth(count: usize, bytes: &mut Unstructured<'_>) -> Result<MultipleBirth> {
    Ok(MultipleBirth {
        children: several(bytes, 4, |bytes| who(count, bytes))?,
        identical: bytes.arbitrary()?,
    })
}

fn siblings(count: usize, bytes: &mut Unstructured<'_>) -> Result<Siblings> {
    Ok(Siblings {
        pair: two(count, bytes)?,
        words: "half-siblings".to_owned(),
    })
}

fn household(count: usize, bytes: &mut Unstructured<'_>) -> Result<Household> {
    Ok(Household {
        id: format!("H{}", bytes.int_in_range(0..=9)?),
        words: "A home".to_owned(),
        members: several(bytes, 8, |bytes| who(count, bytes))?,
    })
}

fn bond(count: usize, bytes: &mut Unstructured<'_>) -> Result<Bond> {
    let qualities = [
        Quality::Close,
        Quality::Distant,
        Quality::Conflict,
        Quality::CutOff,
        Quality::Harm,
    ];
    Ok(Bond {
        pair: two(count, bytes)?,
        quality: *bytes.choose(&qualities)?,
        words: "close".to_owned(),
    })
}

fuzz_target!(|any: Any| {
    let Any(family, profile, index_line) = any;
    let words = Words::default();
    let manner = Manner {
        profile,
        index_line,
        text: TEXT,
        words: &words,
        width: &|words: &str, size: f64| words.chars().count() as f64 * size * 0.5,
    };
    let drawn = genogram::drawing(&family, &manner);
    let again = genogram::drawing(&family, &manner);
    assert_eq!(drawn.drawing, again.drawing, "two runs differ");
    let everybody = drawn.placed.rows.iter().map(Vec::len).sum::<usize>();
    assert_eq!(everybody, family.people.len(), "somebody is missing");
});

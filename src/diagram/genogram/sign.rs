//! The signs a genogram can use, and which of them one drawing does use: what its legend explains.

use std::collections::BTreeSet;

use super::family::{Ending, Family, Figure, Member, Parentage, Presence, Quality, Union};
use super::figures::is_adopted;

macro_rules! signs {
    ($($(#[$told:meta])* $name:ident $key:literal $plain:literal)*) => {
        /// A sign that a legend explains; in the order in which it does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Sign { $($(#[$told])* $name,)* }

        impl Sign {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The key of its words in the layouts: `genogram.sign.{key}`.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// Plain words for it, where no layout is at hand.
            pub(super) fn plain(self) -> &'static str {
                match self { $(Self::$name => $plain,)* }
            }
        }
    };
}

signs! {
    /// A square.
    Male "male" "male"
    /// A circle.
    Female "female" "female"
    /// A diamond.
    Diverse "diverse" "non-binary or gender-diverse"
    /// A diamond with a question mark.
    GenderNotRecorded "gender-not-recorded" "gender not recorded"
    /// A second outline.
    Index "index" "child this is about"
    /// A cross.
    Died "died" "has died"
    /// A triangle.
    Pregnancy "pregnancy" "unborn child"
    /// A small triangle with a cross.
    Miscarriage "miscarriage" "miscarriage"
    /// The same with a bar.
    Termination "termination" "termination of pregnancy"
    /// A small figure with a cross.
    Stillborn "stillborn" "stillborn child"
    /// A dashed outline with a question mark.
    NotKnown "not-known" "parent not known or not disclosed"
    /// A dashed outline.
    Important "important" "important, not of the family"
    /// A diamond with a number.
    Several "several" "several people, with their number (n: number not known)"
    /// A solid bracket.
    Married "married" "married or civil partners"
    /// Living together; a bracket by the profile.
    LivingTogether "living-together" "living together"
    /// A brief relationship; a bracket by the profile.
    Brief "brief" "brief or casual relationship"
    /// A bracket of dashes and dots.
    UnionNotRecorded "union-not-recorded" "parents together, relationship not recorded"
    /// One slash.
    Separated "separated" "separated, or no longer living together"
    /// Two slashes.
    Divorced "divorced" "divorced"
    /// A slash each way.
    Reunited "reunited" "together again"
    /// A double line.
    Related "related" "partners related by blood"
    /// A solid line of descent.
    Birth "birth" "child by birth"
    /// A dashed line of descent, and brackets.
    Adoptive "adoptive" "adopted child"
    /// A dotted line of descent.
    Foster "foster" "foster child"
    /// A line of descent with dots in pairs.
    Carer "carer" "child with family or friends as carers, or under an order"
    /// Lines that meet at one point.
    Twins "twins" "twins, or more of one birth"
    /// The same with a bar.
    Identical "identical" "identical twins"
    /// A dashed bracket above.
    Siblings "siblings" "siblings, parents not shown"
    /// An arc of one line over another.
    Crossing "crossing" "lines that cross and do not join"
    /// A ring.
    Household "household" "people who live together"
    /// Two lines.
    Close "close" "close relationship"
    /// Dots far apart.
    Distant "distant" "distant relationship"
    /// A zigzag.
    Conflict "conflict" "conflict"
    /// A broken line.
    CutOff "cut-off" "contact cut off"
    /// A zigzag with an arrowhead.
    Harm "harm" "harm; the arrow points at the person harmed"
}

/// The signs that a drawing of this family uses, but for crossings, which only its lines tell; `bonds` are the emotional lines that are drawn, by their
/// places in the family.
pub fn signs(family: &Family, bonds: &[usize]) -> BTreeSet<Sign> {
    let mut used: BTreeSet<Sign> = family.people.iter().flat_map(of_member).collect();
    if (0..family.people.len()).any(|who| is_adopted(family, who)) {
        used.insert(Sign::Adoptive);
    }
    for couple in &family.couples {
        used.insert(of_union(couple.union));
        used.extend(of_ending(couple.ending));
        used.extend(couple.related.then_some(Sign::Related));
    }
    used.extend(
        family
            .descents
            .iter()
            .map(|descent| of_parentage(descent.parentage)),
    );
    used.extend(family.births.iter().map(|birth| {
        if birth.identical {
            Sign::Identical
        } else {
            Sign::Twins
        }
    }));
    used.extend((!family.siblings.is_empty()).then_some(Sign::Siblings));
    used.extend((!family.households.is_empty()).then_some(Sign::Household));
    let drawn = bonds.iter().filter_map(|bond| family.bonds.get(*bond));
    used.extend(drawn.map(|bond| of_quality(bond.quality)));
    used
}

fn of_member(member: &Member) -> Vec<Sign> {
    let figure = match member.figure {
        Figure::Male => Sign::Male,
        Figure::Female => Sign::Female,
        Figure::Diverse => Sign::Diverse,
        Figure::NotRecorded => Sign::GenderNotRecorded,
        Figure::Pregnancy => Sign::Pregnancy,
        Figure::Miscarriage => Sign::Miscarriage,
        Figure::Termination => Sign::Termination,
    };
    let mut used = match member.presence {
        Presence::Known => vec![figure],
        Presence::NotKnown => vec![Sign::NotKnown],
        Presence::Important => vec![figure, Sign::Important],
        Presence::Stillborn => vec![figure, Sign::Stillborn],
        Presence::Several(_) => vec![Sign::Several],
    };
    used.extend(member.index.then_some(Sign::Index));
    used.extend(member.died.then_some(Sign::Died));
    used
}

fn of_union(union: Union) -> Sign {
    match union {
        Union::Married => Sign::Married,
        Union::LivingTogether => Sign::LivingTogether,
        Union::Brief => Sign::Brief,
        Union::NotRecorded => Sign::UnionNotRecorded,
    }
}

fn of_ending(ending: Ending) -> Option<Sign> {
    match ending {
        Ending::None => None,
        Ending::Separated => Some(Sign::Separated),
        Ending::Divorced => Some(Sign::Divorced),
        Ending::Reunited => Some(Sign::Reunited),
    }
}

fn of_parentage(parentage: Parentage) -> Sign {
    match parentage {
        Parentage::Birth => Sign::Birth,
        Parentage::Adoptive => Sign::Adoptive,
        Parentage::Foster => Sign::Foster,
        Parentage::Carer => Sign::Carer,
    }
}

fn of_quality(quality: Quality) -> Sign {
    match quality {
        Quality::Close => Sign::Close,
        Quality::Distant => Sign::Distant,
        Quality::Conflict => Sign::Conflict,
        Quality::CutOff => Sign::CutOff,
        Quality::Harm => Sign::Harm,
    }
}

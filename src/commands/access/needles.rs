//! What must not be found in a release, and where a value that is also kept may stand all the same (rule 32).

use std::collections::{BTreeMap, BTreeSet};

use super::outward::{self, Copied};
use super::release::{COPY, DATA, GAPS, LETTER, Making};
use crate::disclose::access::Relaxation;
use crate::search::{Folded, Sought};
use crate::verify::{Allowed, Needle, Spot};

/// What must not be found, and where a value that is also kept may stand (rule 32).
pub(super) fn of(making: &Making<'_>, copied: &Copied) -> Vec<Needle> {
    let mut relaxed: BTreeMap<(&str, &str), &Relaxation> = BTreeMap::new();
    for relaxation in making.relaxations {
        for fragment in &relaxation.fragments {
            relaxed.insert((&fragment.row, &fragment.words), relaxation);
        }
    }
    let own = [
        making.subject(),
        outward::addressee(making),
        making.kept.reference.clone(),
    ];
    let each = making.released.fragments.iter().map(|fragment| {
        let relaxation = relaxed.get(&(fragment.row.as_str(), fragment.words.as_str()));
        Needle {
            row: fragment.row.clone(),
            spellings: vec![fragment.words.clone()],
            allowed: relaxation
                .map(|it| allowed(it, copied, &own))
                .unwrap_or_default(),
        }
    });
    each.collect()
}

/// Where a value may stand that is also kept: everywhere where it is in a name that is kept; else in the data, and on
/// the pages of the records that keep it.
fn allowed(relaxation: &Relaxation, copied: &Copied, own: &[String]) -> Vec<Allowed> {
    let at = |file: &str, spot| Allowed {
        file: file.to_owned(),
        spot,
    };
    let folded: Vec<Folded> = own.iter().map(|words| Folded::of(words)).collect();
    let spellings = relaxation.fragments.iter().map(|it| (0, it.words.as_str()));
    let sought = Sought::new(spellings);
    let is_own = sought.is_some_and(|sought| {
        folded
            .iter()
            .any(|words| sought.hits(words).next().is_some())
    });
    if relaxation.is_everywhere || is_own {
        return [COPY, LETTER, DATA, GAPS]
            .map(|file| at(file, Spot::Everywhere))
            .to_vec();
    }
    // The tables before the story tell dates and names of its records too, and so do the headings.
    let opening = 1..=copied.opening();
    let pages = relaxation
        .entries
        .iter()
        .flat_map(|entry| copied.pages_of(entry));
    let pages: BTreeSet<usize> = pages.chain(opening).collect();
    let pages = pages.into_iter().map(|page| at(COPY, Spot::Page(page)));
    let elsewhere = [
        at(COPY, Spot::Beside),
        at(DATA, Spot::Everywhere),
        at(GAPS, Spot::Everywhere),
    ];
    // The letter lists documents and volumes by their titles.
    let mut kept = relaxation.entries.iter();
    let listed = kept.any(|it| matches!(&*it.record, "document" | "file_movement"));
    let letter = listed.then(|| at(LETTER, Spot::Everywhere));
    pages.chain(elsewhere).chain(letter).collect()
}

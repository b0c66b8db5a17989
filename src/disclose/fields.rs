//! What family and court never see, field by field: addresses of placements and carers, confidential
//! contact details, adopters, members of the public (rule 2).

use super::{Withheld, withhold};
use crate::model::codes::{ReferrerKind, Standing};
use crate::model::{Case, Recorded, Text};

/// Takes out what family and court never see, field by field.
pub(super) fn withhold_all(case: &mut Case, withheld: &mut Vec<Withheld>) {
    let carers: Vec<String> = carers_of(case);
    let mut take =
        |words: &mut Recorded<Text>, row: &str| withhold(words, "confidential", row, withheld);
    for placement in &mut case.records.placements {
        take(
            &mut placement.placement_address,
            &placement.entry.to_string(),
        );
    }
    for address in &mut case.records.addresses {
        let of_carer = address
            .person_id
            .value()
            .is_some_and(|id| carers.iter().any(|c| **c == *id.0));
        if of_carer || address.confidential.value() == Some(&true) {
            let row = address.entry.to_string();
            take(&mut address.address, &row);
            take(&mut address.postcode, &row);
        }
    }
    for detail in &mut case.records.contact_details {
        if detail.confidential.value() == Some(&true) {
            take(&mut detail.detail, &detail.entry.to_string());
        }
    }
    for adoption in &mut case.records.adoptions {
        take(&mut adoption.adopters, &adoption.entry.to_string());
    }
    for referral in &mut case.records.referrals {
        if referral.referrer_kind.value().is_some_and(is_public) {
            let row = referral.entry.to_string();
            take(&mut referral.referrer, &row);
            take(&mut referral.provenance.source_person, &row);
            take(&mut referral.provenance.told_by, &row);
            referral.provenance.source_agency = Recorded::NotCarried;
        }
    }
}

/// The first line of a withheld address: notes name a home by it, without the town.
pub(super) fn street_of(withheld: &Withheld) -> Option<Withheld> {
    let of_home = withheld.row.starts_with("placement:") || withheld.row.starts_with("address:");
    let street = withheld.words.split([',', '\n']).next()?.trim();
    let numbered = street.chars().any(|c| c.is_ascii_digit()) && street.contains(' ');
    let shorter = street.len() < withheld.words.trim().len();
    (of_home && numbered && shorter).then(|| Withheld {
        row: withheld.row.clone(),
        words: street.to_owned(),
    })
}

/// Referrers who are never named outside (SSD and census codes 1A, 1B, 1D and 9; 1C is the child).
pub fn is_public(kind: &ReferrerKind) -> bool {
    matches!(
        kind,
        ReferrerKind::Family
            | ReferrerKind::Acquaintance
            | ReferrerKind::OtherIndividual
            | ReferrerKind::Anonymous
    )
}

fn carers_of(case: &Case) -> Vec<String> {
    let placed = case
        .records
        .placements
        .iter()
        .filter_map(|it| it.carers.value());
    let named = placed.flat_map(|ids| ids.0.iter().map(|id| id.0.to_string()));
    let people = case.records.people.iter();
    let standing = people.filter(|person| person.standing.value() == Some(&Standing::Carer));
    named
        .chain(standing.map(|person| person.entry.key.to_string()))
        .collect()
}

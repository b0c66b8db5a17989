//! Why the authority became involved, and since when.

use super::super::basic_record::child;
use super::super::basic_record::composer::Composer;
use super::super::basic_record::latest::Latest;
use super::super::basic_record::sheet::{Block, Section};
use crate::assemble::shared::{dates, phrases};
use crate::issue::Issue;
use crate::model::records::Referral;
use crate::model::{Ids, Text, When};

/// Sets down the reason, the family's history, who else provides services, the cases to be read with this
/// one, and the last few referrals.
pub(in crate::assemble) fn tell(
    referrals: usize,
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    facts(composer, section);
    let referrals = Latest {
        most: referrals,
        ..REFERRALS
    };
    referrals.tell(composer, section)
}

const REFERRALS: Latest<Referral> = Latest {
    name: "referrals",
    phrase: "handing-referral",
    records: |records| &records.referrals,
    at: |it| &it.received,
    belongs: |_| true,
    by: None,
    most: 0,
};

fn facts(composer: &mut Composer<'_>, section: &mut Section) {
    let Some(record) = composer.case.record() else {
        return;
    };
    let wording = composer.wording();
    let day = |when: &When| Text::words(dates::prose(when, wording));
    let linked = |ids: &Ids| {
        let ids: Vec<String> = ids.0.iter().map(|id| id.0.to_string()).collect();
        Text::words(phrases::joined(&ids, wording))
    };
    let mut facts = Vec::new();
    let opened = &record.opened;
    facts.extend(child::fact(
        "opened", opened, day, record, composer, section,
    ));
    for (name, field) in [
        ("reason", &record.reason),
        ("social_history", &record.social_history),
        ("providers", &record.delegated_providers),
    ] {
        facts.extend(child::fact(
            name,
            field,
            Text::clone,
            record,
            composer,
            section,
        ));
    }
    let cases = &record.linked_cases;
    facts.extend(child::fact(
        "linked", cases, linked, record, composer, section,
    ));
    if !facts.is_empty() {
        section.add(Block::Facts(facts));
    }
}

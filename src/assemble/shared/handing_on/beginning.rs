//! Why the authority became involved, and since when.

use super::super::basic_record::child;
use super::super::basic_record::composer::Composer;
use super::super::basic_record::latest::Latest;
use super::super::basic_record::sheet::{Block, Fact, Section};
use crate::assemble::shared::{dates, phrases};
use crate::issue::Issue;
use crate::model::records::{CaseRecord, Referral};
use crate::model::{Ids, Recorded, Text, When};

/// Sets down the reason, who else provides services, the cases to be read with this one, and the last few
/// referrals, the latest first.
pub(in crate::assemble) fn tell(
    most: usize,
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    let opened = opened(composer, section);
    tell_facts(opened, &[REASON, PROVIDERS], composer, section);
    Latest { most, ..REFERRALS }.tell(composer, section)
}

/// The same as a story, with the family's history, for whoever was not there.
pub(in crate::assemble) fn tell_story(
    most: usize,
    composer: &mut Composer<'_>,
    section: &mut Section,
) -> Result<(), Issue> {
    let words = [REASON, HISTORY, PROVIDERS];
    tell_facts(Vec::new(), &words, composer, section);
    Latest { most, ..REFERRALS }.tell_story(composer, section)
}

/// A field of words of the case's own record, by the name of its terms.
type Words = (&'static str, fn(&CaseRecord) -> &Recorded<Text>);

const REASON: Words = ("reason", |it| &it.reason);
const HISTORY: Words = ("social_history", |it| &it.social_history);
const PROVIDERS: Words = ("providers", |it| &it.delegated_providers);

const REFERRALS: Latest<Referral> = Latest {
    name: "referrals",
    phrase: "handing-referral",
    records: |records| &records.referrals,
    at: |it| &it.received,
    belongs: |_| true,
    by: None,
    most: 0,
};

/// When the case was opened; a document that says so on its face leaves it out.
fn opened(composer: &mut Composer<'_>, section: &mut Section) -> Vec<Fact> {
    let Some(record) = composer.case.record() else {
        return Vec::new();
    };
    let wording = composer.wording();
    let day = |when: &When| Text::words(dates::prose(when, wording));
    let field = &record.opened;
    let opened = child::fact("opened", field, day, record, composer, section);
    opened.into_iter().collect()
}

/// Words of the case's own record and the cases to be read with this one, after other facts.
fn tell_facts(
    mut facts: Vec<Fact>,
    words: &[Words],
    composer: &mut Composer<'_>,
    section: &mut Section,
) {
    if let Some(record) = composer.case.record() {
        for (name, field) in words {
            let field = field(record);
            let told = child::fact(name, field, Text::clone, record, composer, section);
            facts.extend(told);
        }
        let wording = composer.wording();
        let linked = |ids: &Ids| {
            let ids: Vec<String> = ids.0.iter().map(|id| id.0.to_string()).collect();
            Text::words(phrases::joined(&ids, wording))
        };
        let cases = &record.linked_cases;
        let told = child::fact("linked", cases, linked, record, composer, section);
        facts.extend(told);
    }
    if !facts.is_empty() {
        section.add(Block::Facts(facts));
    }
}

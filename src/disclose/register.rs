//! Everything that is restricted across the authority, for the manager who must see that each restriction has a reason,
//! was advised on and still holds (Northamptonshire 7 and 8). What is restricted stands here by its record only: the words
//! themselves are withheld from it as from every other document.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Months, NaiveDate};

use super::patterns::Patterns;
use super::restrictions::{self, Part};
use super::{Withheld, internal, is_governance};
use crate::issue::Origin;
use crate::model::codes::Scope;
use crate::model::declare::{ListVisitor, Listed, Shown};
use crate::model::records::Restriction;
use crate::model::{Case, EntryId, Record, Recorded, Text, When};

/// What a restriction lacks, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// The record that it names is not there, so that it hides nothing.
    Record,
    /// A record is marked as restricted and no restriction says why.
    Restriction,
    /// The restriction was lifted, and the record is marked still.
    LiftedMark,
    /// No reason of policy (Northamptonshire 7).
    Reason,
    /// No manager advised (Northamptonshire 7).
    Advice,
    /// No lawful ground.
    Ground,
    /// The day on which it was to be looked at again is past (Northamptonshire 8).
    Overdue,
    /// The originator was not consulted, or it is not recorded (Northamptonshire 8).
    Consulted,
    /// No day on which it is to be looked at again.
    Review,
    /// No day on which a manager advised.
    AdviceDate,
    /// Neither a field nor words are named where one of them is meant; the whole record is held back.
    Extent,
    /// It is to be looked at again within a month.
    Soon,
}

impl Lack {
    /// Every lack, worst first.
    pub const ALL: [Self; 12] = [
        Self::Record,
        Self::Restriction,
        Self::LiftedMark,
        Self::Reason,
        Self::Advice,
        Self::Ground,
        Self::Overdue,
        Self::Consulted,
        Self::Review,
        Self::AdviceDate,
        Self::Extent,
        Self::Soon,
    ];

    /// The name of its terms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Restriction => "restriction",
            Self::LiftedMark => "lifted-mark",
            Self::Reason => "reason",
            Self::Advice => "advice",
            Self::Ground => "ground",
            Self::Overdue => "overdue",
            Self::Consulted => "originator",
            Self::Review => "review",
            Self::AdviceDate => "advice-date",
            Self::Extent => "scope",
            Self::Soon => "soon",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lack| lack.name() == name)
    }
}

/// How much of a record is restricted.
#[derive(Debug, Clone, PartialEq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// One field, by its name in the record.
    Field(String),
    /// Quoted words, by their number.
    Words(usize),
}

/// One thing that is restricted.
#[derive(Debug, Clone)]
pub struct Restricted {
    /// The restriction; or the record, where its own mark alone says so.
    pub entry: EntryId,
    /// Where that was read.
    pub origins: Vec<Origin>,
    /// The cases that it names or that hold the record, ordered by id.
    pub cases: BTreeSet<String>,
    /// The cases that it names and that do not hold the record.
    pub missing_in: BTreeSet<String>,
    /// The record as the restriction names it: `type:id`.
    pub named: String,
    /// The record, where it is in the export, and when it happened.
    pub record: Option<(EntryId, Option<When>)>,
    /// How much of it.
    pub extent: Extent,
    /// The restriction, withheld words gone; none where the record's own mark alone says so.
    pub restriction: Option<Restriction>,
    /// What it lacks, worst first; nothing where it was lifted.
    pub lacks: Vec<Lack>,
}

impl Restricted {
    /// The day on which it was lifted.
    pub fn lifted(&self) -> Option<&When> {
        self.restriction.as_ref()?.lifted.value()
    }

    /// The day on which it is to be looked at again.
    pub fn review(&self) -> Option<&When> {
        self.restriction.as_ref()?.review_on.value()
    }
}

/// All that is restricted.
#[derive(Debug, Default)]
pub struct Register {
    /// Each restriction and each mark once, in order of the first case and the record.
    pub items: Vec<Restricted>,
    /// What restrictions cannot say in this export, by the names of their fields (rule 1).
    pub not_carried: BTreeSet<&'static str>,
    /// What must not be found in a document made of it.
    pub withheld: Vec<Withheld>,
}

/// Whether anything of a case is or was restricted.
pub fn restricts(case: &Case) -> bool {
    let mut marks = super::AnyRestricted(!case.records.restrictions.is_empty());
    case.records.each_list(&mut marks);
    marks.0
}

/// The register of all cases, as of a day.
pub fn register(cases: &[Case], as_at: NaiveDate) -> Register {
    let mut gather = Gather {
        as_at,
        found: BTreeMap::new(),
        register: Register::default(),
    };
    let restricting = cases.iter().filter(|case| restricts(case));
    restricting.for_each(|case| gather.case(case));
    gather.finished()
}

struct Gather {
    as_at: NaiveDate,
    found: BTreeMap<EntryId, Restricted>,
    register: Register,
}

impl Gather {
    fn case(&mut self, case: &Case) {
        let lent = internal(case);
        self.register
            .withheld
            .extend(lent.withheld().iter().cloned());
        let mut known = Known::default();
        case.records.each_list(&mut known);
        let shown = &lent.case().records.restrictions;
        for (restriction, shown) in case.records.restrictions.iter().zip(shown) {
            self.restriction((restriction, shown), case, &known);
        }
        for (name, (entry, origins)) in &known.marked {
            let record = known.records.get(name).cloned();
            self.mark((name, record), (entry, origins), case);
        }
    }

    /// A restriction with what it says, and the same as the register may show it.
    fn restriction(
        &mut self,
        (restriction, shown): (&Restriction, &Restriction),
        case: &Case,
        known: &Known,
    ) {
        let Some((name, part)) = restrictions::part_of(restriction) else {
            return;
        };
        let record = known.records.get(&name);
        let ids = restriction.case_id.value();
        let names_case = ids.is_some_and(|ids| ids.0.iter().any(|id| *id.0 == *case.id));
        let item = self
            .found
            .entry(restriction.entry.clone())
            .or_insert_with(|| Restricted {
                entry: restriction.entry.clone(),
                origins: restriction.origins.clone(),
                cases: BTreeSet::new(),
                missing_in: BTreeSet::new(),
                named: name,
                record: None,
                extent: extent(&part),
                restriction: Some(shown.clone()),
                lacks: Vec::new(),
            });
        match record {
            Some(record) => {
                item.cases.insert(case.id.clone());
                item.record.get_or_insert_with(|| record.clone());
            }
            None if names_case => {
                item.cases.insert(case.id.clone());
                item.missing_in.insert(case.id.clone());
            }
            None => {}
        }
        let wanted = restrictions::wanted(restriction);
        let absent = wanted.iter().filter(|it| it.state == Recorded::NotCarried);
        self.register.not_carried.extend(absent.map(|it| it.field));
    }

    /// A record whose own mark says that it is restricted, and no restriction that holds.
    fn mark(
        &mut self,
        (name, record): (&str, Option<(EntryId, Option<When>)>),
        (entry, origins): (&EntryId, &[Origin]),
        case: &Case,
    ) {
        let of_it = case.records.restrictions.iter().filter(|each| {
            restrictions::part_of(each).is_some_and(|(restricted, _)| restricted == name)
        });
        let (lifted, holding): (Vec<_>, Vec<_>) =
            of_it.partition(|each| each.lifted.value().is_some());
        if !holding.is_empty() {
            return;
        }
        let lack = match lifted.is_empty() {
            true => Lack::Restriction,
            false => Lack::LiftedMark,
        };
        let item = self
            .found
            .entry(entry.clone())
            .or_insert_with(|| Restricted {
                entry: entry.clone(),
                origins: origins.to_vec(),
                cases: BTreeSet::new(),
                missing_in: BTreeSet::new(),
                named: name.to_owned(),
                record,
                extent: Extent::Whole,
                restriction: None,
                lacks: vec![lack],
            });
        item.cases.insert(case.id.clone());
    }

    /// What each lacks is known once all cases were looked through.
    fn finished(self) -> Register {
        let Self {
            as_at,
            found,
            mut register,
        } = self;
        let mut items: Vec<Restricted> = found.into_values().collect();
        for item in &mut items {
            if let Some(restriction) = item
                .restriction
                .as_ref()
                .filter(|it| it.lifted.value().is_none())
            {
                item.lacks = lacks(item, restriction, as_at);
            }
        }
        items.sort_by(|a, b| {
            let order = |it: &Restricted| (it.cases.first().cloned(), it.named.clone());
            order(a).cmp(&order(b)).then_with(|| a.entry.cmp(&b.entry))
        });
        without_withheld(&mut items, &register.withheld);
        register.items = items;
        register
    }
}

fn extent(part: &Part) -> Extent {
    match part {
        Part::Whole => Extent::Whole,
        Part::Field(field) => Extent::Field(field.clone()),
        Part::Words(words) => Extent::Words(words.split_whitespace().count()),
    }
}

fn lacks(item: &Restricted, restriction: &Restriction, as_at: NaiveDate) -> Vec<Lack> {
    let wanted = restrictions::wanted(restriction);
    let unrecorded = wanted
        .iter()
        .filter(|it| it.state != Recorded::NotCarried && it.is_absent());
    let mut lacks: Vec<Lack> = unrecorded.filter_map(|it| Lack::named(it.name)).collect();
    if item.record.is_none() || !item.missing_in.is_empty() {
        lacks.push(Lack::Record);
    }
    if restriction
        .originator_consulted
        .value()
        .is_some_and(says_no)
    {
        lacks.push(Lack::Consulted);
    }
    let of_part = matches!(restriction.scope.value(), Some(Scope::Field | Scope::Words));
    if of_part && item.extent == Extent::Whole {
        lacks.push(Lack::Extent);
    }
    let review = restriction.review_on.value().map(When::latest);
    let soon = as_at.checked_add_months(Months::new(1));
    if restrictions::overdue(restriction, as_at).is_some() {
        lacks.push(Lack::Overdue);
    } else if review
        .zip(soon)
        .is_some_and(|(review, soon)| review <= soon)
    {
        lacks.push(Lack::Soon);
    }
    lacks.sort_unstable();
    lacks
}

/// Whether an answer is a bare "no".
fn says_no(words: &Text) -> bool {
    let said = words.to_string();
    said.trim().trim_end_matches('.').eq_ignore_ascii_case("no")
}

/// What is withheld of one case must not stand in the reason that another gives.
fn without_withheld(items: &mut [Restricted], withheld: &[Withheld]) {
    let words = withheld.iter().map(|each| each.words.as_str());
    let Some(patterns) = Patterns::of(words, &[]) else {
        return;
    };
    for restriction in items
        .iter_mut()
        .filter_map(|item| item.restriction.as_mut())
    {
        restriction.each_text(&mut |_, words| {
            if let Recorded::Value(text) = words {
                patterns.take_out(text);
            }
        });
    }
}

/// The records of a case by the name that restrictions give them, and those that are marked as restricted.
#[derive(Default)]
struct Known {
    records: HashMap<String, (EntryId, Option<When>)>,
    marked: BTreeMap<String, (EntryId, Vec<Origin>)>,
}

impl ListVisitor for Known {
    fn list<R: Listed>(&mut self, records: &[R]) {
        for record in records {
            let name = restrictions::name_of(record.entry());
            let marked = record.provenance().and_then(|it| it.restricted.value());
            if marked == Some(&true) && !is_governance::<R>() {
                let origins = record.origins().to_vec();
                self.marked
                    .insert(name.clone(), (record.entry().clone(), origins));
            }
            self.records
                .insert(name, (record.entry().clone(), first_date(record)));
        }
    }
}

/// The day of a record that is of a day; not somebody's birth, nor since when somebody lives somewhere.
fn first_date<R: Record>(record: &R) -> Option<When> {
    let mut first = None;
    record.each_value(&mut |field, value| {
        let own = R::TYPE.own.iter().any(|it| it.name == field.name);
        if let (Shown::When(when), true) = (value, own && field.needed) {
            first.get_or_insert(*when);
        }
    });
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::records::{CaseRecord, Event};
    use crate::model::{Id, Ids};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day in a test")
    }

    fn place() -> Origin {
        Origin::file("restriction.csv")
    }

    fn case(id: &str) -> Case {
        let mut case = Case {
            id: id.to_owned(),
            ..Case::default()
        };
        case.records
            .cases
            .push(CaseRecord::bare(EntryId::of("case", id), place()));
        case
    }

    fn event(key: &str) -> Event {
        let mut event = Event::bare(EntryId::of("event", key), place());
        event.happened = Recorded::Value(When::day(day("2024-03-01")));
        event
    }

    /// A restriction with all that is wanted of one.
    fn full(key: &str, record: &str, cases: &[&str]) -> Restriction {
        let words = |text: &str| Recorded::Value(Text::words(text));
        let mut it = Restriction::bare(EntryId::of("restriction", key), place());
        let ids: Vec<Id> = cases.iter().map(|id| Id((*id).into())).collect();
        it.case_id = Recorded::Value(Ids(ids.into()));
        it.restricted_record = words(record);
        it.scope = Recorded::Value(Scope::Record);
        it.policy_reason = words("Serious harm");
        it.lawful_ground = words("Serious harm");
        it.advised_by = words("A manager");
        it.advised_on = Recorded::Value(When::day(day("2026-01-05")));
        it.originator_consulted = words("Yes");
        it.review_on = Recorded::Value(When::day(day("2027-01-05")));
        it
    }

    fn lacks_of(change: impl Fn(&mut Restriction)) -> Vec<&'static str> {
        let mut one = case("C-1");
        one.records.events.push(event("E-1"));
        let mut restriction = full("R-1", "event:E-1", &["C-1"]);
        change(&mut restriction);
        one.records.restrictions.push(restriction);
        let register = register(&[one], day("2026-06-30"));
        assert_eq!(register.items.len(), 1);
        register.items[0].lacks.iter().map(|it| it.name()).collect()
    }

    #[test]
    fn what_is_lacking_is_told_worst_first_and_nothing_of_a_full_one() {
        let review = |text: &str| Recorded::Value(When::day(day(text)));
        assert!(lacks_of(|_| {}).is_empty());
        assert_eq!(
            lacks_of(|it| {
                it.policy_reason = Recorded::Empty;
                it.advised_by = Recorded::Empty;
                it.originator_consulted = Recorded::Value(Text::words("No."));
                it.review_on = review("2026-06-29");
            }),
            ["reason", "advice", "overdue", "originator"]
        );
        assert_eq!(lacks_of(|it| it.review_on = review("2026-06-30")), ["soon"]);
        assert_eq!(lacks_of(|it| it.review_on = review("2026-07-30")), ["soon"]);
        assert!(lacks_of(|it| it.review_on = review("2026-07-31")).is_empty());
        assert_eq!(lacks_of(|it| it.scope = Recorded::Empty), ["scope"]);
        let gone = Recorded::Value(Text::words("event:E-404"));
        assert_eq!(
            lacks_of(|it| it.restricted_record = gone.clone()),
            ["record"]
        );
    }

    #[test]
    fn nothing_lacks_that_the_export_cannot_carry_nor_of_a_lifted_one() {
        assert!(lacks_of(|it| it.lawful_ground = Recorded::NotCarried).is_empty());
        let lifted = Recorded::Value(When::day(day("2026-02-01")));
        assert!(
            lacks_of(|it| {
                it.policy_reason = Recorded::Empty;
                it.lifted = lifted.clone();
            })
            .is_empty()
        );
    }

    #[test]
    fn a_restriction_of_several_cases_stands_once_with_those_that_lack_its_record() {
        let (mut one, mut two) = (case("C-1"), case("C-2"));
        one.records.events.push(event("E-1"));
        for case in [&mut one, &mut two] {
            let restriction = full("R-1", "event:E-1", &["C-1", "C-2"]);
            case.records.restrictions.push(restriction);
        }
        let register = register(&[one, two], day("2026-06-30"));
        let [item] = &register.items[..] else {
            panic!("it stands once");
        };
        assert_eq!(item.cases.len(), 2);
        assert_eq!(item.missing_in.iter().collect::<Vec<_>>(), ["C-2"]);
        assert_eq!(item.lacks, [Lack::Record]);
    }

    #[test]
    fn a_mark_without_a_restriction_is_an_item_and_one_with_is_none() {
        let mut one = case("C-1");
        for key in ["E-1", "E-2", "E-3"] {
            let mut event = event(key);
            event.provenance.restricted = Recorded::Value(true);
            one.records.events.push(event);
        }
        let mut lifted = full("R-3", "event:E-3", &["C-1"]);
        lifted.lifted = Recorded::Value(When::day(day("2026-02-01")));
        let held = full("R-1", "event: E-1", &["C-1"]);
        one.records.restrictions.extend([held, lifted]);
        let register = register(&[one], day("2026-06-30"));
        let told: Vec<_> = register
            .items
            .iter()
            .map(|it| (it.entry.to_string(), it.lacks.clone()))
            .collect();
        assert_eq!(
            told,
            [
                ("restriction:R-1".to_owned(), vec![]),
                ("event:E-2".to_owned(), vec![Lack::Restriction]),
                ("event:E-3".to_owned(), vec![Lack::LiftedMark]),
                ("restriction:R-3".to_owned(), vec![]),
            ]
        );
    }

    #[test]
    fn withheld_words_of_one_case_do_not_stand_in_the_reasons_of_another() {
        let (mut one, mut two) = (case("C-1"), case("C-2"));
        let secret = "Kim Invented of Larch Grove told us by telephone";
        let mut told = event("E-1");
        told.what_happened = Recorded::Value(Text::words(secret));
        one.records.events.push(told);
        two.records.events.push(event("E-2"));
        let hidden = full("R-1", "event:E-1", &["C-1"]);
        one.records.restrictions.push(hidden);
        let mut careless = full("R-2", "event:E-2", &["C-2"]);
        careless.policy_reason = Recorded::Value(Text::words(format!("As {secret}.")));
        two.records.restrictions.push(careless);
        let register = register(&[one, two], day("2026-06-30"));
        let reasons = register.items.iter().filter_map(|it| {
            let restriction = it.restriction.as_ref()?;
            Some(restriction.policy_reason.value()?.to_string())
        });
        assert_eq!(reasons.collect::<Vec<_>>(), ["Serious harm", "As […]."]);
        assert!(register.withheld.iter().any(|it| it.words == secret));
    }
}

//! What the layout found that cannot be so, as issues placed where the people concerned are recorded.

use crate::diagram::genogram::Fault;
use crate::issue::{Issue, Origin};
use crate::model::Case;

/// An issue for each fault.
pub(super) fn issues(faults: &[Fault], case: &Case) -> Vec<Issue> {
    faults.iter().map(|fault| issue(fault, case)).collect()
}

fn issue(fault: &Fault, case: &Case) -> Issue {
    let (message, ids): (&str, Vec<&str>) = match fault {
        Fault::OwnAncestor(ids) => (
            "people are by these records their own ancestors; one line of descent is drawn upwards",
            ids.iter().map(String::as_str).collect(),
        ),
        Fault::TiedToSelf(id) => (
            "a person is tied to themself; the tie is not drawn",
            vec![id],
        ),
        Fault::ToldTwice(ids) => (
            "the same tie is told twice; it is drawn once",
            ids.iter().map(String::as_str).collect(),
        ),
        Fault::BornTwice(id) => (
            "a child has more than one pair of birth parents; all are drawn",
            vec![id],
        ),
        Fault::ManyParents(id) => (
            "a child has more than two parents of one kind; the first two are drawn",
            vec![id],
        ),
        Fault::SiblingsApart(ids) => (
            "siblings belong by other ties to two generations; no line joins them",
            ids.iter().map(String::as_str).collect(),
        ),
    };
    let people = ids.iter().filter_map(|id| case.person(id));
    let origins: Vec<Origin> = people.flat_map(|it| it.origins.clone()).collect();
    Issue::warning("CB0550", message)
        .at_all(&origins)
        .hint("Look at the relationships of these people and correct them.")
}

//! What must not be in a workbook that is given away, whatever it says: everything that a reader does not
//! see at once (ICO checklists of July 2025; reference/court-and-access.md 4.4).

use std::collections::BTreeSet;

use super::archive::Part;
use super::{Workbook, vocabulary};
use crate::issue::Issue;
use crate::verify::marks::{Mark, marks};

/// What a part is, by the beginning of its name.
const PARTS: [(&str, &str); 18] = [
    ("customXml/", "data of other programs (custom XML)"),
    ("docProps/custom", "custom properties"),
    ("docProps/thumbnail", "a picture of itself"),
    ("xl/activeX/", "controls"),
    ("xl/charts", "a chart, which holds its figures once more"),
    ("xl/comments", "comments"),
    ("xl/connections", "connections to other data"),
    ("xl/ctrlProps/", "controls"),
    ("xl/drawings/comment", "comments"),
    ("xl/drawings/", "drawings"),
    ("xl/embeddings/", "other files"),
    ("xl/externalLinks/", "links to other files"),
    ("xl/media/", "pictures"),
    ("xl/model/", "a data model"),
    ("xl/pivot", "a pivot table or its cache"),
    ("xl/queryTables/", "connections to other data"),
    ("xl/threadedComments/", "comments"),
    ("xl/vba", "macros"),
];

/// An issue for each kind of thing that may not be in a workbook of the disclosure profile.
pub(in crate::verify) fn forbidden(book: &Workbook) -> Vec<Issue> {
    let mut found: BTreeSet<&'static str> = BTreeSet::new();
    for part in &book.parts {
        if !vocabulary::is_usual_part(&part.name) {
            found.insert(kind_of(&part.name));
        }
        let marks = part.xml().into_iter().flat_map(marks);
        found.extend(
            marks
                .filter(|mark| !mark.closes)
                .filter_map(|it| hidden(part, &it)),
        );
    }
    let issues = found.into_iter().map(|what| {
        Issue::error("CB0912", format!("the workbook holds {what}")).hint(
            "a workbook that is given away holds nothing but its tables; this is a fault of the program",
        )
    });
    issues.collect()
}

fn kind_of(name: &str) -> &'static str {
    let begins = |beginning: &str| {
        name.get(..beginning.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(beginning))
    };
    let found = PARTS.iter().find(|(beginning, _)| begins(beginning));
    found.map_or("a part that tables do not need", |(_, what)| what)
}

/// What a mark hides.
fn hidden(part: &Part, mark: &Mark<'_>) -> Option<&'static str> {
    let is = |name: &str, value: &str| mark.value(name).as_deref() == Some(value);
    let is_none = |name: &str| {
        let number = mark.value(name).and_then(|value| value.parse::<f64>().ok());
        number.is_some_and(|number| number < 1.0)
    };
    match mark.name {
        "sheet" if mark.value("state").is_some_and(|it| it != "visible") => Some("a hidden sheet"),
        "row" if mark.is_on("hidden") || is_none("ht") => Some("a hidden row"),
        "sheetFormatPr" if mark.is_on("zeroHeight") => Some("hidden rows"),
        "col" if mark.is_on("hidden") || is_none("width") => Some("a hidden column"),
        "filterColumn" => Some("a filter, which hides rows"),
        "definedName" if !is("name", "_xlnm.Print_Titles") && !is("name", "_xlnm.Print_Area") => {
            Some("a defined name")
        }
        "definedName" if mark.is_on("hidden") => Some("a defined name"),
        "Relationship" if mark.value("TargetMode").is_some_and(|it| it != "Internal") => {
            Some("a link to something outside it")
        }
        "externalReference" => Some("links to other files"),
        "oleObject" => Some("other files"),
        "f" if part.sheet().is_some() => Some("a formula"),
        _ => None,
    }
}

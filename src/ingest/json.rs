//! JSON exports: an object whose keys are record types, each a list of records.

use std::collections::HashMap;
use std::sync::Arc;

use self::node::Node;
use super::table::{Cell, Form, Grid, Row, Value};
use super::{decode, faults};
use crate::issue::{Found, Issue, Origin, Place};

mod node;

/// The newest shape of file that this program reads.
const SCHEMA: f64 = 1.0;

/// Reads a JSON export as one grid per list.
pub fn read(file: &Arc<str>, bytes: &[u8]) -> Found<Vec<Grid>> {
    let mut issues = Vec::new();
    let value = tables(file, bytes, &mut issues).unwrap_or_else(|refusal| {
        issues.push(*refusal);
        Vec::new()
    });
    Found { value, issues }
}

fn tables(file: &Arc<str>, bytes: &[u8], issues: &mut Vec<Issue>) -> Result<Vec<Grid>, Box<Issue>> {
    let (text, note) = decode::text(file, bytes)?;
    issues.extend(note);
    let root: Node = serde_json::from_str(&text).map_err(|error| malformed(file, &error))?;
    let Node::Object(parts) = root else {
        return Err(Box::new(not_an_object(file)));
    };
    let mut grids = Vec::new();
    for (key, part) in parts {
        match part {
            Node::Object(head) if key == "casebinder" => check_schema(file, &head)?,
            Node::List(elements) => grids.push(grid(file, &key, elements, issues)),
            _ => issues.push(not_a_list(file, &format!("/{}", escaped(&key)))),
        }
    }
    Ok(grids)
}

/// Refuses a file written for a newer version.
fn check_schema(file: &Arc<str>, head: &[(String, Node)]) -> Result<(), Box<Issue>> {
    match head.iter().find(|(key, _)| key == "schema") {
        None => Ok(()),
        Some((_, Node::Number(schema))) if (1.0..=SCHEMA).contains(schema) => Ok(()),
        Some(_) => Err(Box::new(
            Issue::error(
                faults::NEWER_SCHEMA,
                "the file is of a newer schema than 1, or of none that is known, and was not read",
            )
            .at(pointer(file, "/casebinder/schema"))
            .hint("use the version of casebinder that the file was made for"),
        )),
    }
}

/// One list as a grid: the keys as headings, then a row per record.
fn grid(file: &Arc<str>, key: &str, elements: Vec<Node>, issues: &mut Vec<Issue>) -> Grid {
    let mut list = List {
        file,
        key,
        headings: Headings::default(),
        issues,
    };
    let mut rows = vec![Row::default()];
    for (index, element) in elements.into_iter().enumerate() {
        rows.extend(list.row(index, element));
    }
    rows[0] = list.headings.row();
    Grid {
        file: file.clone(),
        name: key.into(),
        form: Form::Elements,
        rows,
    }
}

/// The keys met so far, in that order.
#[derive(Default)]
struct Headings {
    columns: HashMap<String, u32>,
    keys: Vec<String>,
}

impl Headings {
    fn column(&mut self, key: String) -> u32 {
        if let Some(&column) = self.columns.get(&key) {
            return column;
        }
        self.keys.push(key.clone());
        let column = self.keys.len() as u32;
        self.columns.insert(key, column);
        column
    }

    fn row(self) -> Row {
        let cells = (1..).zip(self.keys);
        let cells = cells.map(|(column, key)| Cell {
            column,
            value: Value::Text(key.into()),
        });
        Row {
            number: 1,
            cells: cells.collect(),
        }
    }
}

/// A list being read.
struct List<'a> {
    file: &'a Arc<str>,
    key: &'a str,
    headings: Headings,
    issues: &'a mut Vec<Issue>,
}

impl List<'_> {
    /// The row of one record; none where it holds nothing or is none.
    fn row(&mut self, index: usize, element: Node) -> Option<Row> {
        let number = u32::try_from(index).ok()?.checked_add(2)?;
        let Node::Object(pairs) = element else {
            self.issues.push(not_a_list(self.file, &self.place(index)));
            return None;
        };
        let mut cells: Vec<Cell> = Vec::with_capacity(pairs.len());
        for (key, node) in pairs {
            let column = self.headings.column(key);
            match self.cell(index, column, node) {
                Some(_) if cells.iter().any(|cell| cell.column == column) => {
                    self.issues.push(self.key_twice(index, column));
                }
                found => cells.extend(found.map(|value| Cell { column, value })),
            }
        }
        cells.sort_by_key(|cell| cell.column);
        (!cells.is_empty()).then_some(Row { number, cells })
    }

    fn cell(&mut self, index: usize, column: u32, node: Node) -> Option<Value> {
        match node {
            Node::Null => None,
            Node::Flag(flag) => Some(Value::YesNo(flag)),
            Node::Number(number) => Some(Value::Number(number)),
            Node::Text(words) => text(words),
            Node::List(items) => {
                let words: Option<Vec<String>> = items.into_iter().map(Node::word).collect();
                words.map_or_else(
                    || self.nested(index, column),
                    |words| text(words.join("; ")),
                )
            }
            Node::Object(_) => self.nested(index, column),
        }
    }

    fn nested(&mut self, index: usize, column: u32) -> Option<Value> {
        self.issues.push(
            Issue::warning(
                faults::NESTED,
                "expected words, found a structure; it was not read",
            )
            .at(self.origin(index, column))
            .hint("write its parts as fields of the record, or as records of their own list"),
        );
        None
    }

    fn key_twice(&self, index: usize, column: u32) -> Issue {
        Issue::warning(
            faults::KEY_TWICE,
            "the key stands twice in the record; the first was read",
        )
        .at(self.origin(index, column))
        .hint("remove one of the two from the export")
    }

    fn place(&self, index: usize) -> String {
        format!("/{}/{index}", escaped(self.key))
    }

    fn origin(&self, index: usize, column: u32) -> Origin {
        let key = &self.headings.keys[column as usize - 1];
        pointer(
            self.file,
            &format!("{}/{}", self.place(index), escaped(key)),
        )
    }
}

fn text(words: String) -> Option<Value> {
    (!words.trim().is_empty()).then(|| Value::Text(words.into()))
}

/// A key as a part of a JSON pointer.
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn pointer(file: &Arc<str>, place: &str) -> Origin {
    Origin {
        file: file.clone(),
        place: Place::Pointer(place.into()),
    }
}

fn malformed(file: &Arc<str>, error: &serde_json::Error) -> Box<Issue> {
    let at = |number| u32::try_from(number).unwrap_or(u32::MAX);
    let place = Place::Line {
        line: at(error.line()),
        column: at(error.column()),
    };
    let message = if error.is_eof() {
        "the JSON breaks off here; nothing was read"
    } else {
        "the JSON is not well formed here; nothing was read"
    };
    Box::new(
        Issue::error(faults::MALFORMED_JSON, message)
            .at(Origin {
                file: file.clone(),
                place,
            })
            .hint("export it again; if it was edited by hand, look for a missing comma or quote"),
    )
}

fn not_an_object(file: &Arc<str>) -> Issue {
    Issue::error(
        faults::NOT_A_LIST,
        "expected an object of lists, found something else",
    )
    .at(Origin::file(file.clone()))
    .hint("name the lists by record type, as `casebinder schema` prints it")
}

fn not_a_list(file: &Arc<str>, place: &str) -> Issue {
    Issue::error(
        faults::NOT_A_LIST,
        "expected a list of records; this was not read",
    )
    .at(pointer(file, place))
    .hint("write it as `casebinder schema` prints it: a list of objects")
}

/// The date of the export, where the file's head says so.
pub fn exported(bytes: &[u8]) -> Option<chrono::NaiveDate> {
    #[derive(serde::Deserialize)]
    struct File {
        casebinder: Head,
    }
    #[derive(serde::Deserialize)]
    struct Head {
        exported: String,
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let file: File = serde_json::from_slice(bytes).ok()?;
    file.casebinder.exported.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Found<Vec<Grid>> {
        read(&"test.json".into(), text.as_bytes())
    }

    #[test]
    fn a_list_becomes_a_grid() {
        let found = read_text(
            r#"{"casebinder": {"schema": 1}, "event": [
                {"event_id": 7, "people": ["P1", "P2"], "disputed": true, "venue": null},
                {},
                {"event_id": 90071992547409931, "what_happened": "Zo\u00eb", "venue": " "}
            ]}"#,
        );
        assert!(found.issues.is_empty());
        let rows = &found.value[0].rows;
        assert_eq!(
            rows.iter().map(|row| row.number).collect::<Vec<_>>(),
            [1, 2, 4]
        );
        assert_eq!(rows[0].cells.len(), 5);
        assert_eq!(rows[1].cell(1), Some(&Value::Number(7.0)));
        assert_eq!(rows[1].cell(2), Some(&Value::Text("P1; P2".into())));
        assert_eq!(rows[1].cell(3), Some(&Value::YesNo(true)));
        assert_eq!(rows[1].cell(4), None);
        assert_eq!(
            rows[2].cell(1),
            Some(&Value::Text("90071992547409931".into()))
        );
        assert_eq!(rows[2].cell(5), Some(&Value::Text("Zoë".into())));
    }

    #[test]
    fn every_fault_has_its_place() {
        for (text, code, place) in [
            (
                "{\"event\": [\n{\"a\": }]}",
                faults::MALFORMED_JSON,
                "test.json, line 2, column 7",
            ),
            (
                "{\"event\": [",
                faults::MALFORMED_JSON,
                "test.json, line 1, column 11",
            ),
            ("[1]", faults::NOT_A_LIST, "test.json"),
            ("{\"a/b\": 3}", faults::NOT_A_LIST, "test.json, /a~1b"),
            (
                "{\"event\": [3]}",
                faults::NOT_A_LIST,
                "test.json, /event/0",
            ),
            (
                "{\"event\": [{\"a\": {}}]}",
                faults::NESTED,
                "test.json, /event/0/a",
            ),
            (
                "{\"event\": [{\"a\": [[]]}]}",
                faults::NESTED,
                "test.json, /event/0/a",
            ),
            (
                "{\"event\": [{\"a\": 1, \"a\": 2}]}",
                faults::KEY_TWICE,
                "test.json, /event/0/a",
            ),
            (
                "{\"casebinder\": {\"schema\": 2}, \"event\": []}",
                faults::NEWER_SCHEMA,
                "test.json, /casebinder/schema",
            ),
        ] {
            let found = read_text(text);
            assert_eq!(found.issues.len(), 1, "{text}");
            assert_eq!(found.issues[0].code, code, "{text}");
            assert_eq!(found.issues[0].origins[0].to_string(), place, "{text}");
        }
    }
}

//! The structure of a PDF as a screen reader finds it, told in a few lines.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

use super::reading::open;
use super::strings::decode;
use crate::issue::Issue;

/// No document of ours is deeper, and one that leads back to itself ends here.
const DEEPEST: usize = 40;

/// An outline of the structure tree: one element a line, indented by depth, alternative texts in
/// quotes; like elements in a row are told once and counted.
///
/// # Errors
/// A PDF that cannot be read, or has no structure.
pub fn tag_tree(pdf: &[u8]) -> Result<String, Vec<Issue>> {
    let file = open(pdf).map_err(|refusal| vec![refusal.issue()])?;
    let root = structure(&file).ok_or_else(|| vec![untagged()])?;
    let mut outline = String::new();
    for (element, count) in collapsed(kids(&root, 0)) {
        element.tell(0, count, &mut outline);
    }
    Ok(outline)
}

fn untagged() -> Issue {
    Issue::error(
        "CB0911",
        "the PDF has no structure, so a screen reader can make nothing of it",
    )
}

fn structure(file: &Pdf) -> Option<Dict<'_>> {
    file.xref()
        .get::<Dict<'_>>(file.xref().root_id())?
        .get::<Dict<'_>>("StructTreeRoot")
}

/// An element and what is in it.
#[derive(Debug, PartialEq, Eq)]
struct Element {
    title: String,
    kids: Vec<(Element, usize)>,
}

impl Element {
    fn of(dict: &Dict<'_>, depth: usize) -> Option<Self> {
        let kind = dict.get::<Name<'_>>("S")?;
        let mut title = String::from_utf8_lossy(&kind).into_owned();
        if let Some(scope) = dict.get::<Object<'_>>("A").and_then(scope) {
            title.push_str(&format!(" ({scope})"));
        }
        if let Some(alt) = dict.get::<PdfString<'_>>("Alt") {
            title.push_str(&format!(" {:?}", decode(&alt)));
        }
        Some(Self {
            title,
            kids: collapsed(kids(dict, depth + 1)),
        })
    }

    fn tell(&self, depth: usize, count: usize, outline: &mut String) {
        let times = if count > 1 {
            format!(" ×{count}")
        } else {
            String::new()
        };
        outline.push_str(&format!("{}{}{times}\n", "  ".repeat(depth), self.title));
        for (kid, count) in &self.kids {
            kid.tell(depth + 1, *count, outline);
        }
    }
}

/// For which cells a table's header cell speaks.
fn scope(attributes: Object<'_>) -> Option<String> {
    let scope = match attributes {
        Object::Dict(dict) => dict.get::<Name<'_>>("Scope"),
        Object::Array(list) => list.iter::<Dict<'_>>().find_map(|dict| dict.get("Scope")),
        _ => None,
    };
    scope.map(|scope| String::from_utf8_lossy(&scope).into_owned())
}

/// The elements directly in this one; its pieces of text are none.
fn kids(dict: &Dict<'_>, depth: usize) -> Vec<Element> {
    if depth > DEEPEST {
        return Vec::new();
    }
    match dict.get::<Object<'_>>("K") {
        Some(Object::Dict(kid)) => Element::of(&kid, depth).into_iter().collect(),
        Some(Object::Array(kids)) => of_array(&kids, depth),
        _ => Vec::new(),
    }
}

fn of_array(kids: &Array<'_>, depth: usize) -> Vec<Element> {
    let dicts = kids.iter::<Object<'_>>().filter_map(Object::into_dict);
    dicts.filter_map(|kid| Element::of(&kid, depth)).collect()
}

/// Equal elements in a row as one and their number.
fn collapsed(elements: Vec<Element>) -> Vec<(Element, usize)> {
    let mut rows: Vec<(Element, usize)> = Vec::new();
    for element in elements {
        match rows.last_mut() {
            Some((last, count)) if *last == element => *count += 1,
            _ => rows.push((element, 1)),
        }
    }
    rows
}

//! Packing loses nothing, and a byte gone wrong in what was packed is noticed or changes nothing.

use std::fs;

use casebinder::{bind, verify};
use lopdf::xref::XrefType;
use lopdf::{Document, Object, ObjectId};

use crate::running::{Household, files_below, folder, run};

/// How many damaged files are tried; each byte of a file gone wrong would take minutes.
const DAMAGED: usize = 300;

/// The smallest chronology of a household, packed as a run leaves it.
fn packed() -> Vec<u8> {
    let (household, out) = (Household::named("orchard-close"), folder());
    run(&mut household.build(out.path())).ending(0);
    let files = files_below(out.path()).into_iter();
    let pdfs = files.filter(|(name, _)| name.ends_with(".pdf"));
    let pdfs = pdfs.map(|(_, path)| fs::read(path).expect("the file can be read"));
    pdfs.min_by_key(Vec::len).expect("a chronology was made")
}

/// The same with every object by itself and an index in plain text, as typst writes files.
fn plain(packed: &[u8]) -> Vec<u8> {
    let mut document = Document::load_mem(packed).expect("a sound PDF");
    document.objects.retain(|_, object| says_something(object));
    document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    let mut plain = Vec::new();
    document.save_to(&mut plain).expect("writing to memory");
    plain
}

fn says_something(object: &Object) -> bool {
    !matches!(object.type_name(), Ok(b"ObjStm" | b"XRef"))
}

/// Every object of a file as a third reader finds it; none where it finds no file.
fn content(pdf: &[u8]) -> Option<Vec<(ObjectId, Object, Vec<u8>)>> {
    let document = Document::load_mem(pdf).ok()?;
    let objects = document.objects.into_iter();
    let told = objects.filter(|(_, object)| says_something(object));
    let told = told.map(|(id, object)| match object {
        Object::Stream(stream) => (id, Object::Dictionary(stream.dict), stream.content),
        object => (id, object, Vec::new()),
    });
    Some(told.collect())
}

#[test]
fn a_real_document_packs_into_the_same() {
    let packed = packed();
    let plain = plain(&packed);
    assert!(packed.len() * 4 < plain.len() * 3);
    assert!(verify::holds_the_same(&plain, &packed));
    let again = bind::compact(&plain).expect("a sound PDF");
    assert!(verify::holds_the_same(&plain, &again));
    assert!(content(&plain) == content(&again));
}

#[test]
fn a_damaged_packing_is_noticed() {
    let packed = packed();
    let (plain, whole) = (plain(&packed), content(&packed));
    let mut noticed = 0;
    for nth in 0..DAMAGED {
        let mut damaged = packed.clone();
        let at = nth * packed.len() / DAMAGED;
        damaged[at] ^= 1 << (nth % 8);
        if !verify::holds_the_same(&plain, &damaged) || verify::read(&damaged).is_err() {
            noticed += 1;
        } else {
            assert!(content(&damaged) == whole, "byte {at} gone wrong");
        }
    }
    assert!(
        noticed * 20 > DAMAGED * 19,
        "{noticed} of {DAMAGED} noticed"
    );
}

#[test]
fn objects_that_change_places_are_noticed() {
    let packed = packed();
    let mut document = Document::load_mem(&packed).expect("a sound PDF");
    let whole = plain(&packed);
    let elements: Vec<ObjectId> = document
        .objects
        .iter()
        .filter(|(_, object)| object.as_dict().is_ok_and(|dict| dict.has(b"S")))
        .map(|(id, _)| *id)
        .collect();
    let [one, .., other] = elements[..] else {
        panic!("a tagged document has elements");
    };
    let objects = [one, other].map(|id| document.objects[&id].clone());
    let [first, last] = objects;
    document.objects.insert(one, last);
    document.objects.insert(other, first);
    let mut changed = Vec::new();
    document.save_to(&mut changed).expect("writing to memory");
    let changed = bind::compact(&changed).expect("a sound PDF");
    assert!(!verify::holds_the_same(&whole, &changed));
}

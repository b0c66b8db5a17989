//! Any bytes as a family tree: the reader ends, and counts every record.
//! Seeds: `cargo +nightly fuzz run --fuzz-dir tests/fuzz --sanitizer none gedcom tests/fuzz/corpus/gedcom
//! fixtures/gedcom fixtures/faults`.
#![no_main]

use casebinder::ingest::{NamedBytes, gedcom};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = NamedBytes {
        name: "tree.ged".into(),
        bytes: bytes.to_vec(),
    };
    gedcom::recognise(bytes);
    let found = gedcom::read(&file, &|c| c.is_alphanumeric());
    for table in &found.value.tables {
        assert_eq!(table.rows, table.used + table.set_aside);
    }
});

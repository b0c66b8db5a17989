//! The archive that a workbook is: its parts by name, and whatever else lies in it.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipResult;

use super::{Workbook, vocabulary};

/// Between two parts stands at most the longest note of sizes.
const NOTE_OF_SIZES: u64 = 24;

/// One part.
pub(super) struct Part {
    /// Its name, such as `xl/workbook.xml`.
    pub name: String,
    bytes: Vec<u8>,
}

impl Part {
    /// Its text; none where it is not UTF-8.
    pub fn xml(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// PNG and JPEG by their signatures.
    pub fn is_picture(&self) -> bool {
        self.bytes.starts_with(b"\x89PNG") || self.bytes.starts_with(b"\xFF\xD8\xFF")
    }

    /// The number of the worksheet that it is.
    pub fn sheet(&self) -> Option<u32> {
        let name = self.name.to_ascii_lowercase();
        let sheet = name.strip_prefix("xl/worksheets/sheet")?;
        sheet.strip_suffix(".xml")?.parse().ok()
    }

    /// Whether it holds the texts that cells show by number.
    pub fn is_shared_strings(&self) -> bool {
        self.name.eq_ignore_ascii_case("xl/sharedStrings.xml")
    }

    /// Whether its attributes are measures and colours: styles and theme.
    pub fn is_of_looks(&self) -> bool {
        self.name == "xl/styles.xml"
            || vocabulary::without_digits(&self.name) == "xl/theme/theme.xml"
    }
}

/// Takes the archive apart.
pub(super) fn unpack(xlsx: &[u8]) -> ZipResult<Workbook> {
    let mut archive = ZipArchive::new(Cursor::new(xlsx))?;
    let mut parts = Vec::with_capacity(archive.len());
    let mut remarks = vec![String::from_utf8_lossy(archive.comment()).into_owned()];
    let mut stretches = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        remarks.push(file.comment().to_owned());
        let extra = file.extra_data().unwrap_or_default();
        remarks.push(String::from_utf8_lossy(&extra).into_owned());
        let end = file
            .data_start()
            .map(|start| start + file.compressed_size());
        stretches.push((file.header_start(), end.unwrap_or_default()));
        let name = file.name()?.into_owned();
        parts.push(Part { name, bytes });
    }
    remarks.retain(|remark| !remark.is_empty());
    let end = archive.central_directory_start();
    Ok(Workbook {
        parts,
        remarks,
        has_loose_bytes: archive.offset() != 0 || has_gaps(stretches, end),
    })
}

/// Whether bytes lie before, between or after the parts, as those of a part that was taken off the list do.
fn has_gaps(mut stretches: Vec<(u64, u64)>, end: u64) -> bool {
    stretches.sort_unstable();
    stretches.push((end, end));
    let mut reached = 0;
    stretches.into_iter().any(|(start, end)| {
        let room = if reached == 0 { 0 } else { NOTE_OF_SIZES };
        let gap = start > reached + room;
        reached = end;
        gap
    })
}

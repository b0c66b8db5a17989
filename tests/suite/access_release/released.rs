//! What was released, read whole: the words of each PDF, every part of each workbook, the names of the files; by the
//! project's own readers, and by others where the machine has them.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use casebinder::verify;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::running::files_below;

/// A release.
pub struct Released {
    folder: PathBuf,
    /// Each file's words by its name, as `normal` has them.
    texts: BTreeMap<String, String>,
}

impl Released {
    /// Reads every file of a folder.
    pub fn of(folder: &Path) -> Self {
        let texts = files_below(folder).into_iter().map(|(name, path)| {
            let bytes = fs::read(&path).expect("the file is there");
            let text = match name.rsplit('.').next() {
                Some("pdf") => words_of_pdf(&bytes),
                Some("xlsx") => words_of_workbook(&bytes),
                _ => String::from_utf8_lossy(&bytes).into_owned(),
            };
            let text = format!("{}\u{1}{}", normal(&name), normal(&text));
            (name, text)
        });
        Self {
            folder: folder.to_owned(),
            texts: texts.collect(),
        }
    }

    /// The names of its files.
    pub fn names(&self) -> Vec<&str> {
        self.texts.keys().map(String::as_str).collect()
    }

    /// The first file in which these words stand, in whatever spelling.
    pub fn holding(&self, words: &str) -> Option<&str> {
        let words = normal(words);
        assert!(!words.is_empty(), "nothing is sought");
        let mut each = self.texts.iter();
        each.find(|(_, text)| text.contains(&words))
            .map(|(name, _)| name.as_str())
    }

    #[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
    /// The words of its PDFs as pdftotext reads them, once qpdf has found no fault in them; none where the machine
    /// has not both.
    pub fn read_by_others(&self) -> Option<String> {
        let mut words = String::new();
        for name in self.texts.keys().filter(|name| name.ends_with(".pdf")) {
            let path = self.folder.join(name);
            let told = Command::new("pdftotext")
                .arg("-raw")
                .arg(&path)
                .arg("-")
                .output();
            let checked = Command::new("qpdf").arg("--check").arg(&path).output();
            let (Ok(told), Ok(checked)) = (told, checked) else {
                println!("skipped: pdftotext or qpdf is not there");
                return None;
            };
            assert!(told.status.success(), "pdftotext on {name}");
            let said = String::from_utf8_lossy(&checked.stderr);
            assert!(checked.status.success(), "qpdf on {name}: {said}");
            words.push_str(&normal(&String::from_utf8_lossy(&told.stdout)));
        }
        Some(words)
    }
}

/// Words without case, accents, white space and hyphens, and with plain quotation marks.
pub fn normal(words: &str) -> String {
    let plain = words.nfkd().filter(|c| !is_combining_mark(*c));
    let plain = plain.filter_map(|c| match c {
        '\u{ad}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => None,
        '-' | '\u{2010}'..='\u{2012}' => None,
        '‘' | '’' => Some('\''),
        '“' | '”' => Some('"'),
        c if c.is_whitespace() => None,
        c => Some(c),
    });
    plain.flat_map(char::to_lowercase).collect()
}

/// The words of a PDF: page after page, what stands at their edges, and everything that is on no page.
fn words_of_pdf(bytes: &[u8]) -> String {
    let reading = verify::read(bytes).expect("the PDF can be read");
    let pages = reading.pages.iter().map(|page| page.words.as_str());
    let margins = reading.pages.iter().map(|page| page.margins.as_str());
    let other = reading.other.iter().map(|aside| aside.text.as_str());
    let pages: String = pages.collect();
    let rest: Vec<&str> = margins.chain(other).collect();
    format!("{pages}\u{1}{}", rest.join("\u{1}"))
}

/// The words of a workbook: every part by its name, as it is written and without its tags.
pub fn words_of_workbook(bytes: &[u8]) -> String {
    let mut archive =
        zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook is a ZIP");
    let mut words = String::new();
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).expect("the part can be read");
        let name = part.name().expect("a part has a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("a part is XML");
        words.push_str(&format!("{name}\u{1}"));
        words.push_str(&plain_xml(&text));
    }
    words
}

/// XML with its entities as the characters that they stand for: whole, and once more without tags.
fn plain_xml(xml: &str) -> String {
    let mut bare = String::new();
    for piece in xml.split('<') {
        bare.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
        bare.push('\u{1}');
    }
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ];
    let whole = format!("{xml}\u{1}{bare}");
    entities
        .iter()
        .fold(whole, |text, (entity, is)| text.replace(entity, is))
}

//! What typst sees of the outside: one fixed set of virtual paths, the run's layouts and faces, and
//! the data of one document. Nothing else can be read, and there is no clock but the run's date.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::fonts::Faces;
use crate::issue::Issue;
use crate::kind::KINDS;
use crate::layouts::Layouts;

/// The one path of a document's data; a path per case would run out of file ids at 65,535.
const DATA: &str = "/data.json";

/// What all documents of a run share: library, faces and parsed layouts.
pub(super) struct Shared {
    library: LazyHash<Library>,
    faces: Arc<Faces>,
    sources: HashMap<FileId, Source>,
    mains: HashMap<&'static str, FileId>,
    data: FileId,
    today: NaiveDate,
}

impl Shared {
    /// Parses the layouts once.
    ///
    /// # Errors
    /// A layout whose name cannot be a virtual path.
    pub fn new(layouts: &Layouts, faces: Arc<Faces>, today: NaiveDate) -> Result<Self, Issue> {
        let mut sources = HashMap::new();
        for (name, bytes) in layouts.ending(".typ") {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let id = file_id(&format!("/{name}"))?;
            sources.insert(id, Source::new(id, text));
        }
        let mut mains = HashMap::new();
        for kind in KINDS {
            let id = file_id(&format!("/main-{}.typ", kind.name))?;
            sources.insert(id, Source::new(id, main_of(kind.name)));
            mains.insert(kind.name, id);
        }
        let library = LazyHash::new(Library::default());
        let data = file_id(DATA)?;
        Ok(Self {
            library,
            faces,
            sources,
            mains,
            data,
            today,
        })
    }
}

/// The few lines that join the page, a kind's layout and the data.
pub(super) fn main_of(kind: &str) -> String {
    format!(
        "#import \"/shared/page.typ\": page-of\n#import \"/{kind}.typ\": body, paper\n\
         #let view = json(\"{DATA}\")\n#show: page-of.with(view, paper)\n#body(view)\n"
    )
}

fn file_id(path: &str) -> Result<FileId, Issue> {
    let path = VirtualPath::new(path).map_err(|_| {
        Issue::error(
            "CB0801",
            format!("the layout file {path} has a name that cannot be used"),
        )
        .hint("Use letters, digits, hyphens and forward slashes in the names of layout files.")
    })?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// What typst sees while it sets one document.
pub(super) struct DocumentWorld<'a> {
    shared: &'a Shared,
    main: FileId,
    data: Bytes,
    drawings: HashMap<FileId, Bytes>,
}

impl<'a> DocumentWorld<'a> {
    /// The world of one document; none where no kind has that name.
    pub fn new(
        shared: &'a Shared,
        kind: &str,
        data: Vec<u8>,
        drawings: &[(String, String)],
    ) -> Option<Self> {
        let main = *shared.mains.get(kind)?;
        // Names repeat from document to document, so that the ids do not grow with the documents.
        let path = |name: &str| file_id(&format!("/drawing-{name}.svg")).ok();
        let drawings = drawings
            .iter()
            .filter_map(|(name, svg)| Some((path(name)?, Bytes::from_string(svg.clone()))))
            .collect();
        Some(Self {
            shared,
            main,
            data: Bytes::new(data),
            drawings,
        })
    }
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.faces.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let missing = || FileError::NotFound(id.vpath().get_without_slash().into());
        self.shared.sources.get(&id).cloned().ok_or_else(missing)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shared.data {
            return Ok(self.data.clone());
        }
        if let Some(svg) = self.drawings.get(&id) {
            return Ok(svg.clone());
        }
        self.source(id)
            .map(|source| Bytes::from_string(source.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.faces.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        let today = self.shared.today;
        Datetime::from_ymd(today.year(), today.month() as u8, today.day() as u8)
    }
}

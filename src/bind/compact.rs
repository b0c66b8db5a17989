//! Makes a PDF smaller without changing it: small objects move together into deflated object
//! streams (most of a tagged document is structure elements, written out in plain text), streams
//! stay byte for byte as they are. The result depends on nothing but the bytes given.

use std::fmt;

use lopdf::{Document, LoadOptions, Object, ObjectId, ObjectStream, Writer};

use super::cross_reference::{CrossReference, Position};

/// Structure elements in one object stream. Four hundred would save another hundredth, but some
/// readers parse the index of a stream anew for each object in it.
const ELEMENTS_A_STREAM: usize = 100;

/// Other objects in one stream: what pages are drawn with is looked up for every run of text, and
/// reading a page takes a third longer where that stands among a hundred.
const OTHERS_A_STREAM: usize = 16;

/// zlib's default; 9 takes longer, up to twice, and saves nothing on what stands here.
const LEVEL: u32 = 6;

/// Why a PDF was not packed. The bytes that were to be packed are as good as before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BindFault {
    /// The PDF cannot be read.
    Unreadable,
    /// The PDF is encrypted, and an object stream would stand in it in the clear.
    Encrypted,
}

impl fmt::Display for BindFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "the PDF cannot be read",
            Self::Encrypted => "the PDF is encrypted",
        })
    }
}

impl std::error::Error for BindFault {}

/// Packs a PDF into object streams and a cross-reference stream. Gives back the bytes as they were
/// where packing does not make them fewer. Whether what comes out holds the same is for another reader
/// to say, `verify::holds_the_same`: this one would read its own mistakes as it wrote them.
///
/// # Errors
/// What cannot be read or is encrypted; the caller keeps the bytes it has.
pub fn compact(pdf: &[u8]) -> Result<Vec<u8>, BindFault> {
    let document = load(pdf)?;
    if document.is_encrypted() {
        return Err(BindFault::Encrypted);
    }
    let packed = pack(document)?;
    Ok(if packed.len() < pdf.len() {
        packed
    } else {
        pdf.to_vec()
    })
}

/// Strictly: a reader that repairs what it reads would let us write a guess.
fn load(pdf: &[u8]) -> Result<Document, BindFault> {
    let options = LoadOptions {
        strict: true,
        ..LoadOptions::default()
    };
    Document::load_mem_with_options(pdf, options).map_err(|_| BindFault::Unreadable)
}

/// Streams first, then the object streams, then where everything stands.
fn pack(mut document: Document) -> Result<Vec<u8>, BindFault> {
    let mut file = File::open(&document)?;
    let objects = std::mem::take(&mut document.objects).into_iter();
    let (direct, loose): (Vec<_>, Vec<_>) = objects
        .filter(|(_, object)| says_something(object))
        .partition(|(id, object)| id.1 != 0 || object.as_stream().is_ok());
    for (id, object) in direct {
        file.write(id, &object)?;
    }
    let (elements, others): (Vec<_>, Vec<_>) = loose
        .into_iter()
        .partition(|(_, object)| is_structure(object));
    for (members, most) in [(elements, ELEMENTS_A_STREAM), (others, OTHERS_A_STREAM)] {
        let mut members = members.into_iter().peekable();
        while members.peek().is_some() {
            file.write_together(members.by_ref().take(most))?;
        }
    }
    file.close(&document)
}

/// Whether an object is a structure element or a list of them.
fn is_structure(object: &Object) -> bool {
    match object {
        Object::Dictionary(dict) => dict.has(b"S") && dict.has(b"P"),
        Object::Array(kids) => kids.iter().all(|kid| kid.as_reference().is_ok()),
        _ => false,
    }
}

/// How the old file was put together says nothing.
fn says_something(object: &Object) -> bool {
    !matches!(object.type_name(), Ok(b"ObjStm" | b"XRef" | b"Linearized"))
}

/// A PDF being written.
struct File {
    bytes: Vec<u8>,
    places: CrossReference,
    last: u32,
}

impl File {
    fn open(document: &Document) -> Result<Self, BindFault> {
        let version = document.version.as_str().max("1.5");
        let mut bytes = format!("%PDF-{version}\n%").into_bytes();
        if document.binary_mark.iter().any(u8::is_ascii) {
            return Err(BindFault::Unreadable);
        }
        bytes.extend_from_slice(&document.binary_mark);
        bytes.push(b'\n');
        Ok(Self {
            bytes,
            places: CrossReference::default(),
            last: document.max_id,
        })
    }

    /// The next number that no object bears.
    fn number(&mut self) -> Result<u32, BindFault> {
        self.last = self.last.checked_add(1).ok_or(BindFault::Unreadable)?;
        Ok(self.last)
    }

    /// Notes where the next object begins.
    fn mark(&mut self, id: ObjectId) -> Result<(), BindFault> {
        let offset = u32::try_from(self.bytes.len()).map_err(|_| BindFault::Unreadable)?;
        self.places.insert(
            id.0,
            Position::At {
                offset,
                generation: id.1,
            },
        );
        Ok(())
    }

    fn write(&mut self, id: ObjectId, object: &Object) -> Result<(), BindFault> {
        self.mark(id)?;
        self.bytes
            .extend_from_slice(format!("{} {} obj\n", id.0, id.1).as_bytes());
        Writer::write_object(&mut self.bytes, object).map_err(|_| BindFault::Unreadable)?;
        self.bytes.extend_from_slice(b"\nendobj\n");
        Ok(())
    }

    fn write_together(
        &mut self,
        members: impl Iterator<Item = (ObjectId, Object)>,
    ) -> Result<(), BindFault> {
        let container = self.number()?;
        let mut stream = ObjectStream::builder()
            .max_objects(ELEMENTS_A_STREAM)
            .compression_level(LEVEL)
            .build();
        for (index, (id, object)) in (0_u16..).zip(members) {
            stream
                .add_object(id, object)
                .map_err(|_| BindFault::Unreadable)?;
            self.places.insert(id.0, Position::In { container, index });
        }
        let stream = stream
            .to_stream_object()
            .map_err(|_| BindFault::Unreadable)?;
        self.write((container, 0), &Object::Stream(stream))
    }

    /// Writes where everything stands, which closes the file.
    fn close(mut self, document: &Document) -> Result<Vec<u8>, BindFault> {
        let id = (self.number()?, 0);
        let start = self.bytes.len();
        self.mark(id)?;
        let places = self.places.to_stream(&document.trailer, self.last);
        self.write(id, &Object::Stream(places))?;
        self.bytes
            .extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        Ok(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Object, ObjectId, Stream, dictionary};

    use super::{BindFault, compact, load, says_something};

    /// A document of a few hundred small objects.
    fn document() -> Document {
        let mut document = Document::with_version("1.7");
        let page = document.add_object(dictionary! { "Type" => "Page", "Rotate" => 90 });
        let pages = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
        let pages = document.add_object(pages);
        let tree = document.add_object(dictionary! { "Type" => "StructTreeRoot" });
        let xmp = Stream::new(
            dictionary! { "Type" => "Metadata" },
            b"<x:xmpmeta/>".to_vec(),
        );
        let xmp = document.add_object(xmp);
        for number in 0..250 {
            document.add_object(dictionary! { "S" => "TD", "P" => tree, "N" => number });
        }
        let catalog = document.add_object(dictionary! {
            "Type" => "Catalog", "Pages" => pages, "StructTreeRoot" => tree, "Metadata" => xmp,
        });
        document.trailer.set("Root", catalog);
        document.trailer.set(
            "ID",
            vec![Object::string_literal("a"), Object::string_literal("a")],
        );
        document
    }

    fn bytes(mut document: Document) -> Vec<u8> {
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("writing to memory");
        bytes
    }

    /// Every object, streams without their place in the file.
    fn content(document: &Document) -> Vec<(ObjectId, Object, Vec<u8>)> {
        let objects = document.objects.iter();
        objects
            .filter(|(_, object)| says_something(object))
            .map(|(id, object)| match object {
                Object::Stream(stream) => (*id, stream.dict.clone().into(), stream.content.clone()),
                object => (*id, object.clone(), Vec::new()),
            })
            .collect()
    }

    #[test]
    fn smaller_the_same_and_always_alike() {
        let plain = bytes(document());
        let packed = compact(&plain).expect("a sound document");
        assert!(packed.len() * 3 < plain.len());
        assert_eq!(compact(&plain), Ok(packed.clone()));
        let (before, after) = (load(&plain).expect("ours"), load(&packed).expect("ours"));
        assert_eq!(content(&before), content(&after));
        assert_eq!(
            after.trailer.get(b"ID").ok(),
            before.trailer.get(b"ID").ok()
        );
        assert!(after.catalog().expect("a catalog").has(b"StructTreeRoot"));
    }

    #[test]
    fn packing_twice_changes_nothing_more() {
        let once = compact(&bytes(document())).expect("a sound document");
        assert_eq!(compact(&once), Ok(once));
    }

    #[test]
    fn metadata_stays_readable() {
        let packed = compact(&bytes(document())).expect("a sound document");
        assert!(packed.windows(12).any(|window| window == b"<x:xmpmeta/>"));
    }

    #[test]
    fn what_is_no_pdf_is_refused() {
        assert_eq!(compact(b"no PDF"), Err(BindFault::Unreadable));
        let mut cut = bytes(document());
        cut.truncate(cut.len() / 2);
        assert_eq!(compact(&cut), Err(BindFault::Unreadable));
    }
}

//! How a record type is declared: once, as a struct whose fields carry their meaning. The reader of
//! the native layout, the blank workbook and the JSON schema all come from the same declaration.

use std::sync::Arc;

use super::entry::EntryId;
use super::recorded::Recorded;
use super::text::Text;
use super::when::When;
use crate::issue::Origin;

/// An id as the export gives it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(pub Arc<str>);

/// Several ids; in a cell they are separated by semicolons. All rows of a case share them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ids(pub Arc<[Id]>);

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FieldKind {
    /// An id.
    Id,
    /// Ids separated by semicolons.
    Ids,
    /// Words.
    Text,
    /// A date, whole or partial, with an optional time.
    When,
    /// Yes or no.
    YesNo,
    /// A number.
    Number,
    /// One of a list of words.
    Code(&'static CodeSet),
}

/// A list of words that a coded field admits, each with its meaning.
#[derive(Debug, PartialEq)]
pub struct CodeSet {
    /// The set's name, such as `basis`.
    pub name: &'static str,
    /// The words and what each means.
    pub values: &'static [(&'static str, &'static str)],
}

impl CodeSet {
    /// The word as declared, whatever its case and however its parts are joined.
    pub fn canonical(&self, found: &str) -> Option<&'static str> {
        let wanted = plain_key(found);
        self.values
            .iter()
            .map(|(word, _)| *word)
            .find(|word| plain_key(word) == wanted)
    }
}

/// A column of a record type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// The field's name, the same in workbook, CSV and JSON.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether a row without it is set aside.
    pub needed: bool,
    /// The record type that an id names.
    pub refers: Option<&'static str>,
    /// Other headings that mean the same.
    pub aliases: &'static [&'static str],
    /// The meaning, as guidance to whoever fills it in.
    pub about: &'static str,
}

impl Field {
    /// Whether a column heading names this field, whatever its case, spaces and punctuation.
    pub fn is_named(&self, heading: &str) -> bool {
        let key = plain_key(heading);
        plain_key(self.name) == key || self.aliases.iter().any(|alias| plain_key(alias) == key)
    }
}

/// Letters and digits in lower case: "Date of Birth", "date_of_birth" and "DATE-OF-BIRTH" are one.
pub fn plain_key(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A kind of record, as declared.
#[derive(Debug, PartialEq)]
pub struct RecordType {
    /// The name used in files, settings and ids: `event`.
    pub name: &'static str,
    /// What one row is.
    pub about: &'static str,
    /// The fields of this type alone; the first is the export's own key.
    pub own: &'static [Field],
    /// The fields shared by all dated records, where it is one.
    pub shared: &'static [Field],
}

impl RecordType {
    /// All fields, the type's own first.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.own.iter().chain(self.shared)
    }

    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.name == name)
    }
}

/// Where the values of one record come from, one field at a time.
pub trait Cells {
    /// An id.
    fn id(&mut self, field: &'static Field) -> Recorded<Id>;
    /// Several ids.
    fn ids(&mut self, field: &'static Field) -> Recorded<Ids>;
    /// Words.
    fn text(&mut self, field: &'static Field) -> Recorded<Text>;
    /// A date.
    fn when(&mut self, field: &'static Field) -> Recorded<When>;
    /// Yes or no.
    fn yes_no(&mut self, field: &'static Field) -> Recorded<bool>;
    /// A number.
    fn number(&mut self, field: &'static Field) -> Recorded<f64>;
    /// A word of the set in its declared spelling, or an unknown word as found.
    fn code(&mut self, field: &'static Field, set: &'static CodeSet) -> Recorded<Box<str>>;
}

/// A field's value, lent to whoever words it.
#[derive(Debug, Clone, Copy)]
pub enum Shown<'a> {
    /// Not carried or empty.
    Absent,
    /// Recorded as none.
    None,
    /// Words.
    Text(&'a Text),
    /// A word of a code set.
    Word(&'a str),
    /// An id.
    Id(&'a str),
    /// Several ids.
    Ids(&'a [Id]),
    /// A date.
    When(&'a When),
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(f64),
}

/// A type that a field can have.
pub trait FieldType: Sized {
    /// What it is called in templates and schema.
    const KIND: FieldKind;
    /// Takes the field's value from a row.
    fn take(cells: &mut dyn Cells, field: &'static Field) -> Recorded<Self>;
    /// The value, lent.
    fn shown(value: &Self) -> Shown<'_>;
    /// Every id that the value holds.
    fn each_id<'a>(_value: &'a Recorded<Self>, _visit: &mut dyn FnMut(&'a str)) {}
    /// Takes out every id that is not to be kept; a field without any left is empty.
    fn keep_ids(_value: &mut Recorded<Self>, _keep: &mut dyn FnMut(&str) -> bool) {}
    /// The words, where the value is words.
    fn words_mut(_value: &mut Recorded<Self>) -> Option<&mut Recorded<Text>> {
        None
    }
    /// The date, where the value is a date.
    fn date(_value: &Recorded<Self>) -> Option<&When> {
        None
    }
}

impl FieldType for Id {
    const KIND: FieldKind = FieldKind::Id;
    fn take(cells: &mut dyn Cells, field: &'static Field) -> Recorded<Self> {
        cells.id(field)
    }
    fn shown(value: &Self) -> Shown<'_> {
        Shown::Id(&value.0)
    }
    fn each_id<'a>(value: &'a Recorded<Self>, visit: &mut dyn FnMut(&'a str)) {
        if let Recorded::Value(id) = value {
            visit(&id.0);
        }
    }
    fn keep_ids(value: &mut Recorded<Self>, keep: &mut dyn FnMut(&str) -> bool) {
        if value.value().is_some_and(|id| !keep(&id.0)) {
            *value = Recorded::Empty;
        }
    }
}

impl FieldType for Ids {
    const KIND: FieldKind = FieldKind::Ids;
    fn take(cells: &mut dyn Cells, field: &'static Field) -> Recorded<Self> {
        cells.ids(field)
    }
    fn shown(value: &Self) -> Shown<'_> {
        Shown::Ids(&value.0)
    }
    fn each_id<'a>(value: &'a Recorded<Self>, visit: &mut dyn FnMut(&'a str)) {
        if let Recorded::Value(ids) = value {
            ids.0.iter().for_each(|id| visit(&id.0));
        }
    }
    fn keep_ids(value: &mut Recorded<Self>, keep: &mut dyn FnMut(&str) -> bool) {
        if let Recorded::Value(ids) = value {
            let kept: Arc<[Id]> = ids.0.iter().filter(|id| keep(&id.0)).cloned().collect();
            *value = match kept.is_empty() {
                true => Recorded::Empty,
                false => Recorded::Value(Self(kept)),
            };
        }
    }
}

impl FieldType for Text {
    const KIND: FieldKind = FieldKind::Text;
    fn take(cells: &mut dyn Cells, field: &'static Field) -> Recorded<Self> {
        cells.text(field)
    }
    fn shown(value: &Self) -> Shown<'_> {
        Shown::Text(value)
    }
    fn words_mut(value: &mut Recorded<Self>) -> Option<&mut Recorded<Text>> {
        Some(value)
    }
}

impl FieldType for When {
    const KIND: FieldKind = FieldKind::When;
    fn take(cells: &mut dyn Cells, field: &'static Field) -> Recorded<Self> {
        cells.when(field)
    }
    fn shown(value: &Self) -> Shown<'_> {
        Shown::When(value)
    }
    fn date(value: &Recorded<Self>) -> Option<&When> {
        value.value()
    }
}

impl FieldType for bool {
    const KIND: FieldKind = FieldKind::YesNo;
    fn take(cells: &mut dyn Cells, field: &'static Field) -> Recorded<Self> {
        cells.yes_no(field)
    }
    fn shown(value: &Self) -> Shown<'_> {
        Shown::YesNo(*value)
    }
}

impl FieldType for f64 {
    const KIND: FieldKind = FieldKind::Number;
    fn take(cells: &mut dyn Cells, field: &'static Field) -> Recorded<Self> {
        cells.number(field)
    }
    fn shown(value: &Self) -> Shown<'_> {
        Shown::Number(*value)
    }
}

/// What every record offers, whatever its type.
pub trait Record: Sized {
    /// The declaration.
    const TYPE: RecordType;
    /// Reads the fields of one row.
    fn read(cells: &mut dyn Cells, entry: EntryId, origin: Origin) -> Self;
    /// Shares with a record that was read before what both lack alike, which costs room once then.
    fn share(&mut self, _earlier: &Self) {}
    /// The stable name.
    fn entry(&self) -> &EntryId;
    /// The stable name, to be made unique on reading.
    fn entry_mut(&mut self) -> &mut EntryId;
    /// Every place it was read from.
    fn origins(&self) -> &[Origin];
    /// The list of places, to join the same fact from two exports.
    fn origins_mut(&mut self) -> &mut Vec<Origin>;
    /// Every id it names, with the field that names it.
    fn each_reference<'a>(&'a self, visit: &mut dyn FnMut(&'static Field, &'a str));
    /// Takes out every id that is not to be kept, by the field that names it.
    fn keep_references(&mut self, keep: &mut dyn FnMut(&'static Field, &str) -> bool);
    /// Every field of words, to be cleaned, or withheld.
    fn each_text(&mut self, visit: &mut dyn FnMut(&'static Field, &mut Recorded<Text>));
    /// Every date, with its field.
    fn each_date(&self, visit: &mut dyn FnMut(&'static Field, &When));
    /// Every field with its value, lent to whoever words it.
    fn each_value<'a>(&'a self, visit: &mut dyn FnMut(&'static Field, Shown<'a>));
    /// The fields shared by all dated records, where it is one.
    fn provenance(&self) -> Option<&super::records::Provenance>;
}

/// The value of a field, lent; absence in its two shown forms.
pub fn shown<T: FieldType>(value: &Recorded<T>) -> Shown<'_> {
    match value {
        Recorded::NotCarried | Recorded::Empty => Shown::Absent,
        Recorded::None => Shown::None,
        Recorded::Value(value) => T::shown(value),
    }
}

/// Starts the description of a field; see [`Spec`].
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// Whether a row without it is set aside.
    pub needed: bool,
    /// The record type that an id names.
    pub refers: Option<&'static str>,
    /// Other headings that mean the same.
    pub aliases: &'static [&'static str],
}

/// A field with nothing special.
pub const fn plain() -> Spec {
    Spec {
        needed: false,
        refers: None,
        aliases: &[],
    }
}

/// A field without which a row is set aside.
pub const fn needed() -> Spec {
    Spec {
        needed: true,
        refers: None,
        aliases: &[],
    }
}

/// An id of another record.
pub const fn refers(record: &'static str) -> Spec {
    Spec {
        needed: false,
        refers: Some(record),
        aliases: &[],
    }
}

impl Spec {
    /// Also without which a row is set aside.
    pub const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    /// Other headings that mean the same.
    pub const fn also(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }
}

/// A record type with its list among all records.
pub trait Listed: Record + Clone {
    /// The list of this type.
    fn list_of(records: &mut super::records::Records) -> &mut Vec<Self>;
}

/// Sees each list of records, whatever its type.
pub trait ListVisitor {
    /// One list.
    fn list<R: Listed>(&mut self, records: &[R]);
}

/// Sees each list of records and may change it.
pub trait ListVisitorMut {
    /// One list.
    fn list<R: Listed>(&mut self, records: &mut Vec<R>);
}

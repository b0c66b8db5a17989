//! The macros in which record types and code sets are declared; what they make is told in `declare`.

pub(in crate::model) mod walks;

/// Declares code sets: an enum per set, with `Other` for a word that is not in it.
macro_rules! code_sets {
    ($($(#[doc = $about:literal])+ $Name:ident = $set:literal {
        $($Value:ident = $word:literal, $meaning:literal;)+
    })+) => {$(
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $Name {
            $(#[doc = $meaning] $Value,)+
            /// A word that is not in the set, kept as found.
            Other($crate::model::codes::Unknown),
        }

        impl $Name {
            /// The words of the set.
            pub const SET: $crate::model::declare::CodeSet = $crate::model::declare::CodeSet {
                name: $set,
                values: &[$(($word, $meaning)),+],
            };

            /// The word as it stands in the export's own language.
            pub fn word(&self) -> &str {
                match self {
                    $(Self::$Value => $word,)+
                    Self::Other(word) => word,
                }
            }

            /// The value for a word in its declared spelling.
            pub fn of(word: &str) -> Self {
                match word {
                    $($word => Self::$Value,)+
                    _ => Self::Other(word.into()),
                }
            }
        }

        impl $crate::model::declare::FieldType for $Name {
            const KIND: $crate::model::declare::FieldKind =
                $crate::model::declare::FieldKind::Code(&Self::SET);
            fn take(
                cells: &mut dyn $crate::model::declare::Cells,
                field: &'static $crate::model::declare::Field,
            ) -> $crate::model::Recorded<Self> {
                cells.code(field, &Self::SET).map(|word| Self::of(&word))
            }
            fn shown(value: &Self) -> $crate::model::declare::Shown<'_> {
                $crate::model::declare::Shown::Word(value.word())
            }
        }
    )+};
}

/// Declares one record type: its struct, and what [`Record`] needs. `with provenance` adds the
/// fields shared by all dated records.
macro_rules! record {
    ($(#[doc = $about:literal])+ $Name:ident = $name:literal $(with $group:ident: $Group:ident)? {
        $($(#[doc = $fdoc:literal])+ $field:ident: $Ty:ty = $spec:expr;)+
    } $(seldom $Seldom:ident { $($seldom:tt)+ })?) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone)]
        pub struct $Name {
            /// The stable name.
            pub entry: $crate::model::EntryId,
            /// Every place it was read from.
            pub origins: Vec<$crate::issue::Origin>,
            $(/// The fields shared by all dated records.
            pub $group: $Group,)?
            $($(#[doc = $fdoc])+ pub $field: $crate::model::Recorded<$Ty>,)+
            $(/// What few rows have; records that lack the same share it.
            seldom: std::sync::Arc<$Seldom>,)?
        }

        impl $Name {
            /// An empty record of that name, as a layout that carries few fields begins with.
            pub fn bare(entry: $crate::model::EntryId, origin: $crate::issue::Origin) -> Self {
                Self {
                    entry,
                    origins: vec![origin],
                    $($group: $Group::default(),)?
                    $($field: $crate::model::Recorded::NotCarried,)+
                    $(seldom: std::sync::Arc::<$Seldom>::default(),)?
                }
            }
        }

        $crate::model::macros::walks!($Name {
            $($(#[doc = $fdoc])+ $field: $Ty = $spec;)+
        } $(seldom $Seldom { $($seldom)+ })?);

        impl $crate::model::declare::Record for $Name {
            const TYPE: $crate::model::declare::RecordType = $crate::model::declare::RecordType {
                name: $name,
                about: concat!($($about),+),
                own: Self::FIELDS,
                shared: record!(@shared $($Group)?),
            };

            fn read(
                cells: &mut dyn $crate::model::declare::Cells,
                entry: $crate::model::EntryId,
                origin: $crate::issue::Origin,
            ) -> Self {
                let fields = &mut Self::FIELDS.iter();
                Self {
                    entry,
                    origins: vec![origin],
                    $($group: $Group::read(cells, &mut $Group::FIELDS.iter()),)?
                    $($field: <$Ty as $crate::model::declare::FieldType>::take(
                        cells,
                        $crate::model::macros::walks::next(fields),
                    ),)+
                    $(seldom: $Seldom::read(cells, fields).into(),)?
                }
            }

            record!(@share [$($Seldom)?] [$($group)?]);

            fn entry(&self) -> &$crate::model::EntryId {
                &self.entry
            }

            fn entry_mut(&mut self) -> &mut $crate::model::EntryId {
                &mut self.entry
            }

            fn origins(&self) -> &[$crate::issue::Origin] {
                &self.origins
            }

            fn origins_mut(&mut self) -> &mut Vec<$crate::issue::Origin> {
                &mut self.origins
            }

            fn each_reference<'a>(
                &'a self,
                visit: &mut dyn FnMut(&'static $crate::model::declare::Field, &'a str),
            ) {
                self.walk_references(&mut Self::FIELDS.iter(), visit);
                $(self.$group.walk_references(&mut $Group::FIELDS.iter(), visit);)?
            }

            fn keep_references(
                &mut self,
                keep: &mut dyn FnMut(&'static $crate::model::declare::Field, &str) -> bool,
            ) {
                self.walk_kept_references(&mut Self::FIELDS.iter(), keep);
                $(self.$group.walk_kept_references(&mut $Group::FIELDS.iter(), keep);)?
            }

            fn each_text(
                &mut self,
                visit: &mut dyn FnMut(
                    &'static $crate::model::declare::Field,
                    &mut $crate::model::Recorded<$crate::model::Text>,
                ),
            ) {
                self.walk_texts(&mut Self::FIELDS.iter(), visit);
                $(self.$group.walk_texts(&mut $Group::FIELDS.iter(), visit);)?
            }

            fn each_date(
                &self,
                visit: &mut dyn FnMut(&'static $crate::model::declare::Field, &$crate::model::When),
            ) {
                self.walk_dates(&mut Self::FIELDS.iter(), visit);
                $(self.$group.walk_dates(&mut $Group::FIELDS.iter(), visit);)?
            }

            fn each_value<'a>(
                &'a self,
                visit: &mut dyn FnMut(
                    &'static $crate::model::declare::Field,
                    $crate::model::declare::Shown<'a>,
                ),
            ) {
                self.walk_values(&mut Self::FIELDS.iter(), visit);
                $(self.$group.walk_values(&mut $Group::FIELDS.iter(), visit);)?
            }

            fn provenance(&self) -> Option<&$crate::model::records::Provenance> {
                record!(@group self $($group)?)
            }
        }
    };
    (@share [] []) => {};
    (@share [] [$group:ident]) => {
        fn share(&mut self, earlier: &Self) {
            self.$group.share_seldom(&earlier.$group);
        }
    };
    (@share [$Seldom:ident] [$group:ident]) => {
        fn share(&mut self, earlier: &Self) {
            self.share_seldom(earlier);
            self.$group.share_seldom(&earlier.$group);
        }
    };
    (@group $self:ident) => { None };
    (@group $self:ident $group:ident) => { Some(&$self.$group) };
    (@shared) => { &[] };
    (@shared $Group:ident) => { $Group::FIELDS };
}

/// Declares the struct that holds all records, a list per type.
macro_rules! records {
    ($($list:ident: $Name:ident;)+) => {
        /// All records of an export, or of one case: a list per record type.
        #[derive(Debug, Clone, Default)]
        pub struct Records {
            $(#[doc = concat!("Records of the type ", stringify!($Name), ".")] pub $list: Vec<$Name>,)+
        }

        $(impl $crate::model::declare::Listed for $Name {
            fn list_of(records: &mut Records) -> &mut Vec<Self> {
                &mut records.$list
            }
        })+

        /// Every record type, in the order of the blank workbook.
        pub const RECORD_TYPES: &[&$crate::model::declare::RecordType] =
            &[$(&<$Name as $crate::model::declare::Record>::TYPE),+];

        impl Records {
            /// Reads one row of the named type; none where no type has that name.
            pub fn read_row(
                &mut self,
                record: &str,
                cells: &mut dyn $crate::model::declare::Cells,
                entry: $crate::model::EntryId,
                origin: $crate::issue::Origin,
            ) -> bool {
                $(if record == <$Name as $crate::model::declare::Record>::TYPE.name {
                    let mut read =
                        <$Name as $crate::model::declare::Record>::read(cells, entry, origin);
                    if let Some(earlier) = self.$list.last() {
                        $crate::model::declare::Record::share(&mut read, earlier);
                    }
                    self.$list.push(read);
                    return true;
                })+
                false
            }

            /// Calls the visitor with each list.
            pub fn each_list(&self, visit: &mut impl $crate::model::declare::ListVisitor) {
                $(visit.list(&self.$list);)+
            }

            /// Calls the visitor with each list, to be changed.
            pub fn each_list_mut(&mut self, visit: &mut impl $crate::model::declare::ListVisitorMut) {
                $(visit.list(&mut self.$list);)+
            }

            /// Moves all records of another set behind these.
            pub fn append(&mut self, mut other: Records) {
                $(self.$list.append(&mut other.$list);)+
            }

            /// How many records there are.
            pub fn count(&self) -> usize {
                0 $(+ self.$list.len())+
            }
        }
    };
}

pub(super) use walks::{field_group, walks};
pub(super) use {code_sets, record, records};

//! The macros by which a struct of fields gives its declarations and can be walked field by field: a
//! record, and what records share.

use std::sync::Arc;

use crate::model::declare::Field;

/// The declarations of fields, as a walk over them goes along.
pub(in crate::model) type Fields = std::slice::Iter<'static, Field>;

/// The declaration of the field that a walk has come to.
pub(in crate::model) fn next(fields: &mut Fields) -> &'static Field {
    fields
        .next()
        .expect("one declaration stands for each field")
}

/// Two lists of declarations as one.
pub(in crate::model) const fn joined<const N: usize>(
    front: &[Field],
    back: &[Field],
) -> [Field; N] {
    let mut all = [front[0]; N];
    let mut at = 0;
    while at < N {
        all[at] = if at < front.len() {
            front[at]
        } else {
            back[at - front.len()]
        };
        at += 1;
    }
    all
}

/// Lets equal parts of two records be one.
pub(in crate::model) fn share<T: PartialEq>(own: &mut Arc<T>, earlier: &Arc<T>) {
    if **own == **earlier {
        *own = earlier.clone();
    }
}

/// Gives a struct of fields the declarations of its fields and the walks over them. What few rows have may
/// stand in a part of its own, `seldom`, which is declared here and lent as if its fields were the struct's.
macro_rules! walks {
    ($Name:ident {
        $($(#[doc = $fdoc:literal])+ $field:ident: $Ty:ty = $spec:expr;)+
    } $(seldom $Seldom:ident { $($seldom:tt)+ })?) => {
        impl $Name {
            const FRONT: &'static [$crate::model::declare::Field] = &[
                $($crate::model::declare::Field {
                    name: stringify!($field),
                    kind: <$Ty as $crate::model::declare::FieldType>::KIND,
                    needed: $spec.needed,
                    refers: $spec.refers,
                    aliases: $spec.aliases,
                    about: concat!($($fdoc),+),
                },)+
            ];
            pub(in crate::model) const FIELDS: &'static [$crate::model::declare::Field] =
                $crate::model::macros::walks!(@fields $Name $($Seldom)?);

            pub(in crate::model) fn walk_references<'a>(
                &'a self,
                fields: &mut $crate::model::macros::walks::Fields,
                visit: &mut dyn FnMut(&'static $crate::model::declare::Field, &'a str),
            ) {
                $(
                    let field = $crate::model::macros::walks::next(fields);
                    <$Ty as $crate::model::declare::FieldType>::each_id(
                        &self.$field,
                        &mut |id| visit(field, id),
                    );
                )+
                $($Seldom::walk_references(&self.seldom, fields, visit);)?
            }

            pub(in crate::model) fn walk_kept_references(
                &mut self,
                fields: &mut $crate::model::macros::walks::Fields,
                keep: &mut dyn FnMut(&'static $crate::model::declare::Field, &str) -> bool,
            ) {
                $(
                    let field = $crate::model::macros::walks::next(fields);
                    <$Ty as $crate::model::declare::FieldType>::keep_ids(
                        &mut self.$field,
                        &mut |id| keep(field, id),
                    );
                )+
                $(std::sync::Arc::<$Seldom>::make_mut(&mut self.seldom)
                    .walk_kept_references(fields, keep);)?
            }

            pub(in crate::model) fn walk_texts(
                &mut self,
                fields: &mut $crate::model::macros::walks::Fields,
                visit: &mut dyn FnMut(
                    &'static $crate::model::declare::Field,
                    &mut $crate::model::Recorded<$crate::model::Text>,
                ),
            ) {
                $(
                    let field = $crate::model::macros::walks::next(fields);
                    if let Some(words) =
                        <$Ty as $crate::model::declare::FieldType>::words_mut(&mut self.$field)
                    {
                        visit(field, words);
                    }
                )+
                $(std::sync::Arc::<$Seldom>::make_mut(&mut self.seldom)
                    .walk_texts(fields, visit);)?
            }

            pub(in crate::model) fn walk_dates(
                &self,
                fields: &mut $crate::model::macros::walks::Fields,
                visit: &mut dyn FnMut(&'static $crate::model::declare::Field, &$crate::model::When),
            ) {
                $(
                    let field = $crate::model::macros::walks::next(fields);
                    if let Some(date) =
                        <$Ty as $crate::model::declare::FieldType>::date(&self.$field)
                    {
                        visit(field, date);
                    }
                )+
                $($Seldom::walk_dates(&self.seldom, fields, visit);)?
            }

            pub(in crate::model) fn walk_values<'a>(
                &'a self,
                fields: &mut $crate::model::macros::walks::Fields,
                visit: &mut dyn FnMut(
                    &'static $crate::model::declare::Field,
                    $crate::model::declare::Shown<'a>,
                ),
            ) {
                $(
                    let field = $crate::model::macros::walks::next(fields);
                    visit(field, $crate::model::declare::shown(&self.$field));
                )+
                $($Seldom::walk_values(&self.seldom, fields, visit);)?
            }

            $(/// Lets the part that few rows have be one with that of an earlier row, where they are equal.
            pub(in crate::model) fn share_seldom(&mut self, earlier: &Self) {
                $crate::model::macros::walks::share::<$Seldom>(&mut self.seldom, &earlier.seldom);
            })?
        }

        $($crate::model::macros::field_group! {
            /// What few rows have.
            $Seldom { $($seldom)+ }
        }

        impl std::ops::Deref for $Name {
            type Target = $Seldom;

            fn deref(&self) -> &$Seldom {
                &self.seldom
            }
        }

        impl std::ops::DerefMut for $Name {
            fn deref_mut(&mut self) -> &mut $Seldom {
                std::sync::Arc::make_mut(&mut self.seldom)
            }
        })?
    };
    (@fields $Name:ident) => { $Name::FRONT };
    (@fields $Name:ident $Seldom:ident) => {
        &$crate::model::macros::walks::joined::<{ $Name::FRONT.len() + $Seldom::FIELDS.len() }>(
            $Name::FRONT,
            $Seldom::FIELDS,
        )
    };
}

/// Declares a group of fields that is no record by itself.
macro_rules! field_group {
    ($(#[doc = $about:literal])+ $Name:ident {
        $($(#[doc = $fdoc:literal])+ $field:ident: $Ty:ty = $spec:expr;)+
    } $(seldom $Seldom:ident { $($seldom:tt)+ })?) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $Name {
            $($(#[doc = $fdoc])+ pub $field: $crate::model::Recorded<$Ty>,)+
            $(/// What few rows have; records that lack the same share it.
            seldom: std::sync::Arc<$Seldom>,)?
        }

        impl $Name {
            pub(in crate::model) fn read(
                cells: &mut dyn $crate::model::declare::Cells,
                fields: &mut $crate::model::macros::walks::Fields,
            ) -> Self {
                Self {
                    $($field: <$Ty as $crate::model::declare::FieldType>::take(
                        cells,
                        $crate::model::macros::walks::next(fields),
                    ),)+
                    $(seldom: $Seldom::read(cells, fields).into(),)?
                }
            }
        }

        $crate::model::macros::walks!($Name {
            $($(#[doc = $fdoc])+ $field: $Ty = $spec;)+
        } $(seldom $Seldom { $($seldom)+ })?);
    };
}

pub(in crate::model) use {field_group, walks};

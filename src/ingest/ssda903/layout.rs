//! The tables of the return: which columns each has, and how a grid is known to be one of them. A
//! table is known by its columns, in any order, whatever its file is called.

use crate::ingest::table::{Grid, Row, Value};
use crate::model::declare::plain_key;

/// A table of the return. Where tables tell the same thing of a child, the earlier one is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// One row a child.
    Header,
    /// One row for every stretch of care in which nothing changed.
    Episodes,
    /// One row a review.
    Reviews,
    /// Unaccompanied children seeking asylum.
    Uasc,
    /// Health of children looked after for a year.
    Oc2,
    /// Care leavers around their birthday.
    Oc3,
    /// Adoption decisions, matches and adopters.
    AdoptionData,
    /// Decisions that a child should be placed for adoption.
    PlacedForAdoption,
    /// Permanence before this time in care.
    PreviousPermanence,
    /// Times missing or away.
    Missing,
    /// One row a social worker and child.
    SocialWorkers,
    /// Orders depriving a child of liberty.
    Deprivation,
}

/// What is known of a table before it is read; columns are listed as a header row lists them.
struct Shape {
    table: Table,
    name: &'static str,
    columns: &'static str,
    /// The columns without which it is not this table.
    telling: &'static str,
    /// The columns that, beside the child, name a row.
    key: &'static str,
    /// Columns in which two rows of one key may differ and still tell of the same thing.
    soft: &'static str,
}

const SHAPES: [Shape; 12] = [
    Shape {
        table: Table::Header,
        name: "header",
        columns: "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
        telling: "CHILD,SEX,DOB,ETHNIC",
        key: "",
        soft: "SEX,ETHNIC,UPN,MOTHER,MC_DOB",
    },
    Shape {
        table: Table::Episodes,
        name: "episodes",
        columns: "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,\
                  HOME_POST,PL_POST,URN",
        telling: "CHILD,DECOM,RNE,LS,PLACE,DEC,REC",
        key: "DECOM",
        soft: "CIN,PLACE_PROVIDER,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
    },
    Shape {
        table: Table::Reviews,
        name: "reviews",
        columns: "CHILD,DOB,REVIEW,REVIEW_CODE",
        telling: "CHILD,REVIEW,REVIEW_CODE",
        key: "REVIEW",
        soft: "",
    },
    Shape {
        table: Table::Uasc,
        name: "uasc",
        columns: "CHILD,SEX,DOB,DUC",
        telling: "CHILD,DUC",
        key: "",
        soft: "SEX",
    },
    Shape {
        table: Table::Oc2,
        name: "oc2",
        columns: "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,\
                  TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,\
                  INTERVENTION_OFFERED",
        telling: "CHILD,SDQ_SCORE,HEALTH_CHECK,TEETH_CHECK",
        key: "",
        soft: "",
    },
    Shape {
        table: Table::Oc3,
        name: "oc3",
        columns: "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
        telling: "CHILD,IN_TOUCH,ACTIV,ACCOM",
        key: "",
        soft: "",
    },
    Shape {
        table: Table::AdoptionData,
        name: "ad1",
        columns: "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR",
        telling: "CHILD,DATE_INT,DATE_MATCH",
        key: "DATE_INT",
        soft: "",
    },
    Shape {
        table: Table::PlacedForAdoption,
        name: "placed for adoption",
        columns: "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
        telling: "CHILD,DATE_PLACED,DATE_PLACED_CEASED",
        key: "DATE_PLACED",
        soft: "",
    },
    Shape {
        table: Table::PreviousPermanence,
        name: "previous permanence",
        columns: "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM",
        telling: "CHILD,PREV_PERM,DATE_PERM",
        key: "PREV_PERM",
        soft: "",
    },
    Shape {
        table: Table::Missing,
        name: "missing",
        columns: "CHILD,DOB,MISSING,MIS_START,MIS_END",
        telling: "CHILD,MISSING,MIS_START",
        key: "MIS_START",
        soft: "",
    },
    Shape {
        table: Table::SocialWorkers,
        name: "social workers",
        columns: "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
        telling: "CHILD,SW_ID,SW_DECOM",
        key: "SW_ID,SW_DECOM",
        soft: "",
    },
    Shape {
        table: Table::Deprivation,
        name: "deprivation of liberty",
        columns: "CHILD,DOB,DOLO_START,DOLO_END",
        telling: "CHILD,DOLO_START",
        key: "DOLO_START",
        soft: "",
    },
];

/// Headings of the XML form of the return, and the column each stands for.
const OTHER_HEADINGS: [(&str, &str); 2] = [("CHILDID", "CHILD"), ("PL", "PLACE")];

impl Table {
    /// The table's name as counts and messages speak of it.
    pub fn name(self) -> &'static str {
        self.shape().name
    }

    /// The columns that, beside the child, name a row.
    pub(super) fn key(self) -> impl Iterator<Item = &'static str> {
        listed(self.shape().key)
    }

    /// Whether two rows of one key may differ in that column and still tell of the same thing.
    pub(super) fn is_soft(self, column: &str) -> bool {
        listed(self.shape().soft).any(|soft| soft == column)
    }

    /// Whether nothing in the table has a date of its own.
    pub(super) fn is_undated(self) -> bool {
        matches!(self, Self::Oc2 | Self::Oc3)
    }

    fn shape(self) -> &'static Shape {
        &SHAPES[self as usize]
    }
}

/// The columns of a list.
fn listed(columns: &'static str) -> impl Iterator<Item = &'static str> {
    columns.split(',').filter(|column| !column.is_empty())
}

/// Whether a column of the layout holds dates.
pub(super) fn holds_dates(column: &str) -> bool {
    let begins = ["DATE_", "DOLO_", "MIS_"]
        .iter()
        .any(|start| column.starts_with(start));
    let named = [
        "DOB", "MC_DOB", "DECOM", "DEC", "REVIEW", "DUC", "SW_DECOM", "SW_DEC",
    ];
    begins || named.contains(&column)
}

/// A grid known to be a table of the return.
#[derive(Debug, Clone, PartialEq)]
pub struct Recognised {
    /// Which table it is.
    pub table: Table,
    /// The row that holds the headings.
    pub header_row: u32,
    /// The layout's columns in its order, and where each stands.
    pub(super) columns: Vec<(&'static str, Option<u32>)>,
    /// Columns that the layout does not know, unnamed ones among them.
    pub(super) extra: Vec<u32>,
}

impl Recognised {
    /// The number of the column of that name.
    pub(super) fn place(&self, column: &str) -> Option<u32> {
        self.columns.iter().find(|(name, _)| *name == column)?.1
    }

    /// The layout's columns that the grid lacks.
    pub(super) fn lacking(&self) -> impl Iterator<Item = &'static str> {
        let lacking = self.columns.iter().filter(|(_, place)| place.is_none());
        lacking.map(|(name, _)| *name)
    }
}

/// Which table of the return a grid is, where it is one: its headings stand in one of the first
/// 25 rows and hold every column that tells this table from the others.
pub fn recognise(grid: &Grid) -> Option<Recognised> {
    let top = grid
        .rows
        .iter()
        .enumerate()
        .take_while(|(_, row)| row.number <= 25);
    top.filter_map(|(index, row)| {
        let mut seen = headings(row)?;
        seen.extra.extend(unnamed(row, grid.rows.get(index + 1)));
        Some(seen)
    })
    .next()
}

/// The table that a row of headings belongs to, and where its columns stand.
fn headings(row: &Row) -> Option<Recognised> {
    let named: Vec<(String, u32)> = row.cells.iter().filter_map(named_column).collect();
    let place = |wanted: &str| {
        let key = plain_key(wanted);
        named
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, column)| *column)
    };
    let fits = |shape: &&Shape| listed(shape.telling).all(|column| place(column).is_some());
    let shape = SHAPES.iter().find(fits)?;
    let columns: Vec<_> = listed(shape.columns)
        .map(|name| (name, place(name)))
        .collect();
    let known = |column: &u32| columns.iter().any(|(_, place)| *place == Some(*column));
    let others = named
        .iter()
        .map(|(_, column)| *column)
        .filter(|column| !known(column));
    let extra = others.collect();
    Some(Recognised {
        table: shape.table,
        header_row: row.number,
        columns,
        extra,
    })
}

/// A heading as it is compared, with its column.
fn named_column(cell: &crate::ingest::table::Cell) -> Option<(String, u32)> {
    let Value::Text(words) = &cell.value else {
        return None;
    };
    let key = plain_key(words);
    let known = OTHER_HEADINGS
        .iter()
        .find(|(other, _)| plain_key(other) == key);
    let key = known.map_or(key, |(_, column)| plain_key(column));
    (!key.is_empty()).then_some((key, cell.column))
}

/// Columns of the first row of data that have no heading, such as the index that pandas writes.
fn unnamed(headings: &Row, first: Option<&Row>) -> Vec<u32> {
    let cells = first.map(|row| row.cells.as_slice()).unwrap_or_default();
    let columns = cells.iter().map(|cell| cell.column);
    columns
        .filter(|column| headings.cell(*column).is_none())
        .collect()
}

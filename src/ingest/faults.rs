//! The codes under which the readers report a fault. A code keeps its meaning for good, so that
//! scripts and colleagues can look it up; CB01 is about files and tables, CB02 about cells.

/// The file is neither text nor a workbook that can be read.
pub const NOT_TEXT: &str = "CB0101";
/// The file is not UTF-8 and was read as Windows-1252.
pub const OLD_ENCODING: &str = "CB0102";
/// A quotation mark is never closed, so the rest of the file is one row.
pub const UNCLOSED_QUOTE: &str = "CB0103";
/// The file holds nothing.
pub const NOTHING_IN_IT: &str = "CB0104";
/// The workbook is protected by a password.
pub const ENCRYPTED: &str = "CB0105";
/// The file is a spreadsheet of a kind that is not read.
pub const OTHER_WORKBOOK: &str = "CB0106";
/// The file is damaged, or no workbook at all.
pub const DAMAGED: &str = "CB0107";
/// A sheet could be read in part only.
pub const SHEET_BROKEN_OFF: &str = "CB0108";
/// The file holds more than will be read.
pub const TOO_LARGE: &str = "CB0109";
/// Hidden rows were read.
pub const HIDDEN_ROWS: &str = "CB0110";
/// Hidden columns were read.
pub const HIDDEN_COLUMNS: &str = "CB0111";
/// A hidden sheet was read.
pub const HIDDEN_SHEET: &str = "CB0112";
/// Merged cells carry their value in the first cell only.
pub const MERGED_CELLS: &str = "CB0113";
/// The JSON cannot be parsed.
pub const MALFORMED_JSON: &str = "CB0114";
/// The file was written for a newer version of the program.
pub const NEWER_SCHEMA: &str = "CB0115";
/// A part of the JSON is not a list of records.
pub const NOT_A_LIST: &str = "CB0116";
/// A value inside a JSON record is itself a structure.
pub const NESTED: &str = "CB0117";
/// A JSON record has the same key twice.
pub const KEY_TWICE: &str = "CB0118";
/// No layout recognises the table.
pub const NOT_RECOGNISED: &str = "CB0120";
/// Rows above the heading row were passed over.
pub const ABOVE_HEADINGS: &str = "CB0121";
/// Columns with headings that name no field were not read.
pub const UNKNOWN_COLUMNS: &str = "CB0122";
/// Two columns name the same field; the later one was not read.
pub const SECOND_COLUMN: &str = "CB0123";
/// Cells stand under no heading.
pub const NO_HEADING: &str = "CB0124";
/// A line of a CSV file has more fields than there are headings.
pub const TOO_MANY_FIELDS: &str = "CB0126";
/// The heading row is repeated further down.
pub const HEADINGS_AGAIN: &str = "CB0125";

/// A cell holds an error such as `#N/A`.
pub const ERROR_CELL: &str = "CB0201";
/// A formula has no stored result.
pub const NO_RESULT: &str = "CB0202";
/// A date cannot be read.
pub const BAD_DATE: &str = "CB0203";
/// A date stands for no date.
pub const NO_DATE: &str = "CB0204";
/// A yes or no field holds something else.
pub const NOT_YES_NO: &str = "CB0205";
/// A number field holds something else.
pub const NOT_A_NUMBER: &str = "CB0206";
/// A coded field holds a word that is not in its list.
pub const UNKNOWN_CODE: &str = "CB0207";
/// A spreadsheet program has changed an id beyond repair.
pub const DAMAGED_ID: &str = "CB0208";
/// A field without which a row cannot be used is missing.
pub const NEEDED: &str = "CB0209";
/// Two rows with the same id differ.
pub const ID_TAKEN: &str = "CB0210";
/// The same row stands in the export more than once.
pub const SAME_ROW: &str = "CB0211";
/// Characters without visible form were left out or replaced by their plain form.
pub const CHARACTERS_CLEANED: &str = "CB0212";
/// Characters that cannot be printed were replaced by a visible mark.
pub const CHARACTERS_MARKED: &str = "CB0213";
/// A cell of a workbook cannot be read.
pub const UNREADABLE_CELL: &str = "CB0214";

//! Cells that ask somebody to act, set apart by conditional formats: bold and underlined, and only beside that
//! in another colour, so that they stand out on a black and white print and to whoever sees no colours.

use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatText,
    ConditionalFormatTextRule, Format, FormatUnderline, Worksheet, XlsxError,
};

use super::page::number;
use crate::view::{Column, ColumnKind};

const FILL: Color = Color::RGB(0x00FC_E4D6);

/// Adds the conditional formats of the columns that have any, over the rows from first to last.
pub(super) fn set_apart(
    sheet: &mut Worksheet,
    columns: &[Column],
    (first, last): (u32, u32),
) -> Result<(), XlsxError> {
    if last < first {
        return Ok(());
    }
    let format = Format::new()
        .set_bold()
        .set_underline(FormatUnderline::Single)
        .set_background_color(FILL);
    for (index, column) in columns.iter().enumerate() {
        let at = number(index);
        match &column.kind {
            ColumnKind::Watched => {
                let rule = ConditionalFormatCell::new()
                    .set_rule(ConditionalFormatCellRule::GreaterThan(0))
                    .set_format(&format);
                sheet.add_conditional_format(first, at, last, at, &rule)?;
            }
            ColumnKind::Standing(words) => {
                for word in words {
                    let rule = ConditionalFormatText::new()
                        .set_rule(ConditionalFormatTextRule::BeginsWith(word.clone()))
                        .set_format(&format);
                    sheet.add_conditional_format(first, at, last, at, &rule)?;
                }
            }
            ColumnKind::Text
            | ColumnKind::Date
            | ColumnKind::Number
            | ColumnKind::Place
            | ColumnKind::Choice(_) => {}
        }
    }
    Ok(())
}

//! Every way known to us in which a name that was taken out of a workbook was still in it, in parts that every
//! workbook has.

use super::Leak::Edit;
use super::{BOOK, SHEET, STRINGS, book, codes, kim};

#[test]
#[expect(clippy::too_many_lines, reason = "one list of leaks")]
fn a_name_in_any_part_is_found() {
    let leaks = [
        ("cell", Edit(STRINGS, "The plan", "Kim Smith")),
        (
            "cell of another case and width",
            Edit(STRINGS, "The plan", "ＫＩＭ smith"),
        ),
        (
            "runs of a cell",
            Edit(
                STRINGS,
                "<t>The plan was agreed.</t>",
                "<r><t>Kim Sm</t></r><r><rPr><b/></rPr><t>ith</t></r>",
            ),
        ),
        (
            "character codes",
            Edit(STRINGS, "The plan", "K&#x69;m&#160;Smith"),
        ),
        (
            "escapes of workbooks",
            Edit(STRINGS, "The plan", "Kim_x0020_Sm_x0069_th"),
        ),
        (
            "text that no cell shows",
            Edit(STRINGS, "</sst>", "<si><t>Kim Smith</t></si></sst>"),
        ),
        (
            "two cells of a row",
            Edit(
                SHEET,
                "<c r=\"A41710\"><v>45363</v></c><c r=\"B41710\" t=\"s\"><v>2</v></c>",
                "<c t=\"inlineStr\"><is><t>Kim</t></is></c><c t=\"str\"><v>Smith</v></c>",
            ),
        ),
        (
            "end of a row and beginning of the next",
            Edit(
                SHEET,
                "</sheetData>",
                "<row><c t=\"str\"><v>seen by Kim</v></c></row><row><c t=\"str\"><v>Smith</v></c></row></sheetData>",
            ),
        ),
        (
            "cell of a prefixed element",
            Edit(
                SHEET,
                "</sheetData>",
                "<x:row><x:c t=\"str\"><x:v>Kim Smith</x:v></x:c></x:row></sheetData>",
            ),
        ),
        ("day as a serial number", Edit(SHEET, "45363", "41711")),
        (
            "day and time as a serial number",
            Edit(SHEET, "45363", "41711.75"),
        ),
        ("telephone number", Edit(SHEET, "45363", "447700900123")),
        (
            "document property",
            Edit("docProps/core.xml", "The record", "Kim Smith"),
        ),
        (
            "company",
            Edit(
                "docProps/app.xml",
                "<Company>",
                "<Manager>Kim Smith</Manager><Company>",
            ),
        ),
        ("sheet name", Edit(BOOK, "\"Events\"", "\"Kim Smith\"")),
        (
            "table name",
            Edit("xl/tables/table1.xml", "\"table_events\"", "\"Kim_Smith\""),
        ),
        (
            "column name",
            Edit("xl/tables/table1.xml", "\"What happened\"", "'Kim Smith'"),
        ),
        (
            "text for screen readers",
            Edit(
                "xl/tables/table1.xml",
                "</table>",
                "<extLst><ext><x14:table altText=\"Kim Smith\"/></ext></extLst></table>",
            ),
        ),
        (
            "header",
            Edit(
                SHEET,
                "</worksheet>",
                "<headerFooter><oddHeader>&amp;LKim&amp;RSmith &amp;CKim Smith</oddHeader></headerFooter></worksheet>",
            ),
        ),
        (
            "footer",
            Edit(
                SHEET,
                "</worksheet>",
                "<headerFooter><evenFooter>&amp;\"Arial,Bold\"&amp;9Kim Smith</evenFooter></headerFooter></worksheet>",
            ),
        ),
        (
            "list to choose from",
            Edit(
                SHEET,
                "</worksheet>",
                "<dataValidations><dataValidation type=\"list\"><formula1>\"Kim Smith,Other\"</formula1></dataValidation></dataValidations></worksheet>",
            ),
        ),
        (
            "guidance at a cell",
            Edit(
                SHEET,
                "</worksheet>",
                "<dataValidations><dataValidation prompt=\"Ask Kim Smith\"/></dataValidations></worksheet>",
            ),
        ),
        (
            "tip of a link",
            Edit(
                SHEET,
                "</worksheet>",
                "<hyperlinks><hyperlink ref=\"A1\" tooltip=\"Kim Smith\" location=\"Events!A1\"/></hyperlinks></worksheet>",
            ),
        ),
        (
            "rule of a format",
            Edit(
                SHEET,
                "</worksheet>",
                "<conditionalFormatting sqref=\"A1\"><cfRule><formula>A1=\"Kim Smith\"</formula></cfRule></conditionalFormatting></worksheet>",
            ),
        ),
        (
            "remark",
            Edit(SHEET, "<worksheet>", "<!-- Kim Smith --><worksheet>"),
        ),
        (
            "instruction",
            Edit(SHEET, "<worksheet>", "<?note Kim Smith?><worksheet>"),
        ),
        (
            "unparsed text",
            Edit(SHEET, "</worksheet>", "<![CDATA[Kim Smith]]></worksheet>"),
        ),
        (
            "attribute that cannot be parsed",
            Edit(SHEET, "<worksheet>", "<worksheet a=Kim b='Kim Smith>"),
        ),
        (
            "number format",
            Edit(
                "xl/theme/theme1.xml",
                "</a:theme>",
                "<x formatCode=\"&quot;Kim Smith&quot;0\"/></a:theme>",
            ),
        ),
    ];
    for (name, leak) in leaks {
        assert_eq!(codes(&book(&[leak]), &kim()), ["CB0901"], "{name}");
    }
}

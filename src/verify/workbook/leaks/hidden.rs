//! What a reader of a workbook does not see at once: it is refused, and searched all the same.

use super::Leak::{Edit, Part};
use super::{BOOK, Leak, PARTS, SHEET, STRINGS, book, codes, kim, zipped};
use crate::verify::workbook::search_workbook;

const HIDDEN_CELL: &str = "<worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>Kim Smith</t></is></c></row></sheetData></worksheet>";

#[test]
#[expect(clippy::too_many_lines, reason = "one list of leaks")]
fn what_is_hidden_is_refused_and_still_searched() {
    let leaks: [(&str, &[Leak]); 24] = [
        (
            "hidden sheet",
            &[
                Part("xl/worksheets/sheet2.xml", HIDDEN_CELL),
                Edit(
                    BOOK,
                    "</sheets>",
                    "<sheet name=\"a\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/></sheets>",
                ),
            ],
        ),
        (
            "very hidden sheet",
            &[
                Part("xl/worksheets/sheet2.xml", HIDDEN_CELL),
                Edit(
                    BOOK,
                    "</sheets>",
                    "<sheet name='a' state='veryHidden' sheetId='2'/></sheets>",
                ),
            ],
        ),
        (
            "hidden row",
            &[Edit(
                SHEET,
                "</sheetData>",
                "<row r=\"41711\" hidden=\"1\"><c t=\"str\"><v>Kim Smith</v></c></row></sheetData>",
            )],
        ),
        (
            "row of no height",
            &[Edit(
                SHEET,
                "</sheetData>",
                "<row ht=\"0\" customHeight=\"1\"><c t=\"str\"><v>Kim Smith</v></c></row></sheetData>",
            )],
        ),
        (
            "hidden column",
            &[
                Edit(
                    SHEET,
                    "</cols>",
                    "<col min=\"3\" max=\"3\" hidden=\"true\"/></cols>",
                ),
                Edit(STRINGS, "The plan", "Kim Smith"),
            ],
        ),
        (
            "column of no width",
            &[
                Edit(SHEET, "width=\"12.5\"", "width=\"0.1\""),
                Edit(STRINGS, "The plan", "Kim Smith"),
            ],
        ),
        (
            "rows hidden unless said otherwise",
            &[
                Edit(SHEET, "<cols>", "<sheetFormatPr zeroHeight=\"1\"/><cols>"),
                Edit(STRINGS, "The plan", "Kim Smith"),
            ],
        ),
        (
            "filter",
            &[Edit(
                "xl/tables/table1.xml",
                "<tableColumns",
                "<autoFilter><filterColumn><filters><filter val=\"Kim Smith\"/></filters></filterColumn></autoFilter><tableColumns",
            )],
        ),
        (
            "comment",
            &[Part(
                "xl/comments1.xml",
                "<comments><authors><author>a</author></authors><commentList><comment ref=\"A1\"><text><t>Kim Smith</t></text></comment></commentList></comments>",
            )],
        ),
        (
            "author of a comment",
            &[Part(
                "xl/comments1.xml",
                "<comments><authors><author>Kim Smith</author></authors></comments>",
            )],
        ),
        (
            "threaded comment",
            &[Part(
                "xl/threadedComments/threadedComment1.xml",
                "<ThreadedComments><threadedComment><text>Kim Smith</text></threadedComment></ThreadedComments>",
            )],
        ),
        (
            "person who commented",
            &[Part(
                "xl/persons/person.xml",
                "<personList><person displayName=\"Kim Smith\"/></personList>",
            )],
        ),
        (
            "defined name",
            &[Edit(
                BOOK,
                "</definedNames>",
                "<definedName name=\"Kim_Smith\">Events!$A$1</definedName></definedNames>",
            )],
        ),
        (
            "words of a defined name",
            &[Edit(
                BOOK,
                "</definedNames>",
                "<definedName name=\"who\" hidden=\"1\">\"Kim Smith\"</definedName></definedNames>",
            )],
        ),
        (
            "pivot cache",
            &[Part(
                "xl/pivotCache/pivotCacheDefinition1.xml",
                "<pivotCacheDefinition><sharedItems><s v=\"Kim Smith\"/></sharedItems></pivotCacheDefinition>",
            )],
        ),
        (
            "pivot table",
            &[Part(
                "xl/pivotTables/pivotTable1.xml",
                "<pivotTableDefinition name=\"Kim Smith\"/>",
            )],
        ),
        (
            "custom property",
            &[Part(
                "docProps/custom.xml",
                "<Properties><property name=\"who\"><vt:lpwstr>Kim Smith</vt:lpwstr></property></Properties>",
            )],
        ),
        (
            "custom XML",
            &[Part("customXml/item1.xml", "<who><Kim_Smith/></who>")],
        ),
        (
            "figures of a chart",
            &[Part(
                "xl/charts/chart1.xml",
                "<c:chart><c:strCache><c:pt><c:v>Kim Smith</c:v></c:pt></c:strCache></c:chart>",
            )],
        ),
        (
            "text of a drawing",
            &[Part(
                "xl/drawings/drawing1.xml",
                "<xdr:wsDr><a:p><a:r><a:t>Kim </a:t></a:r><a:r><a:t>Smith</a:t></a:r></a:p></xdr:wsDr>",
            )],
        ),
        (
            "text for screen readers",
            &[Part(
                "xl/drawings/drawing1.xml",
                "<xdr:wsDr><xdr:cNvPr id=\"2\" name=\"Picture\" descr=\"Kim Smith\"/></xdr:wsDr>",
            )],
        ),
        (
            "path of another file",
            &[Part(
                "xl/externalLinks/_rels/externalLink1.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" Target=\"file:///C:/Kim%20Smith/a.xlsx Kim Smith\" TargetMode=\"External\"/></Relationships>",
            )],
        ),
        (
            "connection",
            &[Part(
                "xl/connections.xml",
                "<connections><connection connection=\"UID=Kim Smith\"/></connections>",
            )],
        ),
        (
            "formula",
            &[Edit(
                SHEET,
                "<v>45363</v>",
                "<f>\"Kim \"&amp;\"Smith\"</f><v>1</v>",
            )],
        ),
    ];
    for (name, leak) in leaks {
        let bytes = book(leak);
        assert_eq!(codes(&bytes, &kim()), ["CB0901", "CB0912"], "{name}");
        // Without the words it is refused all the same.
        assert_eq!(codes(&bytes, &[]), ["CB0912"], "{name}");
        let found = search_workbook(&bytes, &kim());
        assert!(found.iter().any(|issue| issue.code == "CB0901"), "{name}");
    }
}

#[test]
fn what_cannot_be_read_is_refused() {
    let leaks: [(&str, Leak, &[&str]); 5] = [
        (
            "link out",
            Edit(
                "xl/_rels/workbook.xml.rels",
                "</Relationships>",
                "<Relationship Id=\"rId2\" Target=\"mailto:kim.smith@x.org\" TargetMode=\"External\"/></Relationships>",
            ),
            &["CB0901", "CB0912"],
        ),
        ("macros", Part("xl/vbaProject.bin", "anything"), &["CB0912"]),
        (
            "another file",
            Part("xl/embeddings/oleObject1.bin", "anything"),
            &["CB0912"],
        ),
        (
            "name of a part",
            Part("xl/Kim Smith.xml", "<a/>"),
            &["CB0901", "CB0912"],
        ),
        (
            "picture",
            Part("xl/media/image1.png", "anything"),
            &["CB0912"],
        ),
    ];
    for (name, leak, expected) in leaks {
        assert_eq!(codes(&book(&[leak]), &kim()), expected, "{name}");
    }
    let parts = PARTS.map(|(name, xml)| (name.to_owned(), xml.to_owned()));
    assert_eq!(codes(&zipped(&parts, "Kim Smith"), &kim()), ["CB0901"]);
    // A part that was taken off the list is still in the bytes.
    let mut before = book(&[]);
    before.splice(0..0, *b"PK Kim Smith");
    assert_eq!(codes(&before, &kim()), ["CB0910"]);
    assert_eq!(codes(b"PK no workbook", &kim()), ["CB0910"]);
    assert_eq!(search_workbook(b"no workbook", &[]).len(), 1);
}

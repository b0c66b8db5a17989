//! The words of workbooks themselves. Each stands in every workbook, and some are also somebody's name: a
//! child called Latha is not betrayed by the typeface, nor a birthday by the width of a window.

use super::archive::Part;

/// The parts of a workbook that is nothing but tables, without the digits in their names.
const PARTS: [&str; 12] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/tables/table.xml",
    "xl/theme/theme.xml",
    "xl/workbook.xml",
    "xl/worksheets/_rels/sheet.xml.rels",
    "xl/worksheets/sheet.xml",
];

/// Attributes that say where or how many.
const MEASURES: [&str; 25] = [
    "activeCell",
    "calcId",
    "count",
    "customHeight",
    "customWidth",
    "defaultRowHeight",
    "defaultThemeVersion",
    "ht",
    "id",
    "localSheetId",
    "lowestEdited",
    "max",
    "min",
    "r",
    "ref",
    "rupBuild",
    "s",
    "sheetId",
    "spans",
    "sqref",
    "topLeftCell",
    "uniqueCount",
    "width",
    "windowHeight",
    "windowWidth",
];

/// Values of attributes in any part. No name of a person is among them: a sheet can be called anything.
const VALUES: &str = "\
    _xlnm.Print_Titles|_xlnm.Print_Area|TableStyleLight1|xl|rels|xml|landscape|portrait|frozen|bottomLeft|\
    topLeft|bottomRight|list|lpstr|variant|dcterms:W3CDTF|s|str|b|d|n|e|inlineStr|t";

/// Values of attributes in styles and theme, as rust_xlsxwriter and Excel write them.
const LOOKS: &str = "\
    Normal|Office|Office Theme|Calibri|Cambria|Arial|Liberation Sans|Times New Roman|Tahoma|\
    TableStyleMedium9|PivotStyleLight16|left|right|center|top|bottom|medium|thin|solid|none|gray125|minor|\
    major|orthographicFront|threePt|circle|ctr|flat|sng|phClr|window|windowText|@|dd mmm yyyy|\
    {504A1905-F514-4f6f-8877-14C23A59335A}|DaunPenh|DokChampa|Estrangelo Edessa|Euphemia|Gautami|\
    Iskoola Pota|Kalinga|Kartika|Latha|MV Boli|Mangal|Microsoft Himalaya|Microsoft Uighur|\
    Microsoft Yi Baiti|Mongolian Baiti|MoolBoran|Nyala|Plantagenet Cherokee|Raavi|Shruti|Tunga|Vrinda|\
    宋体|新細明體|맑은 고딕|ＭＳ Ｐゴシック|Arab|Beng|Cans|Cher|Deva|Ethi|Gujr|Guru|Hang|Hans|Hant|Hebr|\
    Jpan|Khmr|Knda|Laoo|Mlym|Mong|Orya|Sinh|Syrc|Taml|Telu|Thaa|Thai|Tibt|Uigh|Viet|Yiii";

/// Texts between marks.
const TEXTS: [&str; 6] = [
    "Microsoft Excel",
    "Worksheets",
    "Named Ranges",
    "false",
    "true",
    "12.0000",
];

/// How names of kinds and places begin that the standard gives.
const STANDARD: [&str; 6] = [
    "application/vnd.openxmlformats-",
    "application/xml",
    "http://purl.org/dc/",
    "http://schemas.microsoft.com/office/",
    "http://schemas.openxmlformats.org/",
    "http://www.w3.org/2001/",
];

/// A name without its digits.
pub(super) fn without_digits(name: &str) -> String {
    name.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// Whether a workbook that is nothing but tables has such a part.
pub(super) fn is_usual_part(name: &str) -> bool {
    PARTS.contains(&without_digits(name).as_str())
}

/// Whether every workbook says this between marks.
pub(super) fn is_usual_text(text: &str) -> bool {
    TEXTS.contains(&text.trim())
}

/// Whether every workbook says this in an attribute of such a part.
pub(super) fn is_usual(part: &Part, name: &str, value: &str) -> bool {
    let number = || {
        value
            .chars()
            .all(|c| c.is_ascii_hexdigit() || "-.".contains(c))
    };
    let has_digit = || value.contains(|c: char| c.is_ascii_digit());
    let look = || is_word_of(LOOKS, value) || number() && has_digit();
    is_usual_value(name, value) || !name.is_empty() && part.is_of_looks() && look()
}

/// Whether every workbook says this in an attribute.
pub(super) fn is_usual_value(name: &str, value: &str) -> bool {
    let measure = || MEASURES.contains(&name) && is_reference(value);
    let standard = || {
        STANDARD
            .iter()
            .any(|beginning| value.starts_with(beginning))
    };
    let kinds = ["Type", "ContentType", "uri"];
    let kind = || (name.starts_with("xmlns") || kinds.contains(&name)) && standard();
    let relation =
        || (name.ends_with("id") || name.ends_with("Id")) && without_digits(value) == "rId";
    let targets = ["Target", "PartName"];
    let target = || targets.contains(&name) && is_usual_target(value);
    let word = || !name.is_empty() && is_word_of(VALUES, value);
    value.is_empty() || measure() || kind() || relation() || target() || word()
}

fn is_word_of(words: &str, value: &str) -> bool {
    words.split('|').any(|word| word == value)
}

/// A part, named from the root or from another part's folder.
fn is_usual_target(value: &str) -> bool {
    let name = without_digits(value);
    let name = name.trim_start_matches("../").trim_start_matches('/');
    PARTS
        .iter()
        .any(|part| *part == name || part.strip_prefix("xl/") == Some(name))
}

/// Numbers and places of cells: `A8:X188`, `1:24`, `24.75`.
fn is_reference(value: &str) -> bool {
    let one = |part: &str| {
        let part = part.trim_start_matches('-').replace('$', "");
        let number = part.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let letters = part.len() - number.len();
        letters <= 3 && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    value.split([':', ' ']).all(one)
}

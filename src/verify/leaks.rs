//! Every way known to us in which a name that was taken out of a document was still in it. The
//! documents are put together here by hand: no writer of ours would make them.

use super::{Needle, check_document};

/// A one-page document; what is added to its parts is the leak.
#[derive(Default)]
struct Sheet {
    catalog: &'static str,
    page: &'static str,
    content: &'static str,
    trailer: &'static str,
    more: &'static [&'static str],
}

impl Sheet {
    /// The objects: catalog, page tree, page, font, content, and from number 6 on what was added.
    fn objects(&self) -> Vec<String> {
        let content = format!(
            "BT /F 12 Tf 72 700 Td (The plan was agreed.) Tj ET {}",
            self.content
        );
        let mut objects = vec![
            format!("<</Type/Catalog/Pages 2 0 R{}>>", self.catalog),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R\
                 /Resources<</Font<</F 4 0 R>>/Properties<</O 6 0 R>>>>{}>>",
                self.page
            ),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
            stream("", &content),
        ];
        objects.extend(self.more.iter().map(|object| (*object).to_owned()));
        objects
    }

    fn bytes(&self) -> Vec<u8> {
        let mut pdf = "%PDF-1.7\n".to_owned();
        let mut places = String::new();
        let objects = self.objects();
        for (number, object) in (1..).zip(&objects) {
            places.push_str(&format!("{:010} 00000 n \n", pdf.len()));
            pdf.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
        }
        let (start, size) = (pdf.len(), objects.len() + 1);
        pdf.push_str(&format!("xref\n0 {size}\n0000000000 65535 f \n{places}"));
        pdf.push_str(&format!(
            "trailer\n<</Size {size}/Root 1 0 R{}>>\n",
            self.trailer
        ));
        pdf.push_str(&format!("startxref\n{start}\n%%EOF\n"));
        pdf.into_bytes()
    }
}

fn stream(entries: &str, data: &str) -> String {
    format!(
        "<</Length {}{entries}>>stream\n{data}\nendstream",
        data.len()
    )
}

/// The codes of what is found wrong when Kim Smith is not to be named.
fn codes(pdf: &[u8]) -> Vec<String> {
    let spellings = vec!["Kim Smith".to_owned(), "07700 900123".to_owned()];
    let needle = Needle {
        row: "D-17".into(),
        spellings,
        allowed: Vec::new(),
    };
    let issues = check_document(pdf, &[needle], Some(1))
        .err()
        .unwrap_or_default();
    assert!(
        issues
            .iter()
            .all(|issue| !format!("{issue}").contains("Smith"))
    );
    issues.into_iter().map(|issue| issue.code).collect()
}

fn content(content: &'static str) -> Sheet {
    Sheet {
        content,
        ..Sheet::default()
    }
}

fn catalog(catalog: &'static str, more: &'static [&'static str]) -> Sheet {
    Sheet {
        catalog,
        more,
        ..Sheet::default()
    }
}

fn page(page: &'static str, more: &'static [&'static str]) -> Sheet {
    Sheet {
        page,
        more,
        ..Sheet::default()
    }
}

fn trailer(trailer: &'static str, more: &'static [&'static str]) -> Sheet {
    Sheet {
        trailer,
        more,
        ..Sheet::default()
    }
}

#[test]
fn nothing_in_a_clean_document() {
    assert_eq!(codes(&Sheet::default().bytes()), [""; 0]);
    let reading =
        check_document(&Sheet::default().bytes(), &[], Some(1)).expect("a clean document");
    assert_eq!(reading.pages[0].words, "The plan was agreed.");
}

#[test]
fn text_on_the_page_seen_or_not() {
    let leaks = [
        ("plain", "BT /F 9 Tf 72 500 Td (by Kim Smith) Tj ET"),
        (
            "two pieces",
            "BT /F 9 Tf 72 500 Td (by K) Tj (im) Tj 0 -12 Td (Smith) Tj ET",
        ),
        (
            "kerned",
            "BT /F 9 Tf 72 500 Td [(K)-90(im)-300(Sm)-90(ith)] TJ ET",
        ),
        ("white", "1 g BT /F 9 Tf 72 500 Td (Kim Smith) Tj ET"),
        ("invisible", "BT 3 Tr /F 9 Tf 72 500 Td (Kim Smith) Tj ET"),
        (
            "under a box",
            "BT /F 9 Tf 72 500 Td (Kim Smith) Tj ET 0 g 60 490 200 30 re f",
        ),
        (
            "under a white box",
            "BT /F 9 Tf 72 500 Td (Kim Smith) Tj ET 1 g 60 490 200 30 re f",
        ),
        (
            "in two cells of a row",
            "BT /F 9 Tf 72 500 Td (Kim) Tj 120 0 Td (Smith) Tj ET",
        ),
        (
            "letter by letter",
            "BT /F 9 Tf 9 Tc 72 500 Td (Kim) Tj 60 0 Td (Smith) Tj ET",
        ),
        (
            "clipped away",
            "q 0 0 5 5 re W n BT /F 9 Tf 72 500 Td (Kim Smith) Tj ET Q",
        ),
        ("replacement", "/Span <</ActualText (Kim Smith)>> BDC EMC"),
        (
            "replacement in UTF-16",
            "/S <</ActualText <FEFF004B0069006D00200053006D006900740068>>> BDC EMC",
        ),
    ];
    for (name, leak) in leaks {
        assert_eq!(codes(&content(leak).bytes()), ["CB0901"], "{name}");
    }
    let off = content("BT /F 9 Tf 72 -50 Td (Kim Smith) Tj ET");
    assert_eq!(codes(&off.bytes()), ["CB0902", "CB0901"]);
    let clip = content("BT 7 Tr /F 9 Tf 72 500 Td (Kim Smith) Tj ET");
    assert_eq!(codes(&clip.bytes()), ["CB0909"]);
    let cropped = Sheet {
        page: "/CropBox[0 600 595 842]",
        ..content("BT /F 9 Tf 72 500 Td (Kim Smith) Tj ET")
    };
    assert_eq!(codes(&cropped.bytes()), ["CB0902", "CB0901"]);
}

#[test]
fn text_that_something_was_laid_over() {
    let covers = [
        "/Annots[<</Subtype/Square/Rect[60 490 260 520]/C[0 0 0]/IC[0 0 0]>>]",
        "/Annots[<</Subtype/Redact/Rect[60 490 260 520]/IC[0 0 0]>>]",
        "/Annots[<</Subtype/Highlight/Rect[60 490 260 520]/C[0 0 0]/QuadPoints[60 520 260 520 60 490 260 490]>>]",
        "/Annots[<</Subtype/Stamp/Rect[60 490 260 520]>>]",
    ];
    for cover in covers {
        let covered = Sheet {
            page: cover,
            ..content("BT /F 9 Tf 72 500 Td (Kim Smith) Tj ET")
        };
        assert_eq!(codes(&covered.bytes()), ["CB0901"], "{cover}");
    }
}

#[test]
fn strings_beside_the_page() {
    let leaks = [
        (
            "bookmark",
            catalog("/Outlines<</First<</Title(Kim Smith)>>>>", &[]),
        ),
        (
            "page label",
            catalog("/PageLabels<</Nums[0<</P(Kim Smith )>>]>>", &[]),
        ),
        (
            "metadata",
            trailer("/Info 6 0 R", &["<</Title <4B696D20536D697468>>>"]),
        ),
        (
            "link",
            page(
                "/Annots[<</Subtype/Link/A<</S/URI/URI(mailto:kim.smith@x.org)>>>>]",
                &[],
            ),
        ),
        (
            "comment",
            page(
                "/Annots[<</Subtype/Text/Contents(ask Kim\\040Smith)>>]",
                &[],
            ),
        ),
        (
            "unapplied redaction",
            page("/Annots[<</Subtype/Redact/OverlayText(Kim Smith)>>]", &[]),
        ),
        (
            "link with escapes",
            page(
                "/Annots[<</Subtype/Link/A<</S/URI/URI(https://x.org/?q=kim%20smith)>>>>]",
                &[],
            ),
        ),
        (
            "named place",
            catalog("/Names<</Dests<</Names[(Kim Smith)[3 0 R/Fit]]>>>>", &[]),
        ),
        (
            "value of a form",
            catalog("/AcroForm<</Fields[<</FT/Tx/T(a)/V(Kim Smith)>>]>>", &[]),
        ),
        (
            "alternative text",
            catalog("/StructTreeRoot<</K<</S/Figure/Alt(Kim Smith)>>>>", &[]),
        ),
        ("name", catalog("/X/Kim#20Smith", &[])),
        ("name of a key", catalog("/Kim_Smith 1", &[])),
        ("key given twice", catalog("/Lang(Kim Smith)/Lang(en)", &[])),
        (
            "object nothing points to",
            catalog("", &["(07700 900 123)"]),
        ),
        ("remark", catalog("", &["null % Kim Smith"])),
    ];
    for (name, leak) in leaks {
        assert_eq!(codes(&leak.bytes()), ["CB0901"], "{name}");
    }
}

#[test]
fn streams_beside_the_page() {
    const XMP: &str =
        "<</Type/Metadata/Subtype/XML/Length 22>>stream\n<t>Kim&#x20;Smith</t>  \nendstream";
    assert_eq!(
        codes(&catalog("/Metadata 6 0 R", &[XMP]).bytes()),
        ["CB0901"]
    );
    const FORM: &str = "<</Subtype/Form/BBox[0 0 9 9]/Length 34>>stream\nBT /F 9 Tf (seen by Kim Smith) Tj \nendstream";
    assert_eq!(codes(&catalog("", &[FORM]).bytes()), ["CB0901"]);
    const TILE: &str =
        "<</PatternType 1/Length 34>>stream\nBT /F 9 Tf (seen by Kim Smith) Tj \nendstream";
    assert_eq!(codes(&catalog("", &[TILE]).bytes()), ["CB0909"]);
}

#[test]
fn a_family_may_be_called_page() {
    let names = ["Page", "Strong", "Link", "Parent"]
        .map(str::to_owned)
        .to_vec();
    let needle = Needle {
        row: "D-1".into(),
        spellings: names,
        allowed: Vec::new(),
    };
    assert!(check_document(&Sheet::default().bytes(), &[needle], None).is_ok());
}

#[test]
fn noise_in_a_font_is_no_name() {
    const FONT: &[&str] = &[
        "<</FontFile2 7 0 R>>",
        "<</Length 11>>stream\n(Kim Smith)\nendstream",
    ];
    assert_eq!(codes(&catalog("/X 6 0 R", FONT).bytes()), [""; 0]);
}

#[test]
fn what_could_hide_something_is_refused() {
    const FILE: &str = "<</Type/EmbeddedFile/Length 9>>stream\nKim Smith\nendstream";
    let names = "/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/EF<</F 6 0 R>>>>]>>>>";
    assert_eq!(codes(&catalog(names, &[FILE]).bytes()), ["CB0906"]);
    let layer = Sheet {
        content: "/OC /O BDC BT /F 9 Tf 72 500 Td (Kim Smith) Tj ET EMC",
        ..catalog(
            "/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>",
            &["<</Type/OCG/Name(a)>>"],
        )
    };
    assert_eq!(codes(&layer.bytes()), ["CB0907"]);
    let script = catalog("/OpenAction<</S/Java#53cript/JS(app.alert\\(1\\))>>", &[]);
    assert_eq!(codes(&script.bytes()), ["CB0905"]);
    let hidden = page(
        "/Annots[<</Subtype/Stamp/F 2/Rect[0 0 9 9]/AP<</N 6 0 R>>>>]",
        &["null"],
    );
    assert_eq!(codes(&hidden.bytes()), ["CB0909"]);
    let loose = catalog("", &["<</Type/Page/MediaBox[0 0 9 9]>>"]);
    assert_eq!(codes(&loose.bytes()), ["CB0903"]);
    assert_eq!(codes(&trailer("/Encrypt<<>>", &[]).bytes()).len(), 1);
}

#[test]
fn an_earlier_version_is_refused() {
    let first = content("BT /F 9 Tf 72 500 Td (Kim Smith) Tj ET").bytes();
    let start = first.len();
    let length = Sheet::default().objects()[4].clone();
    let mut second = first.clone();
    second.extend(format!("5 0 obj\n{length}\nendobj\n").bytes());
    let places = second.len();
    second
        .extend(format!("xref\n5 1\n{start:010} 00000 n \ntrailer\n<</Size 6/Root 1 0 R").bytes());
    let previous = String::from_utf8_lossy(&first)
        .rfind("xref\n0")
        .expect("we wrote it");
    second.extend(format!("/Prev {previous}>>\nstartxref\n{places}\n%%EOF\n").bytes());
    assert_eq!(codes(&second), ["CB0903"]);
    let trailing = [Sheet::default().bytes(), b"Kim Smith".to_vec()].concat();
    assert_eq!(codes(&trailing), ["CB0900"]);
}

#[test]
fn a_bookmark_may_have_one_before_it() {
    let outlines = "/Outlines<</First<</Title(One)/Next 6 0 R>>>>";
    assert_eq!(
        codes(&catalog(outlines, &["<</Title(Two)/Prev 1 0 R>>"]).bytes()),
        [""; 0]
    );
}

#[test]
fn what_is_no_pdf_is_an_issue() {
    assert_eq!(codes(b""), ["CB0900"]);
    let whole = Sheet::default().bytes();
    for end in (0..whole.len() - 8).step_by(7) {
        assert!(!codes(&whole[..end]).is_empty());
    }
}

#[test]
fn pages_are_counted() {
    let pdf = Sheet::default().bytes();
    let issues = check_document(&pdf, &[], Some(2)).err().unwrap_or_default();
    assert_eq!(issues.len(), 1);
    assert_eq!(issues[0].message, "expected 2 pages, found 1");
}

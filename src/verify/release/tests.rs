//! A release with one leak in it, of each kind of file; and split spellings. Workbooks and PDFs have tests of
//! their own beside their readers.

use super::*;
use crate::verify::{Allowed, Spot};

fn needle(spellings: &[&str]) -> Needle {
    Needle {
        row: "D-17".into(),
        spellings: spellings.iter().map(|it| (*it).to_owned()).collect(),
        allowed: Vec::new(),
    }
}

fn kim() -> Vec<Needle> {
    vec![needle(&["Kim Smith", "Smith Kim", "07700 900123"])]
}

fn codes(name: &str, text: &str, needles: &[Needle]) -> Vec<String> {
    let bytes = text.as_bytes();
    let issues = check_release(&[ReleaseFile { name, bytes }], needles);
    let issues = issues.err().unwrap_or_default();
    assert!(issues.iter().all(|it| !it.to_string().contains("mith")));
    issues.into_iter().map(|issue| issue.code).collect()
}

#[test]
fn a_page_of_html_is_read_as_whoever_looks_into_it_reads_it() {
    let leaks = [
        ("text", "<p>by Kim <b>Smith</b></p>"),
        (
            "hidden element",
            "<div hidden style=\"display:none\">Kim Smith</div>",
        ),
        ("attribute", "<p data-who=\"Kim Smith\">a</p>"),
        ("alternative text", "<img alt='Kim Smith'>"),
        ("remark", "<!-- Kim Smith -->"),
        ("meta", "<meta name=\"author\" content=\"Kim Smith\">"),
        ("title", "<title>Kim Smith</title>"),
        (
            "script",
            "<script>const who = \"Kim\\u0020Smith\";</script>",
        ),
        (
            "script in two strings",
            "<script>who = \"Kim \" + \"Smith\";</script>",
        ),
        (
            "style",
            "<style>p::before { content: \"Kim Smith\"; }</style>",
        ),
        ("template", "<template>Kim Smith</template>"),
        ("link", "<a href=\"mailto:kim.smith@example.org\">a</a>"),
        ("link with escapes", "<a href=\"/who?q=Kim%20Smith\">a</a>"),
        ("entities", "<p>K&iacute;m&nbsp;Sm&#x69;th</p>"),
        ("id", "<p id=\"kim-smith\">a</p>"),
    ];
    for (name, leak) in leaks {
        let page = format!("<!DOCTYPE html><html>{leak}<p>The plan was agreed.</p></html>");
        assert_eq!(codes("C-1-index.html", &page, &kim()), ["CB0901"], "{name}");
    }
    let picture = "<html><img src=\"data:image/png;base64,AAAA\"></html>";
    assert_eq!(codes("a.html", picture, &kim()), ["CB0913"]);
    let clean = "<!DOCTYPE html><html><p>The personal data: all of it.</p></html>";
    assert_eq!(codes("a.html", clean, &kim()), [""; 0]);
}

#[test]
fn a_name_is_found_however_it_is_split() {
    let splits = [
        "Kim\tSmith",
        "Kim\nSmith",
        "Kim\r\n  Smith",
        "KIM SMITH",
        "Kím Smíth",
        "K i m S m i t h",
        "Kim Sm-\nith",
        "Kim Sm\u{AD}ith",
        "Kim\u{200B} Smith",
        "Smith, Kim",
        "SMITH Kim",
        "kimsmith",
        "Kim_Smith",
        "\"Kim\",\"Smith\"",
        "Kim | Smith",
        "Kim Smith’s",
        "Ｋｉｍ Ｓｍｉｔｈ",
        "0770 0900 123",
        "+44 (0)7700 900123",
        "+44 7700 900123",
    ];
    for split in splits {
        let text = format!("It was {split} who came.");
        let found = codes("a.txt", &text, &kim());
        assert_eq!(found, ["CB0901"], "{split}");
    }
    let ligatures = [needle(&["Fiona Griffith"])];
    assert_eq!(codes("a.csv", "1,ﬁona griﬃth,2", &ligatures), ["CB0901"]);
    for other in [
        "Kim saw Smith",
        "Kimberley Smithson",
        "07700 900124",
        "Joachim Smith",
    ] {
        assert_eq!(codes("a.txt", other, &kim()), [""; 0], "{other}");
    }
}

#[test]
fn the_name_of_a_file_is_searched_and_not_told() {
    for name in [
        "C-1/Kim Smith.txt",
        "kim-smith.txt",
        "KIM_SMITH/letter.txt",
        "Smith, Kim.txt",
    ] {
        let bytes = b"The plan was agreed by 07700 900123.";
        let files = [
            ReleaseFile {
                name: "letter.txt",
                bytes: b"a",
            },
            ReleaseFile { name, bytes },
        ];
        let issues = check_release(&files, &kim()).expect_err("a leak");
        let said: Vec<String> = issues.iter().map(ToString::to_string).collect();
        assert_eq!(issues.len(), 2, "{said:?}");
        for said in said {
            let said = said.to_lowercase();
            assert!(
                said.contains("file 2 of the release") && !said.contains("smith"),
                "{said}"
            );
        }
    }
}

#[test]
fn what_cannot_be_searched_is_refused() {
    let refused: [(&str, &[u8]); 8] = [
        ("scan.png", b"\x89PNG\r\n"),
        ("letter.docx", b"PK\x03\x04"),
        ("all.zip", b"PK\x03\x04"),
        ("old.xls", b"\xD0\xCF\x11\xE0"),
        ("letter", b"words"),
        ("latin.txt", b"Zo\xEB"),
        ("wide.csv", b"\xFF\xFEK\0i\0m\0"),
        ("empty.txt", b""),
    ];
    for (name, bytes) in refused {
        let issues = check_release(&[ReleaseFile { name, bytes }], &kim());
        let codes: Vec<String> = issues
            .err()
            .unwrap_or_default()
            .into_iter()
            .map(|it| it.code)
            .collect();
        assert_eq!(codes, ["CB0913"], "{name}");
    }
    assert_eq!(codes("a.pdf", "no PDF", &kim()), ["CB0900"]);
    assert_eq!(codes("a.txt", "%PDF-1.7 named as text", &kim()).len(), 1);
}

#[test]
fn a_place_can_be_allowed_in_one_file_and_not_in_another() {
    let files = ["a.txt", "b.txt"].map(|name| ReleaseFile {
        name,
        bytes: b"Kim Smith",
    });
    let mut needles = kim();
    needles[0].allowed.push(Allowed {
        file: "a.txt".into(),
        spot: Spot::Everywhere,
    });
    let issues = check_release(&files, &needles).expect_err("a leak");
    let places: Vec<String> = issues
        .iter()
        .flat_map(|it| &it.origins)
        .map(ToString::to_string)
        .collect();
    assert_eq!(places, ["b.txt"]);
}

#[test]
fn everything_is_told_at_once_and_what_was_read_is_told_where_nothing_is() {
    let file = |name, bytes| ReleaseFile { name, bytes };
    let bad: [ReleaseFile<'_>; 3] = [
        file("a.txt", b"Kim Smith"),
        file("b.json", b"{\"who\": \"Kim\\nSmith\"}"),
        file("c.bin", b"\0"),
    ];
    assert_eq!(check_release(&bad, &kim()).expect_err("leaks").len(), 3);
    let read = check_release(&[file("a.txt", b"The plan.")], &kim()).expect("nothing");
    assert_eq!((read[0].letters, &read[0].content), (7 * 2, &Content::Text));
}

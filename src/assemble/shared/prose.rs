//! Letters and other longer texts from a template: headings, points of a list and paragraphs. In the
//! template a mark `¶` begins each; after it `#` makes a heading and `-` a point.

use serde_json::{Value, json};

use crate::issue::Issue;
use crate::wording::{Facts, Wording};

/// The text of a template, block by block.
///
/// # Errors
/// What [`Wording::say`] refuses.
pub fn blocks(phrase: &str, facts: &Facts, wording: &Wording) -> Result<Vec<Value>, Issue> {
    let said = wording.say(phrase, facts)?;
    Ok(said.lines().map(block).collect())
}

fn block(line: &str) -> Value {
    let (kind, words) = match (line.strip_prefix("# "), line.strip_prefix("- ")) {
        (Some(words), _) => ("heading", words),
        (_, Some(words)) => ("point", words),
        _ => ("par", line),
    };
    json!({ "kind": kind, "words": words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_begins_a_block() {
        let template = "¶# Rights\n¶You may\n ask {{ who }}.\n¶- at once\n¶- later";
        let wording = Wording::new([("letter.j2", template)]).expect("it parses");
        let facts = Facts::from([("who", "us".into())]);
        let said = blocks("letter", &facts, &wording).expect("the fact is given");
        let told: Vec<_> = said
            .iter()
            .map(|it| (it["kind"].as_str(), it["words"].as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (Some("heading"), Some("Rights")),
                (Some("par"), Some("You may ask us.")),
                (Some("point"), Some("at once")),
                (Some("point"), Some("later")),
            ]
        );
    }
}

//! Facts in, sentences out: the templates and terms of `layouts/wording/`, strictly read. A template
//! that names a fact which is not given is an error, never an empty place.

use std::collections::BTreeMap;

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

use crate::issue::{Issue, Origin, Place};

/// A fact that a sentence is made of.
pub type Fact = Value;

/// The facts that a sentence is made of, by field name.
pub type Facts = BTreeMap<&'static str, Fact>;

/// The files of terms: the program's own words, and those for the record types, fields and codes of a
/// record.
const TERMS: [&str; 6] = [
    "terms.json",
    "labels.json",
    "access-terms.json",
    "audit-terms.json",
    "handing-terms.json",
    "supervision-terms.json",
];

/// The file of the texts of the audit rules: an object of texts for each rule.
const AUDIT: &str = "audit-rules.json";

/// What stands behind a gap as it passes through a template.
const CLOSE: char = '\u{FDD1}';

/// The sentences and terms of a run.
pub struct Wording {
    templates: Environment<'static>,
    terms: BTreeMap<String, String>,
}

impl Wording {
    /// Parses every template; `sources` are `(name, text)`, the files of terms among them.
    ///
    /// # Errors
    /// Every template or terms file that does not parse, with its line.
    pub fn new<'a>(
        sources: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Vec<Issue>> {
        let mut templates = Environment::new();
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        templates.set_auto_escape_callback(|_| AutoEscape::None);
        templates.add_filter("sentence", sentence);
        templates.add_filter("stop", stop);
        let mut terms = BTreeMap::new();
        let mut issues = Vec::new();
        for (name, text) in sources {
            if TERMS.contains(&name) {
                match serde_json::from_str::<BTreeMap<String, String>>(text) {
                    Ok(read) => terms.extend(read),
                    Err(error) => issues.push(bad_terms(name, error.line())),
                }
            } else if name == AUDIT {
                match audit_terms(text) {
                    Ok(read) => terms.extend(read),
                    Err(error) => issues.push(bad_terms(name, error.line())),
                }
            } else if let Some(phrase) = name.strip_suffix(".j2") {
                let added = templates.add_template_owned(phrase.to_owned(), text.to_owned());
                issues.extend(added.err().map(|error| bad_template(name, &error)));
            }
        }
        if issues.is_empty() {
            Ok(Self { templates, terms })
        } else {
            Err(issues)
        }
    }

    /// The same with further terms, under a beginning of their own.
    pub fn with_terms<'a>(
        mut self,
        beginning: &str,
        terms: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let keyed = terms
            .into_iter()
            .map(|(key, term)| (format!("{beginning}{key}"), term.to_owned()));
        self.terms.extend(keyed);
        self
    }

    /// The sentence for a phrase, on one line, its spaces single.
    ///
    /// # Errors
    /// A phrase without a template, or a template that names a fact which is not given.
    pub fn say(&self, phrase: &str, facts: &Facts) -> Result<String, Issue> {
        let said = self
            .templates
            .get_template(phrase)
            .and_then(|template| template.render(facts))
            .map_err(|error| bad_template(&format!("{phrase}.j2"), &error))?;
        Ok(tidy(&said))
    }

    /// A term by its key; the key itself where the terms lack it, so that nothing is lost.
    pub fn term<'a>(&'a self, key: &'a str) -> &'a str {
        self.terms.get(key).map_or(key, String::as_str)
    }

    /// The term for a recorded word, under a beginning; none where the word is none that is known.
    pub fn coded<'a>(&'a self, beginning: &str, word: &str) -> Option<&'a str> {
        let key = format!("{beginning}.{word}");
        self.terms.get(&key).map(String::as_str)
    }

    /// A term whose `{}` stands for a value.
    pub fn fill(&self, key: &str, value: &str) -> String {
        self.term(key).replacen("{}", value, 1)
    }

    /// The terms whose keys begin so, without that beginning, in order.
    pub fn terms_of<'a>(&'a self, beginning: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.terms
            .iter()
            .filter_map(move |(key, term)| Some((key.strip_prefix(beginning)?, term.as_str())))
    }
}

/// The texts of the audit rules as terms, each under `audit.rule.`, the rule's name and the text's.
fn audit_terms(text: &str) -> serde_json::Result<Vec<(String, String)>> {
    let rules: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_str(text)?;
    let each = rules.into_iter().flat_map(|(rule, texts)| {
        let keyed = texts.into_iter();
        keyed.map(move |(part, text)| (format!("audit.rule.{rule}.{part}"), text))
    });
    Ok(each.collect())
}

/// The words with a capital at the beginning and the rest as they are, without a full stop at the end.
fn sentence(words: &str) -> String {
    let mut letters = words.trim().trim_end_matches('.').chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The words with a full stop at the end, unless they end with a mark of their own.
fn stop(words: &str) -> String {
    let trimmed = words.trim_end();
    let ends = trimmed.ends_with([
        '.', '!', '?', '…', ':', ';', '”', '"', '\'', '’', ')', ']', CLOSE,
    ]);
    if ends || trimmed.is_empty() {
        trimmed.to_owned()
    } else {
        format!("{trimmed}.")
    }
}

/// Runs of spaces become one, and lines join; a paragraph mark `¶` starts a new line.
fn tidy(said: &str) -> String {
    let paragraphs = said.split('¶').map(|part| {
        let mut line = String::with_capacity(part.len());
        for word in part
            .split([' ', '\n', '\t'])
            .filter(|word| !word.is_empty())
        {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        line
    });
    let kept: Vec<String> = paragraphs.filter(|line| !line.is_empty()).collect();
    kept.join("\n")
}

fn bad_terms(name: &str, line: usize) -> Issue {
    let origin = Origin {
        file: format!("wording/{name}").into(),
        place: Place::Line {
            line: line as u32,
            column: 0,
        },
    };
    Issue::error("CB0702", "the terms file is not a JSON object of strings")
        .at(origin)
        .hint("Compare it with the shipped one: casebinder layouts export.")
}

fn bad_template(name: &str, error: &minijinja::Error) -> Issue {
    let line = error.line().unwrap_or(0) as u32;
    let origin = Origin {
        file: format!("wording/{name}").into(),
        place: Place::Line { line, column: 0 },
    };
    Issue::error(
        "CB0701",
        format!("the wording template cannot be used ({})", error.kind()),
    )
    .at(origin)
    .hint("Compare it with the shipped one: casebinder layouts export.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_fact_is_an_error_and_names_the_line() {
        let wording = Wording::new([("visit.j2", "Visit.\n{{ venue }}")]).expect("it parses");
        let issue = wording
            .say("visit", &Facts::new())
            .expect_err("the fact is missing");
        assert_eq!(issue.origins[0].to_string(), "wording/visit.j2, line 2");
    }

    #[test]
    fn spaces_are_single_and_paragraphs_stay() {
        assert_eq!(tidy("One\n  two. ¶ \n Three"), "One two.\nThree");
    }
}

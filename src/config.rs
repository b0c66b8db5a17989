//! The settings of a run: flag before `CASEBINDER_*` before `--config` before `./casebinder.toml`
//! before default. A key that nobody knows is an error, as a misspelt safeguard is no safeguard.

mod settings;

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use toml::Value;

use crate::issue::{Issue, Origin, Place};
use crate::kind::{Audience, Kind};
pub use settings::{SETTINGS, Setting};

/// Where a setting's value comes from, weakest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The program.
    Default,
    /// A settings file, by the name it was given.
    File(String),
    /// An environment variable.
    Environment(String),
    /// The command line.
    Flag,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(name) => f.write_str(name),
            Self::Environment(name) => f.write_str(name),
            Self::Flag => f.write_str("command line"),
        }
    }
}

/// The settings of a run, each with where it comes from.
#[derive(Debug, Clone)]
pub struct Config {
    values: BTreeMap<&'static str, (Value, Source)>,
}

impl Default for Config {
    fn default() -> Self {
        let values = SETTINGS
            .iter()
            .map(|each| (each.key, (parsed(each.default), Source::Default)));
        Self {
            values: values.collect(),
        }
    }
}

/// A default as a value.
fn parsed(default: &str) -> Value {
    let table: toml::Table = format!("it = {default}")
        .parse()
        .expect("defaults are valid TOML");
    table["it"].clone()
}

impl Config {
    /// Lays a settings file over what is there.
    ///
    /// # Errors
    /// A file that is not TOML, an unknown key, or a value of another type.
    pub fn with_file(mut self, name: &str, text: &str) -> Result<Self, Vec<Issue>> {
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let before = error
                .span()
                .map_or("", |span| &text[..span.start.min(text.len())]);
            let line = before.matches('\n').count() as u32 + 1;
            let origin = Origin {
                file: name.into(),
                place: Place::Line { line, column: 0 },
            };
            vec![
                Issue::error("CB0001", "the settings file is not valid TOML")
                    .at(origin)
                    .hint("Compare it with what casebinder config prints."),
            ]
        })?;
        let mut flat = Vec::new();
        flatten("", &Value::Table(table), &mut flat);
        let mut issues = Vec::new();
        for (key, value) in flat {
            let set = self.set(&key, value, Source::File(name.to_owned()));
            issues.extend(set.err().map(|issue| issue.at(Origin::file(name))));
        }
        if issues.is_empty() {
            Ok(self)
        } else {
            Err(issues)
        }
    }

    /// Lays environment variables over what is there: `CASEBINDER_CHRONOLOGY_GAP_MONTHS=9`.
    ///
    /// # Errors
    /// A variable that names no setting, or a value of another type.
    pub fn with_environment(
        mut self,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Vec<Issue>> {
        let mut issues = Vec::new();
        for (name, text) in variables {
            let Some(suffix) = name.strip_prefix("CASEBINDER_") else {
                continue;
            };
            let key = SETTINGS
                .iter()
                .find(|it| it.key.replace('.', "_").eq_ignore_ascii_case(suffix));
            let Some(setting) = key else {
                issues.push(unknown(&name));
                continue;
            };
            let value = as_typed(&text, &self.values[setting.key].0);
            issues.extend(
                self.set(setting.key, value, Source::Environment(name))
                    .err(),
            );
        }
        if issues.is_empty() {
            Ok(self)
        } else {
            Err(issues)
        }
    }

    /// Lays a flag over what is there.
    ///
    /// # Errors
    /// A value of another type.
    pub fn with_flag(mut self, key: &str, text: &str) -> Result<Self, Issue> {
        let like = self
            .values
            .get(key)
            .map(|(value, _)| value.clone())
            .ok_or_else(|| unknown(key))?;
        self.set(key, as_typed(text, &like), Source::Flag)?;
        Ok(self)
    }

    fn set(&mut self, key: &str, value: Value, source: Source) -> Result<(), Issue> {
        let Some((known, slot)) = self.values.iter_mut().find(|(known, _)| **known == key) else {
            return Err(unknown(key));
        };
        if !value.same_type(&slot.0) {
            let expected = slot.0.type_str();
            return Err(Issue::error(
                "CB0003",
                format!("the setting {known} takes a value of type {expected}"),
            )
            .hint("casebinder config prints every setting with its value."));
        }
        *slot = (value, source);
        Ok(())
    }

    /// Every setting with its value and where it comes from.
    pub fn all(&self) -> impl Iterator<Item = (&'static Setting, &Value, &Source)> {
        SETTINGS.iter().map(|each| {
            let (value, source) = &self.values[each.key];
            (each, value, source)
        })
    }

    /// A setting that is words.
    pub fn text(&self, key: &str) -> &str {
        self.values
            .get(key)
            .and_then(|(value, _)| value.as_str())
            .unwrap_or_default()
    }

    /// A setting that is a whole number; a negative one counts as none.
    pub fn number(&self, key: &str) -> u32 {
        let value = self
            .values
            .get(key)
            .and_then(|(value, _)| value.as_integer());
        value
            .and_then(|number| u32::try_from(number).ok())
            .unwrap_or_default()
    }

    /// A setting that is a list of words.
    pub fn list(&self, key: &str) -> Vec<String> {
        let items = self.values.get(key).and_then(|(value, _)| value.as_array());
        items
            .into_iter()
            .flatten()
            .filter_map(|item| item.as_str())
            .map(str::to_owned)
            .collect()
    }

    /// A setting that is true or false.
    pub fn is_set(&self, key: &str) -> bool {
        let value = self.values.get(key).and_then(|(value, _)| value.as_bool());
        value.unwrap_or_default()
    }

    /// A setting that is a day; none where it is empty.
    ///
    /// # Errors
    /// Words that are no day.
    pub fn day(&self, key: &str) -> Result<Option<NaiveDate>, Issue> {
        match self.text(key) {
            "" => Ok(None),
            text => day(key, text).map(Some),
        }
    }

    /// A setting that is a list of days.
    ///
    /// # Errors
    /// Words that are no day.
    pub fn days(&self, key: &str) -> Result<Vec<NaiveDate>, Issue> {
        self.list(key).iter().map(|text| day(key, text)).collect()
    }

    /// A setting that is one of a few words.
    ///
    /// # Errors
    /// Another word.
    pub fn choice<T: Copy>(&self, key: &str, choices: &[(&str, T)]) -> Result<T, Issue> {
        choice(key, self.text(key), choices)
    }

    /// The audiences that a kind is made for: the setting, where there is a choice.
    ///
    /// # Errors
    /// A word that is no audience of the kind.
    pub fn audiences(&self, kind: &Kind) -> Result<Vec<Audience>, Issue> {
        let key = format!("{}.audiences", kind.name.replace('-', "_"));
        if !SETTINGS.iter().any(|setting| setting.key == key) {
            return Ok(kind.audiences.to_vec());
        }
        let words: Vec<String> = kind.audiences.iter().map(Audience::to_string).collect();
        let pairs = words.iter().map(String::as_str).zip(kind.audiences.iter());
        let choices: Vec<(&str, Audience)> = pairs.map(|(word, it)| (word, *it)).collect();
        self.list(&key)
            .iter()
            .map(|word| choice(&key, word, &choices))
            .collect()
    }
}

fn choice<T: Copy>(key: &str, word: &str, choices: &[(&str, T)]) -> Result<T, Issue> {
    let found = choices
        .iter()
        .find(|(choice, _)| choice.eq_ignore_ascii_case(word));
    found.map(|(_, value)| *value).ok_or_else(|| {
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        Issue::error(
            "CB0004",
            format!("the setting {key} takes one of: {}", words.join(", ")),
        )
        .hint("casebinder config prints every setting with its value.")
    })
}

fn day(key: &str, text: &str) -> Result<NaiveDate, Issue> {
    text.parse().map_err(|_| {
        Issue::error(
            "CB0005",
            format!("the setting {key} takes a date as YYYY-MM-DD"),
        )
        .hint("For example 2026-06-30.")
    })
}

fn unknown(key: &str) -> Issue {
    Issue::error("CB0002", format!("there is no setting {key}"))
        .hint("casebinder config prints every setting; check the spelling.")
}

/// Text from a flag or variable, as the type that the setting has.
fn as_typed(text: &str, like: &Value) -> Value {
    match like {
        Value::Integer(_) => text
            .trim()
            .parse()
            .map_or_else(|_| Value::from(text), Value::Integer),
        Value::Boolean(_) => text
            .trim()
            .parse()
            .map_or_else(|_| Value::from(text), Value::Boolean),
        Value::Array(_) => {
            let items = text
                .split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty());
            Value::Array(items.map(Value::from).collect())
        }
        _ => Value::from(text),
    }
}

fn flatten(prefix: &str, value: &Value, flat: &mut Vec<(String, Value)>) {
    let Value::Table(table) = value else {
        flat.push((prefix.to_owned(), value.clone()));
        return;
    };
    for (key, value) in table {
        let dotted = if prefix.is_empty() {
            key.clone()
        } else {
            format!("{prefix}.{key}")
        };
        flatten(&dotted, value, flat);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stronger_sources_win_and_are_named() {
        let config = Config::default()
            .with_file(
                "casebinder.toml",
                "[chronology]\ngap_months = 9\nlate_working_days = 3",
            )
            .expect("known keys")
            .with_environment([(
                "CASEBINDER_CHRONOLOGY_GAP_MONTHS".to_owned(),
                "12".to_owned(),
            )])
            .expect("a known variable");
        assert_eq!(config.number("chronology.gap_months"), 12);
        assert_eq!(config.number("chronology.late_working_days"), 3);
        let source = config
            .all()
            .find(|it| it.0.key == "chronology.gap_months")
            .expect("it")
            .2;
        assert_eq!(source.to_string(), "CASEBINDER_CHRONOLOGY_GAP_MONTHS");
    }

    #[test]
    fn unknown_keys_and_wrong_types_are_errors() {
        for text in ["gap_month = 3", "jobs = \"two\"", "jobs = ["] {
            assert!(
                Config::default().with_file("x.toml", text).is_err(),
                "{text}"
            );
        }
    }
}

//! What a run stands on: settings, layouts, faces, wording, each from where it was given.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Exit, Stop, print};
use crate::assemble::PageLimits;
use crate::cli;
use crate::config::Config;
use crate::digest::Parts;
use crate::ingest::ssda903::Codes;
use crate::issue::{Issue, Origin};
use crate::layouts::Layouts;
use crate::render::Faces;
use crate::wording::Wording;

/// Everything that documents depend on beside the export.
pub struct Ground {
    /// The settings.
    pub config: Config,
    /// The layouts.
    pub layouts: Layouts,
    /// The faces.
    pub faces: Arc<Faces>,
    /// A digest of the faces.
    pub faces_digest: String,
    /// The sentences and terms.
    pub wording: Wording,
    /// The words for the codes of the SSDA903 return.
    pub codes: Codes,
    /// The short forms that glossaries explain.
    pub glossary: Vec<(String, String)>,
    /// How long documents for court may be, by version of the rule.
    pub page_limits: Vec<PageLimits>,
}

impl Ground {
    /// Gathers it all; `flags` are settings given on the command line.
    ///
    /// # Errors
    /// Settings, layouts or fonts that cannot be used.
    pub fn gather(design: &cli::Design, flags: &[(&str, String)]) -> Result<Self, Stop> {
        let mut config = config(design.config.as_deref())?;
        let layouts_flag = design
            .layouts
            .as_ref()
            .map(|path| ("layouts", path.to_string_lossy().into_owned()));
        for (key, text) in flags.iter().cloned().chain(layouts_flag) {
            config = config.with_flag(key, &text).map_err(usage)?;
        }
        let layouts = layouts(&config)?;
        let paths: Vec<PathBuf> = config
            .list("font_path")
            .into_iter()
            .map(PathBuf::from)
            .chain(design.font_path.clone())
            .collect();
        let (faces, faces_digest) = faces(&layouts, &paths)?;
        let codes = codes(&layouts)?;
        let wording = wording(&layouts, &codes)?;
        let glossary = glossary(&layouts, &config)?;
        let page_limits = page_limits(&layouts)?;
        Ok(Self {
            config,
            layouts,
            faces: Arc::new(faces),
            faces_digest,
            wording,
            codes,
            glossary,
            page_limits,
        })
    }

    /// The page limits by the setting, else those in force on a day.
    ///
    /// # Errors
    /// A profile that there is not.
    pub fn page_limits(&self, on: NaiveDate) -> Result<PageLimits, Stop> {
        let name = self.config.text("court_chronology.page_limits");
        PageLimits::chosen(self.page_limits.clone(), name, on).ok_or_else(|| {
            let names: Vec<&str> = self.page_limits.iter().map(|it| it.name.as_str()).collect();
            usage(
                Issue::error(
                    "CB0014",
                    "the setting court_chronology.page_limits names no profile that there is",
                )
                .hint(format!("It takes: {}.", names.join(", "))),
            )
        })
    }

    /// The date prepared: the setting, else today, read once.
    ///
    /// # Errors
    /// A setting that is no date.
    pub fn as_at(&self) -> Result<NaiveDate, Stop> {
        Ok(self
            .config
            .day("as_at")
            .map_err(usage)?
            .unwrap_or_else(today))
    }
}

/// Today by the machine's clock.
pub fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}

fn usage(issue: Issue) -> Stop {
    Stop::new(Exit::Usage, issue)
}

/// The settings: default, then file, then environment.
fn config(file: Option<&Path>) -> Result<Config, Stop> {
    let stop = |issues| Stop {
        exit: Exit::Usage,
        issues,
    };
    let default = Path::new("casebinder.toml");
    let path = file.or_else(|| default.is_file().then_some(default));
    let mut config = Config::default();
    if let Some(path) = path {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(path).map_err(|_| {
            usage(
                Issue::error("CB0006", "failed to read the settings file")
                    .at(Origin::file(&*name))
                    .hint("Check the path given with --config."),
            )
        })?;
        config = config.with_file(&name, &text).map_err(stop)?;
    }
    config.with_environment(std::env::vars()).map_err(stop)
}

/// The shipped layouts with an authority's own laid over them.
fn layouts(config: &Config) -> Result<Layouts, Stop> {
    let shipped = Layouts::shipped();
    match config.text("layouts") {
        "" => Ok(shipped),
        folder => {
            let root = Path::new(folder);
            let mut own = Vec::new();
            gather_files(root, root, &mut own).map_err(|()| {
                usage(Issue::error("CB0007", "failed to read the folder of layouts")
                    .hint("Check the path given with --layouts; casebinder layouts export writes one."))
            })?;
            Ok(shipped.with(own))
        }
    }
}

fn gather_files(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) -> Result<(), ()> {
    for entry in fs::read_dir(folder).map_err(|_| ())?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather_files(root, &path, files)?;
        } else {
            let below = path.strip_prefix(root).map_err(|_| ())?;
            let name = below.to_string_lossy().replace('\\', "/");
            files.push((name, fs::read(&path).map_err(|_| ())?));
        }
    }
    Ok(())
}

/// The shipped faces first, then the user's, in order of name.
fn faces(layouts: &Layouts, paths: &[PathBuf]) -> Result<(Faces, String), Stop> {
    let mut files: Vec<Arc<[u8]>> = layouts
        .ending(".ttf")
        .map(|(_, bytes)| bytes.clone())
        .collect();
    for path in paths {
        let mut own = Vec::new();
        let read = if path.is_dir() {
            gather_files(path, path, &mut own)
        } else {
            fs::read(path)
                .map(|bytes| own.push((String::new(), bytes)))
                .map_err(|_| ())
        };
        read.map_err(|()| {
            usage(
                Issue::error("CB0008", "failed to read the fonts")
                    .hint("Check the path given with --font-path."),
            )
        })?;
        own.sort_by(|a, b| a.0.cmp(&b.0));
        files.extend(own.into_iter().map(|(_, bytes)| bytes.into()));
    }
    let mut digest = Parts::default();
    files.iter().for_each(|file| digest.add(file));
    Ok((Faces::new(files.iter().map(|file| &**file)), digest.hex()))
}

fn wording(layouts: &Layouts, codes: &Codes) -> Result<Wording, Stop> {
    let sources = layouts.all().filter_map(|(name, bytes)| {
        let own = name
            .strip_prefix("wording/")
            .filter(|name| *name != "index.html.j2")?;
        Some((own, std::str::from_utf8(bytes).ok()?))
    });
    let wording = Wording::new(sources).map_err(|issues| Stop {
        exit: Exit::Usage,
        issues,
    })?;
    let not_carried = crate::ingest::ssda903::NOT_CARRIED
        .iter()
        .filter_map(|key| Some((*key, codes.not_carried(key)?)));
    Ok(wording.with_terms("not_carried.ssda903.", not_carried))
}

fn codes(layouts: &Layouts) -> Result<Codes, Stop> {
    let name = "wording/ssda903-codes.json";
    Codes::parse(layouts.text(name).unwrap_or_default()).map_err(|_| {
        usage(
            Issue::error(
                "CB0009",
                "the code list of the SSDA903 return cannot be used",
            )
            .at(Origin::file(name))
            .hint("Compare it with the shipped one: casebinder layouts export."),
        )
    })
}

/// The profiles of page limits, which an authority may add to.
fn page_limits(layouts: &Layouts) -> Result<Vec<PageLimits>, Stop> {
    let name = "wording/page-limits.json";
    PageLimits::parse(layouts.text(name).unwrap_or_default()).map_err(|_| {
        usage(
            Issue::error("CB0015", "the list of page limits cannot be used")
                .at(Origin::file(name))
                .hint("Compare it with the shipped one: casebinder layouts export."),
        )
    })
}

/// The shipped short forms, and an authority's own, which win.
fn glossary(layouts: &Layouts, config: &Config) -> Result<Vec<(String, String)>, Stop> {
    let bad = |name: &str| {
        usage(
            Issue::error(
                "CB0010",
                "the glossary is not a JSON object of short forms and meanings",
            )
            .at(Origin::file(name))
            .hint("For example {\"PEP\": \"personal education plan\"}."),
        )
    };
    let shipped = layouts.text("wording/glossary.json").unwrap_or("{}");
    let mut terms: std::collections::BTreeMap<String, String> =
        serde_json::from_str(shipped).map_err(|_| bad("wording/glossary.json"))?;
    let own = config.text("glossary");
    if !own.is_empty() {
        let text = fs::read_to_string(own).map_err(|_| bad("the setting glossary"))?;
        let read: std::collections::BTreeMap<String, String> =
            serde_json::from_str(&text).map_err(|_| bad("the setting glossary"))?;
        terms.extend(read);
    }
    Ok(terms.into_iter().collect())
}

/// `casebinder config`: every setting with its value and where it comes from, as TOML.
///
/// # Errors
/// Settings that cannot be used.
pub fn print_all(typed: &cli::Config) -> Result<Exit, Stop> {
    let config = config(typed.config.as_deref())?;
    for (setting, value, source) in config.all() {
        print(&format!(
            "# {}\n{} = {value}  # {source}\n",
            setting.about, setting.key
        ));
    }
    Ok(Exit::Done)
}

//! `casebinder template --visit`: the empty form for recording a visit by hand, set by the same layout as records of
//! visits, and read back as every document is before it gets its name.

use crate::assemble::{self, Brief};
use crate::batch::document::packed;
use crate::batch::files;
use crate::batch::register::Register;
use crate::cli::Template;
use crate::commands::build::{manners, register_path};
use crate::commands::settings::Ground;
use crate::commands::{Exit, Stop, print};
use crate::issue::Issue;
use crate::render::Renderer;
use crate::verify;
use crate::view::View;

use std::path::Path;
use std::sync::Arc;

/// Writes the form.
///
/// # Errors
/// A name that does not end with `.pdf`, settings or layouts that cannot be used, and what the disk refuses.
pub(super) fn write(typed: &Template) -> Result<Exit, Stop> {
    let ending = typed.out.extension();
    if !ending.is_some_and(|it| it.eq_ignore_ascii_case("pdf")) {
        let issue = Issue::error("CB2101", "the form for recording a visit is a PDF")
            .hint("Give a name that ends with .pdf: casebinder template --visit -o visit.pdf");
        return Err(Stop::new(Exit::Usage, issue));
    }
    let ground = Ground::gather(&typed.design, &[])?;
    let folder = typed.out.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let bytes = set(&form(&ground, folder)?, &ground)?;
    let name = typed.out.file_name().unwrap_or_default().to_string_lossy();
    files::write(folder, &name, &bytes).map_err(|issue| Stop::new(Exit::Disk, issue))?;
    print("1 form made.");
    Ok(Exit::Done)
}

fn form(ground: &Ground, folder: &Path) -> Result<View, Stop> {
    let as_at = ground.as_at()?;
    let register = Register::read(&register_path(ground, folder));
    let register = register.map_err(|issue| Stop::new(Exit::Usage, issue))?;
    let is_unapproved = |kind: &str| {
        let is_edited = !ground.layouts.changed_for(kind).is_empty();
        let design = ground.layouts.digest_of(kind);
        is_edited && register.approval(kind, &design).is_none()
    };
    let page_limits = ground.page_limits(as_at)?;
    let brief = Brief {
        wording: &ground.wording,
        glossary: &ground.glossary,
        as_at,
        exported: None,
        authority: ground.config.text("authority"),
        retention: "",
        marking: &|audience| {
            ground
                .config
                .text(&format!("marking.{audience}"))
                .to_owned()
        },
        is_unapproved: &is_unapproved,
        width: &|words, size| ground.faces.width(words, size),
        chronology: &manners::chronology(&ground.config)?,
        summary: &manners::summary(&ground.config, as_at)?,
        supervision: &manners::supervision(&ground.config),
        genogram: manners::genogram(&ground.config)?,
        court: &manners::court(&ground.config)?,
        page_limits: &page_limits,
    };
    Ok(assemble::visit_form(&brief))
}

/// The form as bytes, packed and read back.
fn set(view: &View, ground: &Ground) -> Result<Vec<u8>, Stop> {
    let usage = |issues| Stop {
        exit: Exit::Usage,
        issues,
    };
    let today = view.face.prepared;
    let renderer = Renderer::new(&ground.layouts, Arc::clone(&ground.faces), today);
    let renderer = renderer.map_err(|issue| usage(vec![issue]))?;
    // The form holds nobody's data, so that a fault of an edited layout can be told in full.
    renderer.check_layout(view).map_err(usage)?;
    let set = renderer.pdf(view).map_err(usage)?;
    let bytes = packed(set.bytes).unwrap_or_else(|plain| plain);
    verify::check_document(&bytes, &[], Some(set.pages)).map_err(|issues| Stop {
        exit: Exit::Unsafe,
        issues,
    })?;
    Ok(bytes)
}

//! Words that lie on other words, on figures or on lines, or that are too small to read.

use super::measure::{Measure, Verdict};
use super::picture::{Label, Picture};

/// Boxes may share this much, in millimetres: an SVG has hundredths.
const SLACK: f64 = 0.05;

/// Seven points, less what an SVG rounds away.
const SMALLEST: f64 = 7.0 * 25.4 / 72.0 - 0.005;

/// Judges all words.
pub fn judge(picture: &Picture, verdict: &mut Verdict) {
    let measures = [
        Measure::LabelLabel,
        Measure::LabelFigure,
        Measure::LabelLine,
        Measure::SmallText,
    ];
    for measure in measures {
        verdict.looked_at(measure, picture.labels.len());
    }
    for (at, label) in picture.labels.iter().enumerate() {
        if label.size < SMALLEST {
            verdict.fault(Measure::SmallText, told(label));
        }
        for other in &picture.labels[at + 1..] {
            if label.area.grown(-SLACK).overlaps(other.area.grown(-SLACK)) {
                let what = format!("{} on {}", told(label), told(other));
                verdict.fault(Measure::LabelLabel, what);
            }
        }
        on_figures(picture, label, verdict);
        on_lines(picture, label, verdict);
    }
}

/// A sign within somebody's own figure belongs there.
fn on_figures(picture: &Picture, label: &Label, verdict: &mut Verdict) {
    for symbol in picture.people.iter().chain(&picture.systems) {
        let bounds = symbol.outline.bounds();
        let sign = label.grouped && label.of == symbol.id && bounds.grown(SLACK).holds(label.area);
        let box_of_words = label.area.grown(-SLACK).outline();
        if !sign && symbol.outline.from_outline(&box_of_words) <= 0.0 {
            let what = format!("{} on {}", told(label), symbol.id);
            verdict.fault(Measure::LabelFigure, what);
        }
    }
}

fn on_lines(picture: &Picture, label: &Label, verdict: &mut Verdict) {
    let area = label.area.grown(-SLACK);
    for line in &picture.lines {
        if line.segments().any(|piece| area.meets(piece)) {
            let what = format!("{} on {}", told(label), super::lines::told(line));
            verdict.fault(Measure::LabelLine, what);
        }
    }
}

fn told(label: &Label) -> String {
    format!("{} ({})", label.words, label.of)
}

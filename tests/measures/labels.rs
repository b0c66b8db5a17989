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
        Measure::LabelNear,
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
            if run_together(label, other) {
                let what = format!("{} and {}", told(label), told(other));
                verdict.fault(Measure::LabelNear, what);
            }
            if label.area.grown(-SLACK).overlaps(other.area.grown(-SLACK)) {
                let what = format!("{} on {}", told(label), told(other));
                verdict.fault(Measure::LabelLabel, what);
            }
        }
        on_figures(picture, label, verdict);
        on_lines(picture, label, verdict);
    }
}

/// Whether two people's words on one height read as one phrase: less than half a letter's height apart.
fn run_together(one: &Label, two: &Label) -> bool {
    let apart = (two.area.left - one.area.right).max(one.area.left - two.area.right);
    let level = (one.area.bottom - two.area.bottom).abs() < one.size / 2.0;
    level && one.of != two.of && apart < one.size * 0.4
}

/// A sign within somebody's own figure belongs there.
fn on_figures(picture: &Picture, label: &Label, verdict: &mut Verdict) {
    for symbol in picture.people.iter().chain(&picture.systems) {
        let bounds = symbol.outline.bounds();
        let own = label.within.as_ref() == Some(&symbol.id);
        let sign = own && bounds.grown(SLACK).holds(label.area);
        let box_of_words = label.area.grown(-SLACK).outline();
        if !sign && symbol.outline.outline_away(&box_of_words) <= 0.0 {
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

//! Writes a drawing as SVG, once: layouts place these bytes, so that what is measured is what is
//! printed. User units are millimetres; text stays text.

use std::fmt::Write;

use crate::view::{Anchor, Drawing, Ink, Pen, Shape, Step};

/// The size of the lines above a drawing that stands by itself, in millimetres: 9 pt.
const HEAD: f64 = 3.18;
/// From one of these lines to the next.
const HEAD_LEADING: f64 = 4.6;

/// The drawing as a self-contained SVG.
pub fn svg(drawing: &Drawing) -> String {
    svg_under(drawing, &[])
}

/// The same with lines above it, for a file that stands by itself: what it is, of whom, its marking.
pub fn svg_under(drawing: &Drawing, head: &[String]) -> String {
    let mut out = String::with_capacity(1024 + drawing.shapes.len() * 96);
    let room = match head.len() {
        0 => 0.0,
        lines => HEAD_LEADING * (lines as f64 + 1.0),
    };
    let (width, height) = (number(drawing.width), number(drawing.height + room));
    let top = number(-room);
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" \
         viewBox=\"0 {top} {width} {height}\" role=\"img\" font-family=\"Liberation Sans, Arial, \
         Helvetica, sans-serif\"><title>{}</title><desc>{}</desc>",
        escaped(&drawing.title),
        escaped(&drawing.alt),
    );
    for (line, text) in head.iter().enumerate() {
        let words = Shape::Label {
            at: (0.0, HEAD_LEADING * (line as f64 + 0.8) - room),
            size: HEAD,
            anchor: Anchor::Start,
            ink: Ink::Dark,
            text: text.clone(),
            data: Vec::new(),
        };
        write_shape(&mut out, &words);
    }
    drawing
        .shapes
        .iter()
        .for_each(|shape| write_shape(&mut out, shape));
    out.push_str("</svg>\n");
    out
}

fn write_shape(out: &mut String, shape: &Shape) {
    match shape {
        Shape::Line { points, pen, data } => {
            let _ = write!(out, "<path d=\"{}\" fill=\"none\"", straight(points));
            stroke(out, *pen);
            end(out, data);
        }
        Shape::Path {
            steps,
            fill,
            pen,
            data,
        } => {
            let _ = write!(
                out,
                "<path d=\"{}\" fill=\"{}\"",
                path(steps),
                colour(*fill)
            );
            stroke(out, *pen);
            end(out, data);
        }
        Shape::Polygon {
            points,
            fill,
            pen,
            data,
        } => {
            let corners: Vec<String> = points
                .iter()
                .map(|(x, y)| format!("{},{}", number(*x), number(*y)))
                .collect();
            let fill = colour(*fill);
            let _ = write!(
                out,
                "<polygon points=\"{}\" fill=\"{fill}\"",
                corners.join(" ")
            );
            stroke(out, *pen);
            end(out, data);
        }
        Shape::Rectangle { .. } | Shape::Circle { .. } => write_round_or_square(out, shape),
        Shape::Label { .. } => write_label(out, shape),
        Shape::Group { shapes, data } => {
            out.push_str("<g");
            attributes(out, data);
            out.push('>');
            shapes.iter().for_each(|each| write_shape(out, each));
            out.push_str("</g>");
        }
    }
}

fn write_round_or_square(out: &mut String, shape: &Shape) {
    match shape {
        Shape::Rectangle {
            x,
            y,
            width,
            height,
            fill,
            pen,
            data,
        } => {
            let (x, y) = (number(*x), number(*y));
            let size = format!(
                "width=\"{}\" height=\"{}\"",
                number(*width),
                number(*height)
            );
            let fill = colour(*fill);
            let _ = write!(out, "<rect x=\"{x}\" y=\"{y}\" {size} fill=\"{fill}\"");
            stroke(out, *pen);
            end(out, data);
        }
        Shape::Circle {
            centre,
            radius,
            fill,
            pen,
            data,
        } => {
            let (x, y) = (number(centre.0), number(centre.1));
            let round = format!("cx=\"{x}\" cy=\"{y}\" r=\"{}\"", number(*radius));
            let _ = write!(out, "<circle {round} fill=\"{}\"", colour(*fill));
            stroke(out, *pen);
            end(out, data);
        }
        _ => {}
    }
}

/// The commands of straight lines through points.
fn straight(points: &[(f64, f64)]) -> String {
    let mut steps = points.iter().map(|at| Step::Line(*at));
    let first = points.first().map(|at| Step::Move(*at));
    steps.next();
    path(&first.into_iter().chain(steps).collect::<Vec<_>>())
}

fn path(steps: &[Step]) -> String {
    let point = |(x, y): (f64, f64)| format!("{} {}", number(x), number(y));
    let mut out = String::new();
    for step in steps {
        match step {
            Step::Move(at) => out.extend(["M", &point(*at)]),
            Step::Line(at) => out.extend(["L", &point(*at)]),
            Step::Curve(first, second, at) => {
                out.extend(["C", &point(*first), " ", &point(*second), " ", &point(*at)]);
            }
            Step::Close => out.push('Z'),
        }
    }
    out
}

fn write_label(out: &mut String, shape: &Shape) {
    let Shape::Label {
        at,
        size,
        anchor,
        ink,
        text,
        data,
    } = shape
    else {
        return;
    };
    let place = format!(
        "x=\"{}\" y=\"{}\" font-size=\"{}\"",
        number(at.0),
        number(at.1),
        number(*size)
    );
    let _ = write!(
        out,
        "<text {place} text-anchor=\"{}\" fill=\"{}\"",
        anchor_word(*anchor),
        colour(*ink)
    );
    attributes(out, data);
    let _ = write!(out, ">{}</text>", escaped(text));
}

/// Ends an element that holds nothing.
fn end(out: &mut String, data: &[(&'static str, String)]) {
    attributes(out, data);
    out.push_str("/>");
}

fn attributes(out: &mut String, data: &[(&'static str, String)]) {
    for (name, value) in data {
        let _ = write!(out, " data-{name}=\"{}\"", escaped(value));
    }
}

fn stroke(out: &mut String, pen: Pen) {
    if pen.ink == Ink::None {
        return;
    }
    let (ink, width) = (colour(pen.ink), number(pen.width));
    let _ = write!(out, " stroke=\"{ink}\" stroke-width=\"{width}\"");
    if let Some(dash) = pen.dash {
        let lengths: Vec<String> = dash.iter().map(|each| number(*each)).collect();
        let _ = write!(out, " stroke-dasharray=\"{}\"", lengths.join(" "));
    }
}

fn colour(ink: Ink) -> &'static str {
    match ink {
        Ink::Paper => "#ffffff",
        Ink::Dark => "#111111",
        Ink::Middle => "#8a8a8a",
        Ink::Pale => "#f1f1f1",
        Ink::Accent => "#1f4e79",
        Ink::None => "none",
    }
}

fn anchor_word(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    }
}

/// Hundredths of a millimetre, without trailing zeros.
fn number(value: f64) -> String {
    let fixed = format!("{value:.2}");
    let short = fixed.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" {
        "0".to_owned()
    } else {
        short.to_owned()
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text_and_is_escaped() {
        let drawing = Drawing {
            name: "strip".into(),
            width: 10.0,
            height: 5.5,
            title: "A & B".into(),
            alt: "none".into(),
            shapes: vec![Shape::Label {
                at: (1.0, 2.25),
                size: 3.0,
                anchor: Anchor::Start,
                ink: Ink::Dark,
                text: "<2014>".into(),
                data: vec![("label", "P\"1".into())],
            }],
        };
        let svg = svg(&drawing);
        assert!(svg.contains("<title>A &amp; B</title>"));
        assert!(svg.contains("viewBox=\"0 0 10 5.5\""));
        assert!(svg.contains("data-label=\"P&quot;1\">&lt;2014&gt;</text>"));
    }
}

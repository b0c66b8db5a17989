//! The table: each measure for both of what can come first in the index child's line, side by side.

use std::time::Duration;

use casebinder::diagram::genogram::family::IndexLine;

use crate::measures::measure::{Aim, Measure, Tally, Unit, Verdict};
use crate::{Drawn, LINES};

/// The text area of A4 landscape and of A3 landscape with margins of 15 mm, less a heading of 20 mm.
const PAGES: [(f64, f64); 2] = [(267.0, 160.0), (390.0, 247.0)];

/// Prints the table; says whether everything held that must.
pub fn told(title: &str, drawings: &[Vec<Drawn>; 2]) -> bool {
    let verdicts: Vec<Verdict> = LINES
        .iter()
        .zip(drawings)
        .map(|(index_line, drawn)| {
            let mut all = Verdict::of(*index_line);
            drawn.iter().for_each(|it| all.join(&it.verdict));
            all
        })
        .collect();
    println!("\n{title}: {} drawings, both ways", drawings[0].len());
    row([
        "measure",
        "aim",
        "birth order",
        "forced",
        "partners together",
        "forced",
        "best peer",
    ]);
    let mut fine = true;
    for measure in Measure::ALL.iter().copied().filter(|it| !is_beyond(*it)) {
        let tallies = verdicts.iter().map(|it| it.tally(measure));
        if tallies.fold(0.0, |sum, it| sum + it.of + it.wrong) == 0.0 {
            continue;
        }
        let ours: Vec<String> = verdicts.iter().map(|it| figure(measure, it)).collect();
        let forced: Vec<String> = verdicts.iter().map(|it| forced(measure, it)).collect();
        let [(first, by_order), (second, by_circles)] =
            [0, 1].map(|at: usize| (ours[at].as_str(), forced[at].as_str()));
        let (words, aim, peer) = (measure.words(), aim(measure), measure.peer());
        row([words, &aim, first, by_order, second, by_circles, peer]);
        let mut hard = verdicts
            .iter()
            .filter(|it| measure.aim_where(it.index_line) == Aim::None);
        fine &= hard.all(|it| it.meets(measure));
    }
    fine &= same_bytes(drawings);
    pages(drawings);
    times(drawings);
    fine
}

fn row(cells: [&str; 7]) {
    let [measure, aim, first, by_order, second, by_circles, peer] = cells;
    println!(
        "{measure:<53} {aim:<9} {first:>19} {by_order:>7} {second:>19} {by_circles:>7}  {peer}"
    );
}

/// The measure that only says how much of another is forced stands in its row.
fn is_beyond(measure: Measure) -> bool {
    measure == Measure::ApartBeyond
}

/// How much of a measure no drawing can spare that keeps the order; "!" where the rest misses the aim.
fn forced(measure: Measure, verdict: &Verdict) -> String {
    let beyond = match (measure, verdict.index_line) {
        (Measure::Apart, IndexLine::BirthOrder) => Measure::ApartBeyond,
        _ => return String::new(),
    };
    let forced = verdict.wrong(measure) - verdict.wrong(beyond);
    let mark = if verdict.meets(beyond) { "" } else { "!" };
    format!("{forced:.0}{mark}")
}

/// A figure, marked where it misses its aim.
fn figure(measure: Measure, verdict: &Verdict) -> String {
    let Tally { wrong, of } = verdict.tally(measure);
    let share = verdict.tally(measure).share();
    let ours = match measure.unit() {
        Unit::Count => format!("{wrong} of {of}"),
        Unit::Share => format!("{wrong} of {of} {:.1}%", share * 100.0),
        Unit::Mean => format!("{share:.3}"),
    };
    let mark = if verdict.meets(measure) { " " } else { "!" };
    format!("{mark}{ours}")
}

fn aim(measure: Measure) -> String {
    match (measure.aim(), measure.unit()) {
        (Aim::None, _) => "0".to_owned(),
        (Aim::AtMost(most), Unit::Share) => format!("<= {:.1}%", most * 100.0),
        (Aim::AtMost(most), _) => format!("<= {most}"),
        (Aim::Shown, _) => "-".to_owned(),
    }
}

fn same_bytes(drawings: &[Vec<Drawn>; 2]) -> bool {
    let again = |it: &&Drawn| !it.same_again;
    let shuffled = |it: &&Drawn| !it.same_shuffled;
    let count = |is: &dyn Fn(&&Drawn) -> bool| {
        [0, 1].map(|at: usize| drawings[at].iter().filter(|it| is(it)).count())
    };
    let rows = [
        ("other bytes on a second run", count(&again)),
        ("other bytes when the rows are shuffled", count(&shuffled)),
    ];
    for (words, counts) in rows {
        let ours = counts.map(|count| {
            let mark = if count == 0 { " " } else { "!" };
            format!("{mark}{count} of {}", drawings[0].len())
        });
        row([
            words,
            "0",
            &ours[0],
            "",
            &ours[1],
            "",
            "kinship2 fails by design",
        ]);
    }
    rows.iter().all(|(_, counts)| counts == &[0, 0])
}

fn pages(drawings: &[Vec<Drawn>; 2]) {
    let fits = |drawn: &[Drawn], (wide, high): (f64, f64)| {
        let within = drawn.iter();
        within
            .filter(|it| it.size.0 <= wide && it.size.1 <= high)
            .count()
    };
    let ours = [0, 1].map(|at: usize| {
        let drawn = &drawings[at];
        format!("{} / {}", fits(drawn, PAGES[0]), fits(drawn, PAGES[1]))
    });
    let words = "drawings that fit A4 / A3 landscape at 7 pt, unfolded";
    row([words, "-", &ours[0], "", &ours[1], "", "nobody measures"]);
}

fn times(drawings: &[Vec<Drawn>; 2]) {
    let ours = [0, 1].map(|at: usize| {
        let mut times: Vec<Duration> = drawings[at].iter().map(|it| it.took).collect();
        times.sort_unstable();
        let millis = |it: Option<&Duration>| it.map_or(0.0, |it| it.as_secs_f64() * 1e3);
        let (middle, most) = (millis(times.get(times.len() / 2)), millis(times.last()));
        let mark = if middle <= 10.0 && most <= 1000.0 {
            " "
        } else {
            "!"
        };
        format!("{mark}{middle:.1} / {most:.0}")
    });
    let largest = drawings[0].iter().map(|it| it.people).max().unwrap_or(0);
    let words = format!("time of a drawing, median / longest, ms ({largest} people)");
    let peer = "dot: 9 / 70 ms; kinship2: 39 / 1800 ms";
    row([&words, "10 / 1000", &ours[0], "", &ours[1], "", peer]);
}

/// Each drawing that misses something, and what.
pub fn listed(drawings: &[Drawn]) {
    for drawn in drawings {
        let aim = |measure: &Measure| measure.aim_where(drawn.verdict.index_line);
        let faults = drawn.verdict.faults.iter();
        let faults: Vec<_> = faults
            .filter(|(measure, _)| aim(measure) != Aim::Shown)
            .collect();
        if faults.is_empty() && drawn.same_again && drawn.same_shuffled {
            continue;
        }
        let Drawn {
            name, people, size, ..
        } = drawn;
        println!(
            "\n{name}, {:?} ({people} people, {:.0} x {:.0} mm, {:.0} ms){}{}",
            drawn.verdict.index_line,
            size.0,
            size.1,
            drawn.took.as_secs_f64() * 1e3,
            if drawn.same_again {
                ""
            } else {
                " OTHER BYTES AGAIN"
            },
            if drawn.same_shuffled {
                ""
            } else {
                " OTHER BYTES SHUFFLED"
            },
        );
        for (measure, what) in faults {
            println!("    {}: {what}", measure.words());
        }
    }
}

//! Families whose people are placed by hand, as plainly as a layout would, so that only the marks are on
//! trial.

use casebinder::diagram::genogram::family::*;
use casebinder::diagram::genogram::figures;
use casebinder::diagram::genogram::placed::{Area, Bracket, Line, Place, Placed, Point, Words};
use casebinder::render::Faces;

/// The size of a figure.
pub const SIZE: f64 = 8.0;
/// The size of the words: 7 pt.
pub const TEXT: f64 = 2.47;
/// From one row to the next.
const ROW: f64 = 36.0;

/// A family and where it stands.
pub struct ByHand {
    pub family: Family,
    pub placed: Placed,
    pub faces: Faces,
}

impl ByHand {
    pub fn new() -> Self {
        let face = include_bytes!("../../../layouts/fonts/LiberationSans-Regular.ttf");
        Self {
            family: Family::default(),
            placed: Placed {
                size: SIZE,
                text: TEXT,
                people: Vec::new(),
                rows: Vec::new(),
                brackets: Vec::new(),
                lines: Vec::new(),
                sibling_brackets: Vec::new(),
                width: 0.0,
                height: 0.0,
            },
            faces: Faces::new([face.as_slice()]),
        }
    }

    /// Somebody at `x` on a row, with what stands at the figure, the name first.
    pub fn person(&mut self, figure: Figure, x: f64, row: usize, told: &[&str]) -> Who {
        let who = self.family.people.len();
        self.family.people.push(Member {
            id: format!("P{who}"),
            figure,
            presence: Presence::Known,
            index: false,
            died: false,
            born: None,
            name: told[0].to_owned(),
            facts: told[1..].iter().map(|each| (*each).to_owned()).collect(),
            continued: None,
        });
        let centre = (x, 20.0 + row as f64 * ROW);
        self.placed.people.push(Place {
            row,
            position: x as usize,
            centre,
            words: self.words(told, (x + 1.0, centre.1 - SIZE / 2.0 - 0.8)),
        });
        while self.placed.rows.len() <= row {
            self.placed.rows.push(Vec::new());
        }
        self.placed.rows[row].push(who);
        self.placed.width = self.placed.width.max(x + 20.0);
        self.placed.height = self.placed.height.max(centre.1 + 14.0);
        who
    }

    /// Words whose box ends at its left lower corner.
    fn words(&self, told: &[&str], at: Point) -> Words {
        let wide = told.iter().map(|line| self.faces.width(line, TEXT));
        Words {
            lines: told.iter().map(|line| (*line).to_owned()).collect(),
            area: Area {
                left: at.0,
                top: at.1 - told.len() as f64 * TEXT * 1.15,
                right: at.0 + wide.fold(0.0, f64::max),
                bottom: at.1,
            },
        }
    }

    fn centre(&self, who: Who) -> Point {
        self.placed.people[who].centre
    }

    /// A couple, their bracket so deep under them, leaving the figures at these ports.
    pub fn couple(
        &mut self,
        pair: [Who; 2],
        union: Union,
        ending: Ending,
        told: &[&str],
        (ports, depth): ([f64; 2], f64),
    ) -> usize {
        let couple = self.family.couples.len();
        self.family.couples.push(Couple {
            partners: pair,
            union,
            ending,
            related: false,
            since: None,
            words: told.iter().map(|each| (*each).to_owned()).collect(),
        });
        let leave = |index: usize| {
            let who = pair[index];
            figures::bottom(&self.family, who, self.centre(who), SIZE, ports[index])
        };
        let (from, to) = (leave(0), leave(1));
        let deep = self.centre(pair[0]).1 + SIZE / 2.0 + depth;
        let level = ((from.0, deep), (to.0, deep));
        let high = told.len() as f64 * TEXT * 1.15;
        let words = self.words(told, (from.0.min(to.0) + 1.0, deep + 0.8 + high));
        self.placed.brackets.push(Bracket {
            couple,
            points: vec![from, level.0, level.1, to],
            level,
            words,
        });
        couple
    }

    /// A child of the couple whose bracket is the given one, hanging from `drop` by a bar `above` the row.
    pub fn child(
        &mut self,
        child: Who,
        couple: usize,
        parentage: Parentage,
        drop: f64,
        above: f64,
    ) {
        self.route(child, couple, parentage, "", |top, deep| {
            let bar = top.1 - above;
            vec![(drop, deep), (drop, bar), (top.0, bar), top]
        });
    }

    /// A line of descent with its words, arriving at a port.
    pub fn route(
        &mut self,
        child: Who,
        couple: usize,
        parentage: Parentage,
        told: &str,
        points: impl Fn(Point, f64) -> Vec<Point>,
    ) {
        let descent = self.family.descents.len();
        self.family.descents.push(Descent {
            child,
            parents: self.family.couples[couple].partners.to_vec(),
            parentage,
            words: told.to_owned(),
        });
        let port = if parentage == Parentage::Birth {
            0.0
        } else {
            -1.2
        };
        let top = figures::top(&self.family, child, self.centre(child), SIZE, port);
        let points = points(top, self.placed.brackets[couple].level.0.1);
        let words = (!told.is_empty()).then(|| {
            let at = points[points.len() - 2];
            self.words(&[told], (at.0 + 1.0, at.1 - 0.8))
        });
        self.placed.lines.push(Line {
            descent,
            points,
            words,
        });
    }

    /// A household.
    pub fn home(&mut self, words: &str, members: &[Who]) {
        let id = format!("H{}", self.family.households.len() + 1);
        self.family.households.push(Household {
            id,
            words: words.to_owned(),
            members: members.to_vec(),
        });
    }

    /// An emotional line.
    pub fn bond(&mut self, pair: [Who; 2], quality: Quality, words: &str) {
        self.family.bonds.push(Bond {
            pair,
            quality,
            words: words.to_owned(),
        });
    }

    pub fn member(&mut self, who: Who) -> &mut Member {
        &mut self.family.people[who]
    }
}

/// Three generations: grandparents, a mother with two fathers of her children, and five children of whom
/// one was adopted by others and two are twins.
pub fn three_generations() -> ByHand {
    use Figure::{Female, Male};
    let mut hand = ByHand::new();
    let ada = hand.person(Female, 62.0, 0, &["Ada Quill", "1951–2019 (67)"]);
    let ben = hand.person(Male, 36.0, 0, &["Ben Quill", "12/02/1949 (77)"]);
    hand.member(ada).died = true;
    let carl = hand.person(Male, 22.0, 1, &["Carl Moor", "02/05/1979 (47)"]);
    let dora = hand.person(Female, 49.0, 1, &["Dora Quill", "14/01/1981 (45)"]);
    let unknown = hand.person(Male, 76.0, 1, &["Father", "not known"]);
    hand.member(unknown).presence = Presence::NotKnown;
    let ruth = hand.person(Female, 130.0, 1, &["Ruth Lane", "09/09/1975 (51)"]);
    let owen = hand.person(Male, 104.0, 1, &["Owen Lane", "01/03/1974 (52)"]);
    let eve = hand.person(Female, 14.0, 2, &["Eve Moor", "07/04/2010 (16)"]);
    let finn = hand.person(Male, 35.0, 2, &["Finn Moor", "21/11/2013 (13)"]);
    let gus = hand.person(Male, 56.0, 2, &["Gus Moor", "21/11/2013 (13)"]);
    let ivy = hand.person(Female, 78.0, 2, &["Ivy Quill", "30/06/2018 (8)"]);
    let kit = hand.person(Male, 117.0, 2, &["Kit Lane", "19/08/2020 (6)"]);
    hand.member(ivy).index = true;

    let old = hand.couple(
        [ben, ada],
        Union::Married,
        Ending::None,
        &["m. 1974"],
        ([0.0, 0.0], 3.0),
    );
    let first = hand.couple(
        [carl, dora],
        Union::LivingTogether,
        Ending::Separated,
        &["LT 2009", "ended 2016"],
        ([0.0, -1.5], 3.0),
    );
    let second = hand.couple(
        [unknown, dora],
        Union::NotRecorded,
        Ending::None,
        &[],
        ([0.0, 1.5], 3.0),
    );
    let carers = hand.couple(
        [owen, ruth],
        Union::Married,
        Ending::None,
        &["m. 2001"],
        ([0.0, 0.0], 3.0),
    );
    hand.child(dora, old, Parentage::Birth, 49.0, 10.0);
    hand.child(eve, first, Parentage::Birth, 40.0, 11.0);
    for twin in [finn, gus] {
        hand.route(twin, first, Parentage::Birth, "", |top, deep| {
            let bar = top.1 - 11.0;
            let parted = top.1 - 6.8;
            vec![(40.0, deep), (40.0, bar), (45.5, bar), (top.0, parted), top]
        });
    }
    hand.family.births.push(MultipleBirth {
        children: vec![finn, gus],
        identical: true,
    });
    hand.child(ivy, second, Parentage::Birth, 66.0, 11.0);
    hand.route(kit, carers, Parentage::Adoptive, "", |top, deep| {
        vec![(top.0, deep), top]
    });
    hand.route(
        ivy,
        carers,
        Parentage::Foster,
        "foster, 12/03/2024",
        |top, deep| {
            vec![
                (122.0, deep),
                (122.0, top.1 - 15.0),
                (top.0, top.1 - 15.0),
                top,
            ]
        },
    );
    hand
}

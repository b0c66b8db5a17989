//! What is judged, what is aimed at, and what the best of the peers reaches (reference/genogram.md 3.2, 3.4).

use std::collections::BTreeMap;

use casebinder::diagram::genogram::family::IndexLine;

/// How much may be wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Aim {
    /// Nothing, ever.
    None,
    /// At most this share, or this mean.
    AtMost(f64),
    /// Nothing is asked; it is shown.
    Shown,
}

/// How a measure's figure is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// So many of so many.
    Count,
    /// A share.
    Share,
    /// A mean over all.
    Mean,
}

macro_rules! measures {
    ($($(#[doc = $doc:literal])+ $name:ident: $words:literal, $aim:expr, $unit:ident, $peer:literal;)+) => {
        /// A measure.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Measure {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Measure {
            /// All of them, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// What it is called in the table.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)+ }
            }

            /// What is aimed at.
            pub const fn aim(self) -> Aim {
                match self { $(Self::$name => $aim,)+ }
            }

            /// How its figure is read.
            pub const fn unit(self) -> Unit {
                match self { $(Self::$name => Unit::$unit,)+ }
            }

            /// The best peer's figure, with its name.
            pub const fn peer(self) -> &'static str {
                match self { $(Self::$name => $peer,)+ }
            }
        }
    };
}

measures! {
    /// Drawings that cannot be read, of drawings.
    Unreadable: "drawings not readable as SVG", Aim::None, Count, "SchemaTex, Madeline: 9 of 261 never made";
    /// People who stand nowhere, of people.
    Missing: "people missing", Aim::None, Count, "0 (open-pedigree, dot, SchemaTex)";
    /// People who stand more than once, and people nobody knows.
    Repeated: "people repeated or never heard of", Aim::None, Count, "0 (open-pedigree, dot, SchemaTex)";
    /// Pairs of figures nearer than a quarter of a figure.
    Overlap: "figures closer than S/4", Aim::None, Count, "0 (all but Madeline: 30)";
    /// Couples read from the lines that are none, and lines that join no two people.
    FalseCouple: "false couples, by tracing", Aim::None, Count, "0 (open-pedigree, dot); kinship2: 197";
    /// Couples that cannot be read from the lines.
    MissingCouple: "missing couples, by tracing", Aim::None, Count, "0 (open-pedigree, dot, SchemaTex)";
    /// Children and parents read from the lines that are none.
    FalseDescent: "false parent links, by tracing", Aim::None, Count, "0 (open-pedigree, dot)";
    /// Children and parents that cannot be read from the lines.
    MissingDescent: "missing parent links, by tracing", Aim::None, Count, "0 (open-pedigree, dot)";
    /// Brackets over siblings that join others, or are missing.
    WrongSiblings: "sibling brackets wrong or missing", Aim::None, Count, "no peer draws them";
    /// Lines that pass a figure of somebody else's, or go on within a figure of their own.
    ThroughFigure: "lines through a figure", Aim::None, Count, "0 (kinship2); open-pedigree, dot: up to 358";
    /// Pairs of labels that overlap.
    LabelLabel: "labels on labels", Aim::None, Count, "nobody measures";
    /// Words of two people that read as one phrase.
    LabelNear: "words of two people run together", Aim::Shown, Count, "nobody measures";
    /// Labels that overlap a figure.
    LabelFigure: "labels on figures", Aim::None, Count, "nobody measures";
    /// Labels that a line runs through.
    LabelLine: "labels on lines", Aim::None, Count, "nobody measures";
    /// Ends and corners of one family's line that stand on another family's.
    Touch: "lines of two families touching", Aim::None, Count, "nobody measures";
    /// Parts of two families' lines on top of each other.
    Collinear: "lines of two families on top of each other", Aim::None, Count, "6 (Madeline)";
    /// Crossings, of drawings where nobody has more than two partners.
    CrossingPlain: "crossings per drawing, nobody with 3+ partners", Aim::AtMost(0.01), Mean, "0.20 (open-pedigree; all drawings)";
    /// Crossings, of further partners in the other drawings.
    CrossingPartners: "crossings per further partner, other drawings", Aim::AtMost(1.0), Mean, "not told apart";
    /// Crossings with a line of adoptive, foster or kin carers.
    CrossingSecond: "crossings with lines of second parents (apart)", Aim::Shown, Count, "no peer draws them";
    /// Crossings with the bracket over two siblings whose parents are not drawn.
    CrossingBracket: "crossings with a sibling bracket (not counted)", Aim::Shown, Count, "no peer draws them";
    /// Crossings of any kind at which neither line leaps over the other.
    NotLeapt: "crossings where no line leaps over the other", Aim::None, Count, "no peer draws arcs";
    /// Pairs in the wrong order, of pairs of full siblings with known dates of birth.
    BirthOrder: "sibling pairs out of birth order", Aim::AtMost(0.008), Share, "1.2 % (SchemaTex), 3.6 % (kinship2)";
    /// The same, of the index child's siblings and its parents' siblings.
    IndexOrder: "... in the index child's and parents' sibships", Aim::None, Count, "not told apart";
    /// The same, of all the others.
    OrderElsewhere: "... in the other sibships", Aim::AtMost(0.008), Share, "not told apart";
    /// Sibships out of birth order of which the drawing does not say so, and such as it says it of in vain.
    OrderUntold: "sibships out of birth order, not told or told wrong", Aim::None, Count, "no peer tells";
    /// Sibships with somebody between who is neither sibling nor partner.
    Interrupted: "sibships interrupted by strangers", Aim::Shown, Count, "0 of 966 (kinship2)";
    /// Couples not adjacent that could be, of what the set allows.
    Apart: "couples apart, of those that can be adjacent", Aim::AtMost(0.016), Share, "1.7 % (open-pedigree: 91.6 of 93.2)";
    /// The same, of what birth order in the index child's line allows (see `always.rs`).
    ApartBeyond: "... of those that the index line's order lets be so", Aim::AtMost(0.016), Share, "no peer keeps that order";
    /// Couples on different rows, of couples.
    OffRow: "couples on different rows", Aim::AtMost(0.021), Share, "0 (kinship2, SchemaTex), 0.6 % (dot)";
    /// Couples that the set of links itself puts on different rows, of couples.
    OffRowForced: "... that the links themselves force", Aim::Shown, Share, "-";
    /// Couples on different rows whose line is slanted or straight.
    NoElbow: "couples on different rows without an elbow", Aim::None, Count, "nobody measures";
    /// Children not exactly one row below their birth parents, of children.
    LongDescent: "children not one row below their parents", Aim::None, Count, "0 (kinship2)";
    /// How far a bracket's middle is from its children's mean, in pitches.
    Centring: "bracket's middle off the children's mean, pitches", Aim::AtMost(0.17), Mean, "0.33 (Madeline), 0.83 (kinship2)";
    /// The drawing's width against that of its widest row.
    Wide: "width / widest row", Aim::AtMost(1.3), Mean, "1.08 (dot)";
    /// Households' rings that leave a member out, or are missing.
    RingMissing: "members outside their household's ring", Aim::None, Count, "no peer draws them";
    /// Households' rings with somebody else within, and rings of nobody's.
    RingStranger: "strangers inside a ring", Aim::None, Count, "no peer draws them";
    /// Rings that run over a figure.
    RingFigure: "rings through a figure", Aim::None, Count, "no peer draws them";
    /// Pieces of rings without a label: the key names their household.
    RingNameless: "rings named in the key alone", Aim::Shown, Count, "no peer draws them";
    /// Rings in more than one piece, of rings.
    RingPieces: "households in more than one piece", Aim::Shown, Count, "no peer draws them";
    /// Words smaller than 7 points.
    SmallText: "words smaller than 7 pt", Aim::None, Count, "nobody measures";
    /// Figures, lines and words beyond the drawing's edge.
    Outside: "marks beyond the edge", Aim::None, Count, "nobody measures";
    /// Drawings with a copy, a loss, an overlap, a false line, an interrupted sibship or a crossing.
    Unsafe: "drawings not safe to read", Aim::AtMost(2.0 / 261.0), Share, "8.8 % (open-pedigree, 23 of 261)";
    /// Those, and drawings with a couple apart or off its row, or siblings out of order.
    Unclean: "drawings with anything wrong at all", Aim::AtMost(113.0 / 261.0), Share, "51 % (kinship2, 132 of 261)";
    /// Ecomaps: figures nearer than they may be.
    NodeOverlap: "ecomap: systems overlapping", Aim::None, Count, "0 with 12 systems (SchemaTex), 15 with 15";
    /// Ecomaps: systems without a tie or words, or drawn twice.
    NodeBare: "ecomap: systems without a tie or words", Aim::None, Count, "nobody measures";
    /// Ecomaps: ties through a system that is not theirs.
    TieThrough: "ecomap: ties through another system", Aim::None, Count, "4 with 12 systems (SchemaTex)";
    /// Ecomaps: ties that do not end on the two outlines.
    TieLoose: "ecomap: ties not from outline to outline", Aim::None, Count, "nobody measures";
    /// Ecomaps: neighbours nearer than 12 degrees.
    Angle: "ecomap: neighbours within 12 degrees", Aim::None, Count, "nobody measures";
}

impl Measure {
    /// What is aimed at where this comes first in the index child's line: where partners come first, that
    /// line may be out of birth order, and nothing else is excused by it.
    pub fn aim_where(self, index_line: IndexLine) -> Aim {
        use IndexLine::PartnersTogether;
        match (self, index_line) {
            (Self::BirthOrder | Self::IndexOrder | Self::ApartBeyond, PartnersTogether) => {
                Aim::Shown
            }
            _ => self.aim(),
        }
    }
}

/// So much wrong, of so much.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    /// What is wrong.
    pub wrong: f64,
    /// Of what.
    pub of: f64,
}

impl Tally {
    /// The share or the mean; 0 of nothing.
    pub fn share(self) -> f64 {
        if self.of == 0.0 {
            0.0
        } else {
            self.wrong / self.of
        }
    }
}

/// What the judge finds in one drawing, or in many.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verdict {
    /// What comes first in the index child's line, by which its aims are chosen.
    pub index_line: IndexLine,
    /// The figures.
    pub tallies: BTreeMap<Measure, Tally>,
    /// Each thing that is wrong, in words.
    pub faults: Vec<(Measure, String)>,
}

impl Verdict {
    /// One without anything in it yet, by the aims of where this comes first in the index child's line.
    pub fn of(index_line: IndexLine) -> Self {
        Self {
            index_line,
            ..Self::default()
        }
    }

    /// The same, by these aims.
    pub fn aimed_at(self, index_line: IndexLine) -> Self {
        Self { index_line, ..self }
    }

    /// Something is wrong.
    pub fn fault(&mut self, measure: Measure, what: impl Into<String>) {
        self.faults.push((measure, what.into()));
        self.add(measure, 1.0, 0.0);
    }

    /// So many were looked at.
    #[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
    pub fn looked_at(&mut self, measure: Measure, count: usize) {
        self.add(measure, 0.0, count as f64);
    }

    /// Adds to a figure.
    pub fn add(&mut self, measure: Measure, wrong: f64, of: f64) {
        let tally = self.tallies.entry(measure).or_default();
        tally.wrong += wrong;
        tally.of += of;
    }

    /// Adds another drawing's figures.
    pub fn join(&mut self, other: &Self) {
        for (measure, tally) in &other.tallies {
            self.add(*measure, tally.wrong, tally.of);
        }
    }

    /// How much is wrong by a measure.
    pub fn wrong(&self, measure: Measure) -> f64 {
        self.tally(measure).wrong
    }

    /// A measure's figure.
    pub fn tally(&self, measure: Measure) -> Tally {
        self.tallies.get(&measure).copied().unwrap_or_default()
    }

    /// Whether a measure is met.
    pub fn meets(&self, measure: Measure) -> bool {
        let tally = self.tally(measure);
        match measure.aim_where(self.index_line) {
            Aim::None => tally.wrong == 0.0,
            Aim::AtMost(most) => tally.share() <= most + 1e-9,
            Aim::Shown => true,
        }
    }

    /// The faults that must never be.
    pub fn hard(&self) -> Vec<String> {
        let hard = self.faults.iter();
        hard.filter(|(measure, _)| measure.aim_where(self.index_line) == Aim::None)
            .map(|(measure, what)| format!("{}: {what}", measure.words()))
            .collect()
    }
}

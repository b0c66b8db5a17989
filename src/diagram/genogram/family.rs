//! Who is to be drawn, and what is known of how they belong together: all that the layout of a genogram
//! gets. People are named by their place in [`Family::people`]; nothing here is a place on a page.

/// A place in [`Family::people`].
pub type Who = usize;

/// The people of a drawing and what ties them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Family {
    /// Everybody who is drawn, each once.
    pub people: Vec<Member>,
    /// The couples.
    pub couples: Vec<Couple>,
    /// Each child's parents; a child may have several sets of them.
    pub descents: Vec<Descent>,
    /// Twins, triplets and more.
    pub births: Vec<MultipleBirth>,
    /// Siblings whose parents are not in the picture.
    pub siblings: Vec<Siblings>,
    /// Who lives together.
    pub households: Vec<Household>,
    /// Emotional lines.
    pub bonds: Vec<Bond>,
}

/// The figure that stands for somebody (reference/genogram.md 2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// A male: a square.
    Male,
    /// A female: a circle.
    Female,
    /// Non-binary or otherwise gender-diverse: a diamond.
    Diverse,
    /// Gender not recorded: a diamond with a question mark.
    NotRecorded,
    /// A pregnancy: a triangle.
    Pregnancy,
    /// A miscarriage: a small triangle with a cross.
    Miscarriage,
    /// A termination: the same with a bar.
    Termination,
}

/// What else the figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Presence {
    /// Somebody of the family.
    #[default]
    Known,
    /// A parent who is not known or not disclosed: a dashed outline and a question mark.
    NotKnown,
    /// Not of the family, but important: a dashed outline.
    Important,
    /// A stillborn child: the figure at half size with a cross.
    Stillborn,
    /// Several people told as one: a diamond with their number, or `n`.
    Several(Option<u16>),
}

/// Somebody who is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The id, as in the input.
    pub id: String,
    /// The figure.
    pub figure: Figure,
    /// What else it says.
    pub presence: Presence,
    /// Whether they are an index child: a double outline.
    pub index: bool,
    /// Whether they have died: a cross through the figure.
    pub died: bool,
    /// When they were born or due, in days since the common era; the earliest day of a partial date.
    pub born: Option<i32>,
    /// The name; the drawing breaks it into at most two lines.
    pub name: String,
    /// What stands under the name, a line each: dates and age, what happened.
    pub facts: Vec<String>,
    /// The letter and page at which this person is continued, where a drawing is split: "continued on A".
    pub continued: Option<String>,
}

/// What joins a couple.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Union {
    /// Married or civil partners.
    Married,
    /// Living together, not married.
    LivingTogether,
    /// A short or casual relationship, or a couple that does not live together.
    Brief,
    /// Parents of a child of whose relationship nothing is recorded.
    NotRecorded,
}

/// How it stands with a couple now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ending {
    /// Together, or ended by a death.
    None,
    /// Separated, or living together came to an end: one slash.
    Separated,
    /// Divorced: two slashes.
    Divorced,
    /// Back together: the slashes and one in the other direction.
    Reunited,
}

/// Two people who are or were a couple, or who have a child.
#[derive(Debug, Clone, PartialEq)]
pub struct Couple {
    /// The two; a couple is named once.
    pub partners: [Who; 2],
    /// What joins them.
    pub union: Union,
    /// How it stands now.
    pub ending: Ending,
    /// Whether the two are related by blood: a double line.
    pub related: bool,
    /// When it began, in days since the common era: earlier partners stand further left.
    pub since: Option<i32>,
    /// The words beside the line, a short line each: "m. 2014", "s. 2021".
    pub words: Vec<String>,
}

/// What makes somebody a child's parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parentage {
    /// By birth: a solid line. Birth parents anchor the child.
    Birth,
    /// By adoption: a dashed line, and brackets round the child.
    Adoptive,
    /// Foster care: a dotted line.
    Foster,
    /// Kinship care, special guardianship or a child arrangements order: dotted, with the legal word.
    Carer,
}

/// A child of one or two people.
#[derive(Debug, Clone, PartialEq)]
pub struct Descent {
    /// The child.
    pub child: Who,
    /// The parent or both; two of them are a couple of [`Family::couples`].
    pub parents: Vec<Who>,
    /// What makes them parents.
    pub parentage: Parentage,
    /// The words beside the line: "foster, from 12/03/2024"; empty for birth.
    pub words: String,
}

/// Children of one birth.
#[derive(Debug, Clone, PartialEq)]
pub struct MultipleBirth {
    /// The children, of the same birth parents.
    pub children: Vec<Who>,
    /// Whether they are identical.
    pub identical: bool,
}

/// Two who are siblings, the parents of at least one not in the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Siblings {
    /// The two.
    pub pair: [Who; 2],
    /// The words beside the dashed bracket: "half-siblings"; may be empty.
    pub words: String,
}

/// People who live together.
#[derive(Debug, Clone, PartialEq)]
pub struct Household {
    /// The household's id, as in the input.
    pub id: String,
    /// The words at the ring: "Mother's home, 22/11/2026".
    pub words: String,
    /// Who lives there; somebody may live in two.
    pub members: Vec<Who>,
}

/// The emotional quality of a relationship (reference/genogram.md 2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quality {
    /// Close: two lines.
    Close,
    /// Distant: dotted.
    Distant,
    /// Conflict: zigzag.
    Conflict,
    /// Cut off: a line broken by two short bars.
    CutOff,
    /// Harm: zigzag with an arrowhead at the second of the two.
    Harm,
}

/// An emotional line between two people.
#[derive(Debug, Clone, PartialEq)]
pub struct Bond {
    /// The two; of harm, who does it and who is harmed.
    pub pair: [Who; 2],
    /// The quality.
    pub quality: Quality,
    /// The word beside the line.
    pub words: String,
}

/// Where sources disagree about notation, whose (reference/genogram.md 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Profile {
    /// McGoldrick and Gerson, as most councils' sheets.
    #[default]
    McGoldrick,
    /// Department of Health, Write Enough: living together is drawn solid, and a brief relationship broken.
    DepartmentOfHealth,
}

/// What comes first where both cannot be: two parents who are each in the middle of their brothers and
/// sisters cannot stand side by side while these stand in birth order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IndexLine {
    /// The index child's own and its parents' brothers and sisters stand in birth order, always.
    #[default]
    BirthOrder,
    /// Lines do not cross and partners stand side by side; the drawing tells who then stands out of order.
    PartnersTogether,
}

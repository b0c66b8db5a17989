//! How a child belongs to a family: by birth, adoption, fostering or otherwise, parent by parent.

use std::borrow::Cow;

use super::faults;
use super::lines::Node;
use super::people::{Sex, sex};
use super::reading::Reading;
use crate::issue::Origin;
use crate::model::When;
use crate::model::codes::{Certainty, Relation};

/// The place that a parent has in a family's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Husband,
    Wife,
}

/// How a child belongs to one parent.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum How {
    Birth,
    Adopted,
    Fostered,
    Step,
    Guarded,
    Kinship,
    /// In a way that is not known, as found.
    Other(Box<str>),
}

impl How {
    /// The way that a word names; none for a word that says nothing.
    fn named(words: &str) -> Option<Self> {
        let lower = words.to_lowercase();
        let known = [
            ("adopt", Self::Adopted),
            ("foster", Self::Fostered),
            ("step", Self::Step),
            ("guardian", Self::Guarded),
            ("kinship", Self::Kinship),
            ("birth", Self::Birth),
            ("natural", Self::Birth),
            ("biolog", Self::Birth),
        ];
        let known = known.into_iter().find(|(part, _)| lower.contains(part));
        match (known, lower.as_str()) {
            (Some((_, how)), _) => Some(how),
            (None, "" | "unknown" | "other") => None,
            (None, _) => Some(Self::Other(words.into())),
        }
    }

    /// What the parent is to the child. Sex names a parent by birth, never the role in the family.
    pub fn relation(&self, parent: Node<'_>) -> Relation {
        match (self, sex(parent)) {
            (Self::Birth, Sex::Female) => Relation::Mother,
            (Self::Birth, Sex::Male) => Relation::Father,
            (Self::Birth, Sex::Other) => Relation::Parent,
            (Self::Adopted, _) => Relation::AdoptiveParent,
            (Self::Fostered, _) => Relation::FosterCarer,
            (Self::Step, _) => Relation::StepParent,
            (Self::Guarded, _) => Relation::Guardian,
            (Self::Kinship, _) => Relation::KinshipCarer,
            (Self::Other(words), _) => Relation::Other(words.clone().into()),
        }
    }
}

/// What a child's own record, and the family's, say of how it belongs there.
#[derive(Debug, Default)]
pub(super) struct Belonging {
    /// PEDI of the link; none where it says nothing.
    pedigree: Option<How>,
    /// Who adopted: whether each of the two did.
    adopted_by: Option<[bool; 2]>,
    /// When it was adopted.
    pub adopted_on: Option<When>,
    /// What programs that tell both parents apart say of each.
    of_each: [Option<How>; 2],
    /// How sure the link is.
    pub certainty: Option<Certainty>,
    /// The places of the child's record that say so.
    pub origins: Vec<Origin>,
}

impl Belonging {
    /// What is recorded of a child in a family, by the child's record and the family's CHIL line.
    pub fn of(
        child: Node<'_>,
        family: &str,
        line: Option<Node<'_>>,
        out: &mut Reading<'_>,
    ) -> Self {
        let mut found = Self::default();
        for link in child.all("FAMC").filter(|link| link.value() == family) {
            found.link(child, link, out);
        }
        for event in child.all("ADOP") {
            let mut links = event.all("FAMC").filter(|link| link.value() == family);
            if let Some(link) = links.next() {
                found.adoption(child, event, link, out);
            }
        }
        if let Some(line) = line {
            let tags = ["_FREL", "_MREL"];
            found.of_each = tags.map(|tag| How::named(&line.words_of(tag)));
        }
        found
    }

    fn link(&mut self, child: Node<'_>, link: Node<'_>, out: &mut Reading<'_>) {
        let at = out.at(child, "FAMC");
        let pedigree = link.child("PEDI");
        let word = pedigree.map(Node::words).unwrap_or_default();
        let phrase = pedigree.map(|it| it.words_of("PHRASE")).unwrap_or_default();
        // 7.0 writes OTHER and puts the word into a phrase.
        let words: Cow<'_, str> = match phrase.is_empty() {
            true => word.into(),
            false => phrase.into(),
        };
        let how = How::named(&words);
        if matches!(how, Some(How::Other(_))) {
            out.fault(faults::UNKNOWN_PEDIGREE, std::slice::from_ref(&at), &words);
        }
        self.pedigree = self.pedigree.take().or(how);
        self.certainty = match link.words_of("STAT").to_lowercase().as_str() {
            "proven" => Some(Certainty::Confirmed),
            "challenged" => Some(Certainty::Disputed),
            "disproven" => {
                out.fault(faults::DISPROVEN, std::slice::from_ref(&at), "");
                Some(Certainty::Disputed)
            }
            _ => self.certainty.take(),
        };
        self.origins.push(at);
    }

    fn adoption(
        &mut self,
        child: Node<'_>,
        event: Node<'_>,
        link: Node<'_>,
        out: &mut Reading<'_>,
    ) {
        let at = out.at(child, "ADOP");
        let by = match link.words_of("ADOP").to_uppercase().as_str() {
            "HUSB" => [true, false],
            "WIFE" => [false, true],
            _ => [true, true],
        };
        let before = self.adopted_by.unwrap_or_default();
        self.adopted_by = Some([before[0] || by[0], before[1] || by[1]]);
        if let Some(date) = event.child("DATE") {
            self.adopted_on = self.adopted_on.or(out.moment(date, &at));
        }
        self.origins.push(at);
    }

    /// How the child belongs to the parent in that place. A family of which only one adopted is the
    /// other's by birth, unless something else is said.
    pub fn to(&self, role: Role) -> How {
        let at = match role {
            Role::Husband => 0,
            Role::Wife => 1,
        };
        let pedigree = self.pedigree.clone();
        let told = match self.adopted_by {
            Some(by) if by[at] => Some(How::Adopted),
            Some(_) => pedigree.filter(|how| *how != How::Adopted),
            None => self.of_each[at].clone().or(pedigree),
        };
        told.unwrap_or(How::Birth)
    }
}

/// Adoptions that name no family: of whom, nobody knows, unless a link says adopted.
pub(super) fn tell_adoptions(child: Node<'_>, out: &mut Reading<'_>) {
    let homeless = child.all("ADOP").any(|event| event.child("FAMC").is_none());
    let is_adopted = |link: Node<'_>| How::named(&link.words_of("PEDI")) == Some(How::Adopted);
    if homeless && !child.all("FAMC").any(is_adopted) {
        out.fault(faults::ADOPTED_BY_WHOM, &[out.at(child, "ADOP")], "");
    }
}

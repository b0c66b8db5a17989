//! The words that coded fields admit. A word outside its set is kept as found and reported.

use std::ops::Deref;

use super::macros::code_sets;

/// A word that is not in its set. It is seldom there, so that it stands elsewhere and a code is small.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unknown(Box<Box<str>>);

impl<W: Into<Box<str>>> From<W> for Unknown {
    fn from(word: W) -> Self {
        Self(Box::new(word.into()))
    }
}

impl Deref for Unknown {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

code_sets! {
    /// What kind of event it is; the selection of a chronology goes by it (rule 10).
    Category = "category" {
        Birth = "birth", "A birth in the family";
        Death = "death", "A death in the family";
        Move = "move", "The child or family moved home";
        Household = "household change", "Someone joined or left the household";
        Referral = "referral", "Someone told the authority of a worry";
        Assessment = "assessment", "An assessment or enquiry began or ended";
        Conference = "conference", "A child protection conference or strategy discussion";
        Review = "review", "A review of the plan";
        Order = "order", "A court made, changed or ended an order";
        LegalStatus = "legal status", "The legal status or the plan changed";
        Placement = "placement", "A placement began, changed or ended";
        Injury = "injury", "An injury to the child";
        Hospital = "hospital", "Hospital attendance or stay";
        Police = "police", "Police were involved";
        Missing = "missing", "The child was missing";
        Exclusion = "exclusion", "Suspension or exclusion from school";
        SchoolChange = "school change", "The child changed or started school";
        Achievement = "achievement", "Something went well";
        Disclosure = "disclosure", "The child told someone of harm";
        Health = "health", "Another matter of health";
        Education = "education", "Another matter of education, training or work";
        Offence = "offence", "An offence or its outcome";
        Concern = "concern", "A worry that no other kind fits";
        FamilyTime = "family time", "Time with family";
        Decision = "decision", "A decision on the case";
        Visit = "visit", "A visit by a worker";
        Call = "call", "A call, e-mail, letter or message";
        Task = "task", "A task in the office";
    }

    /// What an entry rests on (rule 9).
    Basis = "basis" {
        Fact = "fact", "Seen, heard or documented";
        Opinion = "opinion", "The recorder's own opinion";
        Judgement = "professional judgement", "The recorder's own professional judgement";
        Hearsay = "hearsay", "Told to the recorder by someone who was told";
    }

    /// Whether the recorder was there.
    Knowledge = "knowledge" {
        FirstHand = "first-hand", "The recorder saw or heard it";
        Reported = "reported", "Someone else told the recorder";
    }

    /// What an event meant for the child.
    Impact = "impact" {
        Positive = "positive", "It did the child good";
        Negative = "negative", "It did the child harm or worried them";
        Mixed = "mixed", "Both";
        Neutral = "neutral", "Neither";
    }

    /// What a person is to the case.
    Standing = "standing" {
        Child = "child", "A child on a case";
        Family = "family", "Parents, siblings and other relatives";
        Carer = "carer", "Foster carers, residential staff, adopters";
        Professional = "professional", "Someone in their professional role";
        Public = "member of the public", "A neighbour or someone else who is none of these";
    }

    /// How two people are related, told as: the first is the ... of the second.
    Relation = "relation" {
        Mother = "mother", "Birth mother";
        Father = "father", "Birth father";
        Parent = "parent", "Birth parent";
        Child = "child", "Birth child";
        AdoptiveParent = "adoptive parent", "Parent by adoption";
        FosterCarer = "foster carer", "Foster carer";
        KinshipCarer = "kinship carer", "Relative or friend who cares for the child";
        Guardian = "special guardian", "Holder of a special guardianship order";
        StepParent = "step-parent", "Partner of a parent";
        Married = "married", "Married or civil partners";
        Cohabiting = "cohabiting", "Living together as a couple";
        Partner = "partner", "A couple who do not live together";
        Sibling = "sibling", "Siblings, parents unknown";
        HalfSibling = "half-sibling", "Siblings with one parent in common";
        Twin = "twin", "Twins or more";
        Grandparent = "grandparent", "Grandparent";
        Relative = "other relative", "Aunt, uncle, cousin and others";
        Friend = "friend", "A friend or person of trust";
    }

    /// Whether it is known who a person is.
    Identity = "identity" {
        Known = "known", "Somebody who is known";
        NotKnown = "not known", "A parent of whom nobody knows who it is; a row for each child";
        NotDisclosed = "not disclosed", "A parent whom nobody will name; a row for each child";
        Several = "several people", "Several people in one row, such as siblings who are not named";
    }

    /// How a pregnancy ended.
    BirthOutcome = "birth outcome" {
        LiveBirth = "live birth", "A living child";
        Stillbirth = "stillbirth", "Stillborn";
        Miscarriage = "miscarriage", "Miscarriage";
        Termination = "termination", "Termination";
    }

    /// How sure a fact is.
    Certainty = "certainty" {
        Confirmed = "confirmed", "Evidence was seen";
        Stated = "stated", "Someone said so";
        Disputed = "disputed", "Someone says otherwise";
    }

    /// The quality of a relationship or a tie.
    Quality = "quality" {
        Close = "close", "Close";
        Ordinary = "ordinary", "Ordinary";
        Distant = "distant", "Distant";
        CutOff = "cut off", "No contact by choice";
        Conflict = "conflict", "Conflict";
        Violence = "violence", "Violence";
    }

    /// The strength of a tie in a network.
    Strength = "strength" {
        Strong = "strong", "Strong";
        Moderate = "moderate", "Moderate";
        Weak = "weak", "Weak";
        NoContact = "no contact", "Broken off, or no contact";
    }

    /// Which way help flows along a tie.
    Direction = "direction" {
        ToFamily = "to the family", "Help comes to the family";
        FromFamily = "from the family", "The family gives";
        Both = "both ways", "Both";
    }

    /// What period of involvement a status is.
    StatusKind = "status" {
        InNeed = "child in need", "Children Act 1989 section 17";
        Protection = "protection plan", "Subject to a child protection plan";
        LookedAfter = "looked after", "Looked after by the authority";
        CareLeaver = "care leaver", "Entitled to leaving-care support";
        EarlyHelp = "early help", "Supported by early help";
    }

    /// Who came to a referral.
    ReferrerKind = "referrer" {
        Family = "family member", "SSD and census code 1A: never named outside";
        Acquaintance = "acquaintance", "Code 1B: never named outside";
        Child = "the child", "Code 1C";
        OtherIndividual = "other individual", "Code 1D: never named outside";
        Anonymous = "anonymous", "Code 9: never named outside";
        School = "school", "Codes 2A and 2B";
        Health = "health service", "Codes 3A to 3F";
        Housing = "housing", "Code 4";
        Authority = "local authority service", "Codes 5A to 5D";
        Police = "police", "Code 6";
        Legal = "legal agency", "Code 7";
        Agency = "other agency", "Codes 8 and 10";
    }

    /// What a meeting was.
    MeetingKind = "meeting kind" {
        Strategy = "strategy discussion", "Strategy discussion";
        InitialConference = "initial child protection conference", "First conference";
        ReviewConference = "review child protection conference", "Later conference";
        LookedAfterReview = "looked-after review", "Review of the care plan";
        InNeedReview = "child in need review", "Review of the plan";
        CoreGroup = "core group", "Core group";
        Professionals = "professionals' meeting", "Professionals only";
        FamilyGroup = "family group conference", "The family's own plan";
        Panel = "panel", "A panel of the authority";
        LegalPlanning = "legal planning meeting", "With the authority's lawyer";
        Transition = "pathway planning meeting", "Planning for leaving care";
    }

    /// How the child took part in a review (SSDA903 codes PN0 to PN7).
    Participation = "participation" {
        Under4 = "under 4", "PN0";
        Spoke = "attended and spoke", "PN1";
        Advocate = "attended, advocate spoke", "PN2";
        Symbols = "attended, gave views without words", "PN3";
        Silent = "attended, did not contribute", "PN4";
        SentAdvocate = "did not attend, advocate gave views", "PN5";
        SentViews = "did not attend, sent views", "PN6";
        Neither = "did not attend, gave no views", "PN7";
    }

    /// What kind of contact it was.
    Channel = "channel" {
        Call = "call", "Telephone or video call";
        Email = "e-mail", "E-mail";
        Letter = "letter", "Letter";
        Message = "message", "Text or chat message";
        Conversation = "conversation", "Face to face, outside a visit";
    }

    /// How far a plan's outcome, or an action, has come.
    Progress = "progress" {
        NotStarted = "not started", "Nothing done yet";
        UnderWay = "under way", "Begun";
        Improved = "improved", "Better than before";
        Same = "no change", "As before";
        Worse = "worse", "Worse than before";
        Achieved = "achieved", "Done";
        Dropped = "no longer needed", "No longer needed";
    }

    /// What is restricted.
    Scope = "scope" {
        Record = "whole record", "Everything in the record";
        Field = "field", "One field";
        Words = "words", "The quoted words";
    }

    /// What a proceedings party says of an entry.
    Position = "position" {
        Agreed = "agreed", "Agreed";
        Disputed = "disputed", "Not agreed";
        Unknown = "not stated", "Not stated";
    }
}

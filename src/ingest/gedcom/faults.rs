//! What can be wrong with a family tree. A code keeps its meaning for good.

use crate::ingest::tally::faults;

faults! {
    /// A line without level and tag.
    BROKEN_LINE = Warning "CB0150" "a line has no level and tag; its words were joined to the line above",
        "look at the words of that record in the program that wrote the file, and export it again";
    /// A level more than one below the line above.
    LEVEL_SKIPPED = Warning "CB0151" "a line stands more than one level below the line above; it was read as part of that line",
        "look at that record in the program that wrote the file, and export it again";
    /// The last line is missing.
    NO_TRAILER = Error "CB0152" "the file does not end with 0 TRLR; what stood behind its end is missing",
        "the file may be cut short: export or copy it again";
    /// A version that is not known.
    OTHER_VERSION = Warning "CB0153" "the file is of a version other than 5.5, 5.5.1 or 7.0; it was read as 5.5.1",
        "compare the family as drawn with the file, or export it as GEDCOM 5.5.1 or 7.0";
    /// Tags that no genogram shows.
    NOT_READ = Note "CB0154" "the file holds facts about people and families that no genogram shows; they were not read",
        "nothing needs to be done; the report lists the tags";
    /// A record without an id.
    NO_ID = Error "CB0155" "a record has no id and was set aside",
        "give it an id such as @I1@ in the program that wrote the file";
    /// An id that two records bear, with different facts.
    TWO_RECORDS = Error "CB0156" "an id is given to two records that differ; one was set aside",
        "see whether they are one; if not, give one of them an id of its own";
    /// The same record twice.
    SAME_RECORD = Note "CB0157" "a record stands in the file more than once; it was read once",
        "nothing needs to be done";
    /// A pointer to nothing.
    UNKNOWN_POINTER = Warning "CB0158" "a record names another that is not in the file; that link is not drawn",
        "export the whole tree, or take the link out";
    /// Only one of two records names the other.
    ONE_SIDED = Warning "CB0159" "a family and a person do not name each other; the link is drawn",
        "see whether the person belongs to the family (HUSB, WIFE or CHIL there, FAMS or FAMC here), and correct the one that is wrong";
    /// More than two partners in a family.
    MANY_PARTNERS = Error "CB0160" "a family names more than two partners; the further ones are not drawn as partners or parents",
        "make a family for each couple";
    /// A person is their own partner.
    OWN_PARTNER = Warning "CB0161" "a family names the same person twice as partner; it was read as one partner",
        "put in the other partner, or take the second out";
    /// More than two parents by birth.
    MANY_PARENTS = Warning "CB0162" "a child has more than two parents by birth",
        "say of each family how the child belongs to it: PEDI adopted, foster or step below FAMC";
    /// A link that is said to be wrong.
    DISPROVEN = Warning "CB0163" "a child's link to a family is recorded as disproven; it is drawn as disputed",
        "take the link out if nobody holds to it any more";
    /// A way of belonging to a family that is not known.
    UNKNOWN_PEDIGREE = Warning "CB0164" "the way in which a child belongs to a family is not one that is known; the word is kept",
        "use birth, adopted, foster, step, guardian or kinship";
    /// An adoption of which nobody knows by whom.
    ADOPTED_BY_WHOM = Warning "CB0165" "an adoption names no family; nobody is drawn as adoptive parent for it",
        "name the adoptive family: FAMC below ADOP, or PEDI adopted below FAMC";
    /// A sex that is not known.
    UNKNOWN_SEX = Warning "CB0166" "SEX holds a word other than M, F, X and U; it is kept as found",
        "use M, F, X or U";
    /// Two different values for what can only have one.
    TWO_VALUES = Warning "CB0167" "a record gives different values for one fact; the first was used",
        "see which is right and take the other out";
    /// A date that cannot be read.
    BAD_DATE = Warning "CB0168" "a date cannot be read and is not shown; its words are in the report",
        "write it as 12 MAR 2004, MAR 2004, 2004, ABT 2004 or BET 2003 AND 2005";
    /// Only a bound of a date.
    BOUND = Warning "CB0169" "a date says only before or after; it is not shown; its words are in the report",
        "where more is known, give the date as ABT 2004 or BET 2003 AND 2005";
    /// A calendar that is not read.
    CALENDAR = Warning "CB0170" "a date is of a calendar that is not read; it is not shown; its words are in the report",
        "give the date in the Gregorian calendar";
    /// A death of which nothing is said.
    BARE_DEATH = Note "CB0171" "a death is mentioned without saying that it took place (DEAT Y, a date or a place); the person is not drawn as dead",
        "if the person has died, write DEAT Y";
    /// An event of a couple that cannot be told apart.
    COUPLE_EVENT = Note "CB0172" "an event of a couple is of a kind that no genogram shows; it was not read",
        "for what should be drawn, use MARR, DIV, ANUL, or EVEN with TYPE Separation or Cohabitation";
    /// A couple that parted twice.
    SECOND_END = Note "CB0173" "a couple parted more than once without coming together between; the last is drawn",
        "nothing needs to be done if they separated first and divorced later";
    /// A couple that came together twice.
    SECOND_BEGINNING = Note "CB0174" "a couple came together more than once without parting between; the first is drawn",
        "nothing needs to be done if they married by two ceremonies; else correct the dates";
    /// A family that is to be kept private.
    PRIVATE_FAMILY = Warning "CB0175" "a family is marked as private; the mark cannot be kept",
        "mark the people concerned as confidential (RESN), or leave the family out of the export";
    /// Characters that cannot be printed.
    MARKED = Warning "CB0176" "characters cannot be printed; a mark stands instead",
        "replace the character in the file, or give a face that has it with --font-path";
    /// Characters without form.
    CLEANED = Note "CB0177" "characters without form in print were replaced or left out",
        "nothing to do; they come from pasting out of Word or a web page";
    /// A record that tells of nobody.
    SAYS_NOTHING = Warning "CB0178" "a family joins nobody to anybody and was set aside",
        "name the partners or the children, or take the family out";
    /// A link to somebody that says not what they are.
    UNNAMED_LINK = Warning "CB0179" "a person is linked to another without saying as what; the link is not drawn",
        "say what they are to each other: RELA (5.5.1) or ROLE (7.0) below ASSO";
}

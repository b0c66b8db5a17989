//! What can be wrong with a return.

use crate::ingest::tally::faults;
pub(super) use crate::ingest::tally::{Fault, Faults};

faults! {
    /// Columns beyond the layout.
    EXTRA_COLUMNS = Note "CB0301" "the table has columns that the SSDA903 layout does not know; they were left unread",
        "nothing to do, unless a column holds something the documents should show";
    /// Columns of the layout that are not there, as in returns of older years.
    LACKING_COLUMNS = Note "CB0302" "the table lacks columns of the SSDA903 layout; what they hold is shown as not in this export",
        "if the columns were deleted on the way, export the table again with all columns";
    /// A row that names no child.
    NO_CHILD = Error "CB0303" "a row has no child id and was set aside",
        "give the row its CHILD id, or delete it";
    /// An id that a spreadsheet shortened.
    SHORTENED_ID = Error "CB0304" "a child id was shortened by a spreadsheet and could stand for several children; the row was set aside",
        "export again and open the file with the CHILD column as text";
    /// A row without the date or id that it is about.
    NO_KEY = Error "CB0305" "a row lacks the date or id without which it says nothing, or it cannot be read; the row was set aside",
        "fill in the cell, or delete the row";
    /// A date that cannot be read.
    DATE_UNREAD = Warning "CB0306" "a date cannot be read and was left out",
        "write the date as day, month and year: 31/03/2026";
    /// A date of which only the month or year is known, where the layout demands a day.
    DATE_NOT_A_DAY = Warning "CB0307" "a date is not a whole day and was left out",
        "write the date as day, month and year: 31/03/2026";
    /// A code outside the code list of its column.
    UNKNOWN_CODE = Warning "CB0308" "a code is not in the code list of its column; the documents say so and give the code",
        "correct the code, or add its meaning to ssda903-codes.json";
    /// A reason for the end, and no end.
    REC_WITHOUT_DEC = Warning "CB0309" "an episode has a reason for its end (REC) but no end date (DEC); it is shown without an end",
        "fill in DEC, or clear REC while the episode is open";
    /// An end, and no reason for it.
    DEC_WITHOUT_REC = Warning "CB0310" "an episode has an end date (DEC) but no reason for its end (REC)",
        "fill in REC";
    /// An end before the beginning.
    ENDS_BEFORE_START = Warning "CB0311" "an end date lies before the start date of the same row; both are shown as recorded",
        "check both dates in the case system";
    /// Two episodes at once.
    OVERLAP = Warning "CB0312" "an episode begins before the one before it has ended",
        "correct DEC of the earlier episode, or DECOM of the later";
    /// A gap after an end that says there is none.
    GAP = Warning "CB0313" "an episode ended because a new one began the same day (X1), but the next one begins later",
        "correct the dates, or add the episode that is missing";
    /// The next episode is not there.
    NO_NEXT = Warning "CB0314" "an episode ended because a new one began the same day (X1), but there is no later one",
        "add the episode that is missing, or correct REC; until then the child is shown as still looked after";
    /// An episode before birth.
    BEFORE_BIRTH = Warning "CB0315" "an episode begins before the child's date of birth",
        "check DECOM, and DOB in the header table";
    /// A child without a header row.
    NOT_IN_HEADER = Warning "CB0316" "a child of this table is not in the header table; the case was made from this row",
        "add the child to the header table, or check the CHILD id";
    /// No header at all.
    NO_HEADER = Warning "CB0317" "the return has no header table; sex, ethnicity and pupil number are not in this export",
        "add the header table to the files given";
    /// Two birth dates.
    TWO_BIRTH_DATES = Warning "CB0318" "a child has different birth dates; the first is used, from the header table where there is one",
        "correct the birth date, or the CHILD id if these are two children";
    /// Two rows that tell of one thing and differ in a detail.
    DIFFERS = Warning "CB0319" "two rows for the same child and date differ in a detail; the first one given is used",
        "find out which is right and correct the other";
    /// Two rows of one key that cannot both be right.
    CONTRADICTION = Warning "CB0320" "two rows for the same child and date contradict each other; both are shown",
        "find out which is right and delete the other";
    /// The same row again.
    TWICE = Note "CB0321" "a row stands twice and was read once",
        "nothing to do; returns of several years repeat rows";
    /// An open row, closed or completed elsewhere.
    COMPLETED = Note "CB0322" "a row is open or incomplete in one file and complete in another; the complete one was taken",
        "nothing to do; returns of several years overlap";
    /// An error cell.
    ERROR_CELL = Warning "CB0323" "a cell holds a spreadsheet error and was read as empty",
        "correct the formula, or export again";
    /// Care that began before this export.
    BEGAN_EARLIER = Note "CB0324" "a child's first episode in this export is not the start of care (RNE is not S); dates that began earlier are marked as uncertain",
        "give the returns of earlier years too, to have the whole history";
    /// A return to care that does not say it is one.
    NOT_A_START = Warning "CB0325" "a child left care, and the next episode does not start a new period of care (RNE is not S)",
        "correct REC of the earlier episode, or RNE of the later";
    /// A reason for a change that did not come.
    REASON_MISPLACED = Warning "CB0326" "a reason for a placement change stands on an episode after which the placement did not change; it was left out",
        "the reason belongs on the episode that ends: move it, or clear it";
    /// A mother without a birth date of her child.
    MOTHER_UNDATED = Warning "CB0327" "a child is recorded as a mother without her child's birth date; the birth cannot be shown",
        "fill in MC_DOB";
    /// Facts without a date.
    UNDATED = Error "CB0328" "this table gives no date for its facts; its rows were set aside",
        "to show health checks, scores or care leaver details, give them with their dates in the native layout";
    /// A care leaver's death, without a date.
    DIED_UNDATED = Warning "CB0329" "the table records that a young person died after leaving care, without a date; the documents cannot show it",
        "check before anything is sent out, and record the date of death";
    /// Adopters without a match.
    ADOPTER_UNDATED = Warning "CB0330" "adopters are recorded without the date of the match; they are shown with the decision",
        "fill in DATE_MATCH";
    /// Different sex in two tables.
    TWO_SEXES = Warning "CB0331" "a child's sex differs between tables; the header table is used",
        "correct SEX in one of the tables";
}

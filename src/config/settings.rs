//! The list of settings, each with its default and the rule behind it.

/// A setting: its key, its default as TOML, and what it does.
#[derive(Debug)]
pub struct Setting {
    /// The dotted key.
    pub key: &'static str,
    /// The default, as it would stand in `casebinder.toml`.
    pub default: &'static str,
    /// What it does, with the rule that it comes from.
    pub about: &'static str,
}

/// Every setting, in the order in which `casebinder config` prints them.
pub const SETTINGS: &[Setting] = &[
    setting(
        "authority",
        "\"\"",
        "The authority's name, as author of documents.",
    ),
    setting(
        "as_at",
        "\"\"",
        "The date prepared, YYYY-MM-DD; empty for today.",
    ),
    setting(
        "exported",
        "\"\"",
        "The date of the export, YYYY-MM-DD; empty for what the export says.",
    ),
    setting(
        "register",
        "\"\"",
        "The register of signatures and approvals; empty for register.jsonl beside OUT.",
    ),
    setting(
        "names_in_index",
        "\"initials\"",
        "How the index names a child: full, initials or id (rule 5).",
    ),
    setting(
        "fail_on",
        "\"case\"",
        "When the exit code is 1: error, case or never (rule 37).",
    ),
    setting("jobs", "0", "Workers; 0 for one a core."),
    setting(
        "layouts",
        "\"\"",
        "A folder of edited layouts, laid over the shipped ones.",
    ),
    setting(
        "font_path",
        "[]",
        "Files or folders of further fonts, for other scripts.",
    ),
    setting(
        "glossary",
        "\"\"",
        "A JSON file of short forms and their meanings, added to the shipped ones.",
    ),
    setting(
        "marking.internal",
        "\"OFFICIAL-SENSITIVE\"",
        "The marking of internal documents (rule 3).",
    ),
    setting(
        "marking.family",
        "\"OFFICIAL-SENSITIVE: for the family\"",
        "The marking of documents for the family (rule 3).",
    ),
    setting(
        "marking.court",
        "\"Confidential: family proceedings\"",
        "The marking of court documents (rule 3).",
    ),
    setting(
        "marking.subject",
        "\"Private: for {name}\"",
        "The marking of access copies; {name} stands for whoever receives it (rule 3).",
    ),
    setting(
        "chronology.audiences",
        "[\"internal\"]",
        "Who chronologies are made for: internal, family (rule 2).",
    ),
    setting(
        "chronology.significant",
        SIGNIFICANT,
        "The categories that belong without a flag (rule 10).",
    ),
    setting(
        "chronology.gap_months",
        "6",
        "From how many months without an entry a gap is noted.",
    ),
    setting(
        "chronology.late_working_days",
        "2",
        "Working days within which own work is to be recorded (rule 11; Northamptonshire 9 says 48 working hours, read here as two working days).",
    ),
    setting(
        "chronology.migration_date",
        "\"\"",
        "Entry dates on or before this day are a migration's and never late (rule 11).",
    ),
    setting(
        "genogram.audiences",
        "[\"internal\"]",
        "Who genograms are made for: internal, family (rule 2); how people get on is told inside only.",
    ),
    setting(
        "genogram.index_line",
        "\"birth-order\"",
        "What comes first for the child's own and the parents' brothers and sisters where both cannot be: birth-order (the eldest on the left, always), or partners-together (parents stand side by side, fewer lines cross, and the drawing says who does not stand in birth order).",
    ),
    setting(
        "genogram.notation",
        "\"mcgoldrick\"",
        "Whose notation where sources disagree: mcgoldrick, or department-of-health (living together is drawn as marriage is, a brief relationship broken).",
    ),
    setting(
        "case_summary.audiences",
        "[\"internal\"]",
        "Who case summaries are made for: internal, family (rule 2).",
    ),
    setting(
        "case_summary.period",
        "\"quarter\"",
        "The time that case summaries cover, as --period takes it: quarter (the three months that end with the month before as_at), since-summary, since-review, 2026-Q3, FY2026-27-Q3, FROM..TO (rule 20).",
    ),
    setting(
        "due.first_visit_days",
        "7",
        "Days from the beginning of a placement within which the child is visited (rule 21; unverified unless the authority confirms it).",
    ),
    setting(
        "due.visit_weeks",
        "6",
        "Weeks between visits to a looked-after child (rule 21; unverified unless the authority confirms it).",
    ),
    setting(
        "due.permanent_visit_months",
        "3",
        "Months between visits after a year in a placement that is meant to last (rule 21; unverified unless the authority confirms it).",
    ),
    setting(
        "due.interim_home_visit_weeks",
        "1",
        "Weeks between visits to a child at home under an interim order, until the first review (rule 21; unverified unless the authority confirms it).",
    ),
    setting(
        "due.in_need_visit_weeks",
        "0",
        "Weeks between visits to a child in need; 0 reads not set, as there is no national figure (rule 21; unverified unless the authority confirms it).",
    ),
    setting(
        "due.protection_visit_weeks",
        "0",
        "Weeks between visits to a child on a protection plan; 0 reads not set, as there is no national figure (rule 21; unverified unless the authority confirms it).",
    ),
    setting(
        "due.first_review_working_days",
        "20",
        "Working days from the beginning of care to the first review (rule 21; unverified unless the authority confirms it).",
    ),
    setting(
        "due.second_review_months",
        "3",
        "Months from the first to the second review of a looked-after child (rule 21; unverified unless the authority confirms it).",
    ),
    setting(
        "due.later_review_months",
        "6",
        "Months between later reviews of a looked-after child (rule 21; unverified unless the authority confirms it).",
    ),
    setting(
        "due.first_protection_review_months",
        "3",
        "Months from the beginning of a protection plan to its first review (rule 21; unverified unless the authority confirms it).",
    ),
    setting(
        "due.later_protection_review_months",
        "6",
        "Months between later reviews of a protection plan (rule 21; unverified unless the authority confirms it).",
    ),
    setting(
        "due.assessment_working_days",
        "45",
        "Working days within which an assessment that has begun is to be completed; 0 where none are set (unverified unless the authority confirms it).",
    ),
    setting(
        "supervision.plot_months",
        "6",
        "How many months of visits the first page of a supervision pack draws.",
    ),
    setting(
        "supervision.missing_times",
        "3",
        "How many missing episodes are put forward as a pattern in a supervision pack; 0 never puts them forward.",
    ),
    setting(
        "supervision.missing_days",
        "90",
        "Within how many days up to the date prepared: missing episodes.",
    ),
    setting(
        "supervision.presentations_times",
        "2",
        "How many injuries and times at a hospital are put forward as a pattern in a supervision pack; 0 never puts them forward.",
    ),
    setting(
        "supervision.presentations_days",
        "180",
        "Within how many days up to the date prepared: injuries and times at a hospital.",
    ),
    setting(
        "supervision.placements_times",
        "3",
        "How many placements begun are put forward as a pattern in a supervision pack; 0 never puts them forward.",
    ),
    setting(
        "supervision.placements_days",
        "365",
        "Within how many days up to the date prepared: placements begun.",
    ),
    setting(
        "supervision.referrals_times",
        "2",
        "How many referrals are put forward as a pattern in a supervision pack; 0 never puts them forward.",
    ),
    setting(
        "supervision.referrals_days",
        "365",
        "Within how many days up to the date prepared: referrals.",
    ),
    setting(
        "supervision.visits_times",
        "2",
        "How many visits at which the child was not seen are put forward as a pattern in a supervision pack; 0 never puts them forward.",
    ),
    setting(
        "supervision.visits_days",
        "60",
        "Within how many days up to the date prepared: visits at which the child was not seen.",
    ),
    setting(
        "ecomap.audiences",
        "[\"internal\"]",
        "Who ecomaps are made for: internal, family (rule 2).",
    ),
    setting(
        "court_chronology.significant",
        SIGNIFICANT_IN_COURT,
        "The categories that belong in a court chronology without a flag (rules 10 and 15).",
    ),
    setting(
        "court_chronology.window_years",
        "2",
        "How many years before the application stand in full (rule 16).",
    ),
    setting(
        "court_chronology.late_marks",
        "false",
        "Whether a court chronology marks late entries (rule 11).",
    ),
    setting(
        "court_chronology.hearing",
        "\"\"",
        "The hearing that court chronologies are prepared for, YYYY-MM-DD; empty for the next one recorded.",
    ),
    setting(
        "court_chronology.page_limits",
        "\"\"",
        "The profile of page limits, such as pd27a-2018; empty for the one in force on the date prepared (the figures of 2026 are unverified).",
    ),
    setting(
        "case_record.volume_pages",
        "200",
        "From how many pages on a case record is divided into volumes; 0 for never (Northamptonshire 1).",
    ),
    setting(
        "audit.since",
        "\"\"",
        "Records of what happened before this day are not audited, YYYY-MM-DD; empty for all (rule 36).",
    ),
    setting(
        "audit.alone_from_age",
        "4",
        "The age in years from which a visit is to say whether the child was seen alone (rule 36; unverified unless the authority confirms it).",
    ),
    setting(
        "audit.balance_entries",
        "10",
        "From how many entries with a recorded impact on a record is asked for both good and bad (Northamptonshire 5.4; rule 36).",
    ),
    setting(
        "audit.supervision_weeks",
        "6",
        "Weeks that may lie between two supervisions of the work on a case; 0 reads not set (unverified unless the authority confirms it).",
    ),
    setting(
        "audit.summary_months",
        "4",
        "Months that may lie between the ends of two case summaries: three, and one to write it (Northamptonshire 5.7).",
    ),
    setting(
        "audit.chronology_review_months",
        "6",
        "Months that may pass without a review of the chronology (Northamptonshire 5.5; unverified unless the authority confirms it).",
    ),
    setting(
        "audit.file_out_days",
        "28",
        "Days that a file may be out of its place (Northamptonshire 14.1; unverified unless the authority confirms it).",
    ),
    setting(
        "audit.shingle_words",
        "4",
        "How many words on end are compared between notes.",
    ),
    setting(
        "audit.copied_words",
        "30",
        "From how many words on a note is compared with others.",
    ),
    setting(
        "audit.copied_percent",
        "80",
        "How alike two notes are that read as copied and pasted, in per cent (Northamptonshire 11).",
    ),
    setting(
        "access.contact",
        "\"\"",
        "Who a person who reads their record can ring or write to, as a sentence or two (rule 33).",
    ),
    setting(
        "access.support",
        "\"\"",
        "Who can be with a person while they read their record, as a sentence or two (rule 33).",
    ),
    setting(
        "access.retention",
        "\"Records of children who were looked after are kept for 75 years from their date of birth; other records are kept for less time.\"",
        "How long records are kept, as the letter says it (rule 31; unverified unless the authority confirms it).",
    ),
    setting(
        "access.second_review",
        "\"required\"",
        "Which withholdings a second person looks at: required (harm, health, silent gaps, and a sample) or all (rule 27).",
    ),
    setting(
        "access.second_review_one_in",
        "5",
        "Of how many other withholdings one is in the sample for a second person; 0 for none (rule 27).",
    ),
    setting(
        "access.print",
        "\"standard\"",
        "The size of words in access copies: standard (12 points), 16 or 18 (rule 33).",
    ),
    setting(
        "bank_holidays",
        "[]",
        "Further days without work, YYYY-MM-DD: one-off bank holidays after 2023, closures.",
    ),
];

const SIGNIFICANT: &str = "[\"birth\", \"death\", \"move\", \"household change\", \"referral\", \
\"assessment\", \"conference\", \"review\", \"order\", \"legal status\", \"placement\", \"injury\", \
\"hospital\", \"police\", \"missing\", \"exclusion\", \"school change\", \"achievement\", \
\"disclosure\", \"health\", \"education\", \"offence\", \"concern\", \"decision\"]";

const SIGNIFICANT_IN_COURT: &str = "[\"birth\", \"death\", \"move\", \"household change\", \
\"referral\", \"assessment\", \"conference\", \"order\", \"legal status\", \"placement\", \"injury\", \
\"hospital\", \"police\", \"missing\", \"exclusion\", \"achievement\", \"disclosure\", \"offence\", \
\"concern\"]";

const fn setting(key: &'static str, default: &'static str, about: &'static str) -> Setting {
    Setting {
        key,
        default,
        about,
    }
}

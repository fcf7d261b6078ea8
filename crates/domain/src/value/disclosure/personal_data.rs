//! Dates of birth, and words that tell of somebody's health or social care.

use super::words::Words;

const MONTHS: &[&str] = &[
    "jan",
    "january",
    "feb",
    "february",
    "mar",
    "march",
    "apr",
    "april",
    "may",
    "jun",
    "june",
    "jul",
    "july",
    "aug",
    "august",
    "sep",
    "sept",
    "september",
    "oct",
    "october",
    "nov",
    "november",
    "dec",
    "december",
];

/// "DOB 12/03/1980", "born 1 May 1950". A date without such a word may be of anything.
pub(super) fn has_date_of_birth(words: &Words<'_>) -> bool {
    let labels = [
        "dob",
        "d o b",
        "date of birth",
        "birth date",
        "birthdate",
        "birthday",
        "born",
    ];
    (0..words.count()).any(|at| {
        // The dots of "d.o.b" end no sentence.
        let dotted = (at..at + 3)
            .zip(["d", "o", "b"])
            .all(|(i, letter)| words.is(i, &[letter]));
        let label = words.phrase(at, &labels).or(dotted.then_some(3));
        label.is_some_and(|length| is_date(words, at + length))
    })
}

fn is_date(words: &Words<'_>, from: usize) -> bool {
    let fillers = &["is", "was", "on", "in", "the", "of"];
    let start = (from..from + 3)
        .find(|at| !words.is(*at, fillers))
        .unwrap_or(from);
    let is_year = words.is_number_of(start, 4)
        && matches!(words.at(start).get(..2), Some("18" | "19" | "20"));
    let is_day = is_day(words.at(start));
    let is_month = words.is(start, MONTHS);
    let day_and_month =
        is_day && (words.is(start + 1, MONTHS) || is_day_or_month(words, start + 1));
    let month_and_day = is_month && starts_with_digit(words.at(start + 1));
    let of_month = is_day && words.is(start + 1, &["of"]) && words.is(start + 2, MONTHS);
    is_year || day_and_month || month_and_day || of_month || is_run_together(words, start)
}

/// `12`, `1st`, `22nd`.
fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.len() - digits.len();
    (1..=2).contains(&digits.len()) && starts_with_digit(digits) && (ending == 0 || ending == 2)
}

/// A second number of a date in digits, with a year behind it.
fn is_day_or_month(words: &Words<'_>, at: usize) -> bool {
    let short = (1..=2).contains(&words.at(at).len()) && words.is_number(at);
    short && words.is_number(at + 1)
}

/// `12031980`, `120380`.
fn is_run_together(words: &Words<'_>, at: usize) -> bool {
    words.is_number_of(at, 8) || words.is_number_of(at, 6)
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Kept modest: what is rarely part of an address.
const CIRCUMSTANCES: &[&str] = &[
    "diabetic",
    "dementia",
    "alzheimer's",
    "alzheimers",
    "hiv",
    "overdose",
    "overdosed",
    "schizophrenia",
    "schizophrenic",
    "bipolar",
    "epileptic",
    "suicidal",
    "self harm",
    "self harms",
    "self harming",
    "domestic abuse",
    "domestic violence",
    "safeguarding",
    "sectioned",
    "sex offender",
    "drug user",
    "drug addict",
    "alcoholic",
    "methadone",
    "palliative",
    "terminally ill",
    "terminal illness",
    "autistic",
    "miscarriage",
    "restraining order",
    "child protection",
    "abusive",
];

/// Words that make it the name of those who help, not the state of a person.
const HELPERS: &[&str] = &[
    "team",
    "unit",
    "centre",
    "center",
    "clinic",
    "ward",
    "hub",
    "service",
    "services",
    "society",
    "trust",
    "charity",
    "ltd",
    "limited",
    "board",
    "office",
    "officer",
    "department",
    "dept",
    "lead",
    "partnership",
    "uk",
    "association",
    "foundation",
    "alliance",
    "helpline",
    "support",
    "action",
    "nurse",
    "nurses",
];

/// Whether a word or a phrase tells of somebody's health or social care.
pub(super) fn has_circumstances(words: &Words<'_>) -> bool {
    (0..words.count()).any(|at| {
        let Some(length) = words.phrase(at, CIRCUMSTANCES) else {
            return false;
        };
        let behind = at + length;
        let mut following = (behind..behind + 3).take_while(|next| !words.is_break(*next));
        !following.any(|next| words.is(next, HELPERS))
    })
}

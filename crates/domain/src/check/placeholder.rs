//! Values that stand for none: "unknown", "n/a", a row of sevens.

use super::{CheckAs, Verdict};
use crate::refusal::{Code, Reason};
use crate::warning::{Warning, WarningCode};

/// What people write where there is nothing to write.
const NOTHING: &[&str] = &[
    "-",
    "--",
    ".",
    "?",
    "??",
    "0",
    "x",
    "xx",
    "xxx",
    "n/a",
    "n/k",
    "na",
    "nk",
    "nil",
    "none",
    "no",
    "nothing",
    "null",
    "not known",
    "unknown",
    "not given",
    "none given",
    "not provided",
    "not applicable",
    "refused",
    "declined",
    "tbc",
    "tba",
    "ex directory",
    "ex-directory",
    "no phone",
    "no email",
    "no e-mail",
    "no mobile",
    "no landline",
    "no number",
    "no fax",
    "see above",
    "as above",
    "same",
    "same as above",
    "ditto",
    "withheld",
];

/// Adds what a placeholder deserves: a reason when it is refused, a warning when it is taken.
pub(super) fn look(mut verdict: Verdict) -> Verdict {
    if !verdict.valid && says_nothing(&verdict.input) {
        // What is wrong with the form of what is no value helps nobody.
        let general =
            |reason: &Reason| matches!(reason.code, Code::NotAnEmail | Code::NotAPhoneNumber);
        verdict.reasons.retain(general);
        verdict.reasons.insert(0, placeholder());
    }
    if verdict.valid && is_made_up(&verdict) {
        verdict.warnings.push(made_up());
    }
    verdict
}

/// Whether the text says that there is no value.
pub(super) fn says_nothing(text: &str) -> bool {
    let bare = text.trim().trim_matches(['(', ')', '[', ']', '*', '.']);
    let bare = if bare.is_empty() { text.trim() } else { bare };
    let listed = |nothing: &&str| bare.eq_ignore_ascii_case(nothing);
    is_one_digit(bare) || NOTHING.iter().any(listed)
}

/// Whether a value that is well formed is nobody's.
fn is_made_up(verdict: &Verdict) -> bool {
    let text = verdict.input.as_str();
    match verdict.checked_as {
        CheckAs::Phone | CheckAs::Mobile | CheckAs::Landline => is_pattern(text),
        CheckAs::Email => {
            let (local, domain) = text.rsplit_once('@').unwrap_or((text, ""));
            let stem = domain.split('.').next().unwrap_or_default();
            [
                "none", "noemail", "no", "na", "nomail", "test", "unknown", "noreply",
            ]
            .iter()
            .any(|word| {
                local.eq_ignore_ascii_case(word)
                    && (stem.eq_ignore_ascii_case(word) || *word != "test")
            }) || stem.eq_ignore_ascii_case("noemail")
        }
        CheckAs::Address | CheckAs::Postcode | CheckAs::NhsNumber | CheckAs::Identifier => false,
    }
}

/// Whether the last nine digits are all the same, or count up or down.
fn is_pattern(text: &str) -> bool {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    let last = digits
        .len()
        .checked_sub(9)
        .and_then(|from| digits.get(from..));
    let Some(last) = last else {
        return false;
    };
    let steps = || last.iter().zip(last.iter().skip(1));
    let all = |step: u8| steps().all(|(a, b)| (b + 10 - a) % 10 == step);
    all(0) || all(1) || all(9)
}

/// Whether there is one digit only, again and again.
fn is_one_digit(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    let first = signs.next().filter(char::is_ascii_digit);
    text.len() >= 6 && first.is_some_and(|first| signs.all(|c| c == first))
}

pub(super) fn placeholder() -> Reason {
    Reason::new(
        Code::Placeholder,
        "This says that there is no value",
        "Leave it empty and record nothing",
    )
}

fn made_up() -> Warning {
    Warning::new(
        WarningCode::LooksMadeUp,
        "This looks made up to fill a field",
        "Ask for the real one, or record nothing",
    )
}

//! What is wrong before the `@`.

use super::super::{library_rules, standard};
use super::sign;
use crate::refusal::{Code, Reason};

/// Every problem of a local part that is not empty.
pub(super) fn problems(local: &str, reasons: &mut Vec<Reason>) {
    if local.len() > library_rules::MAX_LOCAL_BYTES {
        reasons.push(malformed(
            "The part before the @ is too long",
            "Enter 64 characters or fewer before the @",
        ));
    }
    match library_rules::quoted(local) {
        Some(inner) => in_quotes(inner, reasons),
        None => unquoted(local, reasons),
    }
}

fn in_quotes(inner: &str, reasons: &mut Vec<Reason>) {
    let remedy = "Enter the email address without quotation marks";
    if !library_rules::takes_quoted(inner) {
        reasons.push(malformed(
            "The quotation marks before the @ hold a sign that they cannot hold",
            remedy,
        ));
    }
    let problem = "The part before the @ is in quotation marks";
    reasons.push(Reason::new(Code::EmailLetters, problem, remedy));
}

fn unquoted(local: &str, reasons: &mut Vec<Reason>) {
    dots(local, reasons);
    let refused = |c: &char| *c != '.' && !library_rules::is_local_character(*c);
    let rest = local.trim_start_matches(|c: char| c.is_whitespace() && refused(&c));
    if rest.len() < local.len() {
        reasons.push(malformed(
            "There is a space at the start",
            "Enter the email address without spaces",
        ));
    }
    let signs = rest.chars().filter(refused);
    sign::problems(signs, Code::EmailLocalPart, "before the @", reasons);
    let only_the_library_takes =
        |c: char| library_rules::is_local_character(c) && !standard::is_local_character(c);
    if local.chars().any(only_the_library_takes) {
        reasons.push(Reason::new(
            Code::EmailLetters,
            "There is a letter or sign before the @ that the NHS cannot hold",
            "Use letters a to z, digits, dots and ' _ % + - ! / before the @",
        ));
    }
}

fn dots(local: &str, reasons: &mut Vec<Reason>) {
    if local.starts_with('.') {
        reasons.push(malformed(
            "There is a dot at the start",
            "Start with a letter or a digit",
        ));
    }
    if local.ends_with('.') {
        reasons.push(malformed(
            "There is a dot just before the @",
            "Take out the dot just before the @",
        ));
    }
    if local.contains("..") {
        reasons.push(malformed(
            "There are two dots next to each other before the @",
            "Use one dot between two names",
        ));
    }
}

fn malformed(problem: &'static str, remedy: &'static str) -> Reason {
    Reason::new(Code::EmailLocalPart, problem, remedy)
}

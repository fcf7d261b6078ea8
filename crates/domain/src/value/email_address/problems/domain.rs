//! What is wrong after the `@`.

use super::super::{library_rules, standard};
use super::sign;
use crate::refusal::{Code, Reason};

/// Every problem of a domain that is not empty.
pub(super) fn problems(domain: &str, reasons: &mut Vec<Reason>) {
    dots(domain, reasons);
    sections(domain, reasons);
    signs(domain, reasons);
    if let Some((_, last)) = domain.rsplit_once('.') {
        top_level(last, reasons);
    }
}

fn dots(domain: &str, reasons: &mut Vec<Reason>) {
    if !domain.contains('.') {
        reasons.push(malformed(
            "There is no dot after the @",
            "Enter the whole domain, like example.com",
        ));
        return;
    }
    if domain.starts_with('.') {
        reasons.push(malformed(
            "There is a dot just after the @",
            "Take out the dot just after the @",
        ));
    }
    if domain.ends_with('.') {
        reasons.push(malformed(
            "There is a dot at the end",
            "Take out the dot at the end",
        ));
    }
    if domain.contains("..") {
        reasons.push(malformed(
            "There are two dots next to each other after the @",
            "Use one dot between two parts of the domain",
        ));
    }
}

fn sections(domain: &str, reasons: &mut Vec<Reason>) {
    let has = |wrong: fn(&str) -> bool| domain.split('.').any(wrong);
    if has(|section| section.starts_with('-') || section.ends_with('-')) {
        reasons.push(malformed(
            "There is a hyphen at the start or end of a part of the domain",
            "Use hyphens only between letters or digits after the @",
        ));
    }
    if has(|section| !library_rules::has_at_most(section, library_rules::MAX_LABEL_UNITS)) {
        reasons.push(malformed(
            "A part of the domain is longer than 63 characters",
            "Check the part after the @",
        ));
    }
    if domain.len() > library_rules::MAX_DOMAIN_BYTES {
        reasons.push(malformed(
            "The part after the @ is too long",
            "Check the part after the @",
        ));
    }
}

fn signs(domain: &str, reasons: &mut Vec<Reason>) {
    let refused = |c: &char| *c != '.' && !library_rules::is_label_character(*c);
    let rest = domain.trim_end_matches(|c: char| c.is_whitespace() && refused(&c));
    if rest.len() < domain.len() {
        reasons.push(malformed(
            "There is a space at the end",
            "Enter the email address without spaces",
        ));
    }
    let refused = rest.chars().filter(refused);
    sign::problems(refused, Code::EmailDomain, "after the @", reasons);
    let only_the_library_takes =
        |c: char| library_rules::is_label_character(c) && !standard::is_domain_character(c);
    if domain.chars().any(only_the_library_takes) {
        reasons.push(Reason::new(
            Code::EmailLetters,
            "There is a letter or sign after the @ that the NHS cannot hold",
            "Use letters a to z, digits and hyphens after the @, or the form of the domain that starts with xn--",
        ));
    }
}

/// Only what no section may hold is said of a section; here is what the last one alone may not.
fn top_level(last: &str, reasons: &mut Vec<Reason>) {
    if last.is_empty() || library_rules::takes_top_level(last) {
        return;
    }
    if last.chars().nth(1).is_none() {
        reasons.push(ending(
            "The part after the last dot is too short",
            "End with two or more letters, like com or uk",
        ));
    }
    let has = |wrong: fn(char) -> bool| last.chars().any(wrong);
    if has(|c| c.is_ascii_digit()) {
        reasons.push(ending(
            "The part after the last dot has a digit in it",
            "End with letters only, like com or uk",
        ));
    }
    if has(|c| c == '-') {
        reasons.push(ending(
            "The part after the last dot has a hyphen in it",
            "End with letters only, like com or uk",
        ));
    }
    if has(is_other_sign) {
        reasons.push(ending(
            "The part after the last dot has a sign in it that is not a letter",
            "End with letters only, like com or uk",
        ));
    }
}

fn is_other_sign(c: char) -> bool {
    !c.is_ascii() && library_rules::is_label_character(c) && !library_rules::is_top_level_letter(c)
}

fn malformed(problem: &'static str, remedy: &'static str) -> Reason {
    Reason::new(Code::EmailDomain, problem, remedy)
}

fn ending(problem: &'static str, remedy: &'static str) -> Reason {
    Reason::new(Code::EmailTopLevel, problem, remedy)
}

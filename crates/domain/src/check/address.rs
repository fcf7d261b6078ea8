//! Postal addresses in a single text.

use super::verdict::{Suggested, Verdict};
use super::{CheckAs, placeholder};
use crate::refusal::{Code, Field, FieldProblem, Reason};
use crate::value::{Address, AddressText, Postcode, disclosures};

/// Checks an address written on one line or on several.
pub(super) fn check(verdict: Verdict) -> Verdict {
    let text = AddressText::read(&verdict.input);
    let reasons = match Address::parse(&text.input()) {
        Ok(address) => {
            let doubts = doubts(&text);
            if doubts.is_empty() {
                return taken(verdict, &address);
            }
            doubts
        }
        Err(problems) => refusals(&text, problems),
    };
    let says_nothing = placeholder::says_nothing(&verdict.input);
    let mended = (!says_nothing).then(|| text.mended()).flatten();
    let mut verdict = verdict.refused(reasons);
    let shown = mended.map(|address| address.shown());
    let meant = shown.map(|value| Suggested::instead(CheckAs::Address, value));
    verdict.suggestion.extend(meant);
    verdict.warnings = disclosures(&verdict.input);
    verdict
}

fn taken(verdict: Verdict, address: &Address) -> Verdict {
    let mut verdict = verdict.taken(&address.shown(), Some(address.kind().as_str()));
    let found = address.warnings().into_iter();
    verdict.warnings = found.map(|found| found.warning).collect();
    verdict
}

/// Why a text that has all the parts of an address is none.
fn doubts(text: &AddressText) -> Vec<Reason> {
    let mut doubts = Vec::new();
    if text.has_several_postcodes() {
        doubts.push(Reason::new(
            Code::NotAPostcode,
            "There is more than one postcode in it",
            "Give one address at a time",
        ));
    }
    if placeholder::says_nothing(text.first_line()) {
        doubts.push(placeholder::placeholder());
    }
    doubts
}

/// Every reason, with those of a postcode that is none in the place of "there is none".
fn refusals(text: &AddressText, problems: Vec<FieldProblem>) -> Vec<Reason> {
    let failed = text
        .failed_postcode()
        .and_then(|code| Postcode::parse(&code).err());
    let lacks =
        |problem: &FieldProblem| problem.code == Code::Required && problem.field == Field::Postcode;
    let mut reasons = Vec::new();
    for problem in problems {
        match &failed {
            Some(failed) if lacks(&problem) => reasons.extend(failed.iter().cloned()),
            _ => reasons.push(reason(problem)),
        }
    }
    reasons
}

/// The reason with the part of the address in its words, as a text has no fields to point at.
fn reason(problem: FieldProblem) -> Reason {
    let what = match (problem.code, problem.field) {
        (Code::Required, Field::Postcode) => "There is no postcode".into(),
        (Code::Required, Field::AddressLine(_)) => "There is no building and street".into(),
        _ => problem.problem,
    };
    Reason::new(problem.code, what, problem.remedy)
}

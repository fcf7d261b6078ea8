//! Postal addresses in a single text.

use super::verdict::{Suggested, Verdict};
use super::{CheckAs, placeholder};
use crate::refusal::{Code, Field, FieldProblem, Reason};
use crate::value::{Address, AddressText};

/// Checks an address written on one line or on several.
pub(super) fn check(verdict: Verdict) -> Verdict {
    let text = AddressText::read(&verdict.input);
    match Address::parse(&text.input()) {
        Ok(address) => {
            let mut verdict = verdict.taken(&address.shown(), Some(address.kind().as_str()));
            let found = address.warnings().into_iter();
            verdict.warnings = found.map(|found| found.warning).collect();
            verdict
        }
        Err(problems) => {
            let says_nothing = placeholder::says_nothing(&verdict.input);
            let mended = (!says_nothing).then(|| text.mended()).flatten();
            let mut verdict = verdict.refused(problems.into_iter().map(reason).collect());
            let shown = mended.map(|address| address.shown());
            let meant = shown.map(|value| Suggested::instead(CheckAs::Address, value));
            verdict.suggestion.extend(meant);
            verdict
        }
    }
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

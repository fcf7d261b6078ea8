//! Postal addresses in a single text.

use super::verdict::{Suggested, Verdict};
use super::{CheckAs, placeholder};
use crate::refusal::FieldProblem;
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
            let mended = (!placeholder::says_nothing(&verdict.input))
                .then(|| text.mended())
                .flatten();
            let mut verdict = verdict.refused(problems.into_iter().map(reason).collect());
            let shown = mended.map(|address| address.shown());
            verdict
                .suggestion
                .extend(shown.map(|value| Suggested::instead(CheckAs::Address, value)));
            verdict
        }
    }
}

fn reason(problem: FieldProblem) -> crate::refusal::Reason {
    crate::refusal::Reason::new(problem.code, problem.problem, problem.remedy)
}

use axum::http::HeaderMap;
use contactable_domain::actor::PurposeOfUse;
use contactable_domain::refusal::{Code, Reason};

use crate::answer::{InputProblem, Problem};

/// The header that says for what somebody asks.
pub const PURPOSE_HEADER: &str = "X-Purpose";

/// For what the request says it is made; for nothing in particular unless it says so.
pub fn purpose_of(headers: &HeaderMap) -> Result<PurposeOfUse, Problem> {
    let mut values = headers.get_all(PURPOSE_HEADER).iter();
    let Some(value) = values.next() else {
        return Ok(PurposeOfUse::General);
    };
    if values.next().is_some() {
        return Err(problem(
            Code::GivenTwice,
            "This header is given twice",
            "Send it once",
        ));
    }
    let word = value.to_str().ok().map(str::trim);
    word.and_then(PurposeOfUse::parse).ok_or_else(|| {
        let known: Vec<&str> = PurposeOfUse::ALL.iter().map(|word| word.as_str()).collect();
        let remedy = format!("Use one of {}, or leave it out", known.join(", "));
        problem(Code::UnknownWord, "This is not a known purpose", remedy)
    })
}

fn problem(code: Code, problem: &'static str, remedy: impl Into<String>) -> Problem {
    let reason = Reason::new(code, problem, remedy.into());
    Problem::invalid(vec![InputProblem::new(PURPOSE_HEADER.to_owned(), reason)])
}

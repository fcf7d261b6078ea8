//! What several targets ask of a parser: that its no has reasons, and that nothing it says holds the value.
//!
//! The latter is asked with a mark put into the text. To look for the text itself would not do: the fuzzer
//! sees what is compared, and soon hands in a piece of a sentence.

use std::fmt::Debug;

use contactable_domain::refusal::{FieldProblem, Reason};
use contactable_domain::warning::Warning;

/// Seven digits that no sentence of the domain has.
pub const DIGITS: &str = "5318008";
/// Letters and digits that no sentence of the domain has.
pub const LETTERS: &str = "qz7xj4w";

/// The text with a mark put in its middle, which whatever is said about it must not repeat.
pub fn marked(text: &str, mark: &str) -> String {
    let middle = text.floor_char_boundary(text.len() / 2);
    let (before, after) = text.split_at(middle);
    format!("{before}{mark}{after}")
}

/// Asserts that the `Debug` form of whatever came of a marked text does not repeat the mark. That of a
/// reason is all its words; that of a value must hide it.
pub fn assert_hidden(said: &impl Debug, mark: &str) {
    let said = format!("{said:?}").to_ascii_lowercase();
    assert!(!said.contains(mark), "the mark {mark} is told: {said}");
}

/// Asserts that a refusal has reasons, each of them in words.
pub fn assert_reasons(reasons: &[Reason]) {
    assert!(!reasons.is_empty(), "refused without a reason");
    for reason in reasons {
        assert_words(&reason.problem, &reason.remedy);
    }
}

/// As [`assert_reasons`], of the fields of an address or a record.
pub fn assert_problems(problems: &[FieldProblem]) {
    assert!(!problems.is_empty(), "refused without a reason");
    for problem in problems {
        assert_words(&problem.problem, &problem.remedy);
    }
}

/// Asserts that warnings are in words, and that none comes twice.
pub fn assert_warnings(warnings: &[Warning]) {
    for (index, warning) in warnings.iter().enumerate() {
        assert_words(&warning.problem, &warning.remedy);
        assert!(!warnings[..index].contains(warning), "warned twice");
    }
}

fn assert_words(problem: &str, remedy: &str) {
    assert!(!problem.trim().is_empty() && !remedy.trim().is_empty());
}

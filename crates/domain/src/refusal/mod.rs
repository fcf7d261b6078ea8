//! How a no is said: which field, what was wrong with it, what would be right.

mod code;
mod field;

use std::borrow::Cow;

use crate::access::Rule;

pub use code::Code;
pub use field::Field;

/// One thing wrong with one field. Never holds the value that was refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldProblem {
    /// The field, in the domain's words; each interface has its own path for it.
    pub field: Field,
    /// What kind of problem, for programs.
    pub code: Code,
    /// What was wrong, for people.
    pub problem: Cow<'static, str>,
    /// What would be right, for people.
    pub remedy: Cow<'static, str>,
}

impl FieldProblem {
    /// Says what is wrong with a field.
    pub fn new(field: Field, reason: Reason) -> Self {
        Self {
            field,
            code: reason.code,
            problem: reason.problem,
            remedy: reason.remedy,
        }
    }
}

/// Why a parser refuses a value; it becomes a [`FieldProblem`] once the field is known. With another list
/// of codes it says something else in the same form, such as a [`Warning`](crate::warning::Warning).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason<C = Code> {
    /// What kind of problem.
    pub code: C,
    /// What was wrong.
    pub problem: Cow<'static, str>,
    /// What would be right.
    pub remedy: Cow<'static, str>,
}

impl<C> Reason<C> {
    /// A reason in words; neither text may hold the refused value.
    pub fn new(
        code: C,
        problem: impl Into<Cow<'static, str>>,
        remedy: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            code,
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }
}

/// A use case's no. Whatever the kind, nothing was changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The request itself is wrong: every problem found, at least one.
    Invalid(Vec<FieldProblem>),
    /// The actor may not do this, whatever exists.
    NotPermitted(FieldProblem),
    /// The actor may not do this, by a rule that is nobody's business but the trail's: told in other words.
    Withheld(Rule, FieldProblem),
    /// There is nothing.
    NotFound,
    /// There is something that the actor may not know of, by this rule. Told like [`Refusal::NotFound`].
    Hidden(Rule),
    /// The request is well formed, but does not fit what is there now.
    Conflict(FieldProblem),
    /// The record is no longer in the version the caller named.
    VersionMismatch,
}

impl Refusal {
    /// A refusal of one field of the request.
    pub fn invalid(field: Field, reason: Reason) -> Self {
        Self::Invalid(vec![FieldProblem::new(field, reason)])
    }

    /// A refusal because of the state of what is there.
    pub fn conflict(field: Field, reason: Reason) -> Self {
        Self::Conflict(FieldProblem::new(field, reason))
    }

    /// Whether it is told as if there were nothing.
    pub fn is_told_as_nothing(&self) -> bool {
        matches!(self, Self::NotFound | Self::Hidden(_))
    }

    /// The word for this refusal in the audit trail.
    pub fn because(&self) -> &'static str {
        match self {
            Self::Invalid(problems) => problems.first().map_or("invalid", |p| p.code.as_str()),
            Self::NotPermitted(problem) | Self::Conflict(problem) => problem.code.as_str(),
            Self::NotFound => "not-found",
            Self::Hidden(rule) | Self::Withheld(rule, _) => rule.as_str(),
            Self::VersionMismatch => "version-mismatch",
        }
    }
}

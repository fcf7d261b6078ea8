//! One thing that is wrong with an update, told in the manner of its code.

use super::{Case, Codes, ErrorCode, Problem};

/// What is wrong, where, and with what.
pub(crate) struct Fault {
    /// Which rule or shape.
    pub(crate) case: Case,
    /// The field, such as `telecom/1/value`.
    pub(crate) field: String,
    /// What the caller gave, as Python shows it; empty when they gave nothing.
    pub(crate) value: String,
    /// The fault in a sentence of its own.
    pub(crate) sentence: String,
}

impl Fault {
    pub(crate) fn new(
        case: impl Into<Case>,
        field: impl Into<String>,
        value: impl Into<String>,
        sentence: impl Into<String>,
    ) -> Self {
        Self {
            case: case.into(),
            field: field.into(),
            value: value.into(),
            sentence: sentence.into(),
        }
    }

    /// The problem, with the code that these codes give its case.
    pub(crate) fn problem(&self, codes: &Codes) -> Problem {
        let code = codes.of(self.case);
        let Self {
            field,
            value,
            sentence,
            ..
        } = self;
        let told = match code {
            ErrorCode::MissingValue => format!("Missing value - '{field}'"),
            ErrorCode::InvalidValue => format!("Invalid value - '{value}' in field '{field}'"),
            ErrorCode::UnsupportedValue => {
                format!("Unsupported value - '{value}' in field '{field}'")
            }
            ErrorCode::UnsupportedCharacters => {
                format!("Unsupported characters - '{value}' in field '{field}'")
            }
            ErrorCode::TooManyValues => {
                format!("Too many values submitted - {value} in field '{field}'")
            }
            ErrorCode::TooFewValues => {
                format!("Too few values submitted - {value} in field '{field}'")
            }
            ErrorCode::ForbiddenUpdate => format!("Forbidden update with error - {sentence}"),
            ErrorCode::AdditionalProperties => {
                format!("Invalid request with error - {sentence}")
            }
            _ => format!("Invalid update with error - {sentence}"),
        };
        Problem::told(code, told)
    }
}

impl Problem {
    /// An update that is invalid by a rule whose code is published.
    pub(crate) fn invalid_update(sentence: impl std::fmt::Display) -> Self {
        let told = format!("Invalid update with error - {sentence}");
        Self::told(ErrorCode::InvalidUpdate, told)
    }

    /// An update that nobody may make, by a rule whose code is published.
    pub(crate) fn forbidden_update(sentence: impl std::fmt::Display) -> Self {
        let told = format!("Forbidden update with error - {sentence}");
        Self::told(ErrorCode::ForbiddenUpdate, told)
    }

    /// The NHS number was replaced by another, so that nothing can be changed under it.
    pub fn superseded(codes: &Codes) -> Self {
        let told = "Update Failed - NHS No. supplied has been superseded in a merge";
        Fault::new(super::Undecided::Superseded, "id", "", told).problem(codes)
    }

    /// The person is restricted, so that nothing is changed by whoever does not see what would change.
    pub fn restricted(codes: &Codes) -> Self {
        let told = "not permitted to update the contact details of this patient";
        Fault::new(super::Undecided::Restricted, "meta/security", "", told).problem(codes)
    }
}

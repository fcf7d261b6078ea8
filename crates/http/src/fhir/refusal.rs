//! What use cases refuse, in the words of this interface.

use contactable_domain::actor::{AccessMode, Actor, Role};
use contactable_domain::ids::CorrelationId;
use contactable_domain::refusal::{Code, FieldProblem, Refusal};
use contactable_fhir::outcome::{ErrorCode, Problem};
use contactable_service::Failure;

use super::path::Asked;
use crate::auth::{NotAdmitted, Sender};

/// Why a request gets no further than its token.
pub fn not_admitted(refusal: &NotAdmitted, correlation: CorrelationId) -> Problem {
    let denied = |words: &str| Problem::told(ErrorCode::AccessDenied, words);
    match refusal {
        NotAdmitted::MissingHeader => denied("Missing Authorization header"),
        NotAdmitted::EmptyHeader => denied("Empty Authorization header"),
        NotAdmitted::NoToken => denied("Missing access token"),
        NotAdmitted::OtherScheme(scheme) => {
            denied(&format!("Invalid token type '{scheme}', must be 'Bearer'"))
        }
        NotAdmitted::InvalidToken => denied("Invalid Access Token"),
        NotAdmitted::Expired => denied("Access Token expired"),
        NotAdmitted::NotProvedEnough => Problem::not_for_patients(),
        NotAdmitted::TooManyRequests { of, .. } => match of {
            Sender::Anybody => Problem::rate_limited(),
            Sender::App(app) => Problem::spike(app),
        },
        NotAdmitted::Unavailable(failure) => of(failure, correlation),
    }
}

/// Whoever comes this way may not use this method.
pub fn not_this_method(actor: &Actor, asked: &Asked) -> Problem {
    let privileged = actor.has(Role::Privileged);
    let creates = *asked == Asked::Create;
    let code = match actor.mode {
        AccessMode::Patient(_) if creates => ErrorCode::NoCreationByPatient,
        _ if creates && privileged => ErrorCode::NoCreationByPrivileged,
        _ if creates => ErrorCode::NoCreationByApplication,
        _ if privileged => ErrorCode::NoUpdateByPrivileged,
        _ => ErrorCode::NoUpdateByApplication,
    };
    Problem::not_this_method(code)
}

fn forbidden(code: ErrorCode, why: &str) -> Problem {
    Problem::told(code, format!("Forbidden update with error - {why}"))
}

/// Why a use case did not do what it was asked.
pub fn of(failure: &Failure, correlation: CorrelationId) -> Problem {
    let refusal = match failure {
        Failure::Refused(refusal) => refusal,
        Failure::Unavailable(unavailable) | Failure::OutcomeUnknown(unavailable) => {
            tracing::error!(cause = %unavailable, %correlation, "a request could not be served");
            return Problem::not_done_yet();
        }
    };
    match refusal {
        Refusal::NotFound | Refusal::Hidden(_) => Problem::bare(ErrorCode::ResourceNotFound),
        Refusal::VersionMismatch => Problem::bare(ErrorCode::VersionMismatch),
        Refusal::NotPermitted(problem) | Refusal::Withheld(_, problem) => match problem.code {
            Code::NotMarkedForUpdate | Code::NotInThisMode => {
                Problem::not_this_method(ErrorCode::NoUpdateByApplication)
            }
            Code::NotYourArea | Code::NoArea => Problem::bare(ErrorCode::AccessDenied),
            _ => forbidden(ErrorCode::ForbiddenUpdate, &said(problem)),
        },
        Refusal::Conflict(problem) => forbidden(ErrorCode::ForbiddenUpdate, &said(problem)),
        Refusal::Invalid(problems) => {
            let words = problems.first().map(said).unwrap_or_default();
            let words = format!("Invalid update with error - {words}");
            Problem::told(ErrorCode::InvalidUpdate, words)
        }
    }
}

fn said(problem: &FieldProblem) -> String {
    format!("{}. {}", problem.problem, problem.remedy)
}

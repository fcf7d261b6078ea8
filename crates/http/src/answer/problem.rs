use std::borrow::Cow;
use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contactable_domain::refusal::{Code, FieldProblem, Reason, Refusal};
use contactable_service::Failure;
use serde::Serialize;
use utoipa::ToSchema;

use super::path_of;
use crate::auth::TokenRefusal;

/// How long a client should wait before it tries again when the store cannot answer.
const RETRY_AFTER: Duration = Duration::from_secs(2);

/// One thing wrong with one field of the request.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct InputProblem {
    /// Where the field stands in the request.
    #[schema(example = "contactInformation.value")]
    pub field: String,
    /// What kind of problem, for programs.
    #[schema(example = "W41")]
    pub code: &'static str,
    /// What was wrong.
    #[schema(value_type = String, example = "This is not a phone number")]
    pub problem: Cow<'static, str>,
    /// What would be right.
    #[schema(value_type = String, example = "Enter 6 to 24 digits, such as 020 7946 0123")]
    pub remedy: Cow<'static, str>,
}

impl InputProblem {
    /// A problem at a path of the request.
    pub fn new(field: String, reason: Reason) -> Self {
        Self {
            field,
            code: reason.code.as_str(),
            problem: reason.problem,
            remedy: reason.remedy,
        }
    }

    /// A problem that the domain found.
    pub fn of(problem: FieldProblem) -> Self {
        Self {
            field: path_of(problem.field),
            code: problem.code.as_str(),
            problem: problem.problem,
            remedy: problem.remedy,
        }
    }
}

/// A refusal or failure on its way out. Worded for its surface by the frame around every request.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The status.
    pub status: StatusCode,
    /// What was wrong and what would be right, as a sentence.
    pub detail: Cow<'static, str>,
    /// What was wrong with which field.
    pub errors: Vec<InputProblem>,
    /// Why the token was not believed, when that is the problem.
    pub token: Option<TokenRefusal>,
    /// When to try again.
    pub retry_after: Option<Duration>,
    /// What happened, for the log only.
    pub cause: Option<String>,
}

impl Problem {
    /// A problem that no single field is to blame for.
    pub fn new(status: StatusCode, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            status,
            detail: detail.into(),
            errors: Vec::new(),
            token: None,
            retry_after: None,
            cause: None,
        }
    }

    /// A request with something wrong in it.
    pub fn invalid(errors: Vec<InputProblem>) -> Self {
        let detail = match errors.len() {
            1 => "One thing in the request needs to be put right; see errors".into(),
            count => {
                format!("{count} things in the request need to be put right; see errors").into()
            }
        };
        Self::about(StatusCode::BAD_REQUEST, detail, errors)
    }

    /// A request without a token that is believed.
    pub fn unauthorised(refusal: TokenRefusal) -> Self {
        let detail = format!("{}. {}", refusal.problem(), refusal.remedy());
        Self {
            token: Some(refusal),
            ..Self::new(StatusCode::UNAUTHORIZED, detail)
        }
    }

    /// More requests than somebody may send, who may send the next one after a while.
    pub fn too_many_requests(wait: Duration) -> Self {
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        let wait = Duration::from_secs(seconds.max(1));
        let reason = Reason::new(
            Code::TooManyRequests,
            "There were more requests in a short time than are taken from one caller",
            "Wait as many seconds as Retry-After says, then send it again",
        );
        let error = InputProblem::new("authorization".to_owned(), reason);
        let detail = format!("{}. {}", error.problem, error.remedy);
        Self {
            retry_after: Some(wait),
            ..Self::about(StatusCode::TOO_MANY_REQUESTS, detail.into(), vec![error])
        }
    }

    /// Nothing there that the caller may know of.
    pub fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "There is nothing here that you can see; check the address and the ids in it",
        )
    }

    /// The same problem of a request that is itself a part of a record, with paths from there.
    #[must_use]
    pub fn in_part(mut self, part: &str) -> Self {
        let inside = |field: &str| Some(field.strip_prefix(part)?.strip_prefix('.')?.to_owned());
        for error in &mut self.errors {
            if let Some(field) = inside(&error.field) {
                error.field = field;
            }
        }
        self
    }

    fn about(status: StatusCode, detail: Cow<'static, str>, errors: Vec<InputProblem>) -> Self {
        Self {
            errors,
            ..Self::new(status, detail)
        }
    }

    fn one(status: StatusCode, problem: FieldProblem) -> Self {
        let detail = format!("{}. {}", problem.problem, problem.remedy);
        Self::about(status, detail.into(), vec![InputProblem::of(problem)])
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Invalid(problems) => {
                Self::invalid(problems.into_iter().map(InputProblem::of).collect())
            }
            Refusal::NotPermitted(problem) | Refusal::Withheld(_, problem) => {
                Self::one(StatusCode::FORBIDDEN, problem)
            }
            Refusal::NotFound | Refusal::Hidden(_) => Self::not_found(),
            Refusal::Conflict(problem) => Self::one(StatusCode::CONFLICT, problem),
            Refusal::VersionMismatch => Self::new(
                StatusCode::PRECONDITION_FAILED,
                "The record has changed since you read it; read it again and decide anew",
            ),
        }
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) => refusal.into(),
            Failure::Unavailable(unavailable) => Self {
                cause: Some(unavailable.to_string()),
                retry_after: Some(RETRY_AFTER),
                ..Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "The service cannot answer now; try again. A request with its own id is safe to repeat",
                )
            },
            Failure::OutcomeUnknown(unavailable) => Self {
                cause: Some(unavailable.to_string()),
                retry_after: Some(RETRY_AFTER),
                ..Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "The service lost its database while this was being recorded: it may have been recorded or not. \
                     Send the same request again with the same id",
                )
            },
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        response.extensions_mut().insert(self);
        response
    }
}

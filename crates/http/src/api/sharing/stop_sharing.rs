use axum::extract::State;
use axum::response::Response;
use contactable_domain::refusal::{Code, Reason};

use super::withdraw_sharing::{usual, withdrawn};
use crate::App;
use crate::answer::{InputProblem, Problem, ProblemDetails, SharingGrantAnswer};
use crate::auth::Authenticated;
use crate::request::{MaybeJsonBody, PathIds};

/// Withdraw a sharing grant in the person's own name
///
/// The short form of `POST /targets/{id}/sharing/{grantId}/withdrawal`, which also says who withdrew it, how, and
/// why. It takes no body: on its way a DELETE may lose one.
#[utoipa::path(
    delete,
    path = "/targets/{id}/sharing/{grantId}",
    tag = "Sharing and restriction",
    params(
        ("id" = uuid::Uuid, Path, description = "Whose details"),
        ("grantId" = uuid::Uuid, Path, description = "The grant"),
    ),
    responses(
        (status = 200, body = SharingGrantAnswer),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn stop_sharing(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    MaybeJsonBody(body): MaybeJsonBody,
) -> Result<Response, Problem> {
    // What it says of who withdrew must not be passed over.
    if body.is_some() {
        let reason = Reason::new(
            Code::UnknownField,
            "This call takes no body",
            "Leave it out, or send it by POST to this address with /withdrawal after it",
        );
        let problem = InputProblem::new("body".to_owned(), reason);
        return Err(Problem::invalid(vec![problem]));
    }
    let asked = usual(&who, &path)?;
    withdrawn(&app, &who, asked).await
}

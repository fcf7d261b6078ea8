use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_service::{Failure, TargetRecord};

use crate::App;
use crate::answer::{DeployedProblem, Problem, etag, json};
use crate::api::input::{Dialect, information_draft};
use crate::api::input_schema::InformationReplacement;
use crate::auth::Authenticated;
use crate::request::{IfMatch, JsonBody, PathIds};

/// Replace what a contact detail says
///
/// `contactInformation` is replaced whole, under the same id; what it said before stays in its history.
/// A part that is sent back as it was is not held against today's rules.
#[utoipa::path(
    patch,
    path = "/api/v2/contactDetails/{id}/person/{personId}",
    tag = "Deployed paths",
    params(
        ("id" = uuid::Uuid, Path, description = "The record's id"),
        ("personId" = uuid::Uuid, Path, description = "The id of its target"),
        ("if-match" = Option<String>, Header, description = "Change it only if this is still its etag"),
    ),
    request_body = InformationReplacement,
    responses(
        (status = 204, headers(("etag" = String, description = "The record's version"))),
        (status = 400, body = DeployedProblem),
        (status = 401, body = DeployedProblem),
        (status = 403, body = DeployedProblem),
        (status = 404, body = uuid::Uuid, content_type = "application/json", description = "The record's id: no such record of this target"),
        (status = 409, body = DeployedProblem),
        (status = 412, body = DeployedProblem),
        (status = 413, body = DeployedProblem),
        (status = 415, body = DeployedProblem),
        (status = 503, body = DeployedProblem),
    ),
    security(("bearer" = [])),
)]
pub async fn edit(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    IfMatch(precondition): IfMatch,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let id = path.id("id", ContactDetailId::new)?;
    let target = path.id("personId", TargetId::new)?;
    let draft = information_draft(&body, Dialect::DeployedV2, &app.input)?;
    let pair = TargetRecord { target, id };
    let use_cases = &app.contact_details;
    match use_cases
        .replace_information(who.caller(), pair, draft, precondition)
        .await
    {
        Ok(record) => Ok(([etag(record.version)], StatusCode::NO_CONTENT).into_response()),
        Err(Failure::Refused(refusal)) if refusal.is_told_as_nothing() => {
            Ok(json(StatusCode::NOT_FOUND, &id.uuid()))
        }
        Err(failure) => Err(failure.into()),
    }
}

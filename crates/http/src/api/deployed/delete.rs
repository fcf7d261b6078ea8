use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contactable_domain::contact_detail::EndReason;
use contactable_domain::ids::ContactDetailId;
use contactable_service::{Failure, TargetRecord};

use crate::App;
use crate::answer::{DeployedProblem, Problem, RecordV1, etag, json};
use crate::auth::Authenticated;
use crate::request::{IfMatch, Query, Reading};

/// Retire a contact detail
///
/// The record stays as history with `isActive` false, and is no longer a default.
#[utoipa::path(
    delete,
    path = "/api/v1/contactDetails",
    tag = "Deployed paths",
    params(
        ("targetId" = uuid::Uuid, Query, description = "Whose detail"),
        ("id" = uuid::Uuid, Query, description = "The record's id"),
        ("reason" = Option<String>, Query, description = "Why: moved, wrong, refused, undeliverable, superseded or other"),
        ("if-match" = Option<String>, Header, description = "Retire it only if this is still its etag"),
    ),
    responses(
        (status = 200, body = RecordV1, headers(("etag" = String, description = "The record's version"))),
        (status = 400, body = DeployedProblem),
        (status = 401, body = DeployedProblem),
        (status = 403, body = DeployedProblem),
        (status = 404, body = uuid::Uuid, content_type = "application/json", description = "The record's id: no such record of this target"),
        (status = 412, body = DeployedProblem),
        (status = 503, body = DeployedProblem),
    ),
    security(("bearer" = [])),
)]
pub async fn delete(
    State(app): State<App>,
    who: Authenticated,
    IfMatch(precondition): IfMatch,
    query: Query,
) -> Result<Response, Problem> {
    let reading = Reading::default();
    let target = query.target(&reading);
    let id = query.id(&reading, "id", ContactDetailId::new);
    let reason = query.word(&reading, "reason", EndReason::ALL, EndReason::as_str);
    let asked = (|| Some((target?, id?, reason.ok()?)))();
    let (target, id, reason) = reading.finish(asked)?;
    let pair = TargetRecord { target, id };
    match app
        .contact_details
        .end_contact_detail(who.caller(), pair, reason, precondition)
        .await
    {
        Ok(record) => {
            let body = json(StatusCode::OK, &RecordV1::of(&record, app.shown_now()));
            Ok(([etag(record.version)], body).into_response())
        }
        Err(Failure::Refused(refusal)) if refusal.is_told_as_nothing() => {
            Ok(json(StatusCode::NOT_FOUND, &id.uuid()))
        }
        Err(failure) => Err(failure.into()),
    }
}

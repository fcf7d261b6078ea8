use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use contactable_domain::ids::TargetId;
use contactable_domain::vocabulary::Kind;
use contactable_service::AskedKind;

use super::input::of_kind;
use super::input_schema::KindReplacementBody;
use crate::App;
use crate::answer::{Problem, ProblemDetails, WarnedRecord, json, kind_etag};
use crate::auth::Authenticated;
use crate::request::{IfMatchKind, JsonBody, PathIds};

/// Put one contact detail in the place of all of its kind
///
/// Makes the new record and retires every active one of this type and use that is the target's own, whether valid
/// today or not, in one step. Default and preference are those of the ones that go, and so is what was found out about
/// the value if it is the same. The new one is valid today. Where the only one says just this already, nothing
/// changes, so the request is safe to repeat. Emergency contacts are a list and no kind.
#[utoipa::path(
    put,
    path = "/targets/{id}/contact-details/{kind}",
    tag = "Contact details",
    params(
        ("id" = uuid::Uuid, Path, description = "The target's id"),
        ("kind" = String, Path, description = "A type and a use joined by a hyphen, such as phone-mobile, email-home, address-temporary or textphone-home"),
        ("if-match" = Option<String>, Header, description = "Replace it only if this record alone still stands for the kind, as an answer of this call gave it"),
    ),
    request_body = KindReplacementBody,
    responses(
        (status = 200, body = WarnedRecord, description = "The only one of its kind now", headers(
            ("etag" = String, description = "The record that stands for the kind, and its version"),
        )),
        (status = 201, body = WarnedRecord, description = "The first of its kind", headers(
            ("etag" = String, description = "The record that stands for the kind, and its version"),
            ("location" = String, description = "The record's address"),
        )),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 412, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn replace_kind(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    IfMatchKind(precondition): IfMatchKind,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let target = path.id("id", TargetId::new)?;
    let kind = path.part("kind", Kind::parse)?;
    let (area, replacement) = of_kind(&body, kind, &app.input)?;
    let asked = AskedKind {
        target,
        area,
        replacement,
        precondition,
    };
    let replaced = app
        .contact_details
        .replace_kind(who.caller(), asked)
        .await?;
    let record = &replaced.record;
    let answer = WarnedRecord::of(record, app.shown_now());
    let tag = [kind_etag(record)];
    if !replaced.is_first {
        return Ok((tag, json(StatusCode::OK, &answer)).into_response());
    }
    let location = [(LOCATION, format!("/contact-details/{}", record.id))];
    let body = json(StatusCode::CREATED, &answer);
    Ok((tag, location, body).into_response())
}

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::identifier::{Identifier, IdentifierSystems};
use contactable_domain::ids::TargetId;
use contactable_domain::refusal::{Code, Reason};
use utoipa::ToSchema;

use crate::App;
use crate::answer::{Problem, ProblemDetails, TiedIdentifier, json};
use crate::auth::Authenticated;
use crate::request::{JsonBody, Object, PathIds, Reading};

/// An identifier of a target in another system.
#[derive(ToSchema)]
#[allow(dead_code, reason = "only described; `identifier` reads it")]
pub struct NewIdentifier {
    /// `nhs-number` or another configured system, by its name or its URI.
    #[schema(example = "nhs-number")]
    system: String,
    #[schema(example = "999 000 0018")]
    value: String,
}

/// Tie an identifier to a target
///
/// By an NHS number a patient who signed in is known to be the target. It takes the place of what the target had of
/// that system. An identifier that is another target's stays there (409). For those with the role `administrator`.
#[utoipa::path(
    put,
    path = "/targets/{id}/identifiers",
    tag = "Access",
    params(("id" = uuid::Uuid, Path, description = "The target's id")),
    request_body = NewIdentifier,
    responses(
        (status = 200, body = TiedIdentifier),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn identify(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let target = path.id("id", TargetId::new)?;
    let systems = &app.input.values.identifier_systems;
    let reading = Reading::default();
    let read = Object::root(&reading, &body).and_then(|body| identifier(&reading, &body, systems));
    let identifier = reading.finish(read)?;
    let tied = app
        .contact_details
        .identify_target(who.caller(), target, identifier)
        .await?;
    Ok(json(StatusCode::OK, &TiedIdentifier::of(&tied)))
}

fn identifier(
    reading: &Reading,
    body: &Object<'_>,
    systems: &IdentifierSystems,
) -> Option<Identifier> {
    body.refuse_others(&["system", "value"]);
    let system = body.text("system").read(|name| {
        if systems.find(name).is_none() {
            reading.note("system", unknown(systems));
        }
        systems.find(name)
    });
    let system = body.needed("system", system);
    let value = body.needed("value", body.text("value"));
    let parsed = Identifier::parse(systems, &system?.name, value?);
    let note = |reason| reading.note("value", reason);
    let refused = |reasons: Vec<_>| reasons.into_iter().for_each(note);
    parsed.map_err(refused).ok()
}

fn unknown(systems: &IdentifierSystems) -> Reason {
    let names: Vec<&str> = systems.iter().map(|system| system.name.as_str()).collect();
    let remedy = format!("Use one of: {}", names.join(", "));
    Reason::new(Code::UnknownWord, "This is not a system known here", remedy)
}

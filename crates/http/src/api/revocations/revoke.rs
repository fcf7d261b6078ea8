use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::refusal::{Code, Reason};
use contactable_domain::restriction::MAX_REASON;
use contactable_domain::revocation::Revoked;
use contactable_domain::value::PlainText;
use utoipa::ToSchema;

use crate::App;
use crate::answer::{Problem, ProblemDetails, RevokedAccess, json};
use crate::auth::Authenticated;
use crate::request::{Given, JsonBody, Noted, Object, Reading};

/// The most characters of an issuer, a subject or a token's id: more than any token that is looked at can hold.
const MAX_NAME: usize = 8 * 1024;

/// Whose access is taken back: of one token, or of everything that somebody has.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[allow(dead_code, reason = "only described; `revocation` reads it")]
pub struct NewRevocation {
    /// The `iss` of the tokens, exactly.
    #[schema(example = "https://login.example.com")]
    issuer: String,
    /// The `jti` of the token. Either this or `subject`.
    token_id: Option<String>,
    /// The `sub` of whoever is let in no more. Either this or `tokenId`.
    subject: Option<String>,
    /// Why, in 500 characters at most.
    #[schema(example = "The laptop was stolen", max_length = 500)]
    reason: String,
}

/// What is to be revoked at which issuer, and why.
type Asked = (Arc<str>, Revoked, PlainText);

/// Take access back
///
/// At once: no request that begins after the answer is let in with the token, or with any of the subject's. It holds
/// until it is lifted. For those with the role `administrator`.
#[utoipa::path(
    post,
    path = "/revocations",
    tag = "Access",
    request_body = NewRevocation,
    responses(
        (status = 201, body = RevokedAccess),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn revoke(
    State(app): State<App>,
    who: Authenticated,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let reading = Reading::default();
    let read = Object::root(&reading, &body).and_then(|body| revocation(&app, &reading, &body));
    let (issuer, what, reason) = reading.finish(read)?;
    let revocation = app
        .contact_details
        .revoke_access(who.caller(), issuer, what, reason)
        .await?;
    Ok(json(StatusCode::CREATED, &RevokedAccess::of(&revocation)))
}

fn revocation(app: &App, reading: &Reading, body: &Object<'_>) -> Option<Asked> {
    body.refuse_others(&["issuer", "tokenId", "subject", "reason"]);
    let issuer = name(reading, body, "issuer").read(|issuer| configured(app, reading, issuer));
    let issuer = body.needed("issuer", issuer);
    let token = name(reading, body, "tokenId").optional();
    let subject = name(reading, body, "subject").optional();
    let what = one_of(reading, token, subject);
    let reason = body.needed("reason", body.plain_text("reason", MAX_REASON));
    Some((issuer?, what?, reason?))
}

/// An issuer whose tokens are believed; to revoke at any other would do nothing.
fn configured(app: &App, reading: &Reading, issuer: Arc<str>) -> Option<Arc<str>> {
    let names: Vec<&str> = app.verifier.issuers().map(AsRef::as_ref).collect();
    if names.contains(&issuer.as_ref()) {
        return Some(issuer);
    }
    let remedy = format!("Use one of: {}", names.join(", "));
    let problem = "No issuer of this name is configured";
    reading.note("issuer", Reason::new(Code::UnknownWord, problem, remedy));
    None
}

/// One token or everything of somebody, not both.
fn one_of(
    reading: &Reading,
    token: Result<Option<Arc<str>>, Noted>,
    subject: Result<Option<Arc<str>>, Noted>,
) -> Option<Revoked> {
    match (token.ok()?, subject.ok()?) {
        (Some(token), None) => Some(Revoked::Token(token)),
        (None, Some(subject)) => Some(Revoked::Subject(subject)),
        (None, None) => {
            let problem = "Neither a token nor a subject is named";
            let remedy = "Give tokenId for one token, or subject for everything that somebody has";
            let reason = Reason::new(Code::Required, problem, remedy);
            reading.note("tokenId", reason);
            None
        }
        (Some(_), Some(_)) => {
            let problem = "This does not go with a subject, of whom every token is revoked";
            let reason = Reason::new(Code::NotTogether, problem, "Give tokenId or subject");
            reading.note("tokenId", reason);
            None
        }
    }
}

/// A name as tokens have it: exactly as it is, since it is compared with theirs.
fn name(reading: &Reading, body: &Object<'_>, field: &str) -> Given<Arc<str>> {
    match body.text(field) {
        Given::Is(text) if text.trim().is_empty() => Given::Null,
        given => given.read(|text| {
            if text.chars().count() > MAX_NAME {
                reading.note(field, too_long());
                return None;
            }
            Some(Arc::from(text))
        }),
    }
}

fn too_long() -> Reason {
    Reason::new(
        Code::TooLong,
        "This is longer than any token can hold",
        format!("Give {MAX_NAME} characters or fewer"),
    )
}

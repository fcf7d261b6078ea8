use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use contactable_domain::refusal::{Code, Reason};

use super::Json;
use crate::App;
use crate::answer::{InputProblem, Problem};

/// The most bytes a body may have.
pub const MAX_BODY_BYTES: usize = 1024 * 1024;

/// A request body that is JSON.
pub struct JsonBody(pub Json);

impl FromRequest<App> for JsonBody {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        if !is_plain_json(request.headers()) {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "The body must be JSON, not compressed, sent with Content-Type: application/json",
            ));
        }
        let bytes = bytes_of(request, app).await?;
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|error| malformed(&error))
    }
}

/// A request body that is JSON, or none at all.
pub struct MaybeJsonBody(pub Option<Json>);

impl FromRequest<App> for MaybeJsonBody {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let bytes = bytes_of(Request::new(body), app).await?;
        if bytes.is_empty() {
            return Ok(Self(None));
        }
        let request = Request::from_parts(parts, Body::from(bytes));
        let JsonBody(body) = JsonBody::from_request(request, app).await?;
        Ok(Self(Some(body)))
    }
}

/// All of the body.
///
/// # Errors
/// It is too long, comes too slowly, or breaks off.
pub async fn bytes_of(request: Request, app: &App) -> Result<Bytes, Problem> {
    let reading = to_bytes(request.into_body(), MAX_BODY_BYTES);
    tokio::time::timeout(app.edges.body_time, reading)
        .await
        .map_err(|_| too_slow())?
        .map_err(|error| unreadable(&error))
}

fn is_plain_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let kind = kind
        .and_then(|kind| kind.split(';').next())
        .unwrap_or_default();
    let kind = kind.trim().to_ascii_lowercase();
    let is_json =
        kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"));
    is_json && !headers.contains_key(CONTENT_ENCODING)
}

/// What is said of a body that is longer than any may be.
pub fn body_too_long() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "The body may have 1 MiB at most",
    )
}

/// The body did not come to its end in time.
fn too_slow() -> Problem {
    Problem::new(
        StatusCode::REQUEST_TIMEOUT,
        "The body did not come to its end in time; send the request again, all of it at once",
    )
}

/// The body was too long, or the client went away while sending it.
fn unreadable(error: &axum::Error) -> Problem {
    let too_long = std::error::Error::source(error)
        .is_some_and(|source| source.is::<axum::extract::rejection::LengthLimitError>());
    if too_long || error.to_string().contains("length limit") {
        body_too_long()
    } else {
        Problem::new(
            StatusCode::BAD_REQUEST,
            "The body could not be read to its end",
        )
    }
}

fn malformed(error: &serde_json::Error) -> Problem {
    let reason = Reason::new(
        Code::Malformed,
        format!(
            "This is not JSON: line {}, column {}",
            error.line(),
            error.column()
        ),
        "Send one JSON object",
    );
    Problem::invalid(vec![InputProblem::new("body".to_owned(), reason)])
}

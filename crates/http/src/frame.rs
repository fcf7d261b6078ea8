//! What surrounds every request: its correlation id, the wording of a problem for its surface, headers
//! that every answer has, and one line in the log without anything personal.

use std::any::Any;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONNECTION, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contactable_domain::ids::CorrelationId;
use tracing::Instrument as _;

use crate::App;
use crate::answer::{Problem, Surface, render_deployed, render_specified};
use crate::auth::TokenRefusal;
use crate::edges::{add_security_headers, preflight, refused_by_its_shape};
use crate::fhir::{self, Mirror};
use crate::metrics::{self, RefusedWith};
use crate::request::{CORRELATION_HEADER, correlation_of};
use crate::span;

/// Frames a request.
pub async fn frame(State(app): State<App>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let (mut parts, body) = request.into_parts();
    let correlation = correlation_of(&mut parts, &app);
    let surface = Surface::of(parts.uri.path());
    let method = parts.method.clone();
    let route = parts.extensions.get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("(no route)", MatchedPath::as_str);
    let span = span::begin(&method, route, correlation);
    if let Some(trace) = app.edges.traces.adopt(&parts.headers, &span) {
        span::belongs_to(&span, &trace);
    }
    let origin = app.edges.origins.listed(&parts.headers);
    let mirror = (surface == Surface::Fhir).then(|| Mirror::of(&parts.headers));
    let request = Request::from_parts(parts, body);
    let answered = async {
        let answered = if let Some(problem) = refused_by_its_shape(&request) {
            problem.into_response()
        } else if let Some(allowed) = preflight(&request, origin.as_ref(), surface) {
            allowed
        } else {
            next.run(request).await
        };
        word(answered, surface, correlation)
    };
    let mut response = answered.instrument(span.clone()).await;
    let headers = response.headers_mut();
    add_security_headers(headers, app.edges.secure);
    app.edges.origins.add_to(headers, origin, surface);
    match mirror {
        Some(mirror) => mirror.add_to(headers),
        None => add_correlation(headers, correlation),
    }
    keep_out_of_caches(headers);
    let (status, took) = (response.status(), started.elapsed());
    count(&response, &method, route, took);
    span::answered(&span, status);
    span.in_scope(|| log(&method, route, status, took, correlation));
    response
}

/// Words a problem for its surface; what the router itself refused becomes a problem first.
fn word(mut response: Response, surface: Surface, correlation: CorrelationId) -> Response {
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if response.status() == StatusCode::METHOD_NOT_ALLOWED => method_not_allowed(),
        None => return response,
    };
    // The PDS-compatible interface has codes of its own, which go with the answer.
    if surface != Surface::Fhir {
        metrics::refused(&problem);
    }
    if let Some(cause) = &problem.cause {
        tracing::error!(cause, %correlation, "a request could not be served");
    }
    let mut worded = match surface {
        Surface::Specified => render_specified(&problem, correlation),
        Surface::Deployed => render_deployed(&problem, correlation),
        Surface::Fhir => fhir::worded(&problem, correlation),
    };
    let headers = worded.headers_mut();
    if let Some(allow) = response.headers_mut().remove(ALLOW) {
        headers.insert(ALLOW, allow);
    }
    add_headers_of(&problem, headers);
    worded
}

/// What a client needs to know of a refusal beside its words; what the answer says already stays.
pub fn add_headers_of(problem: &Problem, headers: &mut HeaderMap) {
    if let Some(refusal) = problem.token {
        headers.insert(WWW_AUTHENTICATE, challenge(refusal));
    }
    if let Some(wait) = problem.retry_after {
        let wait = HeaderValue::from(wait.as_secs());
        headers.entry(RETRY_AFTER).or_insert(wait);
    }
    if problem.status == StatusCode::REQUEST_TIMEOUT {
        // What may still come of the body is not the next request.
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
}

fn method_not_allowed() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "This address does not take this method; the Allow header names those it takes",
    )
}

/// What a client needs to know about the token (RFC 6750 section 3, RFC 9470 section 3).
fn challenge(refusal: TokenRefusal) -> HeaderValue {
    HeaderValue::from_static(match refusal {
        TokenRefusal::Missing => "Bearer",
        TokenRefusal::Invalid => "Bearer error=\"invalid_token\"",
        TokenRefusal::Expired => "Bearer error=\"invalid_token\", error_description=\"expired\"",
        TokenRefusal::NotProvedEnough => "Bearer error=\"insufficient_user_authentication\"",
    })
}

fn add_correlation(headers: &mut HeaderMap, correlation: CorrelationId) {
    if let Ok(value) = HeaderValue::try_from(correlation.to_string()) {
        headers.insert(CORRELATION_HEADER, value);
    }
}

/// Personal data stays out of every cache.
fn keep_out_of_caches(headers: &mut HeaderMap) {
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}

fn count(response: &Response, method: &Method, route: &str, took: Duration) {
    if let Some(RefusedWith(code)) = response.extensions().get() {
        metrics::refused_with(code);
    }
    metrics::answered(method, route, response.status(), took);
}

/// The route's pattern is logged, never the address itself: ids and queries stay out of the log.
fn log(
    method: &Method,
    route: &str,
    status: StatusCode,
    took: Duration,
    correlation: CorrelationId,
) {
    let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    let status = status.as_u16();
    // Whoever asks for the options of the PDS-compatible interface gets its error; nothing is wrong here.
    if status >= 500 && *method != Method::OPTIONS {
        tracing::error!(%method, route, status, micros, %correlation, "answered");
    } else {
        tracing::debug!(%method, route, status, micros, %correlation, "answered");
    }
}

/// Any address that there is nothing at.
pub async fn nothing_here() -> Problem {
    Problem::not_found()
}

/// A panic in an endpoint: told to nobody in detail, not even to the log, which may not hold values.
pub fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("an endpoint panicked");
    Problem::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Something went wrong here; the operators have been told",
    )
    .into_response()
}

//! What is counted of requests. Labels are few and come from the code or the configuration: the pattern of a route,
//! a code of a refusal, the name of an issuer. Nothing that a caller sends becomes one.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use metrics::{
    Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram,
};

use crate::answer::Problem;
use crate::auth::{Admitted, NotAdmitted};

/// Which code a refusal has, beside an answer that says it in words of its own.
#[derive(Clone, Copy)]
pub(crate) struct RefusedWith(pub(crate) &'static str);

/// Says what the figures mean, to the recorder that is installed now.
pub fn describe() {
    describe_histogram!(
        "contactable_http_request_duration_seconds",
        Unit::Seconds,
        "How long requests took from their head to the head of the answer"
    );
    describe_counter!(
        "contactable_refusals_total",
        "What was refused, by its code"
    );
    describe_counter!(
        "contactable_authentications_total",
        "Tokens, or requests without, by what came of them"
    );
    describe_gauge!(
        "contactable_key_set_keys",
        "How many keys there are to verify tokens of an issuer that publishes its keys"
    );
    describe_gauge!(
        "contactable_key_set_fetched_timestamp_seconds",
        "When good keys of an issuer were fetched last"
    );
    describe_counter!(
        "contactable_key_set_fetches_total",
        "How often keys of an issuer were fetched, by what came of it"
    );
}

/// A request was answered.
pub(crate) fn answered(method: &Method, route: &str, status: StatusCode, took: Duration) {
    let (method, route) = (method_name(method), route.to_owned());
    let status = class_of(status);
    let duration = histogram!(
        "contactable_http_request_duration_seconds",
        "method" => method, "route" => route, "status" => status
    );
    duration.record(took);
}

/// A refusal is about to be worded.
pub(crate) fn refused(problem: &Problem) {
    if problem.errors.is_empty() {
        return refused_with(code_of(problem));
    }
    let mut codes: Vec<&'static str> = problem.errors.iter().map(|error| error.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.into_iter().for_each(refused_with);
}

/// Something was refused with this code.
pub(crate) fn refused_with(code: &'static str) {
    counter!("contactable_refusals_total", "code" => code).increment(1);
}

/// Somebody came to the door.
pub(crate) fn came(admitted: &Result<Admitted, NotAdmitted>) {
    let outcome = match admitted {
        Ok(_) => "accepted",
        Err(refusal) => refusal.outcome(),
    };
    counter!("contactable_authentications_total", "outcome" => outcome).increment(1);
}

/// Keys of an issuer were fetched: so many there are now, and at this second good ones came.
pub(crate) fn fetched_keys(issuer: &str, keys: usize, at: i64) {
    counted_fetch(issuer, "fetched");
    let issuer = issuer.to_owned();
    let count = u32::try_from(keys).unwrap_or(u32::MAX);
    gauge!("contactable_key_set_keys", "issuer" => issuer.clone()).set(count);
    let gauge = gauge!("contactable_key_set_fetched_timestamp_seconds", "issuer" => issuer);
    // A gauge holds seconds since 1970 exactly for the next millions of years.
    #[expect(clippy::cast_precision_loss)]
    gauge.set(at as f64);
}

/// Keys of an issuer could not be fetched.
pub(crate) fn missed_keys(issuer: &str) {
    counted_fetch(issuer, "failed");
}

fn counted_fetch(issuer: &str, outcome: &'static str) {
    let issuer = issuer.to_owned();
    counter!("contactable_key_set_fetches_total", "issuer" => issuer, "outcome" => outcome)
        .increment(1);
}

/// The method; one name for all that are not in use, of which a caller can make up any number.
pub(crate) fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "_OTHER",
    }
}

fn class_of(status: StatusCode) -> &'static str {
    match status.as_u16() {
        100..=199 => "1xx",
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    }
}

/// A word for a problem that no field is to blame for.
fn code_of(problem: &Problem) -> &'static str {
    if let Some(token) = problem.token {
        return token.because();
    }
    match problem.status {
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::METHOD_NOT_ALLOWED => "method-not-allowed",
        StatusCode::REQUEST_TIMEOUT => "too-slow",
        StatusCode::PRECONDITION_FAILED => "version-mismatch",
        StatusCode::SERVICE_UNAVAILABLE => "unavailable",
        StatusCode::INTERNAL_SERVER_ERROR => "panicked",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_method_that_a_caller_makes_up_becomes_a_label() {
        let made_up = Method::from_bytes(b"NHS9434765919").unwrap();
        assert_eq!(method_name(&made_up), "_OTHER");
        assert_eq!(method_name(&Method::PATCH), "PATCH");
    }

    #[test]
    fn every_status_has_a_class() {
        let classes = [100, 204, 304, 404, 503, 999].map(|status| {
            let status = StatusCode::from_u16(status).unwrap();
            class_of(status)
        });
        assert_eq!(classes, ["1xx", "2xx", "3xx", "4xx", "5xx", "5xx"]);
    }
}

//! Every row of the table of errors that this interface answers with.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use contactable_domain::ports::Clock;
use contactable_http::edges::{Rate, RateLimits, RateSettings, TrustedProxies};
use contactable_server::demo::Persona::{Officer, PdsApp, PdsWorker, Visitor};
use contactable_server::wiring::Parts;
use hyper::body::Frame;
use serde_json::json;

use super::rows::refused;
use super::world::{Ask, NO_NUMBER, NOBODY, add, held, known, known_with, patient, telecom};

#[tokio::test]
async fn of_numbers() {
    let app = known().await;
    let change = Ask::patch(0, &json!([]));
    for number in [
        NO_NUMBER,
        "999000001",
        "99900000180",
        "999000001X",
        "%39990000018",
        "9990000018%20",
        "٩٩٩",
        "x",
    ] {
        let number = number.replace('٩', "%D9%A9");
        for ask in [
            Ask::get(&format!("/Patient/{number}")),
            Ask::get(&format!("/Patient/{number}/RelatedPerson")),
            change.clone().of_number(&number),
        ] {
            let answer = ask.by(&app, PdsWorker).await;
            refused(&answer, 400, "INVALID_RESOURCE_ID", None);
        }
    }
    for ask in [
        Ask::get(&format!("/Patient/{NOBODY}")),
        Ask::get(&format!("/Patient/{NOBODY}/RelatedPerson")),
        change.of_number(NOBODY),
    ] {
        let answer = ask.by(&app, PdsWorker).await;
        refused(&answer, 404, "RESOURCE_NOT_FOUND", None);
    }
}

#[tokio::test]
async fn of_tokens() {
    let app = held().await;
    let ask = Ask::get(&patient());
    let with = |value: &str| ask.clone().with("authorization", value);
    for (ask, told) in [
        (ask.clone(), "Missing Authorization header"),
        (with(""), "Empty Authorization header"),
        (with("  "), "Empty Authorization header"),
        (with("abcdef123"), "Missing access token"),
        (
            with("Basic dXNlcjpwYXNz"),
            "Invalid token type 'Basic', must be 'Bearer'",
        ),
        (with("Bearer abcdef123456789"), "Invalid Access Token"),
    ] {
        let answer = ask.sent(&app).await;
        refused(&answer, 401, "ACCESS_DENIED", Some(told));
        assert!(answer.header("www-authenticate").starts_with("Bearer"));
    }
    let expired = ask.claiming(&app, PdsWorker, &["exp=1"]).await;
    refused(&expired, 401, "ACCESS_DENIED", Some("Access Token expired"));
    assert!(expired.header("www-authenticate").contains("expired"));
    for claims in ["aud=elsewhere", "app_interactions=[]"] {
        let answer = ask.claiming(&app, PdsWorker, &[claims]).await;
        refused(&answer, 401, "ACCESS_DENIED", Some("Invalid Access Token"));
    }
    // Whoever works for no area of this kind is like an application that did not subscribe.
    for who in [Officer, Visitor] {
        let answer = ask.by(&app, who).await;
        refused(&answer, 401, "ACCESS_DENIED", None);
    }
}

fn limited(parts: &mut Parts) {
    let clock: Arc<dyn Clock> = parts.clock.clone();
    let rate = Rate {
        per_second: 1,
        burst: 2,
    };
    let settings = RateSettings {
        client: rate,
        failures: rate,
        ..RateSettings::OFF
    };
    parts.limits = RateLimits::timed_by(&settings, TrustedProxies::default(), move || {
        Duration::from_micros(clock.now().as_microsecond().unsigned_abs())
    });
}

#[tokio::test]
async fn of_rates() {
    let app = known_with(limited).await;
    let ask = Ask::get(&patient());
    for _ in 0..2 {
        assert_eq!(ask.by(&app, PdsApp).await.status, 200);
    }
    let guidance = "Please see: https://digital.nhs.uk/developer/guides-and-documentation/reference-guide#rate-limits \
                    for more details.";
    let of_app = format!(
        "Your application, demo-pds-app, has created a spike in traffic and is being rate limited. Please reduce the \
         frequency of your requests. {guidance}"
    );
    // Before anything else is looked at.
    for ask in [&ask, &Ask::get("/HelloWorld").without("x-request-id")] {
        let answer = ask.by(&app, PdsApp).await;
        refused(&answer, 429, "TOO_MANY_REQUESTS", Some(&of_app));
        assert_eq!(answer.header("retry-after"), "1");
    }
    let of_all = format!(
        "This API is currently receiving a high volume of requests and is being rate limited. {guidance}"
    );
    let bad = ask.clone().with("authorization", "Bearer nonsense");
    for _ in 0..2 {
        assert_eq!(bad.sent(&app).await.status, 401);
    }
    let answer = bad.sent(&app).await;
    refused(&answer, 429, "TOO_MANY_REQUESTS", Some(&of_all));
}

#[tokio::test]
async fn of_bodies() {
    let app = held().await;
    let ask = Ask::patch(1, &json!([]));
    let answer = ask.by(&app, PdsWorker).await;
    let told = "Invalid update with error - No patches found";
    refused(&answer, 400, "INVALID_UPDATE", Some(told));
    let long = ask.clone().bytes(&vec![b' '; 1024 * 1024 + 1]);
    let answer = long.by(&app, PdsWorker).await;
    let told = "The body may have 1 MiB at most";
    refused(&answer, 400, "VALIDATION_ERROR", Some(told));
    let encoded = ask.clone().with("transfer-encoding", "gzip");
    let answer = encoded.by(&app, PdsWorker).await;
    let told = "The body may be sent in chunks and in no other transfer encoding";
    refused(&answer, 400, "VALIDATION_ERROR", Some(told));
}

#[tokio::test]
async fn of_a_body_that_does_not_come() {
    let app = known_with(|parts| parts.edges.body_time = Duration::from_millis(20)).await;
    let token = format!("Bearer {}", app.token(PdsWorker, &[]));
    let ask = Ask::patch(0, &json!([])).with("authorization", &token);
    let answer = app.send(ask.request(Body::new(Never))).await;
    let words =
        "The body did not come to its end in time; send the request again, all of it at once";
    refused(&answer, 408, "UNABLE_TO_CALL_SERVICE", Some(words));
    assert_eq!(answer.header("connection"), "close");
}

/// A body of which nothing ever comes.
struct Never;

impl HttpBody for Never {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Pending
    }
}

#[tokio::test]
async fn of_versions() {
    let app = held().await;
    let patches = json!([add("telecom", &telecom("phone", "work", "01632 960009"))]);
    for other in [0, 2, 21, u64::MAX] {
        let answer = Ask::patch(other, &patches).by(&app, PdsWorker).await;
        refused(&answer, 409, "RESOURCE_VERSION_MISMATCH", None);
    }
    let told =
        "Invalid request with error - If-Match header must be supplied to update this resource";
    let ask = Ask::patch(1, &patches);
    for form in [
        "",
        "\"1\"",
        "1",
        "W/1",
        "W/\"\"",
        "W/\"x\"",
        "*",
        "w/\"1\"",
        "W/\"1\", W/\"1\"",
    ] {
        let answer = ask.clone().with("if-match", form).by(&app, PdsWorker).await;
        refused(&answer, 412, "PRECONDITION_FAILED", Some(told));
    }
    let answer = ask.clone().without("if-match").by(&app, PdsWorker).await;
    refused(&answer, 412, "PRECONDITION_FAILED", Some(told));
    let mut twice = ask.clone();
    twice.headers.push(("if-match", "W/\"1\"".to_owned()));
    let answer = twice.by(&app, PdsWorker).await;
    refused(&answer, 412, "PRECONDITION_FAILED", Some(told));
    assert_eq!(ask.by(&app, PdsWorker).await.status, 200);
}

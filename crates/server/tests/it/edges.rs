//! What is held against every request: rates, headers, the pages of others.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use contactable_domain::ports::Clock;
use contactable_http::edges::{
    Origin, Origins, PeerAddress, Rate, RateLimits, RateSettings, TrustedProxies,
};
use contactable_server::demo::Persona::{self, Officer, SocialWorker};
use contactable_server::wiring::Parts;

use crate::test_app::{AMARA, Answer, TestApp, phone};

const PATH: &str = "/contact-details?targetId=3fa1c0de-0000-4000-8000-000000000001";
const DEPLOYED: &str = "/api/v2/contactDetails?targetId=3fa1c0de-0000-4000-8000-000000000001";
const PING: &str = "/api/v1/healthcheck/ping";

/// Limits in the time of the frozen clock.
fn limit(parts: &mut Parts, settings: &RateSettings, proxies: &[&str]) {
    let mut trusted = TrustedProxies::default();
    for proxy in proxies {
        trusted.trust(proxy).expect("a proxy");
    }
    let clock: Arc<dyn Clock> = parts.clock.clone();
    parts.limits = RateLimits::timed_by(settings, trusted, move || {
        let micros = u64::try_from(clock.now().as_microsecond()).expect("after 1970");
        Duration::from_micros(micros)
    });
}

fn one_a_second(burst: u32) -> Rate {
    Rate {
        per_second: 1,
        burst,
    }
}

fn too_many(answer: &Answer) {
    assert_eq!(answer.status, 429, "{}", answer.text);
    assert_eq!(answer.header("retry-after"), "1");
}

#[tokio::test]
async fn a_subject_that_asks_too_often_waits_and_others_do_not() {
    let subject = RateSettings {
        subject: one_a_second(3),
        ..RateSettings::OFF
    };
    let app = TestApp::with(|parts| limit(parts, &subject, &[]));
    for _ in 0..3 {
        assert_eq!(app.call(Officer, "GET", PATH, "").await.status, 200);
    }
    let refused = app
        .call(
            Officer,
            "POST",
            "/contact-details",
            &phone("07700 900123", true),
        )
        .await;
    too_many(&refused);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert_eq!(
        refused.json()["type"],
        "urn:contactable:problem:too-many-requests"
    );
    assert_eq!(refused.told(), ["authorization too-many-requests"]);
    let refused = app.call(Officer, "GET", DEPLOYED, "").await;
    too_many(&refused);
    let error = refused.json()["errors"]["Authorization"][0].to_string();
    assert!(error.contains("too-many-requests"), "{error}");
    assert!(refused.json()["correlationId"].is_string());
    // The health check, those without a token, and others are not held up.
    assert_eq!(app.call(Officer, "GET", PING, "").await.status, 200);
    assert_eq!(app.call(SocialWorker, "GET", PATH, "").await.status, 200);
    app.clock.advance_seconds(1);
    let list = app.call(Officer, "GET", PATH, "").await;
    assert_eq!(
        list.json()["results"],
        serde_json::json!([]),
        "what was refused changed nothing"
    );
    too_many(&app.call(Officer, "GET", PATH, "").await);
}

async fn knock(app: &TestApp, token: Option<&str>, from: &str, forwarded: Option<&str>) -> Answer {
    let mut request = Request::get(PATH);
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    if let Some(forwarded) = forwarded {
        request = request.header("x-forwarded-for", forwarded);
    }
    let mut request = request.body(Body::empty()).expect("a request");
    let from: IpAddr = from.parse().expect("an address");
    request.extensions_mut().insert(PeerAddress(from));
    app.send(request).await
}

fn few_failures() -> RateSettings {
    RateSettings {
        failures: one_a_second(2),
        ..RateSettings::OFF
    }
}

#[tokio::test]
async fn an_address_that_sends_bad_tokens_is_not_listened_to_for_a_while() {
    let app = TestApp::with(|parts| limit(parts, &few_failures(), &[]));
    let (here, there) = ("198.51.100.1", "198.51.100.2");
    let known = app.token(Officer, &[]);
    let unknown = app.token(SocialWorker, &[]);
    assert_eq!(knock(&app, Some(&known), here, None).await.status, 200);
    for _ in 0..5 {
        assert_eq!(knock(&app, None, here, None).await.status, 401);
    }
    for _ in 0..2 {
        assert_eq!(knock(&app, Some("a.b.c"), here, None).await.status, 401);
    }
    // Not even a good token is looked at, unless it was known before. Saying to come from elsewhere does not help.
    too_many(&knock(&app, Some("a.b.c"), here, None).await);
    too_many(&knock(&app, Some(&unknown), here, Some("203.0.113.1")).await);
    assert_eq!(knock(&app, Some(&known), here, None).await.status, 200);
    assert_eq!(knock(&app, Some(&unknown), there, None).await.status, 200);
    app.clock.advance_seconds(1);
    assert_eq!(knock(&app, Some("a.b.c"), here, None).await.status, 401);
    too_many(&knock(&app, Some("a.b.c"), here, None).await);
}

#[tokio::test]
async fn behind_a_proxy_that_is_believed_each_client_is_counted_by_itself() {
    let app = TestApp::with(|parts| limit(parts, &few_failures(), &["10.0.0.0/8"]));
    let via = async |client: &str| {
        knock(&app, Some("a.b.c"), "10.1.2.3", Some(client))
            .await
            .status
    };
    for _ in 0..2 {
        assert_eq!(via("203.0.113.1").await, 401);
    }
    assert_eq!(via("203.0.113.1").await, 429);
    // What the client writes itself stands further left.
    assert_eq!(via("192.0.2.99, 203.0.113.1").await, 429);
    assert_eq!(via("203.0.113.2").await, 401);
}

#[tokio::test]
async fn every_answer_tells_browsers_what_they_may_do() {
    let app = TestApp::new();
    let made = app
        .call(
            Officer,
            "POST",
            "/contact-details",
            &phone("07700 900123", true),
        )
        .await;
    assert_eq!(made.status, 201);
    let page = format!("/targets/{AMARA}/timeline?format=html");
    let drawn = format!("/targets/{AMARA}/timeline?format=svg");
    let own = "style-src 'self'";
    for (method, path, status, policy) in [
        (
            "GET",
            PATH,
            200,
            "default-src 'none'; frame-ancestors 'none'",
        ),
        (
            "GET",
            DEPLOYED,
            200,
            "default-src 'none'; frame-ancestors 'none'",
        ),
        (
            "GET",
            "/contact-details",
            400,
            "default-src 'none'; frame-ancestors 'none'",
        ),
        (
            "GET",
            "/nowhere",
            404,
            "default-src 'none'; frame-ancestors 'none'",
        ),
        (
            "PATCH",
            PING,
            405,
            "default-src 'none'; frame-ancestors 'none'",
        ),
        (
            "GET",
            PING,
            200,
            "default-src 'none'; frame-ancestors 'none'",
        ),
        (
            "GET",
            "/assets/timeline.css",
            200,
            "default-src 'none'; frame-ancestors 'none'",
        ),
        ("GET", "/openapi.json", 200, own),
        ("GET", "/docs", 200, own),
        ("GET", "/docs/vocabulary", 200, own),
        ("GET", page.as_str(), 200, own),
        ("GET", drawn.as_str(), 200, own),
    ] {
        let answer = app.call(Officer, method, path, "").await;
        assert_eq!(answer.status, status, "{path}");
        for (name, wanted) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("x-frame-options", "DENY"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), wanted, "{name} of {path}");
        }
        assert!(
            answer
                .header("permissions-policy")
                .contains("geolocation=()")
        );
        let said = answer.header("content-security-policy");
        assert!(said.starts_with("default-src 'none'"), "{path}: {said}");
        assert!(said.contains("frame-ancestors 'none'"), "{path}: {said}");
        assert!(
            said.contains(policy) && !said.contains("unsafe"),
            "{path}: {said}"
        );
        for absent in [
            "server",
            "strict-transport-security",
            "access-control-allow-origin",
            "vary",
        ] {
            let only_the_timeline = absent == "vary" && path.contains("timeline?");
            assert!(
                !answer.headers.contains_key(absent) || only_the_timeline,
                "{absent} of {path}"
            );
        }
    }
}

const INTRANET: &str = "https://intranet.example";

fn open_to_the_intranet() -> TestApp {
    let origin = Origin::parse(INTRANET).expect("an origin");
    TestApp::with(|parts| parts.edges.origins = Arc::new(Origins::new(vec![origin])))
}

async fn preflight(app: &TestApp, origin: &str, path: &str) -> Answer {
    let request = Request::options(path)
        .header("origin", origin)
        .header("access-control-request-method", "PATCH")
        .header("access-control-request-headers", "authorization,if-match");
    app.send(request.body(Body::empty()).expect("a request"))
        .await
}

fn no_permission(answer: &Answer) {
    let names = answer.headers.keys();
    let told: Vec<_> = names
        .filter(|name| name.as_str().starts_with("access-control"))
        .collect();
    assert!(told.is_empty(), "{told:?}");
}

#[tokio::test]
async fn pages_of_listed_origins_may_ask_and_read() {
    let app = open_to_the_intranet();
    for path in [
        "/contact-details",
        "/api/v2/contactDetails",
        "/contact-details/x",
    ] {
        let allowed = preflight(&app, INTRANET, path).await;
        assert_eq!((allowed.status.as_u16(), allowed.text.as_str()), (204, ""));
        assert_eq!(allowed.header("access-control-allow-origin"), INTRANET);
        assert_eq!(
            allowed.header("access-control-allow-methods"),
            "GET, POST, PUT, PATCH, DELETE"
        );
        let headers = allowed.header("access-control-allow-headers");
        for needed in [
            "authorization",
            "content-type",
            "if-match",
            "x-correlation-id",
            "x-purpose",
        ] {
            assert!(headers.contains(needed), "{needed}");
        }
        assert!(
            !allowed
                .headers
                .contains_key("access-control-allow-credentials")
        );
        assert_eq!(allowed.header("vary"), "origin");
    }
    for persona in [Officer, SocialWorker] {
        let read = with_origin(&app, persona, INTRANET).await;
        assert_eq!(read.status, 200);
        assert_eq!(read.header("access-control-allow-origin"), INTRANET);
        let exposed = read.header("access-control-expose-headers");
        for needed in ["etag", "location", "x-correlation-id", "retry-after"] {
            assert!(exposed.contains(needed), "{needed}");
        }
    }
    // A page has to be able to read why it was refused, too.
    let refused = app.send(
        Request::get(PATH)
            .header("origin", INTRANET)
            .body(Body::empty())
            .expect("a request"),
    );
    let refused = refused.await;
    assert_eq!(refused.status, 401);
    assert_eq!(refused.header("access-control-allow-origin"), INTRANET);
}

async fn with_origin(app: &TestApp, persona: Persona, origin: &str) -> Answer {
    app.call_with(persona, "GET", PATH, "", &[("origin", origin)])
        .await
}

#[tokio::test]
async fn other_pages_are_told_nothing() {
    let app = open_to_the_intranet();
    for origin in [
        "https://elsewhere.example",
        "https://intranet.example.evil.example",
        "https://intranet.example:8443",
        "http://intranet.example",
        "https://INTRANET.example",
        "null",
        "",
    ] {
        no_permission(&with_origin(&app, Officer, origin).await);
        let refused = preflight(&app, origin, "/contact-details").await;
        assert_eq!(refused.status, 405);
        no_permission(&refused);
    }
    let two = [
        ("origin", INTRANET),
        ("origin", "https://elsewhere.example"),
    ];
    no_permission(&app.call_with(Officer, "GET", PATH, "", &two).await);
    let closed = TestApp::new();
    let refused = preflight(&closed, INTRANET, "/contact-details").await;
    assert_eq!(refused.status, 405);
    no_permission(&refused);
    no_permission(&with_origin(&closed, Officer, INTRANET).await);
}

//! What becomes of requests that are cut to mislead: by their lengths, their encodings, their addresses or their size.

use std::time::Duration;

use contactable_server::demo::Persona::Officer;
use contactable_server::listen::ConnectionLimits;

use crate::test_app::{AMARA, TestApp, phone};
use crate::wire::{PING, Served, statuses};

/// Connections are closed soon after the last answer, so that everything that was said can be read.
const SOON: ConnectionLimits = ConnectionLimits {
    most: 100,
    head_time: Duration::from_millis(300),
    idle_time: Duration::from_millis(300),
    answer_time: Duration::from_secs(30),
};

/// A request for a new record with these headers about its body, and everything that follows them.
fn create(app: &TestApp, about_body: &str, rest: &str) -> String {
    let token = app.token(Officer, &[]);
    format!(
        "POST /contact-details HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\n{about_body}\r\n\r\n{rest}"
    )
}

async fn records(app: &TestApp) -> usize {
    let path = format!("/contact-details?targetId={AMARA}");
    let list = app.call(Officer, "GET", &path, "").await.json();
    list["results"].as_array().expect("a list").len()
}

fn in_chunks(body: &str) -> String {
    format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len())
}

#[tokio::test]
async fn a_length_beside_chunks_is_not_believed_and_nothing_after_them_is_heard() {
    let app = TestApp::new();
    let served = Served::plainly(&app, SOON).await;
    let chunks = in_chunks(&phone("07700 900123", true)) + PING;
    for (count, about_body) in [
        (1, "content-length: 4\r\ntransfer-encoding: chunked"),
        (2, "transfer-encoding: chunked\r\ncontent-length: 4"),
    ] {
        let heard = served
            .hears(create(&app, about_body, &chunks).as_bytes())
            .await;
        assert_eq!(statuses(&heard), ["201"], "{about_body}: {heard}");
        assert_eq!(records(&app).await, count);
    }
}

#[tokio::test]
async fn chunks_alone_are_read() {
    let app = TestApp::new();
    let served = Served::plainly(&app, SOON).await;
    let rest = in_chunks(&phone("07700 900123", true)) + PING;
    let heard = served
        .hears(create(&app, "transfer-encoding: chunked", &rest).as_bytes())
        .await;
    assert_eq!(statuses(&heard), ["201", "200"], "{heard}");
}

#[tokio::test]
async fn doubtful_lengths_and_encodings_are_refused() {
    let app = TestApp::new();
    let served = Served::plainly(&app, SOON).await;
    let body = phone("07700 900123", true);
    let length = body.len();
    for (about_body, status) in [
        (
            format!("content-length: {length}\r\ncontent-length: 1"),
            "400",
        ),
        (format!("content-length: {length}, {length}"), "400"),
        (format!("content-length: +{length}"), "400"),
        (format!("content-length: 0x{length:x}"), "400"),
        ("content-length: -1".to_owned(), "400"),
        ("content-length:".to_owned(), "400"),
        ("content-length: 99999999999999999999999".to_owned(), "400"),
        ("content-length : 4".to_owned(), "400"),
        ("transfer-encoding : chunked".to_owned(), "400"),
        ("transfer-encoding: gzip".to_owned(), "400"),
        ("transfer-encoding: identity".to_owned(), "400"),
        ("transfer-encoding: chunked, gzip".to_owned(), "400"),
        ("transfer-encoding: xchunked".to_owned(), "400"),
        ("transfer-encoding: gzip, chunked".to_owned(), "501"),
        (
            "transfer-encoding: gzip\r\ntransfer-encoding: chunked".to_owned(),
            "501",
        ),
        ("x-note: a\r\n folded: b".to_owned(), "400"),
        ("x-note: a\0b".to_owned(), "400"),
        ("no colon".to_owned(), "400"),
    ] {
        let heard = served
            .hears(create(&app, &about_body, &body).as_bytes())
            .await;
        assert_eq!(statuses(&heard), [status], "{about_body}: {heard}");
    }
    for chunks in [
        "zz\r\n{}\r\n0\r\n\r\n",
        "-1\r\n{}\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\n{}",
    ] {
        let request = create(&app, "transfer-encoding: chunked", chunks);
        let heard = served.hears(request.as_bytes()).await;
        assert_eq!(statuses(&heard), ["400"], "{chunks}: {heard}");
    }
    let old = create(&app, "transfer-encoding: chunked", &in_chunks(&body))
        .replace("HTTP/1.1", "HTTP/1.0");
    assert_eq!(statuses(&served.hears(old.as_bytes()).await), ["400"]);
    assert_eq!(records(&app).await, 0);
}

#[tokio::test]
async fn the_same_length_twice_is_one_length() {
    let app = TestApp::new();
    let served = Served::plainly(&app, SOON).await;
    let body = phone("07700 900123", true);
    let twice = format!("content-length: {0}\r\ncontent-length: {0}", body.len());
    let heard = served
        .hears(create(&app, &twice, &(body + PING)).as_bytes())
        .await;
    assert_eq!(statuses(&heard), ["201", "200"], "{heard}");
}

#[tokio::test]
async fn heads_that_are_too_big_are_refused() {
    let app = TestApp::new();
    let served = Served::plainly(&app, SOON).await;
    let ping = |path: &str, headers: &str| {
        format!("GET /api/v1/healthcheck/ping{path} HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n")
    };
    let many = |count| "x-a: b\r\n".repeat(count);
    for (request, status) in [
        (ping("", &many(99)), "200"),
        (ping("", &many(100)), "431"),
        (ping("", &format!("x-a: {}\r\n", "b".repeat(15_000))), "200"),
        (ping("", &format!("x-a: {}\r\n", "b".repeat(17_000))), "431"),
        (ping(&format!("?a={}", "b".repeat(15_000)), ""), "200"),
        (ping(&format!("?a={}", "b".repeat(17_000)), ""), "431"),
        (ping(&format!("?a={}", "b".repeat(200_000)), ""), "431"),
    ] {
        let heard = served.hears(request.as_bytes()).await;
        assert_eq!(statuses(&heard), [status], "{}", &request[..60]);
    }
}

/// What is asked for is the path, however it is written; the token is asked for all the same.
#[tokio::test]
async fn other_forms_of_address_lead_nowhere_else() {
    let app = TestApp::new();
    let served = Served::plainly(&app, SOON).await;
    for (line, status) in [
        (
            "GET http://elsewhere.example/api/v1/healthcheck/ping",
            "200",
        ),
        ("GET http://elsewhere.example/contact-details", "401"),
        ("GET //elsewhere.example/contact-details", "404"),
        ("GET /docs/../contact-details", "404"),
        ("GET /%63ontact-details", "404"),
        ("OPTIONS *", "404"),
        ("CONNECT elsewhere.example:443", "404"),
        ("TRACE /contact-details", "405"),
        ("BREW /contact-details", "405"),
        ("GET contact-details", "404"),
        ("GET /a b", "400"),
        ("", "400"),
    ] {
        let request = format!("{line} HTTP/1.1\r\nhost: localhost\r\n\r\n");
        let heard = served.hears(request.as_bytes()).await;
        assert_eq!(statuses(&heard), [status], "{line}: {heard}");
    }
}

#[tokio::test]
async fn another_protocol_is_refused() {
    let app = TestApp::new();
    let served = Served::plainly(&app, SOON).await;
    for bytes in [
        &b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"[..],
        b"GET / HTTP/3.0\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"SSH-2.0-client\r\n",
        b"GET /\r\n",
    ] {
        let heard = served.hears(bytes).await;
        let told = statuses(&heard);
        assert!(told == ["400"] || told.is_empty(), "{bytes:?}: {heard}");
    }
}

/// An address that takes no body does not read one, and one that is too long by its own account is read nowhere.
#[tokio::test]
async fn no_body_is_read_that_is_not_wanted() {
    let app = TestApp::new();
    let served = Served::plainly(&app, SOON).await;
    let token = app.token(Officer, &[]);
    let started = "content-length: 2097152\r\n\r\n{";
    for line in [
        "GET /api/v1/healthcheck/ping",
        "POST /contact-details",
        "DELETE /nowhere",
    ] {
        let request = format!(
            "{line} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n{started}"
        );
        let heard = served.hears(request.as_bytes()).await;
        assert_eq!(statuses(&heard), ["413"], "{line}: {heard}");
    }
    let endless = format!(
        "{}\r\n{}",
        PING.trim_end(),
        "transfer-encoding: chunked\r\n\r\n5\r\nabcde\r\n"
    );
    let heard = served.hears(endless.as_bytes()).await;
    assert_eq!(statuses(&heard), ["200"], "{heard}");
}

//! Webhooks, held against a consumer that checks signatures by itself.

use std::sync::Arc;
use std::time::Duration;

use contactable_clients::BaseUrl;
use contactable_clients::sinks::{Webhook, WebhookSecret};
use contactable_domain::ports::{Delivered, EventSink as _, Halt};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::events::events;
use crate::server::{Reply, Server};
use crate::setting::StillClock;

const PATIENCE: Duration = Duration::from_secs(5);

/// `whsec_` and base64 of these bytes.
const SECRETS: [(&str, &[u8]); 2] = [
    (
        "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        b"0123456789abcdef0123456789abcdef",
    ),
    (
        "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",
        b"fedcba9876543210fedcba9876543210",
    ),
];

fn webhook(server: &Server, secrets: &[(&str, &[u8])], patience: Duration) -> Webhook {
    webhook_at(&server.base, secrets, patience)
}

fn webhook_at(base: &str, secrets: &[(&str, &[u8])], patience: Duration) -> Webhook {
    let url = BaseUrl::parse(base).unwrap();
    let parse = |(text, _): &(&str, &[u8])| WebhookSecret::parse(text).unwrap();
    let secrets = secrets.iter().map(parse).collect();
    Webhook::new(url, secrets, Arc::new(StillClock::default()), patience).unwrap()
}

fn header<'a>(head: &'a str, name: &str) -> &'a str {
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    let found = lines.find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.unwrap_or_else(|| panic!("{name} in {head}")).1
}

/// As a consumer checks it, with another library.
fn is_signed_with(secret: &[u8], head: &str, body: &str) -> bool {
    let (id, timestamp) = (
        header(head, "webhook-id"),
        header(head, "webhook-timestamp"),
    );
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    let expected = mac.finalize().into_bytes();
    let signatures = header(head, "webhook-signature").split(' ');
    let mut given = signatures.filter_map(|one| one.strip_prefix("v1,"));
    given.any(|one| base64_of(&expected) == one)
}

fn base64_of(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn why(delivered: Delivered) -> (usize, String, Option<u64>) {
    match delivered.halt.expect("it stopped") {
        Halt::TryAgain { why, after } => (delivered.count, why, after.map(|long| long.as_secs())),
        Halt::Refused { why } => (delivered.count, format!("refused: {why}"), None),
    }
}

#[tokio::test]
async fn each_event_is_sent_and_signed() {
    let server = Server::start(vec![Reply::new(200, "ok"), Reply::new(204, "")]).await;
    let webhook = webhook(&server, &SECRETS, PATIENCE);
    assert_eq!(webhook.deliver(&events(3)).await, Delivered::all(3));
    let (heads, bodies) = (server.asked(), server.sent());
    assert_eq!((heads.len(), bodies.len()), (3, 3));
    for ((head, body), event) in heads.iter().zip(&bodies).zip(events(3)) {
        assert!(head.starts_with("POST /v1 HTTP/1.1"), "{head}");
        assert_eq!(*body, event.body);
        assert_eq!(header(head, "webhook-id"), event.id.to_string());
        assert_eq!(header(head, "webhook-timestamp"), "1795253400");
        assert_eq!(header(head, "content-type"), event.content_type);
        // While one secret takes the place of another, whoever has either of them can check.
        for (_, secret) in SECRETS {
            assert!(is_signed_with(secret, head, body), "{head}");
        }
        assert!(!is_signed_with(SECRETS[0].1, head, &format!("{body} ")));
        assert!(!is_signed_with(b"another secret", head, body));
    }
}

#[tokio::test]
async fn what_is_not_taken_stops_there() {
    for (reply, told, after) in [
        (Reply::new(500, "oops"), "it answers 500", None),
        (Reply::new(404, ""), "it answers 404", None),
        (Reply::new(410, ""), "refused: it answers 410", None),
        (
            Reply::new(429, "").with_header("retry-after: 120"),
            "it answers 429",
            Some(120),
        ),
        (
            Reply::new(503, "").with_header("retry-after: Wed, 21 Oct 2026 07:28:00 GMT"),
            "it answers 503",
            None,
        ),
        (
            Reply::new(302, "").with_header("location: http://127.0.0.1:1/elsewhere"),
            "it answers 302",
            None,
        ),
    ] {
        let server = Server::start(vec![Reply::new(200, ""), reply]).await;
        let webhook = webhook(&server, &SECRETS[..1], PATIENCE);
        let stopped = why(webhook.deliver(&events(4)).await);
        assert_eq!(stopped, (1, told.to_owned(), after));
        assert_eq!(server.asked().len(), 2);
    }
}

#[tokio::test]
async fn nobody_waits_for_ever() {
    let slow = Reply::new(200, "late").after(Duration::from_mins(10));
    let server = Server::start(vec![slow]).await;
    // The answer's head comes at once, and that it was taken: what it says beside is not waited for long.
    let webhook = webhook(&server, &SECRETS[..1], Duration::from_millis(300));
    assert_eq!(webhook.deliver(&events(1)).await, Delivered::all(1));
    let webhook = webhook_at("http://127.0.0.1:1/v1", &SECRETS[..1], PATIENCE);
    let (count, told, _) = why(webhook.deliver(&events(1)).await);
    assert_eq!(count, 0);
    assert!(told.starts_with("it cannot be reached"), "{told}");
    assert!(!told.contains("127.0.0.1"), "{told}");
}

#[test]
fn neither_address_nor_secret_is_shown() {
    let url = BaseUrl::parse("https://hooks.example/secret-path").unwrap();
    let secret = WebhookSecret::parse(SECRETS[0].0).unwrap();
    let clock = Arc::new(StillClock::default());
    let webhook = Webhook::new(url, vec![secret], clock, PATIENCE).unwrap();
    assert_eq!(format!("{webhook:?}"), "Webhook(..)");
}

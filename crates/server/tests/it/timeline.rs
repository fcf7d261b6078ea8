//! The timeline of a target, in its three forms.

use std::io::Write as _;
use std::process::{Command, Stdio};

use contactable_domain::ids::TargetId;
use contactable_server::demo::Persona::{Officer, SocialWorker, TeamLeader};
use serde_json::{Value, json};

use crate::test_app::{AMARA, Answer, TestApp};

const DAY: i64 = 86_400;

/// A request for a phone record of this area, valid from one day to another.
fn phone(area: &str, value: &str, from: Option<&str>, until: Option<&str>) -> String {
    let mut record = json!({
        "targetId": AMARA,
        "targetType": "person",
        "contactInformation": {"contactType": "phone", "subType": "mobile", "value": value},
        "sourceServiceArea": {"area": area, "isDefault": false},
    });
    if let Some(from) = from {
        record["recordValidFrom"] = from.into();
    }
    record["recordValidUntil"] = until.map_or(Value::Null, |day| format!("{day}T00:00:00Z").into());
    record.to_string()
}

async fn make(app: &TestApp, body: &str) -> String {
    let made = app.call(TeamLeader, "POST", "/contact-details", body).await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.id()
}

async fn retire(app: &TestApp, id: &str) {
    let path = format!("/contact-details/{id}");
    let body = r#"{"isActive":false}"#;
    let ended = app.call(TeamLeader, "PUT", &path, body).await;
    assert_eq!(ended.status, 200, "{}", ended.text);
}

async fn timeline(app: &TestApp, query: &str) -> Answer {
    let path = format!("/targets/{AMARA}/timeline{query}");
    app.call(Officer, "GET", &path, "").await
}

/// One record of each fate on the frozen clock, which starts on 21 November 2026.
async fn history(app: &TestApp) -> Vec<String> {
    let lapsed = phone(
        "Housing",
        "07700 900101",
        Some("2026-01-01"),
        Some("2026-03-01"),
    );
    let replaced = phone("Housing", "07700 900102", Some("2026-04-01"), None);
    let unborn = phone("Housing", "07700 900103", Some("2027-05-01"), None);
    let mut ids = Vec::new();
    for body in [lapsed, replaced, unborn] {
        ids.push(make(app, &body).await);
    }
    app.clock.advance_seconds(3 * DAY);
    retire(app, &ids[1]).await;
    retire(app, &ids[2]).await;
    ids.push(make(app, &phone("Housing", "07700 900104", None, None)).await);
    ids.push(
        make(
            app,
            &phone("Housing", "07700 900105", Some("2027-02-01"), None),
        )
        .await,
    );
    ids
}

#[tokio::test]
async fn each_record_is_told_with_its_days_and_its_fate() {
    let app = TestApp::new();
    let ids = history(&app).await;
    let told = timeline(&app, "").await;
    assert_eq!(told.status, 200, "{}", told.text);
    assert_eq!(told.header("content-type"), "application/json");
    let told = told.json();
    assert_eq!(told["on"], "2026-11-24");
    assert_eq!(told["targetId"], AMARA);
    let details = told["channels"][0]["details"].as_array().expect("details");
    let [lapsed, replaced, current, to_come, unborn] = details.as_slice() else {
        panic!("not five: {told}");
    };
    let days = |from: &str, to: Value| json!({"from": from, "to": to});
    assert_eq!(lapsed["id"], ids[0]);
    assert_eq!(lapsed["used"], days("2026-01-01", "2026-03-01".into()));
    assert_eq!(lapsed["stoppedBy"], "lapsed");
    assert_eq!(lapsed["status"]["effective"], "expired");
    assert_eq!(replaced["id"], ids[1]);
    assert_eq!(replaced["used"], days("2026-04-01", "2026-11-24".into()));
    assert_eq!(replaced["stoppedBy"], "retired");
    assert_eq!(replaced["retired"]["on"], "2026-11-24");
    assert_eq!(replaced["status"]["labels"], json!(["Historic"]));
    assert_eq!(current["used"], days("2026-11-24", Value::Null));
    assert_eq!(current["stoppedBy"], Value::Null);
    assert_eq!(current["shown"], "07700 900104");
    assert_eq!(to_come["status"]["effective"], "not-yet-valid");
    assert_eq!(unborn["id"], ids[2]);
    assert_eq!(unborn["used"], Value::Null);
    let gap = json!({"from": "2026-03-02", "to": "2026-03-31", "days": 30});
    assert_eq!(told["channels"][0]["gaps"], json!([gap]));
}

#[tokio::test]
async fn it_is_told_as_it_was_held_at_an_instant() {
    let app = TestApp::new();
    history(&app).await;
    let before = timeline(&app, "?asOf=2026-11-22T10:00:00Z").await.json();
    assert_eq!(before["on"], "2026-11-22");
    let details = before["channels"][0]["details"]
        .as_array()
        .expect("details");
    assert_eq!(details.len(), 3);
    assert!(details.iter().all(|detail| detail["retired"].is_null()));
    let earlier = timeline(&app, "?asOf=2026-11-01T10:00:00Z").await.json();
    assert_eq!(earlier["channels"], json!([]));
}

#[tokio::test]
async fn another_areas_record_is_not_on_it_and_looking_leaves_a_trace() {
    let app = TestApp::new();
    make(&app, &phone("Housing", "07700 900101", None, None)).await;
    make(&app, &phone("Social Care", "07700 900102", None, None)).await;
    for form in ["json", "svg", "html"] {
        let path = format!("/targets/{AMARA}/timeline?format={form}");
        let housing = app.call(Officer, "GET", &path, "").await.text;
        let care = app.call(SocialWorker, "GET", &path, "").await.text;
        let both = app.call(TeamLeader, "GET", &path, "").await.text;
        let sees = |text: &str| [text.contains("900101"), text.contains("900102")];
        assert_eq!(sees(&housing), [true, false], "{form}");
        assert_eq!(sees(&care), [false, true], "{form}");
        assert_eq!(sees(&both), [true, true], "{form}");
    }
    let target = TargetId::parse(AMARA).expect("an id");
    let trail = app.store.trail(target).await.expect("readable");
    let looks = trail
        .iter()
        .filter(|line| line.starts_with("read-timeline allowed"));
    assert_eq!(looks.count(), 9);
}

#[tokio::test]
async fn a_target_nobody_knows_has_an_empty_one() {
    let app = TestApp::new();
    let told = timeline(&app, "").await;
    assert_eq!(told.status, 200);
    assert_eq!(told.json()["channels"], json!([]));
    for form in ["svg", "html"] {
        let told = timeline(&app, &format!("?format={form}")).await.text;
        assert!(told.contains("No contact details are held."), "{told}");
    }
}

#[tokio::test]
async fn what_is_asked_wrongly_is_named() {
    let app = TestApp::new();
    for (query, field, code) in [
        ("?format=pdf", "format", "unknown-word"),
        ("?asOf=yesterday", "asOf", "not-an-instant"),
        ("?asOf=2027-01-01T00:00:00Z", "asOf", "in-the-future"),
        ("?since=2020", "since", "unknown-field"),
    ] {
        let refused = timeline(&app, query).await;
        assert_eq!(refused.status, 400, "{query}");
        let problem = &refused.json()["errors"][0];
        assert_eq!(problem["field"], field, "{query}");
        assert_eq!(problem["code"], code, "{query}");
    }
    let nobody = app.call(Officer, "GET", "/targets/somebody/timeline", "");
    assert_eq!(nobody.await.status, 400);
}

#[tokio::test]
async fn the_form_is_the_one_asked_for() {
    let app = TestApp::new();
    let path = format!("/targets/{AMARA}/timeline");
    for (query, accept, media_type) in [
        ("", "*/*", "application/json"),
        ("", "image/svg+xml", "image/svg+xml"),
        ("", "text/html,*/*;q=0.8", "text/html; charset=utf-8"),
        ("?format=json", "text/html", "application/json"),
        ("?format=svg", "text/html", "image/svg+xml"),
        ("?format=HTML", "image/svg+xml", "text/html; charset=utf-8"),
    ] {
        let path = format!("{path}{query}");
        let accept = [("accept", accept)];
        let told = app.call_with(Officer, "GET", &path, "", &accept).await;
        assert_eq!(
            told.header("content-type"),
            media_type,
            "{query} {accept:?}"
        );
        assert_eq!(told.header("cache-control"), "no-store");
        assert_eq!(told.header("x-content-type-options"), "nosniff");
        assert_eq!(told.header("vary"), "Accept");
        if media_type != "application/json" {
            let policy = told.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'; style-src 'self';"));
            assert!(!policy.contains("unsafe") && !policy.contains("script"));
        }
    }
}

#[tokio::test]
async fn markup_in_a_value_stays_text() {
    let app = TestApp::new();
    let line = r#"Flat "A" & 'B'"#;
    let address = json!({
        "targetId": AMARA,
        "targetType": "person",
        "contactInformation": {
            "contactType": "address", "subType": "home", "value": "",
            "addressExtended": {
                "isOverseasAddress": false, "addressLine1": line,
                "addressLine2": "23 Mill Lane", "postCode": "E8 0ZZ",
            },
        },
        "sourceServiceArea": {"area": "Housing", "isDefault": true},
    });
    make(&app, &address.to_string()).await;
    history(&app).await;
    let written = "Flat &quot;A&quot; &amp; &#39;B&#39;";
    for form in ["svg", "html"] {
        let told = timeline(&app, &format!("?format={form}")).await.text;
        assert!(told.contains(written) && !told.contains(line), "{told}");
        for foreign in ["<script", "style=", "onload", "javascript:", "href=\"http"] {
            assert!(!told.contains(foreign), "{foreign}: {told}");
        }
        let balance = unbalanced(&told);
        assert_eq!(balance, None, "{told}");
    }
    let picture = timeline(&app, "?format=svg").await.text;
    assert!(picture.contains(r#"role="img" aria-labelledby="timeline-title timeline-desc""#));
    assert!(is_xml(&picture), "{picture}");
}

#[tokio::test]
async fn the_pages_style_needs_no_token() {
    let app = TestApp::new();
    let request = axum::http::Request::get("/assets/timeline.css");
    let request = request.body(axum::body::Body::empty()).expect("a request");
    let style = app.send(request).await;
    assert_eq!(style.status, 200);
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
}

/// The first tag that is not closed where it should be.
fn unbalanced(markup: &str) -> Option<String> {
    let mut open = Vec::new();
    for tag in markup.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        let is_void = ["meta", "link", "!DOCTYPE"].contains(&name) || tag.ends_with('/');
        if let Some(closed) = name.strip_prefix('/') {
            if open.pop() != Some(closed) {
                return Some(closed.to_owned());
            }
        } else if !is_void {
            open.push(name);
        }
    }
    open.pop().map(str::to_owned)
}

/// Whether Python reads it as XML; taken for granted where there is no Python.
fn is_xml(text: &str) -> bool {
    let read = "import sys, xml.dom.minidom as m; m.parseString(sys.stdin.buffer.read())";
    let started = Command::new("python3")
        .args(["-c", read])
        .stdin(Stdio::piped())
        .spawn();
    let Ok(mut python) = started else {
        return true;
    };
    let mut input = python.stdin.take().expect("a pipe");
    input.write_all(text.as_bytes()).expect("it reads");
    drop(input);
    python.wait().expect("it ends").success()
}

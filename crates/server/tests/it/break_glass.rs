//! Breaking the glass: for a while, by one person, with a reason that others see.

use axum::body::Body;
use axum::http::Request;
use contactable_server::demo::Persona::{
    Admin, Auditor, DutyOfficer, MailRun, Officer, Patient, SafeguardingLead, SocialWorker,
};
use serde_json::{Value, json};

use crate::standing::{
    EMAIL, NUMBER, answers, changes, held, listed, reads, restrict, results, trail,
};
use crate::test_app::{AMARA, Answer, TestApp};

const REPORT: &str = "/reports/break-glass";
const FIRE: &str = r#"{"reason":"Fire in the building"}"#;

fn glass() -> String {
    format!("/targets/{AMARA}/break-glass")
}

async fn break_it(app: &TestApp, body: &str) -> Answer {
    app.call(DutyOfficer, "POST", &glass(), body).await
}

/// What a list says to another duty officer.
async fn list_of_another(app: &TestApp) -> Answer {
    let token = app.token(DutyOfficer, &["sub=another-duty-officer"]);
    let request = Request::get(format!("/contact-details?targetId={AMARA}"))
        .header("authorization", format!("Bearer {token}"));
    app.send(request.body(Body::empty()).expect("a request"))
        .await
}

async fn told_of_restriction(app: &TestApp) -> (usize, Value) {
    let path = format!("/contact-details?targetId={AMARA}");
    let list = app.call(DutyOfficer, "GET", &path, "").await.json();
    let seen = list["results"].as_array().expect("a list").len();
    (seen, list["restricted"].clone())
}

#[tokio::test]
async fn the_glass_is_broken_for_the_time_box_by_that_person_only() {
    let app = TestApp::new();
    let held = held(&app).await;
    assert_eq!(told_of_restriction(&app).await, (2, Value::Null));
    restrict(&app, true).await;
    assert_eq!(told_of_restriction(&app).await, (0, json!(true)));
    let broken = break_it(&app, FIRE).await;
    assert_eq!(broken.status, 201, "{}", broken.text);
    assert_eq!(
        broken.json(),
        json!({
            "id": broken.id(),
            "targetId": AMARA,
            "from": "2026-11-21T09:30:01Z",
            "until": "2026-11-21T10:00:01Z",
            "purpose": "general",
            "reason": "Fire in the building",
        })
    );
    assert_eq!(told_of_restriction(&app).await, (2, Value::Null));
    // Everything that Housing holds, in every call that reads it.
    let mut calls = reads(&held);
    calls.retain(|(_, path, body)| !path.contains("/preferences") && !body.contains("Social Care"));
    for answer in answers(&app, DutyOfficer, &calls, &[]).await {
        assert!(
            answer.contains(NUMBER) || answer.contains(EMAIL),
            "{answer}"
        );
    }
    // Nobody else, and nothing else.
    let another = list_of_another(&app).await.json();
    assert_eq!(
        (&another["results"], &another["restricted"]),
        (&json!([]), &json!(true))
    );
    for persona in [Officer, SocialWorker] {
        assert!(listed(&app, persona, &[]).await.is_empty());
    }
    let tried = answers(&app, DutyOfficer, &changes(&held), &[]).await;
    let empty = TestApp::new();
    assert_eq!(
        tried,
        answers(&empty, DutyOfficer, &changes(&held), &[]).await
    );

    app.clock.advance_seconds(30 * 60 - 1);
    assert_eq!(told_of_restriction(&app).await.0, 2);
    app.clock.advance_seconds(1);
    assert_eq!(told_of_restriction(&app).await, (0, json!(true)));
    let path = format!("/contact-details/{}", held.phone);
    assert_eq!(app.call(DutyOfficer, "GET", &path, "").await.status, 404);
    let lines = trail(&app).await;
    for line in ["break-glass allowed by-role", "list allowed broken-glass"] {
        let is_there = lines.iter().any(|told| told.starts_with(line));
        assert!(is_there, "{line} is not in {lines:?}");
    }
}

#[tokio::test]
async fn it_is_in_the_report_at_once_with_its_reason() {
    let app = TestApp::new();
    restrict(&app, true).await;
    let body = r#"{"reason":"Fire in the building","minutes":5}"#;
    let purpose = [("x-purpose", "emergency")];
    let broken = app
        .call_with(DutyOfficer, "POST", &glass(), body, &purpose)
        .await;
    assert_eq!(broken.status, 201);
    let expected = |is_open: bool| {
        json!({
            "results": [{
                "id": broken.id(),
                "targetId": AMARA,
                "from": "2026-11-21T09:30:00Z",
                "until": "2026-11-21T09:35:00Z",
                "purpose": "emergency",
                "reason": "Fire in the building",
                "isOpen": is_open,
                "by": {
                    "issuer": "https://demo.contactable.invalid",
                    "subject": "demo-duty-officer",
                    "fullName": "Dee Duty",
                    "emailAddress": "dee.duty@example.com",
                },
            }],
        })
    };
    for persona in [Auditor, SafeguardingLead] {
        let report = app.call(persona, "GET", REPORT, "").await;
        assert_eq!(
            (report.status.as_u16(), report.json()),
            (200, expected(true))
        );
    }
    app.clock.advance_seconds(5 * 60);
    let report = app.call(Auditor, "GET", REPORT, "").await;
    assert_eq!(report.json(), expected(false));
    for persona in [Officer, DutyOfficer, Admin] {
        let refused = app.call(persona, "GET", REPORT, "").await;
        assert_eq!(refused.status, 403, "{persona:?}");
        assert_eq!(refused.told(), ["(request) role-needed"]);
    }
    for persona in [Patient, MailRun] {
        let refused = app.call(persona, "GET", REPORT, "").await;
        assert_eq!(refused.told(), ["(request) not-in-this-mode"]);
    }
}

#[tokio::test]
async fn the_answer_tells_nothing_of_whoever_it_is() {
    let app = TestApp::new();
    held(&app).await;
    let plain = break_it(&app, FIRE).await;
    restrict(&app, true).await;
    let restricted = break_it(&app, FIRE).await;
    let nobody = "018f3f2e-7a3b-7c00-8000-0123456789ab";
    let path = glass().replace(AMARA, nobody);
    let unknown = app.call(DutyOfficer, "POST", &path, FIRE).await;
    let without_ids = |answer: &Answer| {
        let text = answer.text.replace(&answer.id(), "(id)");
        (
            answer.status,
            text.replace(AMARA, "(target)").replace(nobody, "(target)"),
        )
    };
    assert_eq!(without_ids(&plain), without_ids(&restricted));
    assert_eq!(without_ids(&plain), without_ids(&unknown));
}

#[tokio::test]
async fn only_some_may_and_they_say_why() {
    let app = TestApp::new();
    let long = format!(r#"{{"reason":"{}"}}"#, "x".repeat(501));
    let minutes = |minutes: &str| format!(r#"{{"reason":"Fire","minutes":{minutes}}}"#);
    for (body, told) in [
        ("{}".to_owned(), &["reason required"][..]),
        (r#"{"reason":"  "}"#.to_owned(), &["reason required"]),
        (r#"{"reason":"<b>"}"#.to_owned(), &["reason W42"]),
        (long, &["reason too-long"]),
        (minutes("0"), &["minutes out-of-range"]),
        (minutes("241"), &["minutes out-of-range"]),
        (minutes("-1"), &["minutes out-of-range"]),
        (minutes("1.5"), &["minutes out-of-range"]),
        (minutes("18446744073709551616"), &["minutes out-of-range"]),
        (minutes("\"30\""), &["minutes wrong-type"]),
        (
            r#"{"hours":1,"minutes":true}"#.to_owned(),
            &[
                "hours unknown-field",
                "reason required",
                "minutes wrong-type",
            ],
        ),
    ] {
        let refused = break_it(&app, &body).await;
        assert_eq!(refused.status, 400, "{body}");
        assert_eq!(refused.told(), told, "{body}");
    }
    for body in [minutes("1"), minutes("240"), minutes("null")] {
        assert_eq!(break_it(&app, &body).await.status, 201, "{body}");
    }
    for persona in [Officer, SocialWorker, SafeguardingLead, Auditor, Admin] {
        let refused = app.call(persona, "POST", &glass(), FIRE).await;
        assert_eq!(refused.status, 403, "{persona:?}");
        assert_eq!(refused.told(), ["(request) role-needed"]);
    }
    for persona in [Patient, MailRun] {
        let refused = app.call(persona, "POST", &glass(), FIRE).await;
        assert_eq!(refused.told(), ["(request) not-in-this-mode"]);
    }
    let token = app.token(DutyOfficer, &[r#"groups=["duty-officers"]"#]);
    let request = Request::post(glass())
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json");
    let homeless = app
        .send(request.body(Body::from(FIRE)).expect("a request"))
        .await;
    assert_eq!(homeless.told(), ["sourceServiceArea.area no-area"]);
    assert_eq!(results(&app, Auditor, REPORT).await.len(), 3);
}

#[tokio::test]
async fn the_report_is_read_page_by_page_and_none_is_left_out() {
    let app = TestApp::new();
    // Of these instants the second and the last have several.
    let mut all = Vec::new();
    for count in [1, 3, 1, 2] {
        for _ in 0..count {
            all.push(break_it(&app, FIRE).await.id());
        }
        app.clock.advance_seconds(1);
    }
    for limit in 1..=8 {
        let mut seen = Vec::new();
        let mut path = format!("{REPORT}?limit={limit}");
        loop {
            let page = app.call(Auditor, "GET", &path, "").await.json();
            let passes = page["results"].as_array().expect("a list");
            assert!(!passes.is_empty(), "{path}");
            seen.extend(
                passes
                    .iter()
                    .map(|pass| pass["id"].as_str().expect("an id").to_owned()),
            );
            let Some(next) = page["next"].as_str() else {
                break;
            };
            path = format!("{REPORT}?limit={limit}&before={next}");
        }
        let (mut told, mut made) = (seen.clone(), all.clone());
        told.sort();
        made.sort();
        assert_eq!(told, made, "{limit}");
    }
    let first = &results(&app, SafeguardingLead, &format!("{REPORT}?limit=1")).await;
    assert_eq!(first.len(), 2, "both of the last instant");
    for (query, told) in [
        ("before=yesterday", &["before not-an-instant"][..]),
        ("limit=0", &["limit out-of-range"]),
        (
            "limit=501&since=1",
            &["since unknown-field", "limit out-of-range"],
        ),
    ] {
        let refused = app
            .call(Auditor, "GET", &format!("{REPORT}?{query}"), "")
            .await;
        assert_eq!(refused.status, 400, "{query}");
        assert_eq!(refused.told(), told, "{query}");
    }
}

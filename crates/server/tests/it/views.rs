//! What is shown to whom, as of when, and on which day.

use contactable_server::demo::Persona::Officer;
use serde_json::json;

use crate::test_app::{AMARA, TestApp};

async fn make(app: &TestApp, value: &str, from: &str, until: Option<&str>) -> String {
    let body = json!({
        "targetId": AMARA, "targetType": "person",
        "contactInformation": {"contactType": "phone", "subType": "mobile", "value": value},
        "sourceServiceArea": {"area": "Housing"},
        "recordValidFrom": from, "recordValidUntil": until,
    });
    let made = app
        .call(Officer, "POST", "/contact-details", &body.to_string())
        .await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.id()
}

/// The ids that a list shows.
async fn listed(app: &TestApp, query: &str) -> Vec<String> {
    let path = format!("/contact-details?targetId={AMARA}{query}");
    let answer = app.call(Officer, "GET", &path, "").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let answer = answer.json();
    let records = answer["results"].as_array().expect("a list");
    let ids = records
        .iter()
        .map(|r| r["id"].as_str().expect("an id").to_owned());
    ids.collect()
}

#[tokio::test]
async fn each_audience_sees_its_own() {
    let app = TestApp::new();
    let current = make(&app, "07700 900101", "2024-01-01", None).await;
    let expired = make(&app, "07700 900102", "2025-01-01", Some("2025-12-31")).await;
    let coming = make(&app, "07700 900103", "2026-12-01", None).await;
    let retired = make(&app, "07700 900104", "2026-01-01", None).await;
    let path = format!("/contact-details/{retired}");
    app.call(Officer, "PUT", &path, r#"{"isActive":false}"#)
        .await;
    assert_eq!(listed(&app, "&view=patient").await, [current.as_str()]);
    assert_eq!(listed(&app, "&view=worker").await, [coming.as_str()]);
    assert_eq!(
        listed(&app, "&view=all").await,
        [current.as_str(), expired.as_str(), coming.as_str()]
    );
    let path = format!("/contact-details?targetId={AMARA}&view=worker");
    let shown = app.call(Officer, "GET", &path, "").await.json();
    let shown = &shown["results"][0];
    assert_eq!(shown["status"]["labels"], json!(["Not yet valid"]));
    assert_eq!(shown["useInstead"], json!(current));
}

#[tokio::test]
async fn a_day_shows_what_is_true_on_it() {
    let app = TestApp::new();
    let early = make(&app, "07700 900101", "2026-03-29", Some("2026-10-25")).await;
    let late = make(&app, "07700 900102", "2026-10-25", None).await;
    for (on, expected) in [
        ("2026-03-28", vec![]),
        ("2026-03-29", vec![&early]),
        ("2026-10-25", vec![&early, &late]),
        ("2026-10-26", vec![&late]),
        ("2030-01-01", vec![&late]),
    ] {
        let query = format!("&includeHistoric=true&validOn={on}");
        assert_eq!(
            listed(&app, &query).await.iter().collect::<Vec<_>>(),
            expected,
            "{on}"
        );
        let view = listed(&app, &format!("&view=patient&validOn={on}")).await;
        assert_eq!(view.len(), usize::from(!expected.is_empty()), "{on}");
    }
}

#[tokio::test]
async fn an_instant_shows_what_was_known_then() {
    let app = TestApp::new();
    let id = make(&app, "07700 900101", "2020-01-01", None).await;
    app.clock.advance_seconds(3600);
    let path = format!("/contact-details/{id}");
    app.call(
        Officer,
        "PUT",
        &path,
        r#"{"isActive":false,"ended":{"reason":"wrong"}}"#,
    )
    .await;
    app.clock.advance_seconds(3600);
    assert!(listed(&app, "").await.is_empty());
    // Frozen at 2026-11-21T09:30:00Z when it began.
    for (as_of, known) in [
        ("2026-11-21T09:29:59Z", false),
        ("2026-11-21T09:30:00Z", true),
        ("2026-11-21T10:29:59Z", true),
        ("2026-11-21T10:30:00Z", false),
    ] {
        let shown = listed(&app, &format!("&asOf={as_of}")).await;
        assert_eq!(shown.len(), usize::from(known), "{as_of}");
        let view = listed(&app, &format!("&view=patient&asOf={as_of}")).await;
        assert_eq!(view, shown, "{as_of}");
    }
}

#[tokio::test]
async fn deployed_callers_do_not_see_a_detail_before_it_begins() {
    let app = TestApp::new();
    make(&app, "07700 900101", "2026-11-22", None).await;
    let path = format!("/api/v2/contactDetails?targetId={AMARA}");
    assert_eq!(app.call(Officer, "GET", &path, "").await.status, 404);
    let all = format!("{path}&includeHistoric=true");
    let shown = app.call(Officer, "GET", &all, "").await.json();
    assert_eq!(shown["results"][0]["isActive"], json!(false));
    // The first moment of the next day.
    app.clock.advance_seconds(14 * 3600 + 30 * 60);
    let shown = app.call(Officer, "GET", &path, "").await.json();
    assert_eq!(shown["results"][0]["isActive"], json!(true));
}

#[tokio::test]
async fn what_does_not_go_with_a_view_is_refused() {
    let app = TestApp::new();
    let path =
        format!("/contact-details?targetId={AMARA}&view=patient&includeHistoric=true&pageSize=3");
    let refused = app.call(Officer, "GET", &path, "").await;
    assert_eq!(refused.status, 400);
    let errors = refused.json();
    let fields: Vec<_> = errors["errors"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|e| &e["field"])
        .collect();
    assert_eq!(fields, ["includeHistoric", "pageSize"]);
}

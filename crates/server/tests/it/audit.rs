//! The trail, as an auditor reads it.

mod forms;
mod requests;

use contactable_server::demo::Persona::{
    Admin, Auditor, Clinician, Officer, Patient, Unattended, Visitor,
};
use serde_json::Value;

use crate::asking::{entries, told};
use crate::test_app::{AMARA, TestApp, phone};

/// A service with a few entries about somebody.
async fn with_entries() -> TestApp {
    let app = TestApp::new();
    let made = phone("07700 900123", true);
    app.call(Officer, "POST", "/contact-details", &made).await;
    for _ in 0..4 {
        app.clock.advance_seconds(60);
        let path = format!("/contact-details?targetId={AMARA}");
        app.call(Officer, "GET", &path, "").await;
    }
    app
}

fn numbers(page: &Value) -> Vec<u64> {
    let entries = page["results"].as_array().expect("entries").iter();
    entries
        .map(|entry| entry["number"].as_u64().expect("a number"))
        .collect()
}

#[tokio::test]
async fn an_entry_says_who_asked_what_about_whom_and_why_it_was_allowed() {
    let app = with_entries().await;
    let trail = entries(&app, Some(AMARA)).await;
    let first = &trail[0];
    assert_eq!(told(first), "create allowed own-area");
    assert_eq!(first["issuer"], "https://demo.contactable.invalid");
    assert_eq!(first["actor"], "demo-officer");
    assert_eq!(first["mode"], "staff");
    assert_eq!(first["purpose"], "general");
    assert_eq!(first["targetId"], AMARA);
    assert_eq!(first["areas"], serde_json::json!(["housing"]));
    assert!(first["recordId"].is_string() && first["grantId"].is_null());
    assert_eq!(first["digest"].as_str().map(str::len), Some(64));
    assert_eq!(first["number"], 1);
}

#[tokio::test]
async fn pages_follow_each_other_to_the_end() {
    let app = with_entries().await;
    let mut seen = Vec::new();
    let mut after = 0;
    loop {
        let path = format!("/audit?targetId={AMARA}&limit=2&after={after}");
        let page = app.call(Auditor, "GET", &path, "").await.json();
        seen.extend(numbers(&page));
        match page["nextAfter"].as_u64() {
            Some(next) => after = next,
            None => break,
        }
    }
    // The five of the officer, then what the auditor read before.
    assert_eq!(seen.len(), 5 + 3);
    assert!(seen.is_sorted());
}

#[tokio::test]
async fn a_time_is_from_one_instant_to_before_another() {
    let app = with_entries().await;
    let trail = entries(&app, Some(AMARA)).await;
    let (from, until) = (&trail[1]["at"], &trail[3]["at"]);
    let instant = |at: &Value| at.as_str().expect("an instant").to_owned();
    let (from, until) = (instant(from), instant(until));
    let path = format!("/audit?targetId={AMARA}&from={from}&until={until}");
    let page = app.call(Auditor, "GET", &path, "").await.json();
    assert_eq!(numbers(&page), [2, 3]);
}

#[tokio::test]
async fn wrong_questions_are_told_all_that_is_wrong() {
    let app = TestApp::new();
    let path = "/audit?targetId=me&from=today&until=x&after=-1&limit=501&format=pdf&who=me";
    let refused = app.call(Auditor, "GET", path, "").await;
    assert_eq!(refused.status, 400);
    assert_eq!(
        refused.told(),
        [
            "who unknown-field",
            "targetId not-an-id",
            "from not-an-instant",
            "until not-an-instant",
            "after out-of-range",
            "limit out-of-range",
            "format unknown-word",
        ]
    );
    let path = "/audit?format=ndjson&limit=10";
    let refused = app.call(Auditor, "GET", path, "").await;
    assert_eq!(refused.told(), ["limit not-together"]);
}

#[tokio::test]
async fn nobody_but_an_auditor_reads_it() {
    let app = with_entries().await;
    for (persona, told) in [
        (Officer, "(request) role-needed"),
        (Admin, "(request) role-needed"),
        (Visitor, "(request) role-needed"),
        (Clinician, "(request) role-needed"),
        (Patient, "(request) not-in-this-mode"),
        (Unattended, "(request) not-in-this-mode"),
    ] {
        for form in ["json", "ndjson", "fhir"] {
            for about in ["", "&targetId=3fa1c0de-0000-4000-8000-000000000001"] {
                let path = format!("/audit?format={form}{about}");
                let refused = app.call(persona, "GET", &path, "").await;
                assert_eq!(refused.status, 403, "{persona:?} {path}");
                assert_eq!(refused.told(), [told], "{persona:?} {path}");
            }
        }
    }
    let trail = entries(&app, Some(AMARA)).await;
    let refused = trail.iter().filter(|e| e["outcome"] == "refused").count();
    assert_eq!(refused, 6 * 3, "each is on record");
}

use contactable_domain::ids::TargetId;
use contactable_domain::ports::Clock;
use contactable_domain::time::start_of;
use contactable_server::demo::Persona;
use contactable_server::sweeper::sweep;
use jiff::civil::{Date, date};

use crate::test_app::{AMARA, TestApp};

/// A phone record of Housing for Amara with this of its period.
async fn make(app: &TestApp, value: &str, period: &str) -> String {
    let body = format!(
        r#"{{"targetId":"{AMARA}","targetType":"person","contactInformation":{{"contactType":"phone","subType":"mobile","value":"{value}"}},"sourceServiceArea":{{"area":"Housing","isDefault":false}},{period}}}"#
    );
    let made = app
        .call(Persona::Officer, "POST", "/contact-details", &body)
        .await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.id()
}

/// The kind of each event about Amara, and the record it is about.
async fn told(app: &TestApp) -> Vec<(String, String)> {
    let amara = TargetId::parse(AMARA).expect("an id");
    let events = app.store.outbox(amara).await.expect("readable");
    let read = |event: &String| {
        let event: serde_json::Value = serde_json::from_str(event).expect("JSON");
        let data = &event["eventData"];
        let id = ["newData", "oldData"].map(|side| data[side]["id"].as_str());
        let kind = event["eventType"].as_str().expect("a kind").to_owned();
        let id = id.into_iter().flatten().next().expect("an id");
        (kind, id.to_owned())
    };
    events.iter().map(read).collect()
}

fn wait_until(app: &TestApp, day: Date) {
    let seconds = start_of(day).as_second() - app.clock.now().as_second();
    app.clock.advance_seconds(seconds);
}

/// Each once, on the day after the end and on the first day.
#[tokio::test]
async fn what_turns_by_the_clock_is_told_by_a_sweep() {
    let app = TestApp::new();
    let coming = make(&app, "07700 900001", r#""recordValidFrom":"2026-11-22""#).await;
    let ending = make(&app, "07700 900002", r#""recordValidUntil":"2026-11-21""#).await;
    sweep(&app.use_cases).await;
    wait_until(&app, date(2026, 11, 22));
    app.clock.advance_seconds(-1);
    sweep(&app.use_cases).await;
    assert_eq!(told(&app).await.len(), 2);
    app.clock.advance_seconds(1);
    sweep(&app.use_cases).await;
    sweep(&app.use_cases).await;
    let mut turned = told(&app).await.split_off(2);
    turned.sort();
    let expected = [
        ("ContactDetailLapsedEvent".to_owned(), ending),
        ("ContactDetailStartedEvent".to_owned(), coming),
    ];
    assert_eq!(turned, expected);
}

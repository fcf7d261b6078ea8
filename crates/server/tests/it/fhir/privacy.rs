//! Nothing of what is held, asked and answered is in the log, whatever is sent and however much is logged, nor in the
//! trail; and what others are told of it is who may see it anyway.

use contactable_server::demo::Persona::{
    Auditor, Clinician, Officer, PdsApp, PdsPatient, PdsPrivilegedApp, PdsWorker, Visitor,
};
use serde_json::json;

use super::world::{
    Ask, BASE, NOBODY, NUMBER, add, emergency, held, patient, read, telecom, temporary, version,
};
use crate::asking::whole_trail;
use crate::random_session::log::captured;
use crate::random_session::secrets::squeezed;
use crate::test_app::TestApp;

/// What is sent, and may be in answers only; in small letters and digits.
const SECRETS: &[&str] = &[
    "1632960001",
    "7700900001",
    "7700900002",
    "robinexamplecom",
    "millane",
    "ls63aa",
    "collegeroad",
    "afterschool",
    "xylophonestreet",
    "7700900876",
    "quirkyexample",
    "wynworker",
    "patpatient",
    "9990000018",
    "9990000026",
    "urid77123",
];

async fn session(app: &TestApp) {
    let work = json!([add(
        "telecom",
        &telecom("email", "work", "quirky@example.com")
    )]);
    let broken = json!([add(
        "telecom",
        &telecom("phone", "work", "Xylophone Street")
    )]);
    let tested = json!([{"op": "test", "path": "/address/0/postalCode", "value": "07700 900876"}]);
    for who in [
        PdsWorker,
        PdsPatient,
        PdsApp,
        PdsPrivilegedApp,
        Clinician,
        Officer,
        Visitor,
    ] {
        let now = version(app).await;
        for ask in [
            Ask::get(&patient()),
            Ask::get(&format!("{}/RelatedPerson", patient())),
            Ask::get(&format!("/Patient/{NOBODY}")),
            Ask::get("/Patient/Xylophone-Street"),
            Ask::get(&format!("/Patient?phone=07700900876&family={NUMBER}")),
            Ask::get(&format!("/{NUMBER}/07700900876")),
            Ask::get(&patient()).with("x-request-id", NUMBER),
            Ask::get(&patient()).with("x-correlation-id", "07700 900876 Xylophone Street"),
            Ask::get(&patient()).with("nhsd-session-urid", "urid 77123"),
            Ask::of("OPTIONS", &patient()),
            Ask::of("PUT", &patient()).bytes(b"Xylophone Street"),
            Ask::patch(
                now,
                &json!([add("contact", &emergency("phone", "07700 900876"))]),
            ),
            Ask::patch(now + 9, &work),
            Ask::patch(now, &broken),
            Ask::patch(now, &tested),
            Ask::patch(
                now,
                &json!([add("address", &temporary("Xylophone Street"))]),
            ),
            Ask::patch(now, &json!([])).bytes(b"{\"patches\": \"Xylophone Street\"}"),
            Ask::patch(now, &work).without("if-match"),
        ] {
            let answer = ask.by(app, who).await;
            assert_ne!(answer.status, 500);
            let bare = ask.with("authorization", "Basic Xylophone-Street");
            assert_ne!(bare.sent(app).await.status, 200);
            app.clock.advance_seconds(1);
        }
    }
}

fn leaks(text: &str) -> Vec<&'static str> {
    let spellings = squeezed(text);
    let is_in = |secret: &&&str| spellings.iter().any(|text| text.contains(**secret));
    SECRETS.iter().filter(is_in).copied().collect()
}

#[test]
fn nothing_is_logged_or_noted() {
    let log = captured();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let app = held().await;
        let shown = read(&app).await.text;
        assert!(leaks(&shown).len() > 5, "the secrets would be recognised");
        session(&app).await;
        let trail = whole_trail(&app).await;
        assert!(
            trail.contains("patch-patient"),
            "the trail has what was done"
        );
        assert_eq!(leaks(&trail), Vec::<&str>::new());
        assert_eq!(
            app.call(Auditor, "GET", "/audit?limit=1", "").await.status,
            200
        );
    });
    let text = log.text();
    let lines = text.lines().filter(|line| line.contains(BASE));
    assert!(lines.count() > 100, "requests are logged");
    assert!(
        text.contains(&format!("{BASE}/{{*rest}}")),
        "by their pattern"
    );
    assert_eq!(leaks(&text), Vec::<&str>::new());
}

//! What becomes of a number that was superseded or whose record is invalid, and of somebody whom hardly anybody may
//! know of.

use contactable_server::demo::Persona::{
    Admin, Clinician, PdsApp, PdsPatient, PdsPrivilegedApp, PdsWorker, SafeguardingLead,
};
use serde_json::{Value, json};

use super::rows::{refused, told};
use super::world::{
    Ask, NOBODY, NUMBER, add, emergency, filled, held, patient, read, telecom, version,
};
use crate::test_app::{AMARA, TestApp};

const OTHER: &str = "3fa1c0de-0000-4000-8000-000000000002";
const THIRD: &str = "3fa1c0de-0000-4000-8000-000000000003";
const THIRD_NUMBER: &str = "9990000034";

async fn said(app: &TestApp, method: &str, path: &str, body: &Value) {
    let answer = app.call(Admin, method, path, &body.to_string()).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    app.clock.advance_seconds(1);
}

async fn tie(app: &TestApp, target: &str, number: &str) {
    let body = json!({"system": "nhs-number", "value": number});
    said(app, "PUT", &format!("/targets/{target}/identifiers"), &body).await;
}

async fn supersede(app: &TestApp, old: &str, by: &str) {
    let body = json!({"by": by, "reason": "Two records of one person"});
    said(app, "POST", &format!("/targets/{old}/supersede"), &body).await;
}

async fn invalidate(app: &TestApp, target: &str) {
    let body = json!({"reason": "Recorded by mistake"});
    said(app, "POST", &format!("/targets/{target}/invalidate"), &body).await;
}

fn work() -> Value {
    json!([add("telecom", &telecom("phone", "work", "01632 960009"))])
}

#[tokio::test]
async fn a_superseded_number_is_read_as_the_one_that_took_its_place() {
    let app = held().await;
    tie(&app, OTHER, NOBODY).await;
    tie(&app, THIRD, THIRD_NUMBER).await;
    supersede(&app, THIRD, OTHER).await;
    supersede(&app, OTHER, AMARA).await;
    let whole = read(&app).await;
    for number in [NOBODY, THIRD_NUMBER] {
        for who in [PdsWorker, PdsApp, PdsPrivilegedApp, Clinician] {
            let answer = Ask::get(&format!("/Patient/{number}")).by(&app, who).await;
            assert_eq!(answer.status, 200, "{who:?}");
            assert_eq!(answer.text, whole.text, "{who:?}");
            assert_eq!(answer.header("etag"), whole.header("etag"));
            assert_eq!(answer.json()["id"], NUMBER);
        }
        let people = |number: &str| Ask::get(&format!("/Patient/{number}/RelatedPerson"));
        let of_old = people(number).by(&app, PdsWorker).await;
        assert_eq!(of_old.text, people(NUMBER).by(&app, PdsWorker).await.text);
        // It is changed under the number that it has.
        let ask = Ask::patch(version(&app).await, &work()).of_number(number);
        let words = "Forbidden update with error - Update Failed - NHS No. supplied has been superseded in a merge";
        for ask in [ask.clone(), ask.without("if-match").bytes(b"nonsense")] {
            refused(
                &ask.by(&app, PdsWorker).await,
                403,
                "FORBIDDEN_UPDATE",
                Some(words),
            );
        }
    }
    assert_eq!(read(&app).await.text, whole.text);
    let ask = Ask::patch(version(&app).await, &work());
    assert_eq!(ask.by(&app, PdsWorker).await.status, 200);
}

#[tokio::test]
async fn a_patient_with_a_superseded_number_is_told_that_there_is_nobody() {
    let app = held().await;
    tie(&app, OTHER, NOBODY).await;
    supersede(&app, OTHER, AMARA).await;
    let claims = format!(
        r#"id_token={{"nhs_number":"{NOBODY}","identity_proofing_level":"P9","vot":"P9.Cp.Cd"}}"#
    );
    let read = Ask::get(&format!("/Patient/{NOBODY}"));
    let answer = read.claiming(&app, PdsPatient, &[&claims]).await;
    refused(&answer, 404, "RESOURCE_NOT_FOUND", None);
    let ask = Ask::patch(version(&app).await, &work());
    let under_old = ask.clone().of_number(NOBODY);
    let answer = under_old.claiming(&app, PdsPatient, &[&claims]).await;
    assert_eq!(told(&answer).1, "FORBIDDEN_UPDATE");
    // What took its place goes by another number than the one that they proved.
    for ask in [Ask::get(&patient()), ask] {
        let answer = ask.claiming(&app, PdsPatient, &[&claims]).await;
        assert_eq!(told(&answer).1, "ACCESS_DENIED");
    }
}

#[tokio::test]
async fn an_invalid_record_is_not_given_to_anybody() {
    let app = held().await;
    let ask = Ask::patch(version(&app).await, &work());
    invalidate(&app, AMARA).await;
    for who in [PdsWorker, Clinician, PdsPatient] {
        for ask in [
            Ask::get(&patient()),
            Ask::get(&format!("{}/RelatedPerson", patient())),
            ask.clone(),
            ask.clone().without("if-match").bytes(b"nonsense"),
        ] {
            refused(&ask.by(&app, who).await, 404, "INVALIDATED_RESOURCE", None);
        }
    }
    let body = json!({"reason": "It was right"});
    said(&app, "POST", &format!("/targets/{AMARA}/restore"), &body).await;
    assert_eq!(read(&app).await.json()["telecom"][0]["use"], "home");
}

#[tokio::test]
async fn what_was_done_before_the_end_was_done() {
    let app = held().await;
    tie(&app, OTHER, NOBODY).await;
    let ask = Ask::patch(version(&app).await, &work());
    let first = ask.by(&app, PdsWorker).await;
    assert_eq!(first.status, 200);
    app.clock.advance_seconds(1);
    supersede(&app, AMARA, OTHER).await;
    let again = ask.by(&app, PdsWorker).await;
    assert_eq!((again.status.as_u16(), &again.text), (200, &first.text));
    let next = Ask::patch(version(&app).await, &work());
    assert_eq!(told(&next.by(&app, PdsWorker).await).1, "FORBIDDEN_UPDATE");
    let survivor = Ask::get(&patient()).by(&app, PdsWorker).await.json();
    assert_eq!(survivor["id"], NOBODY);
    assert!(
        survivor.get("telecom").is_none(),
        "its own details, of which there are none"
    );
}

async fn hide(app: &TestApp, level: &str) {
    let body = json!({"restricted": true, "level": level, "reason": "At risk"}).to_string();
    let path = format!("/targets/{AMARA}/restriction");
    let answer = app.call(SafeguardingLead, "PUT", &path, &body).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    app.clock.advance_seconds(1);
}

#[tokio::test]
async fn of_a_very_restricted_person_there_is_the_number_and_the_version() {
    let app = filled(super::world::known().await).await;
    let contact = json!([add("contact", &emergency("phone", "07700 900009"))]);
    let ask = Ask::patch(version(&app).await, &contact);
    hide(&app, "very-restricted").await;
    for who in [PdsWorker, Clinician, PdsPatient, PdsApp, PdsPrivilegedApp] {
        let answer = Ask::get(&patient()).by(&app, who).await;
        assert_eq!(answer.status, 200, "{who:?}");
        let seen = answer.json();
        let members: Vec<&String> = seen.as_object().expect("members").keys().collect();
        assert_eq!(
            members,
            ["id", "identifier", "meta", "resourceType"],
            "{who:?}"
        );
        assert_eq!(seen["meta"]["security"][0]["code"], "V");
        assert_eq!(seen["meta"]["security"][0]["display"], "very restricted");
    }
    for who in [PdsWorker, PdsPatient] {
        assert_eq!(told(&ask.by(&app, who).await).1, "FORBIDDEN_UPDATE");
    }
}

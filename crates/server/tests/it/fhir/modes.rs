//! As whom somebody comes, and what they may read and change.

use contactable_server::demo::Persona::{
    self, Clinician, Patient, PdsApp, PdsPatient, PdsPrivilegedApp, PdsWorker,
};
use serde_json::{Value, json};

use super::rows::refused;
use super::world::{Ask, NOBODY, add, held, home, patient, place, read, telecom, version};
use crate::test_app::{Answer, TestApp};

const NOT_THIS_PATIENT: &str = "Your access token has insufficient permissions. See documentation regarding Patient \
    access restrictions https://digital.nhs.uk/developer/api-catalogue/personal-demographics-service-fhir";
const NOT_THIS_METHOD: &str =
    "Your app has insufficient permissions to use this method. Please contact support.";
const UPDATING: &str = r#"app_attributes={"pds":{"app-restricted":{"update":true}}}"#;

pub async fn change(app: &TestApp, who: Persona, claims: &[&str], patches: &Value) -> Answer {
    let ask = Ask::patch(version(app).await, patches);
    let answer = ask.claiming(app, who, claims).await;
    app.clock.advance_seconds(1);
    answer
}

pub fn work_phone() -> Value {
    json!([add("telecom", &telecom("phone", "work", "01632 960009"))])
}

#[tokio::test]
async fn everybody_reads_the_same_and_a_patient_only_their_own() {
    let app = held().await;
    let whole = read(&app).await;
    for suffix in [patient(), format!("{}/RelatedPerson", patient())] {
        let ask = Ask::get(&suffix);
        let by_worker = ask.by(&app, PdsWorker).await;
        for who in [PdsApp, PdsPrivilegedApp, PdsPatient, Patient, Clinician] {
            let answer = ask.by(&app, who).await;
            assert_eq!(answer.text, by_worker.text, "{who:?}");
            assert_eq!(answer.header("etag"), whole.header("etag"));
        }
    }
    for who in [PdsPatient, Patient] {
        let ask = Ask::get(&format!("/Patient/{NOBODY}"));
        let answer = ask.by(&app, who).await;
        refused(&answer, 403, "ACCESS_DENIED", Some(NOT_THIS_PATIENT));
    }
}

#[tokio::test]
async fn who_did_not_prove_enough_is_told_so() {
    let app = held().await;
    let id_token = |vot: &str, level: &str| {
        format!(
            r#"id_token={{"nhs_number":"9990000018","identity_proofing_level":"{level}","vot":"{vot}"}}"#
        )
    };
    let mut weak: Vec<String> = ["P9.Cp", "", "P9", "P5.Cp.Cd", "P9.Cp.Cd.Cm"]
        .map(|vot| id_token(vot, "P9"))
        .into();
    weak.extend(["P5", "P0"].map(|level| id_token("P9.Cp.Cd", level)));
    weak.extend(["P5", "P0"].map(|level| {
        format!("scope=urn:nhsd:apim:user-nhs-login:{level}:personal-demographics-service")
    }));
    for claims in &weak {
        for ask in [Ask::get(&patient()), Ask::patch(1, &work_phone())] {
            let answer = ask.claiming(&app, PdsPatient, &[claims]).await;
            refused(&answer, 403, "ACCESS_DENIED", Some(NOT_THIS_PATIENT));
        }
    }
    for vot in ["P9.Cp.Cd", "P9.Cp.Ck", "P9.Cm"] {
        let answer = Ask::get(&patient());
        let answer = answer
            .claiming(&app, PdsPatient, &[&id_token(vot, "P9")])
            .await;
        assert_eq!(answer.status, 200, "{vot}");
    }
}

#[tokio::test]
async fn applications_read_and_do_not_write_unless_they_have_the_attribute() {
    let app = held().await;
    let (update, create) = (Ask::patch(1, &work_phone()), Ask::of("POST", "/Patient"));
    for (who, ask, display) in [
        (
            PdsApp,
            &update,
            "Cannot update resource with application-restricted access token",
        ),
        (
            PdsApp,
            &create,
            "Cannot create resource with application-restricted access token",
        ),
        (
            PdsPrivilegedApp,
            &update,
            "Cannot update resource with privileged-application-restricted access token",
        ),
        (
            PdsPrivilegedApp,
            &create,
            "Cannot create resource with privileged-application-restricted access token",
        ),
    ] {
        let answer = ask.by(&app, who).await;
        refused(&answer, 403, "INVALID_METHOD", Some(NOT_THIS_METHOD));
        assert_eq!(
            answer.json()["issue"][0]["details"]["coding"][0]["display"],
            display
        );
    }
    for word in ["false", r#""true""#, "1"] {
        let claims = UPDATING.replace("true", word);
        let answer = update.claiming(&app, PdsApp, &[&claims]).await;
        refused(&answer, 403, "INVALID_METHOD", Some(NOT_THIS_METHOD));
    }
    // It gives a privileged application nothing.
    let answer = update.claiming(&app, PdsPrivilegedApp, &[UPDATING]).await;
    refused(&answer, 403, "INVALID_METHOD", Some(NOT_THIS_METHOD));
    let role = update.with("nhsd-session-urid", "none of any");
    let answer = role.claiming(&app, PdsApp, &[UPDATING]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

#[tokio::test]
async fn a_worker_with_several_roles_names_one() {
    let app = held().await;
    let roles = |ids: &[&str]| {
        let role = |id: &&str| json!({"person_roleid": id, "role_code": "S8000:G8000:R8001"});
        let roles: Vec<Value> = ids.iter().map(role).collect();
        format!("nhsid_nrbac_roles={}", json!(roles))
    };
    let (one, three) = (roles(&["555000000001"]), roles(&["1", "2", "3"]));
    let ask = Ask::get(&patient());
    let named = |role: &str| ask.clone().with("nhsd-session-urid", role);
    for (claims, ask) in [
        (&one, ask.clone()),
        (&one, named("555000000001")),
        (&three, named("2")),
    ] {
        let answer = ask.claiming(&app, PdsWorker, &[claims]).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }
    for (claims, ask, role) in [
        (&three, ask.clone(), ""),
        (&three, named(""), ""),
        (&three, named("4"), "4"),
        (&three, named("1, 2"), "1, 2"),
        (&one, named("2"), "2"),
    ] {
        let answer = ask.claiming(&app, PdsWorker, &[claims]).await;
        let words = format!(
            "Invalid value - '{role}' in header 'NHSD-Session-URID'. Refer to the guidance for this header in our API \
             Specification https://digital.nhs.uk/developer/api-catalogue/personal-demographics-service-fhir"
        );
        refused(&answer, 400, "INVALID_VALUE", Some(&words));
    }
    for who in [PdsPatient, PdsApp, PdsPrivilegedApp] {
        assert_eq!(named("4").by(&app, who).await.status, 200, "{who:?}");
    }
}

#[tokio::test]
async fn blank_lines_are_shown_to_those_who_asked_for_them() {
    let app = held().await;
    let patches = json!([add(
        "address",
        &json!({
            "use": "billing",
            "period": {"start": "2026-11-01", "end": "2027-10-01"},
            "line": ["", "PO Box 9", "", "Leeds", ""],
            "postalCode": "LS6 3AB",
        })
    )]);
    assert_eq!(change(&app, PdsWorker, &[], &patches).await.status, 200);
    let attribute = r#"app_attributes={"return-empty-address-lines":"true"}"#;
    let address = async |claims: &[&str]| {
        let answer = Ask::get(&patient()).claiming(&app, PdsApp, claims).await;
        let patient = answer.json();
        let billing = place(&patient, "address", "use", "billing");
        patient["address"][billing].clone()
    };
    let plain = address(&[]).await;
    assert_eq!(plain["line"], json!(["PO Box 9", "Leeds"]));
    assert!(plain.get("_line").is_none());
    let whole = address(&[attribute]).await;
    assert_eq!(
        whole["line"],
        json!([null, "PO Box 9", null, "Leeds", null])
    );
    let blanks: Vec<bool> = whole["_line"]
        .as_array()
        .expect("entries")
        .iter()
        .map(Value::is_null)
        .collect();
    assert_eq!(blanks, [false, true, false, true, false]);
    // The same by a caller's own header is nothing.
    let answer = change(
        &app,
        PdsWorker,
        &[attribute],
        &json!([add("address", &home("x"))]),
    )
    .await;
    assert_eq!(answer.status, 400);
}

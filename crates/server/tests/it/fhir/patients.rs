//! What patients change of their own details, and what not.

use contactable_server::demo::Persona::{PdsPatient, PdsWorker};
use serde_json::json;

use super::modes::{change, work_phone};
use super::rows::refused;
use super::world::{
    add, emergency, held, place, preference, read, remove, replace, telecom, temporary,
};

const NOT_THESE_FIELDS: &str = "Invalid update with error - This user does not have permission to update the fields \
    in the patches provided.";

#[tokio::test]
async fn a_patient_changes_mobile_email_addresses_and_emergency_contacts() {
    let app = held().await;
    let now = async || read(&app).await.json();
    let patient = now().await;
    let at = |list: &str, usage: &str| place(&patient, list, "use", usage);
    let email = place(&patient, "telecom", "system", "email");
    let mobile = json!({"value": "07700 900123"});
    let contact = json!({"telecom": [{"system": "phone", "value": "07700 900124"}]});
    for patches in [
        json!([replace(
            &patient,
            "telecom",
            at("telecom", "mobile"),
            &mobile
        )]),
        json!([replace(
            &patient,
            "telecom",
            email,
            &json!({"value": "robin.new@example.com"})
        )]),
        json!([replace(
            &patient,
            "address",
            at("address", "home"),
            &json!({"line": ["1 Mill Lane", "", "Leeds"]})
        )]),
        json!([replace(&patient, "contact", 0, &contact)]),
        json!([
            {"op": "replace", "path": "/address/1/id", "value": patient["address"][1]["id"]},
            {"op": "replace", "path": "/address/1/line/0", "value": "Room 13"},
        ]),
    ] {
        let answer = change(&app, PdsPatient, &[], &patches).await;
        assert_eq!(answer.status, 200, "{patches}: {}", answer.text);
        assert_eq!(answer.text, read(&app).await.text);
    }
    let patient = now().await;
    for patches in [
        json!(remove(&patient, "address", 1)),
        json!([add("address", &temporary("Room 14"))]),
        json!([add("contact", &emergency("email", "sam@example.com"))]),
    ] {
        let answer = change(&app, PdsPatient, &[], &patches).await;
        assert_eq!(answer.status, 200, "{patches}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_patient_changes_nothing_else() {
    let app = held().await;
    let before = read(&app).await;
    let patient = before.json();
    let at = |usage: &str| place(&patient, "telecom", "use", usage);
    let (mobile, landline) = (at("mobile"), place(&patient, "telecom", "system", "phone"));
    let textphone = place(&patient, "telecom", "system", "other");
    let id = &patient["telecom"][mobile]["id"];
    let part = |member: &str| format!("/telecom/{mobile}/{member}");
    for patches in [
        json!([replace(
            &patient,
            "telecom",
            landline,
            &json!({"value": "01632 960010"})
        )]),
        json!(remove(&patient, "telecom", landline)),
        json!(remove(&patient, "telecom", textphone)),
        work_phone(),
        // A telecom goes whole.
        json!([
            {"op": "replace", "path": part("id"), "value": id},
            {"op": "replace", "path": part("value"), "value": "07700 900124"},
        ]),
        json!(remove(&patient, "extension", 0)),
        json!([replace(&patient, "extension", 0, &preference("Mornings"))]),
        json!([add("name", &json!({"use": "nickname"}))]),
        json!([add("pets", &json!({"name": "Rover"}))]),
        // One of several.
        json!([
            replace(
                &patient,
                "telecom",
                mobile,
                &json!({"value": "07700 900124"})
            ),
            add("telecom", &telecom("fax", "home", "01632 960011")),
        ]),
    ] {
        let answer = change(&app, PdsPatient, &[], &patches).await;
        refused(&answer, 400, "INVALID_UPDATE", Some(NOT_THESE_FIELDS));
        assert_eq!(read(&app).await.text, before.text);
    }
    // A worker may all that is a contact detail.
    let answer = change(
        &app,
        PdsWorker,
        &[],
        &json!(remove(&patient, "telecom", landline)),
    )
    .await;
    assert_eq!(answer.status, 200);
}

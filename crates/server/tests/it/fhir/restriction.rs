//! Somebody who is at risk: what is shown of them, to whom, and that nobody changes it who is not trusted with it.

use contactable_server::demo::Persona::{
    Clinician, PdsApp, PdsPatient, PdsPrivilegedApp, PdsWorker,
};
use serde_json::json;

use super::rows::{refused, told};
use super::world::{Ask, add, held, patient, read, telecom, version};
use crate::standing::restrict;

#[tokio::test]
async fn contact_details_are_shown_to_the_privileged_application_only() {
    let app = held().await;
    let before = read(&app).await.json();
    restrict(&app, true).await;
    for who in [PdsWorker, PdsApp, PdsPatient, Clinician] {
        let seen = Ask::get(&patient()).by(&app, who).await;
        assert_eq!(seen.status, 200, "{who:?}");
        assert_eq!(seen.header("etag"), "W/\"2\"");
        let seen = seen.json();
        assert_eq!(seen["meta"]["security"][0]["code"], "R");
        assert_eq!(seen["meta"]["security"][0]["display"], "restricted");
        for hidden in [
            "telecom",
            "address",
            "contact",
            "extension",
            "generalPractitioner",
        ] {
            assert!(seen.get(hidden).is_none(), "{who:?} {hidden}");
        }
        let people = Ask::get(&format!("{}/RelatedPerson", patient()))
            .by(&app, who)
            .await;
        let people = people.json();
        assert_eq!((&people["total"], people.get("entry")), (&json!(0), None));
    }
    let seen = Ask::get(&patient()).by(&app, PdsPrivilegedApp).await.json();
    assert_eq!(seen["meta"]["security"][0]["code"], "R");
    for shown in ["telecom", "address", "contact", "extension"] {
        assert_eq!(seen[shown], before[shown], "{shown}");
    }
    restrict(&app, false).await;
    let after = read(&app).await.json();
    assert_eq!(after["meta"]["security"][0]["code"], "U");
    assert_eq!(after["telecom"], before["telecom"]);
}

#[tokio::test]
async fn nobody_changes_them() {
    let app = held().await;
    restrict(&app, true).await;
    let work = json!([add("telecom", &telecom("phone", "work", "01632 960009"))]);
    let version = version(&app).await;
    let words =
        "Forbidden update with error - not permitted to update the contact details of this patient";
    for who in [PdsWorker, PdsPatient, Clinician] {
        let good = Ask::patch(version, &work);
        for ask in [
            good.clone(),
            // Nothing else of the request is told.
            good.clone().without("if-match"),
            good.clone().with("if-match", "W/\"9\""),
            good.with("content-type", "text/xml").bytes(b"nonsense"),
        ] {
            refused(
                &ask.by(&app, who).await,
                403,
                "FORBIDDEN_UPDATE",
                Some(words),
            );
        }
    }
    let answer = Ask::patch(version, &work).by(&app, PdsPrivilegedApp).await;
    assert_eq!(told(&answer).1, "INVALID_METHOD");
    restrict(&app, false).await;
    assert!(!read(&app).await.text.contains("960009"));
}

#[tokio::test]
async fn a_repeat_tells_nothing_once_they_are_restricted() {
    let app = held().await;
    let work = json!([add("telecom", &telecom("phone", "work", "01632 960009"))]);
    let ask = Ask::patch(1, &work);
    assert_eq!(ask.by(&app, PdsWorker).await.status, 200);
    app.clock.advance_seconds(1);
    restrict(&app, true).await;
    let again = ask.by(&app, PdsWorker).await;
    assert_eq!(told(&again).1, "FORBIDDEN_UPDATE");
    assert!(!again.text.contains("960"));
}

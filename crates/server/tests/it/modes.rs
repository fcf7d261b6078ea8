//! What patients, healthcare workers and unattended services may do, whichever way they try.

use contactable_server::demo::Persona::{Admin, Clinician, MailRun, Patient, Unattended};
use contactable_server::demo::{self, PATIENT_NHS_NUMBER};

use crate::contactability::plain_areas;
use crate::test_app::{AMARA, TestApp, phone};

const SOMEBODY_ELSE: &str = "3fa1c0de-0000-4000-8000-0000000000ff";

/// A mobile number in the area NHS.
fn mobile(number: &str) -> String {
    phone(number, false).replace("Housing", "NHS")
}

/// Where the NHS may hold several of one use, of which one is in view.
fn an_app() -> TestApp {
    TestApp::with(|parts| {
        parts.areas = plain_areas();
        parts.issuers = demo::issuers(&parts.areas);
    })
}

/// An older and a newer mobile number of the demo's patient.
async fn two_mobiles(app: &TestApp) -> [String; 2] {
    let tie = format!(r#"{{"system":"nhs-number","value":"{PATIENT_NHS_NUMBER}"}}"#);
    let path = format!("/targets/{AMARA}/identifiers");
    let tied = app.call(Admin, "PUT", &path, &tie).await;
    assert_eq!(tied.status, 200, "{}", tied.text);
    let (first, second) = (mobile("07700 900123"), mobile("07700 900124"));
    let older = app
        .call(Clinician, "POST", "/contact-details", &first)
        .await;
    app.clock.advance_seconds(60);
    let newer = app.call(Patient, "POST", "/contact-details", &second).await;
    [older.id(), newer.id()]
}

#[tokio::test]
async fn what_is_not_in_view_is_not_there_to_be_changed_either() {
    let app = an_app();
    let [older, newer] = two_mobiles(&app).await;
    let nobody = "018f3f2e-7a3b-7c00-8000-0123456789ab";
    for (persona, method, path, body) in [
        (Patient, "GET", "/contact-details/{id}", ""),
        (
            Patient,
            "PUT",
            "/contact-details/{id}",
            r#"{"isActive":true}"#,
        ),
        (
            Patient,
            "PUT",
            "/contact-details/{id}",
            r#"{"isActive":false}"#,
        ),
        (Clinician, "GET", "/contact-details/{id}", ""),
        (
            Clinician,
            "POST",
            "/contact-details/{id}/verification",
            r#"{"how":"code"}"#,
        ),
        (
            Clinician,
            "POST",
            "/contact-details/{id}/replacement",
            r#"{"contactInformation":{"contactType":"phone","value":"07700 900125"}}"#,
        ),
        (
            Clinician,
            "DELETE",
            "/api/v1/contactDetails?id={id}&targetId={target}",
            "",
        ),
    ] {
        let ask = async |id: &str| {
            let path = path.replace("{id}", id).replace("{target}", AMARA);
            let answer = app.call(persona, method, &path, body).await;
            (answer.status, answer.text.replace(id, "(id)"))
        };
        let hidden = ask(&older).await;
        assert_eq!(hidden.0, 404, "{persona:?} {method} {path}");
        assert_eq!(hidden, ask(nobody).await, "{persona:?} {method} {path}");
    }
    let described = r#"{"contactInformation":{"description":"after six"}}"#;
    let path = format!("/contact-details/{newer}");
    let mended = app.call(Patient, "PUT", &path, described).await;
    assert_eq!(mended.status, 200, "{}", mended.text);
}

#[tokio::test]
async fn neither_sees_what_was_wished_before() {
    let app = an_app();
    two_mobiles(&app).await;
    let wishes = format!("/targets/{AMARA}/preferences");
    let told = app
        .call(Patient, "PUT", &wishes, r#"{"preferredMethod":"text"}"#)
        .await;
    assert_eq!(told.status, 200, "{}", told.text);
    for persona in [Patient, Clinician] {
        assert_eq!(app.call(persona, "GET", &wishes, "").await.status, 200);
        let history = app
            .call(persona, "GET", &format!("{wishes}/history"), "")
            .await;
        assert_eq!(history.status, 403, "{persona:?}");
        assert_eq!(history.told(), ["(request) history-not-shown"]);
    }
}

#[tokio::test]
async fn a_patient_records_their_own_details_and_nobody_elses() {
    let app = an_app();
    two_mobiles(&app).await;
    let theirs = mobile("07700 900126").replace(AMARA, SOMEBODY_ELSE);
    let refused = app.call(Patient, "POST", "/contact-details", &theirs).await;
    assert_eq!(refused.told(), ["targetId another-person"]);
    // The same of somebody of whom there is something.
    app.call(Clinician, "POST", "/contact-details", &theirs)
        .await;
    let again = app.call(Patient, "POST", "/contact-details", &theirs).await;
    assert_eq!(again.text, refused.text);
}

#[tokio::test]
async fn a_service_writes_only_if_it_is_marked_for_it() {
    let app = TestApp::new();
    let new = phone("07700 900127", true);
    let refused = app.call(Unattended, "POST", "/contact-details", &new).await;
    assert_eq!(
        (refused.status.as_u16(), refused.told()),
        (403, vec!["(request) not-marked-for-update".to_owned()])
    );
    let made = app.call(MailRun, "POST", "/contact-details", &new).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let path = format!("/contact-details?targetId={AMARA}");
    let read = app.call(Unattended, "GET", &path, "").await;
    assert_eq!(read.json()["results"].as_array().map(Vec::len), Some(1));
}

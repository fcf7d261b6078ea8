//! What those who come through the NHS API platform may do on the paths of the house.

use contactable_server::demo::Persona::{
    self, Clinician, PdsApp, PdsPatient, PdsPrivilegedApp, PdsWorker,
};

use super::get;
use crate::standing::{known_patient, restrict, trail};
use crate::test_app::{AMARA, Answer, TestApp, phone};

const OF_NHS: &str = "07700 900456";
const OF_HOUSING: &str = "07700 900123";

/// The NHS and Housing hold a number each of a person at risk.
async fn restricted() -> (TestApp, String) {
    let app = TestApp::new();
    known_patient(&app).await;
    let of_nhs = phone(OF_NHS, false).replace("Housing", "NHS");
    let made = app
        .call(PdsWorker, "POST", "/contact-details", &of_nhs)
        .await;
    assert_eq!(made.status, 201, "{}", made.text);
    let of_housing = phone(OF_HOUSING, true);
    let officer = Persona::Officer;
    let other = app
        .call(officer, "POST", "/contact-details", &of_housing)
        .await;
    assert_eq!(other.status, 201, "{}", other.text);
    restrict(&app, true).await;
    (app, made.id())
}

async fn list(app: &TestApp, who: Persona) -> Answer {
    let path = format!("/contact-details?targetId={AMARA}");
    app.call(who, "GET", &path, "").await
}

fn digits(typed: &str) -> String {
    typed.replace(' ', "").split_off(1)
}

#[tokio::test]
async fn only_the_privileged_application_sees_a_restricted_person_in_its_areas() {
    let (app, id) = restricted().await;
    for who in [PdsWorker, PdsPatient, PdsApp, Clinician] {
        let told = list(&app, who).await;
        assert_eq!(told.status, 200, "{who:?}");
        assert!(
            !told.text.contains(&digits(OF_NHS)),
            "{who:?} {}",
            told.text
        );
        let one = format!("/contact-details/{id}");
        assert_eq!(app.call(who, "GET", &one, "").await.status, 404, "{who:?}");
    }
    let told = list(&app, PdsPrivilegedApp).await;
    let seen: Vec<String> = told.json()["results"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|record| record["id"].to_string())
        .collect();
    assert_eq!(seen, [format!("\"{id}\"")], "{}", told.text);
    assert!(!told.text.contains(&digits(OF_HOUSING)), "{}", told.text);
    let lines = trail(&app).await;
    let trusted = |line: &String| line.starts_with("list allowed trusted-with-restricted");
    assert!(lines.iter().any(trusted), "{lines:?}");
}

#[tokio::test]
async fn a_privileged_application_changes_finds_and_decides_nothing() {
    let (app, id) = restricted().await;
    let new = phone("07700 900127", false).replace("Housing", "NHS");
    let one = format!("/contact-details/{id}");
    let about = |what: &str| format!("/targets/{AMARA}/{what}");
    let (wishes, restriction) = (about("preferences"), about("restriction"));
    let glass = about("break-glass");
    for (method, path, body) in [
        ("POST", "/contact-details", new.as_str()),
        ("PUT", &one, r#"{"contactInformation":{"description":"x"}}"#),
        ("PUT", &one, r#"{"isActive":false}"#),
        ("PUT", &wishes, r#"{"preferredMethod":"text"}"#),
        (
            "PUT",
            &restriction,
            r#"{"restricted":false,"reason":"I say"}"#,
        ),
        ("GET", &restriction, ""),
        ("POST", &glass, r#"{"reason":"I say"}"#),
        ("GET", "/reports/break-glass", ""),
        ("GET", "/audit?limit=1", ""),
    ] {
        let refused = app.call(PdsPrivilegedApp, method, path, body).await;
        assert_eq!(refused.status, 403, "{method} {path} {}", refused.text);
    }
    let purpose = &[("x-purpose", "safeguarding")];
    let search = r#"{"value":"+44 7700 900456"}"#;
    let path = "/contact-details/search";
    let refused = app.call_with(PdsPrivilegedApp, "POST", path, search, purpose);
    assert_eq!(refused.await.status, 403);
    assert!(list(&app, PdsPrivilegedApp).await.text.contains(&id));
}

#[tokio::test]
async fn an_application_reads_and_writes_only_if_it_may_update() {
    let app = TestApp::new();
    let body = phone("07700 900127", false).replace("Housing", "NHS");
    let refused = app.call(PdsApp, "POST", "/contact-details", &body).await;
    assert_eq!(refused.status, 403);
    assert_eq!(refused.told(), ["(request) not-marked-for-update"]);
    for (update, expected) in [("\"true\"", 403), ("false", 403), ("true", 201)] {
        let said =
            format!(r#"app_attributes={{"pds":{{"app-restricted":{{"update":{update}}}}}}}"#);
        let token = app.token(PdsApp, &[&said]);
        let call = crate::asking::call_as(&app, &token, "POST", "/contact-details", &body, &[]);
        assert_eq!(call.await.status, expected, "{update}");
    }
}

#[tokio::test]
async fn a_weak_proof_is_told_on_both_surfaces_and_on_record() {
    let app = TestApp::new();
    let scope = "scope=urn:nhsd:apim:user-nhs-login:P5:personal-demographics-service";
    for said in [scope, "id_token={}"] {
        let token = format!("Bearer {}", app.token(PdsPatient, &[said]));
        for path in ["/contact-details", "/api/v1/contactDetails"] {
            let refused = get(&app, path, &token).await;
            assert_eq!(refused.status, 401, "{said}");
            let challenge = "Bearer error=\"insufficient_user_authentication\"";
            assert_eq!(refused.header("www-authenticate"), challenge);
        }
    }
    let entries = crate::asking::entries(&app, None).await;
    let refused = entries.iter().map(crate::asking::told);
    let refused = refused.filter(|line| line.ends_with("refused not-proved-enough"));
    assert_eq!(refused.count(), 4);
}

//! Who the service takes somebody for.

use contactable_server::demo::PATIENT_NHS_NUMBER;
use contactable_server::demo::Persona::{
    self, Auditor, Clinician, HousingManager, MailRun, Patient, RepairsOfficer, SafeguardingLead,
    Unattended, Visitor,
};
use serde_json::{Value, json};

use crate::standing::known_patient;
use crate::test_app::{AMARA, TestApp};

const STAFF: &str = "https://demo.contactable.invalid";

async fn me(app: &TestApp, persona: Persona) -> Value {
    let answer = app.call(persona, "GET", "/me", "").await;
    assert_eq!(answer.status, 200, "{persona:?}");
    answer.json()
}

fn area(name: &str) -> Value {
    json!({"area": name, "teams": [], "isManager": false})
}

#[tokio::test]
async fn staff_see_their_areas_teams_and_roles() {
    let app = TestApp::new();
    let somebody = |subject: &str, name: &str, areas: Value, roles: Value| {
        json!({
            "mode": "staff",
            "issuer": STAFF,
            "subject": subject,
            "name": name,
            "areas": areas,
            "roles": roles,
        })
    };
    let repairs = json!([{"area": "Housing", "teams": ["Repairs"], "isManager": false}]);
    let managed = json!([{"area": "Housing", "teams": [], "isManager": true}]);
    let both = json!([area("Housing"), area("Social Care")]);
    for (persona, subject, name, areas, roles) in [
        (
            RepairsOfficer,
            "demo-repairs-officer",
            "Remi Repairs",
            repairs,
            json!([]),
        ),
        (
            HousingManager,
            "demo-housing-manager",
            "Harriet Manager",
            managed,
            json!([]),
        ),
        (
            SafeguardingLead,
            "demo-safeguarding-lead",
            "Safi Guard",
            both,
            json!(["safeguarding", "tracer"]),
        ),
        (
            Auditor,
            "demo-auditor",
            "Audrey Auditor",
            json!([]),
            json!(["auditor"]),
        ),
        (Visitor, "demo-visitor", "Vic Visitor", json!([]), json!([])),
    ] {
        assert_eq!(
            me(&app, persona).await,
            somebody(subject, name, areas, roles)
        );
    }
}

#[tokio::test]
async fn others_see_how_they_came() {
    let app = TestApp::new();
    let clinician = me(&app, Clinician).await;
    assert_eq!(clinician["mode"], "healthcare-worker");
    assert_eq!(clinician["areas"], json!([area("NHS")]));
    for (persona, update) in [(Unattended, false), (MailRun, true)] {
        let client = me(&app, persona).await;
        assert_eq!(client["mode"], "unattended");
        assert_eq!(client["update"], update);
        assert_eq!(client["areas"], json!([area("Housing")]));
    }
}

#[tokio::test]
async fn a_patient_is_told_which_target_they_are_and_no_number() {
    let app = TestApp::new();
    let before = me(&app, Patient).await;
    assert_eq!(
        (&before["mode"], &before["targetId"]),
        (&json!("patient"), &Value::Null)
    );
    known_patient(&app).await;
    let after = me(&app, Patient).await;
    assert_eq!(after["targetId"], AMARA);
    assert_eq!(after["areas"], json!([area("NHS")]));
    assert!(!after.to_string().contains(PATIENT_NHS_NUMBER));
    assert_eq!(me(&app, Clinician).await["targetId"], Value::Null);
}

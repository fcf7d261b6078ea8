//! What the claims of each kind of issuer come to, rule by rule.

use std::sync::Arc;

use contactable_domain::actor::{AccessMode, Actor, Role};
use contactable_domain::area::ServiceArea;
use contactable_domain::ports::Clock as _;
use contactable_domain::value::NhsNumber;
use contactable_http::auth::{
    Cis2, Client, Clients, Issuer, IssuerKind, RoleCodes, TokenRefusal, TokenVerifier,
    VerifiedToken,
};
use contactable_server::demo::{
    self, PATIENT_NHS_NUMBER,
    Persona::{
        self, Admin, Auditor, Clinician, DutyOfficer, MailRun, Patient, SafeguardingLead,
        TeamLeader, Unattended, Visitor,
    },
};
use contactable_testkit::FrozenClock;
use serde_json::{Value, json};

use super::get;
use super::signing::{ISSUER, SigningKey, claims_with, fixed};
use crate::test_app::TestApp;

/// What the demo's issuers make of a persona's token with these claims.
pub async fn verify(persona: Persona, said: &[&str]) -> Result<Arc<VerifiedToken>, TokenRefusal> {
    let clock = Arc::new(FrozenClock::default());
    let said: Vec<String> = said.iter().map(|claim| (*claim).to_owned()).collect();
    let token = demo::token(persona, &said, clock.now()).expect("a token");
    let issuers = demo::issuers(&demo::areas());
    TokenVerifier::new(issuers, clock).verify(&token).await
}

pub async fn actor(persona: Persona, said: &[&str]) -> Actor {
    let verified = verify(persona, said).await;
    let verified = verified.unwrap_or_else(|refusal| panic!("{persona:?} {said:?}: {refusal:?}"));
    Actor::clone(&verified.actor)
}

pub async fn refusal(persona: Persona, said: &[&str]) -> Option<TokenRefusal> {
    verify(persona, said).await.err()
}

pub fn areas(actor: &Actor) -> Vec<&str> {
    actor.areas.iter().map(ServiceArea::name).collect()
}

#[tokio::test]
async fn staff_have_the_roles_of_their_groups() {
    for (persona, roles, of) in [
        (Auditor, &[Role::Auditor][..], &[][..]),
        (Admin, &[Role::Administrator], &[]),
        (
            SafeguardingLead,
            &[Role::Safeguarding, Role::Tracer],
            &["Housing", "Social Care"],
        ),
        (DutyOfficer, &[Role::BreakGlass], &["Housing"]),
        (TeamLeader, &[], &["Housing", "Social Care"]),
        (Visitor, &[], &[]),
    ] {
        let actor = actor(persona, &[]).await;
        assert!(actor.mode == AccessMode::Staff, "{persona:?}");
        assert_eq!(actor.roles, roles, "{persona:?}");
        assert_eq!(areas(&actor), of, "{persona:?}");
    }
    let twice = actor(Auditor, &[r#"groups=["auditors","auditors","nobody"]"#]).await;
    assert_eq!(twice.roles, [Role::Auditor]);
}

#[tokio::test]
async fn a_claim_of_roles_gives_none() {
    let actor = actor(TeamLeader, &[r#"roles=["auditor"]"#, "role=auditor"]).await;
    assert!(actor.roles.is_empty());
}

#[tokio::test]
async fn a_patient_is_who_nhs_login_proved() {
    let verified = verify(Patient, &["client_id=app", "jti=one"])
        .await
        .expect("good");
    let actor = &verified.actor;
    let number = NhsNumber::parse(PATIENT_NHS_NUMBER).expect("a number");
    assert!(actor.mode == AccessMode::Patient(number));
    assert_eq!(areas(actor), ["NHS"]);
    assert_eq!(*actor.issuer, *"https://demo.contactable.invalid/nhs-login");
    assert_eq!(actor.author.subject, "demo-patient");
    assert_eq!(*verified.identity.subject, *"demo-patient");
    assert_eq!(verified.identity.token.as_deref(), Some("one"));
    assert_eq!(verified.client.as_deref(), Some("app"));
}

#[tokio::test]
async fn the_email_of_a_login_is_not_the_patients() {
    let phone = r#"phone_number="07700 900123""#;
    let actor = actor(Patient, &["email=pat@example.com", phone]).await;
    assert_eq!(actor.author.email, None);
}

#[tokio::test]
async fn a_patients_name_may_come_in_parts() {
    let name = async |said: &[&str]| actor(Patient, said).await.author.name;
    let parts = ["name=null", "given_name=Pat", "family_name=Doe"];
    assert_eq!(name(&parts).await.as_deref(), Some("Pat Doe"));
    assert_eq!(name(&parts[..2]).await.as_deref(), Some("Pat"));
    assert_eq!(
        name(&["given_name=Pat"]).await.as_deref(),
        Some("Pat Patient")
    );
    assert_eq!(name(&["name=\" \""]).await, None);
}

#[tokio::test]
async fn only_a_high_proof_is_taken() {
    for vot in ["P9.Cp.Cd", "P9.Cp.Ck", "P9.Cm", "Ck.Cp.P9", "Cm.P9"] {
        assert_eq!(
            refusal(Patient, &[&format!("vot={vot}")]).await,
            None,
            "{vot}"
        );
    }
    for said in [
        "vot=P9.Cp",
        "vot=P5.Cp.Cd",
        "vot=P5.Cm",
        "vot=P0.Cp",
        "vot=P9",
        "vot=P9.Cp.Cd.Cm",
        "vot=P9.Cp.Cp.Cd",
        "vot=p9.cp.cd",
        "vot=\"\"",
        "vot=null",
        "identity_proofing_level=P5",
        "identity_proofing_level=P0",
        "identity_proofing_level=P9.Cm",
        "identity_proofing_level=null",
    ] {
        assert_eq!(
            refusal(Patient, &[said]).await,
            Some(TokenRefusal::NotProvedEnough),
            "{said}"
        );
    }
}

#[tokio::test]
async fn a_patient_without_a_good_nhs_number_is_none() {
    for said in [
        "nhs_number=null",
        "nhs_number=\"\"",
        "nhs_number=\"9990000019\"",
        "nhs_number=\"9999999999\"",
        "nhs_number=9990000018",
        "nhs_number=[\"9990000018\"]",
        "vot=[\"P9.Cm\"]",
        "identity_proofing_level=9",
        "sub=null",
    ] {
        assert_eq!(
            refusal(Patient, &[said]).await,
            Some(TokenRefusal::Invalid),
            "{said}"
        );
    }
    assert_eq!(
        refusal(Patient, &["nhs_number=\"999 000 0018\""]).await,
        None
    );
}

#[tokio::test]
async fn a_worker_is_who_cis2_assured() {
    let actor = actor(Clinician, &[]).await;
    assert!(actor.mode == AccessMode::HealthcareWorker);
    assert_eq!(areas(&actor), ["NHS"]);
    assert_eq!(actor.author.name.as_deref(), Some("Clem Clinician"));
    assert!(actor.roles.is_empty());
    let shown = self::actor(Clinician, &["name=null", "display_name=CLINICIAN Clem"]).await;
    assert_eq!(shown.author.name.as_deref(), Some("CLINICIAN Clem"));
}

#[tokio::test]
async fn only_a_worker_at_level_2_or_3_is_taken() {
    const LEVEL: &str = "authentication_assurance_level";
    let level = |value: &str| format!("{LEVEL}={value}");
    let without = level("null");
    for said in [
        &[level("2")][..],
        &[level("3")],
        &[level("\"2\"")],
        &[level("\"3\"")],
        &[without.clone(), "acr=AAL2".to_owned()],
        &[without.clone(), "acr=AAL3_ANY".to_owned()],
        &[without.clone(), "acr=AAL2_OR_AAL3_ANY".to_owned()],
    ] {
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        assert_eq!(refusal(Clinician, &said).await, None, "{said:?}");
    }
    for said in [
        &[level("1")][..],
        &[level("0")],
        &[level("4")],
        &[level("\"1\"")],
        &[level("\"AAL3\"")],
        &[level("\"\"")],
        &[level("\"1\""), "acr=AAL3_ANY".to_owned()],
        &[without.clone(), "acr=AAL1_USERPASS".to_owned()],
        &[without.clone(), "acr=AAL20".to_owned()],
        &[without.clone(), "acr=aal3".to_owned()],
        &[without.clone(), "acr=X_AAL3".to_owned()],
        &[without.clone(), "acr=null".to_owned()],
    ] {
        let said: Vec<&str> = said.iter().map(String::as_str).collect();
        let expected = Some(TokenRefusal::NotProvedEnough);
        assert_eq!(refusal(Clinician, &said).await, expected, "{said:?}");
    }
    for said in [
        level("true"),
        level("[3]"),
        level("2.5"),
        "acr=3".to_owned(),
    ] {
        let expected = Some(TokenRefusal::Invalid);
        assert_eq!(refusal(Clinician, &[&said]).await, expected, "{said}");
    }
}

#[tokio::test]
async fn a_worker_acts_in_a_role_they_have() {
    let session = verify(Clinician, &[]).await.expect("good").session.clone();
    assert!(session.role_ids().eq(["555000000001"]));
    assert!(session.role(Some("555000000009")).is_err());
    for said in [
        "selected_roleid=555000000009",
        "selected_roleid=null",
        "selected_roleid=\"\"",
        "nhsid_nrbac_roles=[{\"person_roleid\":\"1\"}]",
        "nhsid_nrbac_roles=[{\"role_code\":\"R8001\"}]",
        "nhsid_nrbac_roles={}",
    ] {
        let expected = Some(TokenRefusal::Invalid);
        assert_eq!(refusal(Clinician, &[said]).await, expected, "{said}");
    }
    for said in [
        &["nhsid_nrbac_roles=[]"][..],
        &["nhsid_nrbac_roles=null"],
        &["nhsid_nrbac_roles=null", "selected_roleid=null"],
        &[
            "nhsid_nrbac_roles=[{\"person_roleid\":\"1\"},{\"person_roleid\":\"2\"}]",
            "selected_roleid=\"2\"",
        ],
    ] {
        assert_eq!(refusal(Clinician, said).await, None, "{said:?}");
    }
}

/// What an issuer of this kind makes of these claims.
pub async fn made_of(kind: IssuerKind, said: &Value) -> Result<Arc<VerifiedToken>, TokenRefusal> {
    let key = SigningKey::ed("one");
    let keys = fixed(&[&key], &["EdDSA"]);
    let audiences = vec!["contactable".to_owned()];
    let issuer = Issuer::new(ISSUER, audiences, 0, kind, keys);
    let verifier = TokenVerifier::new(vec![issuer], Arc::new(FrozenClock::default()));
    verifier.verify(&key.token("EdDSA", said)).await
}

#[tokio::test]
async fn role_codes_decide_who_is_accepted_and_what_they_may() {
    let worker = |code: &str| {
        let mut said = claims_with("authentication_assurance_level", json!(3));
        said["selected_roleid"] = json!("1");
        said["nhsid_nrbac_roles"] = json!([
            { "person_roleid": "1", "role_code": code },
            { "person_roleid": "2", "role_code": "S8000:G8000:R8000" },
        ]);
        said
    };
    let kind = || {
        let mut codes = RoleCodes::default();
        codes.accept_only("R8000");
        codes.accept_only("S8000:G8001:R8002");
        codes.add_role("R8000", Role::BreakGlass);
        IssuerKind::Cis2(Cis2::new(Vec::new(), codes))
    };
    let roles = async |code: &str| {
        made_of(kind(), &worker(code))
            .await
            .map(|v| v.actor.roles.clone())
    };
    assert_eq!(roles("S8000:G8000:R8000").await, Ok(vec![Role::BreakGlass]));
    assert_eq!(roles("S8000:G8001:R8002").await, Ok(Vec::new()));
    // A role that they have and did not select does not count.
    assert_eq!(roles("S8000:G8000:R8003").await, Err(TokenRefusal::Invalid));
    assert_eq!(roles("S8000:G8009:R8002").await, Err(TokenRefusal::Invalid));
    let mut without = worker("");
    without["nhsid_nrbac_roles"] = json!([]);
    let without = made_of(kind(), &without).await.map(|_| ());
    assert_eq!(without, Err(TokenRefusal::Invalid));
}

#[tokio::test]
async fn a_client_may_what_the_configuration_says() {
    for (persona, update) in [(Unattended, false), (MailRun, true)] {
        let verified = verify(persona, &[]).await.expect("good");
        let actor = &verified.actor;
        assert!(
            actor.mode == AccessMode::Unattended { update },
            "{persona:?}"
        );
        assert_eq!(areas(actor), ["Housing"]);
        assert_eq!(
            verified.client.as_deref(),
            Some(actor.author.subject.as_str())
        );
    }
    let marked = actor(Unattended, &["update=true", "scope=update"]).await;
    assert!(marked.mode == AccessMode::Unattended { update: false });
}

#[tokio::test]
async fn a_client_is_known_by_its_subject() {
    let invalid = Some(TokenRefusal::Invalid);
    for said in [
        &["sub=somebody"][..],
        &["sub=Demo-Unattended"],
        &["sub=\"\""],
        // Somebody who signed in through the application.
        &["sub=somebody", "azp=demo-unattended"],
        &["sub=null", "client_id=somebody", "azp=demo-unattended"],
        &["sub=null", "client_id=null"],
        &["client_id=5"],
        &["scope=[\"a\"]"],
    ] {
        assert_eq!(refusal(Unattended, said).await, invalid, "{said:?}");
    }
    for said in [
        &["client_id=null"][..],
        &["sub=null"],
        &["sub=null", "client_id=null", "azp=demo-unattended"],
        &["client_id=another-name-for-it"],
    ] {
        let subject = actor(Unattended, said).await.author.subject;
        assert_eq!(subject, "demo-unattended", "{said:?}");
    }
}

#[tokio::test]
async fn a_client_may_need_a_scope() {
    let kind = || {
        IssuerKind::Clients(Clients::new(vec![Client {
            id: "somebody".to_owned(),
            areas: Vec::new(),
            update: false,
            scope: Some("contact:read".to_owned()),
        }]))
    };
    let is_taken = async |scope: Value| made_of(kind(), &claims_with("scope", scope)).await.is_ok();
    assert!(is_taken(json!("contact:read")).await);
    assert!(is_taken(json!("openid contact:read profile")).await);
    for scope in [
        "",
        "contact:reader",
        "contact",
        "Contact:Read",
        "contact:read,openid",
    ] {
        assert!(!is_taken(json!(scope)).await, "{scope}");
    }
    assert!(!is_taken(Value::Null).await);
}

#[tokio::test]
async fn a_token_cannot_choose_its_kind() {
    // The claims of one kind, said by an issuer of another.
    let staff = "iss=https://demo.contactable.invalid";
    let actor = actor(Patient, &[staff]).await;
    assert!(actor.mode == AccessMode::Staff && actor.areas.is_empty());
    for kind in ["nhs-login", "cis2", "clients"] {
        assert!(
            refusal(TeamLeader, &[&format!("{staff}/{kind}")])
                .await
                .is_some(),
            "{kind}"
        );
    }
}

#[tokio::test]
async fn who_is_not_proved_well_enough_is_told_so_on_both_surfaces() {
    let app = TestApp::new();
    let token = format!("Bearer {}", app.token(Patient, &["vot=P9.Cp"]));
    for path in ["/contact-details", "/api/v1/contactDetails"] {
        let refused = get(&app, path, &token).await;
        assert_eq!(refused.status, 401);
        assert_eq!(
            refused.header("www-authenticate"),
            "Bearer error=\"insufficient_user_authentication\""
        );
        assert!(
            refused.text.contains("higher level of assurance"),
            "{}",
            refused.text
        );
    }
    let good = format!("Bearer {}", app.token(Patient, &[]));
    assert_ne!(get(&app, "/contact-details", &good).await.status, 401);
}

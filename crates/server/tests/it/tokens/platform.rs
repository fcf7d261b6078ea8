//! Tokens of the NHS API platform: as whom somebody comes by their scopes, and what they bring with them.

use contactable_domain::actor::{AccessMode, Role};
use contactable_http::auth::{IssuerKind, NoSuchRole, Platform, RoleCodes, TokenRefusal};
use contactable_server::demo::PATIENT_NHS_NUMBER;
use contactable_server::demo::Persona::{
    self, Clinician, Patient, PdsApp, PdsPatient, PdsPrivilegedApp, PdsWorker,
};
use serde_json::{Value, json};

use super::claims::{actor, areas, made_of, refusal, verify};
use super::signing::{ISSUER, NOW};

const SERVICE: &str = "personal-demographics-service";

const WEAK: Option<TokenRefusal> = Some(TokenRefusal::NotProvedEnough);
const INVALID: Option<TokenRefusal> = Some(TokenRefusal::Invalid);

/// The claim `scope` with these, each without what all begin with and without the service.
fn scopes(names: &[&str]) -> String {
    let full = |name: &&str| format!("urn:nhsd:apim:{name}{SERVICE}");
    let all: Vec<String> = names.iter().map(full).collect();
    format!("scope={}", all.join(" "))
}

const WORKER: &str = "user-nhs-cis2:aal3:";
const P9: &str = "user-nhs-login:P9:";
const APP: &str = "app:level3:";
const PRIVILEGED: &str = "app:level3:privileged-";

const UPDATING: &str = r#"app_attributes={"pds":{"app-restricted":{"update":true}}}"#;

/// As whom somebody comes, with their roles.
async fn way(persona: Persona, said: &[&str]) -> (&'static str, Vec<Role>) {
    let actor = actor(persona, said).await;
    assert_eq!(areas(&actor), ["NHS"], "{said:?}");
    if let AccessMode::Unattended { update } = actor.mode {
        assert!(!update, "{said:?}");
    }
    (actor.mode.as_str(), actor.roles)
}

#[tokio::test]
async fn everybody_comes_as_what_they_are() {
    for (persona, mode, roles) in [
        (PdsWorker, "healthcare-worker", vec![]),
        (PdsPatient, "patient", vec![]),
        (PdsApp, "unattended", vec![]),
        (PdsPrivilegedApp, "unattended", vec![Role::Privileged]),
    ] {
        assert_eq!(way(persona, &[]).await, (mode, roles), "{persona:?}");
        let verified = verify(persona, &[]).await.expect("good");
        let client = match persona {
            PdsPrivilegedApp => "demo-pds-privileged-app",
            _ => "demo-pds-app",
        };
        assert_eq!(verified.client.as_deref(), Some(client), "{persona:?}");
        assert_eq!(verified.actor.author.email, None);
    }
}

#[tokio::test]
async fn a_worker_and_a_patient_are_what_they_are_without_the_platform() {
    for (through, directly) in [(PdsWorker, Clinician), (PdsPatient, Patient)] {
        let (one, other) = (actor(through, &[]).await, actor(directly, &[]).await);
        assert!(one.mode == other.mode, "{through:?}");
        assert_eq!(one.areas, other.areas);
        assert_eq!((one.teams, one.manages), (other.teams, other.manages));
        assert_eq!(one.roles, other.roles);
    }
}

#[tokio::test]
async fn the_scopes_say_as_whom_and_the_last_in_order_counts() {
    let worker = ("healthcare-worker", vec![]);
    for scope in [WORKER, "user-nhs-cis2:aal2:", "user-nhs-id:aal3:"] {
        assert_eq!(way(PdsApp, &[&scopes(&[scope])]).await, worker, "{scope}");
    }
    let named = format!("scope={SERVICE}:USER-RESTRICTED");
    assert_eq!(way(PdsApp, &[&named]).await, worker);
    let patient = ("patient", vec![]);
    let privileged = ("unattended", vec![Role::Privileged]);
    for (names, expected) in [
        (&[APP, WORKER][..], &worker),
        (&[WORKER, P9], &patient),
        (&[P9, APP], &patient),
        (&[PRIVILEGED, P9, WORKER], &privileged),
        (&[APP, PRIVILEGED], &privileged),
    ] {
        let backwards: Vec<&str> = names.iter().rev().copied().collect();
        for names in [names, &backwards] {
            assert_eq!(
                way(PdsPatient, &[&scopes(names)]).await,
                *expected,
                "{names:?}"
            );
        }
    }
    // Another's attribute gives an application nothing that its scope does not.
    assert_eq!(way(PdsPrivilegedApp, &[UPDATING]).await, privileged);
    assert_eq!(way(PdsPatient, &[UPDATING]).await, patient);
    assert_eq!(way(PdsApp, &["scope=null"]).await, ("unattended", vec![]));
}

#[tokio::test]
async fn an_application_updates_only_by_the_word_true() {
    assert_eq!(way(PdsApp, &[UPDATING]).await.0, "healthcare-worker");
    let session = verify(PdsApp, &[UPDATING])
        .await
        .expect("good")
        .session
        .clone();
    assert!(
        session.role(Some("whatever")).is_ok(),
        "no role is asked for"
    );
    let of_others = [UPDATING, "scope=urn:nhsd:apim:app:level3:another-service"];
    assert_eq!(way(PdsApp, &of_others).await.0, "unattended");
    for attributes in [
        r#"{"pds":{"app-restricted":{"update":false}}}"#,
        r#"{"pds":{"app-restricted":{"update":"true"}}}"#,
        r#"{"pds":{"app-restricted":{"update":1}}}"#,
        r#"{"pds":{"app-restricted":{"update":[true]}}}"#,
        r#"{"pds":{"app-restricted":{"Update":true}}}"#,
        r#"{"pds":{"app-restricted":true}}"#,
        r#"{"pds":[{"app-restricted":{"update":true}}]}"#,
        r#"{"pds":"{\"app-restricted\":{\"update\":true}}"}"#,
        r#"{"app-restricted":{"update":true}}"#,
        r#"{"update":true}"#,
        "{}",
    ] {
        let said = format!("app_attributes={attributes}");
        assert_eq!(way(PdsApp, &[&said]).await.0, "unattended", "{said}");
    }
}

#[tokio::test]
async fn an_application_may_want_empty_lines_of_addresses() {
    for (value, expected) in [
        ("true", true),
        (r#""true""#, true),
        ("false", false),
        (r#""false""#, false),
        (r#""TRUE""#, false),
        ("1", false),
        (r#"["true"]"#, false),
    ] {
        let said = format!(r#"app_attributes={{"return-empty-address-lines":{value}}}"#);
        for persona in [PdsApp, PdsWorker, PdsPatient, PdsPrivilegedApp] {
            let session = verify(persona, &[&said])
                .await
                .expect("good")
                .session
                .clone();
            assert_eq!(session.empty_address_lines, expected, "{persona:?} {value}");
        }
    }
    let session = verify(PdsApp, &[]).await.expect("good").session.clone();
    assert!(!session.empty_address_lines);
}

#[tokio::test]
async fn who_signed_in_too_weakly_is_told_so() {
    for level in ["user-nhs-login:P5:", "user-nhs-login:P0:"] {
        for names in [&[level][..], &[level, P9], &[level, WORKER], &[level, APP]] {
            let said = scopes(names);
            assert_eq!(
                refusal(PdsPatient, &[&said, UPDATING]).await,
                WEAK,
                "{said}"
            );
        }
    }
    let id_token = |vot: &str, level: &str, number: &str| {
        let mut token = json!({});
        for (name, value) in [
            ("vot", vot),
            ("identity_proofing_level", level),
            ("nhs_number", number),
        ] {
            if value != "none" {
                token[name] = json!(value);
            }
        }
        format!("id_token={token}")
    };
    let number = PATIENT_NHS_NUMBER;
    for vot in ["P9.Cp.Cd", "P9.Cp.Ck", "P9.Cm"] {
        for level in ["P9", "none"] {
            let said = id_token(vot, level, number);
            assert_eq!(refusal(PdsPatient, &[&said]).await, None, "{said}");
        }
    }
    for vot in [
        "P9.Cp",
        "none",
        "",
        "P9",
        "P5.Cp.Cd",
        "P0.Cp.Cd",
        "Cd.P9.Cp",
        "Cm.P9",
        "P9.Cp.Cd.Cm",
        "p9.cm",
        "P9.Cm ",
        "P9.Cp.Cd,P9.Cm",
    ] {
        let said = id_token(vot, "P9", number);
        assert_eq!(refusal(PdsPatient, &[&said]).await, WEAK, "{said}");
    }
    for (level, number) in [
        ("P5", number),
        ("P0", number),
        ("", number),
        ("P9", "none"),
        ("P9", ""),
        ("P9", "9990000019"),
        ("P9", "9912003072"),
    ] {
        let said = id_token("P9.Cp.Cd", level, number);
        assert_eq!(refusal(PdsPatient, &[&said]).await, WEAK, "{said}");
    }
    assert_eq!(refusal(PdsPatient, &["id_token=null"]).await, WEAK);
    // What stands beside the id token is no part of it.
    let beside = ["id_token={}", "vot=P9.Cm", "nhs_number=\"9990000018\""];
    assert_eq!(refusal(PdsPatient, &beside).await, WEAK);
}

#[tokio::test]
async fn a_patient_with_another_scope_never_becomes_an_application() {
    for scope in [
        "user-nhs-login:P7:",
        "user-nhs-login:p9:",
        "user-nhs-cis2:aal1:",
    ] {
        for names in [&[scope][..], &[scope, APP]] {
            let said = scopes(names);
            assert_eq!(
                refusal(PdsPatient, &[&said, UPDATING]).await,
                WEAK,
                "{said}"
            );
        }
    }
    let elsewhere = "scope=urn:nhsd:apim:user-nhs-login:P9:another-service";
    let app = scopes(&[APP]);
    for said in [elsewhere, "scope=null", "scope=openid", &app] {
        assert_eq!(refusal(PdsPatient, &[said]).await, WEAK, "{said}");
        assert_eq!(refusal(PdsPatient, &[said, UPDATING]).await, WEAK, "{said}");
    }
}

#[tokio::test]
async fn an_application_is_subscribed_to_the_service() {
    for (named, expected) in [
        ("null".to_owned(), None),
        (format!("[\"{SERVICE}\"]"), None),
        (format!("[\"another\",\"{SERVICE}\"]"), None),
        ("[]".to_owned(), INVALID),
        ("[\"another\"]".to_owned(), INVALID),
        (SERVICE.to_owned(), INVALID),
    ] {
        for persona in [PdsWorker, PdsApp, PdsPrivilegedApp] {
            let said = format!("app_interactions={named}");
            assert_eq!(refusal(persona, &[&said]).await, expected, "{said}");
        }
    }
}

#[tokio::test]
async fn people_have_a_subject_and_an_application_may_be_known_by_its_id() {
    for (persona, expected) in [(PdsWorker, INVALID), (PdsPatient, INVALID), (PdsApp, None)] {
        assert_eq!(
            refusal(persona, &["sub=null"]).await,
            expected,
            "{persona:?}"
        );
    }
    let by_id = actor(PdsApp, &["sub=null"]).await;
    assert_eq!(by_id.author.subject, "demo-pds-app");
    let by_party = actor(PdsApp, &["sub=null", "client_id=null", "azp=app"]).await;
    assert_eq!(by_party.author.subject, "app");
    for said in [
        &["sub=null", "client_id=null"][..],
        &["sub=null", "client_id=\" \""],
        &["client_id=5"],
        &["azp=[\"a\"]"],
    ] {
        assert_eq!(refusal(PdsApp, said).await, INVALID, "{said:?}");
    }
}

#[tokio::test]
async fn a_claim_of_another_type_is_no_claim() {
    let scope = format!("scope=[\"urn:nhsd:apim:{PRIVILEGED}{SERVICE}\"]");
    for said in [
        scope.as_str(),
        "scope={}",
        "scope=true",
        "app_attributes=true",
        "app_attributes=[]",
        r#"app_attributes="{\"pds\":{\"app-restricted\":{\"update\":true}}}""#,
        "app_interactions={}",
        "app_interactions=[1]",
        "nhsid_nrbac_roles={}",
        "nhsid_nrbac_roles=\"R8000\"",
        "nhsid_nrbac_roles=[\"R8000\"]",
        "nhsid_nrbac_roles=[{\"role_code\":\"R8000\"}]",
        "nhsid_nrbac_roles=[{\"person_roleid\":1}]",
        "id_token=eyJhbGciOiJub25lIn0.e30.",
        "id_token=[]",
        "id_token={\"nhs_number\":9990000018}",
        "id_token={\"vot\":[\"P9.Cm\"]}",
        "id_token={\"identity_proofing_level\":9}",
        "name=[]",
    ] {
        for persona in [PdsWorker, PdsPatient, PdsApp, PdsPrivilegedApp] {
            assert_eq!(
                refusal(persona, &[said]).await,
                INVALID,
                "{persona:?} {said}"
            );
        }
    }
}

/// The claims of a worker with these roles: the id of each and its code.
fn worker(roles: &[(&str, &str)]) -> Value {
    let role = |(id, code): &(&str, &str)| json!({"person_roleid": id, "role_code": code});
    json!({
        "iss": ISSUER,
        "aud": "contactable",
        "sub": "somebody",
        "exp": NOW + 3600,
        "scope": format!("urn:nhsd:apim:{WORKER}{SERVICE}"),
        "nhsid_nrbac_roles": roles.iter().map(role).collect::<Vec<_>>(),
    })
}

fn kind(accepted: &[&str]) -> IssuerKind {
    let mut codes = RoleCodes::default();
    for code in accepted {
        codes.accept_only(code);
    }
    codes.add_role("R8000", Role::BreakGlass);
    codes.add_role("R8001", Role::Safeguarding);
    IssuerKind::Platform(Platform::new(Vec::new(), codes))
}

#[tokio::test]
async fn a_worker_acts_in_the_role_that_they_name() {
    let one = made_of(kind(&[]), &worker(&[("1", "S8000:G8000:R8000")])).await;
    let one = one.expect("good");
    assert_eq!(one.actor.roles, [Role::BreakGlass]);
    assert!(one.session.role_ids().eq(["1"]));
    let several = [("1", "R8000"), ("2", "R8001"), ("3", "R8002")];
    let several = made_of(kind(&[]), &worker(&several)).await.expect("good");
    assert!(several.actor.roles.is_empty(), "none is named yet");
    let session = &several.session;
    assert!(session.role_ids().eq(["1", "2", "3"]));
    let named = |id| {
        session
            .role(id)
            .map(|role| role.map(|role| role.roles.clone()))
    };
    assert_eq!(named(Some("2")), Ok(Some(vec![Role::Safeguarding])));
    assert_eq!(named(Some("3")), Ok(Some(vec![])));
    assert_eq!(named(Some("4")), Err(NoSuchRole));
    assert_eq!(named(None), Err(NoSuchRole));
    let none = made_of(kind(&[]), &worker(&[])).await.expect("good");
    assert_eq!(none.session.role_ids().count(), 0);
}

#[tokio::test]
async fn a_role_that_is_not_accepted_is_none_of_theirs() {
    let both = [("1", "R8000"), ("2", "S8000:G8000:R8001")];
    let one = made_of(kind(&["R8001"]), &worker(&both))
        .await
        .expect("good");
    assert!(one.session.role_ids().eq(["2"]));
    assert_eq!(one.actor.roles, [Role::Safeguarding]);
    for roles in [&both[..1], &[]] {
        let refused = made_of(kind(&["R8001"]), &worker(roles)).await;
        assert_eq!(refused.map(|_| ()), Err(TokenRefusal::Invalid), "{roles:?}");
    }
}

#[tokio::test]
async fn roles_are_told_apart_and_there_may_be_many() {
    for roles in [
        &[("1", "R8000"), ("1", "R8001")][..],
        &[("1", "R8000"), (" 1 ", "R8000")],
        &[("", "R8000")],
        &[(" ", "R8000"), ("1", "R8000")],
    ] {
        let refused = made_of(kind(&[]), &worker(roles)).await.map(|_| ());
        assert_eq!(refused, Err(TokenRefusal::Invalid), "{roles:?}");
    }
    let ids: Vec<String> = (0..1_000).map(|id| id.to_string()).collect();
    let roles: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "R")).collect();
    let many = made_of(kind(&[]), &worker(&roles[..120]))
        .await
        .expect("good");
    assert_eq!(many.session.role_ids().count(), 120);
    // Longer than any token that is looked at.
    let refused = made_of(kind(&[]), &worker(&roles)).await.map(|_| ());
    assert_eq!(refused, Err(TokenRefusal::Invalid));
}

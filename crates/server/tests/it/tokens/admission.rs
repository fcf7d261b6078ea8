//! The door that every interface has, and what it tells the one that needs to know more.

use std::sync::Arc;
use std::time::Duration;

use axum::http::Request;
use axum::http::request::Parts;
use contactable_domain::actor::{PurposeOfUse, Role};
use contactable_http::App;
use contactable_http::auth::{
    Admitted, Issuer, IssuerKind, NotAdmitted, Platform, RoleCodes, Sender, TokenVerifier, admit,
};
use contactable_http::edges::{Edges, Rate, RateLimits, RateSettings, TrustedProxies};
use contactable_server::demo::Persona::{self, Officer, PdsApp, PdsPatient, PdsWorker, Visitor};
use contactable_server::demo::{self};
use serde_json::json;

use super::signing::{ISSUER, NOW, SigningKey, fixed};
use crate::asking::{entries, told};
use crate::test_app::TestApp;

/// The door of this app, with limits of its own and these issuers besides.
fn door(app: &TestApp, limits: RateLimits, more: Vec<Issuer>) -> App {
    let areas = demo::areas();
    let mut issuers = demo::issuers(&areas);
    issuers.extend(more);
    App {
        contact_details: app.use_cases.clone(),
        verifier: Arc::new(TokenVerifier::new(issuers, app.clock.clone())),
        areas: Arc::new(areas),
        input: Arc::new(demo::input_rules()),
        bare_tokens: true,
        limits: Arc::new(limits),
        edges: Edges::default(),
        fhir: Arc::default(),
    }
}

fn parts(authorization: &[&str]) -> Parts {
    let request = Request::get("/contact-details");
    let request = authorization.iter().fold(request, |request, value| {
        request.header("authorization", *value)
    });
    request.body(()).expect("a request").into_parts().0
}

async fn knock(door: &App, authorization: &[&str]) -> Result<Admitted, NotAdmitted> {
    admit(&mut parts(authorization), door).await
}

async fn refused(door: &App, authorization: &[&str]) -> NotAdmitted {
    let refused = knock(door, authorization).await.err();
    refused.unwrap_or_else(|| panic!("admitted: {authorization:?}"))
}

#[tokio::test]
async fn what_is_wrong_with_a_token_is_told_apart() {
    let app = TestApp::new();
    let door = door(&app, RateLimits::off(), Vec::new());
    let bearer = |who: Persona, said: &[&str]| format!("Bearer {}", app.token(who, said));
    let good = bearer(Officer, &[]);
    let expired = bearer(Officer, &["exp=1"]);
    let elsewhere = bearer(Officer, &["aud=elsewhere"]);
    let weak = bearer(PdsPatient, &["id_token={}"]);
    let bare = app.token(Officer, &[]);
    for (authorization, expected) in [
        (&[][..], "MissingHeader"),
        (&[""], "EmptyHeader"),
        (&["Bearer"], "NoToken"),
        (&[bare.as_str()], "NoToken"),
        (&["Basic dXNlcjpwYXNz"], "OtherScheme(\"Basic\")"),
        (&["Bearer abcdef123456789"], "InvalidToken"),
        (&[elsewhere.as_str()], "InvalidToken"),
        (&[good.as_str(), good.as_str()], "InvalidToken"),
        (&[expired.as_str()], "Expired"),
        (&[weak.as_str()], "NotProvedEnough"),
    ] {
        let refusal = refused(&door, authorization).await;
        assert_eq!(format!("{refusal:?}"), expected);
    }
    // What was no token leaves no entry; what was one, and refused, does.
    let lines: Vec<String> = entries(&app, None).await.iter().map(told).collect();
    for (because, count) in [
        ("token-invalid", 2),
        ("token-expired", 1),
        ("not-proved-enough", 1),
    ] {
        let noted = lines.iter().filter(|line| line.ends_with(because));
        assert_eq!(noted.count(), count, "{because}: {lines:?}");
    }
}

#[tokio::test]
async fn who_is_admitted_is_known_with_their_application() {
    let app = TestApp::new();
    let door = door(&app, RateLimits::off(), Vec::new());
    let bearer = |who: Persona| format!("Bearer {}", app.token(who, &[]));
    let worker = knock(&door, &[&bearer(PdsWorker)]).await.expect("good");
    assert_eq!(worker.actor().author.subject, "demo-pds-worker");
    assert_eq!(worker.client(), Some("demo-pds-app"));
    assert!(worker.session().role_ids().eq(["555000000011"]));
    let caller = worker.caller(PurposeOfUse::DirectCare);
    assert_eq!(caller.purpose, PurposeOfUse::DirectCare);
    assert_eq!(caller.actor.author.subject, "demo-pds-worker");
    assert!(worker.in_role(Some("555000000012")).is_err());
    let officer = knock(&door, &[&bearer(Officer)]).await.expect("good");
    assert_eq!(officer.client(), None);
    assert!(officer.in_role(Some("1")).is_ok(), "no role is asked for");
}

#[tokio::test]
async fn a_worker_has_what_comes_with_the_role_they_name_and_no_more() {
    let app = TestApp::new();
    let key = SigningKey::ed("one");
    let mut codes = RoleCodes::default();
    codes.add_role("R8000", Role::BreakGlass);
    codes.add_role("R8001", Role::Safeguarding);
    let kind = IssuerKind::Platform(Platform::new(Vec::new(), codes));
    let audience = vec!["contactable".to_owned()];
    let issuer = Issuer::new(ISSUER, audience, 0, kind, fixed(&[&key], &["EdDSA"]));
    let door = door(&app, RateLimits::off(), vec![issuer]);
    let claims = json!({
        "iss": ISSUER,
        "aud": "contactable",
        "sub": "somebody",
        "exp": NOW + 3600,
        "scope": "urn:nhsd:apim:user-nhs-cis2:aal3:personal-demographics-service",
        "nhsid_nrbac_roles": [
            {"person_roleid": "1", "role_code": "R8000"},
            {"person_roleid": "2", "role_code": "R8001"},
            {"person_roleid": "3"},
        ],
    });
    let bearer = format!("Bearer {}", key.token("EdDSA", &claims));
    for (named, roles) in [
        ("1", &[Role::BreakGlass][..]),
        ("2", &[Role::Safeguarding]),
        ("3", &[]),
    ] {
        let admitted = knock(&door, &[&bearer]).await.expect("good");
        assert!(admitted.actor().roles.is_empty());
        let admitted = admitted.in_role(Some(named)).expect("theirs");
        assert_eq!(admitted.actor().roles, roles, "{named}");
        assert_eq!(admitted.caller(PurposeOfUse::General).actor.roles, roles);
    }
    let admitted = knock(&door, &[&bearer]).await.expect("good");
    assert!(admitted.in_role(None).is_err());
}

fn limits(subject: u32, client: u32, failures: u32) -> RateLimits {
    let rate = |burst| Rate {
        per_second: u32::from(burst > 0),
        burst,
    };
    let settings = RateSettings {
        subject: rate(subject),
        client: rate(client),
        failures: rate(failures),
    };
    RateLimits::timed_by(&settings, TrustedProxies::default(), || Duration::ZERO)
}

#[tokio::test]
async fn it_is_told_whose_requests_were_too_many() {
    let app = TestApp::new();
    for (who, subject, client, expected) in [
        (PdsApp, 1, 2, Sender::Anybody),
        (PdsApp, 2, 1, Sender::App("demo-pds-app".into())),
        (PdsWorker, 1, 2, Sender::Anybody),
        (PdsWorker, 2, 1, Sender::App("demo-pds-app".into())),
        (Visitor, 1, 0, Sender::Anybody),
    ] {
        let door = door(&app, limits(subject, client, 0), Vec::new());
        let token = format!("Bearer {}", app.token(who, &[]));
        assert!(knock(&door, &[&token]).await.is_ok(), "{who:?}");
        match refused(&door, &[&token]).await {
            NotAdmitted::TooManyRequests { wait, of } => {
                assert_eq!((wait, of), (Duration::from_secs(1), expected));
            }
            other => panic!("{who:?}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn after_too_many_bad_tokens_nobody_unknown_is_looked_at() {
    let app = TestApp::new();
    let door = door(&app, limits(0, 0, 1), Vec::new());
    assert!(matches!(
        refused(&door, &["Bearer nonsense"]).await,
        NotAdmitted::InvalidToken
    ));
    let of = match refused(&door, &["Bearer nonsense"]).await {
        NotAdmitted::TooManyRequests { of, .. } => of,
        other => panic!("{other:?}"),
    };
    assert_eq!(of, Sender::Anybody);
}

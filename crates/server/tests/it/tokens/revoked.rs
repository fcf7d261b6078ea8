//! Access that was taken back.

use std::sync::Arc;

use contactable_domain::actor::{AccessMode, Actor, Author, PurposeOfUse, Role};
use contactable_domain::ids::CorrelationId;
use contactable_domain::ports::Clock as _;
use contactable_domain::revocation::{Revocation, Revoked};
use contactable_domain::value::PlainText;
use contactable_server::demo::Persona::{Officer, SocialWorker};
use contactable_service::Caller;

use super::status;
use crate::test_app::TestApp;

const ISSUER: &str = "https://demo.contactable.invalid";

/// Takes this back at an issuer, as an administrator.
async fn revoke(app: &TestApp, issuer: &str, what: Revoked) -> Revocation {
    let admin = administrator();
    let reason = PlainText::parse("left", 100).expect("a text");
    let revoked = app
        .use_cases
        .revoke_access(caller(app, &admin), issuer.into(), what, reason);
    revoked.await.expect("revoked")
}

#[tokio::test]
async fn a_revoked_token_is_of_no_use_from_then_on() {
    let app = TestApp::new();
    let (one, two) = (
        app.token(Officer, &["jti=one"]),
        app.token(Officer, &["jti=two"]),
    );
    assert_eq!(status(&app, &one).await, 200);
    let revocation = revoke(&app, ISSUER, Revoked::Token("one".into())).await;
    assert_eq!(
        status(&app, &one).await,
        401,
        "remembered, and revoked since"
    );
    assert_eq!(status(&app, &two).await, 200);
    app.use_cases
        .lift_revocation(caller(&app, &administrator()), revocation.id)
        .await
        .expect("lifted");
    assert_eq!(status(&app, &one).await, 200, "lifted");
}

#[tokio::test]
async fn everything_of_a_subject_may_be_revoked() {
    let app = TestApp::new();
    let officer = app.token(Officer, &[]);
    revoke(&app, ISSUER, Revoked::Subject("demo-officer".into())).await;
    assert_eq!(status(&app, &officer).await, 401);
    assert_eq!(status(&app, &app.token(Officer, &["jti=new"])).await, 401);
    assert_eq!(status(&app, &app.token(SocialWorker, &[])).await, 200);
}

#[tokio::test]
async fn another_issuers_subject_of_the_same_name_is_somebody_else() {
    let app = TestApp::new();
    let elsewhere = format!("{ISSUER}/cis2");
    revoke(&app, &elsewhere, Revoked::Subject("demo-officer".into())).await;
    assert_eq!(status(&app, &app.token(Officer, &[])).await, 200);
}

fn administrator() -> Arc<Actor> {
    let author = Author {
        subject: "admin".to_owned(),
        name: None,
        email: None,
    };
    let roles = vec![Role::Administrator];
    Arc::new(Actor {
        roles,
        ..Actor::new(AccessMode::Staff, ISSUER, author, Vec::new())
    })
}

fn caller<'a>(app: &TestApp, actor: &'a Arc<Actor>) -> Caller<'a> {
    Caller {
        actor,
        purpose: PurposeOfUse::General,
        correlation: CorrelationId::from(app.use_cases.ids().next(app.clock.now())),
    }
}

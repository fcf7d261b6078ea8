//! Every kind of request leaves what it should, with the true rule, whatever the caller was told.

use std::sync::Arc;

use contactable_domain::actor::{AccessMode, Actor, Author, PurposeOfUse, Role};
use contactable_domain::ids::{CorrelationId, TargetId};
use contactable_domain::ports::Clock as _;
use contactable_domain::restriction::Level;
use contactable_domain::value::PlainText;
use contactable_server::demo::Persona::{
    self, Admin, Auditor, Officer, Patient, SafeguardingLead, SocialWorker, Unattended, Visitor,
};
use contactable_service::Caller;

use crate::asking::{call_as, entries, told};
use crate::test_app::{AMARA, TestApp, phone};

/// A request about `{id}`, a record of Housing about Amara; what the caller is told; what stands in the trail.
type Row = (
    Persona,
    &'static str,
    &'static str,
    &'static str,
    u16,
    &'static str,
);

const NEW: &str = "NEW";
const CHANGE: &str = r#"{"contactInformation":{"contactType":"phone","value":"07700 900999"}}"#;

const OF_KIND: &str =
    r#"{"contactInformation":{"value":"07700 900997"},"sourceServiceArea":{"area":"Housing"}}"#;

const ROWS: &[Row] = &[
    (
        Officer,
        "GET",
        "/contact-details?targetId={target}",
        "",
        200,
        "list allowed own-area",
    ),
    (
        Officer,
        "GET",
        "/contact-details?targetId={target}&view=worker",
        "",
        200,
        "list allowed own-area",
    ),
    (
        SocialWorker,
        "GET",
        "/contact-details?targetId={target}",
        "",
        200,
        "list allowed own-area",
    ),
    (
        Visitor,
        "GET",
        "/contact-details?targetId={target}",
        "",
        403,
        "list refused no-area",
    ),
    (
        Patient,
        "GET",
        "/contact-details?targetId={target}",
        "",
        200,
        "list refused another-person",
    ),
    (
        Officer,
        "GET",
        "/contact-details/{id}",
        "",
        200,
        "read allowed own-area",
    ),
    (
        SocialWorker,
        "GET",
        "/contact-details/{id}",
        "",
        404,
        "read refused another-area",
    ),
    (
        Patient,
        "GET",
        "/contact-details/{id}",
        "",
        404,
        "read refused another-person",
    ),
    (
        Officer,
        "GET",
        "/contact-details/{id}/history",
        "",
        200,
        "read-history allowed own-area",
    ),
    (
        SocialWorker,
        "GET",
        "/contact-details/{id}/history",
        "",
        404,
        "read-history refused another-area",
    ),
    (
        Officer,
        "GET",
        "/targets/{target}/timeline",
        "",
        200,
        "read-timeline allowed own-area",
    ),
    (
        Officer,
        "GET",
        "/contactability?targetId={target}",
        "",
        200,
        "ask-contactability allowed own-area",
    ),
    (
        Officer,
        "POST",
        "/contact-details",
        NEW,
        201,
        "create allowed own-area",
    ),
    (
        SocialWorker,
        "POST",
        "/contact-details",
        NEW,
        403,
        "create refused not-your-area",
    ),
    (
        Unattended,
        "POST",
        "/contact-details",
        NEW,
        403,
        "create refused not-marked-for-update",
    ),
    (
        Officer,
        "PUT",
        "/contact-details/{id}",
        r#"{"contactInformation":{"description":"new"}}"#,
        200,
        "amend allowed own-area",
    ),
    (
        Officer,
        "PUT",
        "/contact-details/{id}",
        r#"{"contactInformation":{"description":"new"}}"#,
        200,
        "amend allowed no-change",
    ),
    (
        SocialWorker,
        "PUT",
        "/contact-details/{id}",
        r#"{"isActive":true}"#,
        404,
        "amend refused another-area",
    ),
    (
        Officer,
        "POST",
        "/contact-details/{id}/verification",
        r#"{"how":"code"}"#,
        200,
        "verify allowed own-area",
    ),
    (
        SocialWorker,
        "POST",
        "/contact-details/{id}/verification",
        r#"{"how":"code"}"#,
        404,
        "verify refused another-area",
    ),
    (
        Officer,
        "POST",
        "/contact-details/{id}/undeliverable",
        r#"{"failure":"soft","means":"call"}"#,
        200,
        "mark-undeliverable allowed own-area",
    ),
    (
        Officer,
        "DELETE",
        "/contact-details/{id}/undeliverable",
        "",
        200,
        "lift-undeliverable allowed own-area",
    ),
    (
        Officer,
        "PUT",
        "/targets/{target}/preferences",
        r#"{"preferredMethod":"text"}"#,
        200,
        "set-preferences allowed own-area",
    ),
    (
        Officer,
        "GET",
        "/targets/{target}/preferences",
        "",
        200,
        "read-preferences allowed own-area",
    ),
    (
        Officer,
        "PATCH",
        "/api/v2/contactDetails/{id}/person/{target}",
        CHANGE,
        204,
        "replace-information allowed own-area",
    ),
    (
        SocialWorker,
        "PATCH",
        "/api/v2/contactDetails/{id}/person/{target}",
        CHANGE,
        404,
        "replace-information refused another-area",
    ),
    (
        SocialWorker,
        "POST",
        "/contact-details/{id}/replacement",
        CHANGE,
        404,
        "supersede refused another-area",
    ),
    (
        SocialWorker,
        "PUT",
        "/targets/{target}/contact-details/phone-mobile",
        OF_KIND,
        403,
        "replace-kind refused not-your-area",
    ),
    (
        Unattended,
        "PUT",
        "/targets/{target}/contact-details/phone-mobile",
        OF_KIND,
        403,
        "replace-kind refused not-marked-for-update",
    ),
    (
        SocialWorker,
        "DELETE",
        "/api/v1/contactDetails?id={id}&targetId={target}",
        "",
        404,
        "end refused another-area",
    ),
    (
        Officer,
        "DELETE",
        "/api/v1/contactDetails?id={id}&targetId={target}",
        "",
        200,
        "end allowed own-area",
    ),
    (
        Admin,
        "PUT",
        "/targets/{target}/identifiers",
        r#"{"system":"nhs-number","value":"9990000018"}"#,
        200,
        "identify allowed by-role",
    ),
    (
        Admin,
        "GET",
        "/targets/{target}/identifiers",
        "",
        200,
        "read-identifiers allowed by-role",
    ),
    (
        Admin,
        "POST",
        "/targets/{target}/supersede",
        r#"{"by":"3fa1c0de-0000-4000-8000-000000000001","reason":"one person"}"#,
        400,
        "supersede-target refused not-together",
    ),
    (
        Admin,
        "POST",
        "/targets/{target}/supersede",
        r#"{"by":"3fa1c0de-0000-4000-8000-00000000dead","reason":"one person"}"#,
        409,
        "supersede-target refused unknown-target",
    ),
    (
        Admin,
        "POST",
        "/targets/{target}/restore",
        r#"{"reason":"a mistake"}"#,
        200,
        "restore-target allowed no-change",
    ),
    (
        Admin,
        "GET",
        "/targets/{target}/succession",
        "",
        200,
        "read-succession allowed by-role",
    ),
    (
        Officer,
        "POST",
        "/targets/{target}/invalidate",
        r#"{"reason":"a mistake"}"#,
        403,
        "invalidate-target refused role-needed",
    ),
    (
        Officer,
        "GET",
        "/targets/{target}/identifiers",
        "",
        403,
        "read-identifiers refused role-needed",
    ),
    (
        Auditor,
        "GET",
        "/audit?targetId={target}",
        "",
        200,
        "read-audit allowed by-role",
    ),
    (
        Officer,
        "GET",
        "/audit?targetId={target}",
        "",
        403,
        "read-audit refused role-needed",
    ),
];

/// The same about no target.
const ABOUT_NONE: &[Row] = &[
    (
        Visitor,
        "POST",
        "/contact-details/check",
        r#"{"value":"07700 900123"}"#,
        403,
        "check refused no-area",
    ),
    (
        Auditor,
        "GET",
        "/audit",
        "",
        200,
        "read-audit allowed by-role",
    ),
    (
        Officer,
        "GET",
        "/revocations",
        "",
        403,
        "read-revocations refused role-needed",
    ),
    (
        Admin,
        "GET",
        "/revocations",
        "",
        200,
        "read-revocations allowed by-role",
    ),
    (
        Admin,
        "POST",
        "/revocations",
        r#"{"issuer":"https://demo.contactable.invalid","tokenId":"t","reason":"r"}"#,
        201,
        "revoke allowed by-role",
    ),
    (
        SafeguardingLead,
        "POST",
        "/contact-details/search",
        r#"{"value":"07700 900999"}"#,
        200,
        "trace allowed by-role",
    ),
    (
        Officer,
        "POST",
        "/contact-details/search",
        r#"{"value":"07700 900999"}"#,
        403,
        "trace refused role-needed",
    ),
    (
        Officer,
        "GET",
        "/contact-details/018f3f2e-7a3b-7c00-8000-0123456789ab",
        "",
        404,
        "read refused not-found",
    ),
];

async fn record(app: &TestApp) -> String {
    let new = phone("07700 900123", false);
    app.call(Officer, "POST", "/contact-details", &new)
        .await
        .id()
}

/// Asks and gives what stands in the trail of this very request.
async fn leaves(app: &TestApp, row: &Row, id: &str, about: Option<&str>) -> (u16, Vec<String>) {
    let (persona, method, path, body, ..) = row;
    let path = path.replace("{id}", id).replace("{target}", AMARA);
    let body = body.replace(NEW, &phone("07700 900456", false));
    let correlation = app.use_cases.ids().next(app.clock.now()).to_string();
    let headers = [
        ("x-correlation-id", correlation.as_str()),
        ("x-purpose", "service-delivery"),
    ];
    let token = app.token(*persona, &[]);
    let answer = call_as(app, &token, method, &path, &body, &headers).await;
    let trail = entries(app, about).await;
    let of_it = trail
        .iter()
        .filter(|entry| entry["correlationId"] == correlation.as_str());
    let lines = of_it.map(|entry| {
        assert_eq!(entry["purpose"], "service-delivery");
        told(entry)
    });
    (answer.status.as_u16(), lines.collect())
}

#[tokio::test]
async fn every_request_leaves_its_entry() {
    let app = TestApp::new();
    let id = record(&app).await;
    for row in ROWS {
        // What was found out at one instant is not found out anew.
        app.clock.advance_seconds(60);
        let expected = (row.4, vec![row.5.to_owned()]);
        let left = leaves(&app, row, &id, Some(AMARA)).await;
        assert_eq!(left, expected, "{} {}", row.1, row.2);
    }
    for row in ABOUT_NONE {
        let expected = (row.4, vec![row.5.to_owned()]);
        assert_eq!(
            leaves(&app, row, &id, None).await,
            expected,
            "{} {}",
            row.1,
            row.2
        );
    }
}

#[tokio::test]
async fn a_change_that_touches_others_leaves_an_entry_for_each() {
    let app = TestApp::new();
    let id = record(&app).await;
    let path = "/contact-details/{id}/replacement";
    let row = (Officer, "POST", path, CHANGE, 201, "");
    let (status, lines) = leaves(&app, &row, &id, Some(AMARA)).await;
    assert_eq!(status, 201);
    assert_eq!(
        lines,
        ["supersede allowed own-area", "end allowed own-area"]
    );
    let path = "/targets/{target}/contact-details/phone-mobile";
    let first = (Officer, "PUT", path, OF_KIND, 201, "");
    let (status, lines) = leaves(&app, &first, &id, Some(AMARA)).await;
    assert_eq!(status, 201);
    assert_eq!(
        lines,
        ["replace-kind allowed own-area", "create allowed own-area"]
    );
    let (_, again) = leaves(&app, &first, &id, Some(AMARA)).await;
    assert_eq!(again, ["replace-kind allowed no-change"]);
}

#[tokio::test]
async fn a_restricted_person_looks_like_nobody_and_the_trail_knows_better() {
    let app = TestApp::new();
    let id = record(&app).await;
    restrict(&app).await;
    for (persona, method, path, body, status, expected) in [
        (
            Officer,
            "GET",
            "/contact-details/{id}",
            "",
            404,
            "read refused restricted-person",
        ),
        (
            Officer,
            "GET",
            "/contact-details?targetId={target}",
            "",
            200,
            "list refused restricted-person",
        ),
        (
            Officer,
            "GET",
            "/contact-details/{id}/history",
            "",
            404,
            "read-history refused restricted-person",
        ),
        (
            Officer,
            "PUT",
            "/contact-details/{id}",
            r#"{"isActive":true}"#,
            404,
            "amend refused restricted-person",
        ),
        (
            Officer,
            "POST",
            "/contact-details",
            NEW,
            403,
            "create refused restricted-person",
        ),
        (
            SafeguardingLead,
            "GET",
            "/contact-details/{id}",
            "",
            200,
            "read allowed trusted-with-restricted",
        ),
        (
            SocialWorker,
            "GET",
            "/contact-details/{id}",
            "",
            404,
            "read refused another-area",
        ),
    ] {
        let row = (persona, method, path, body, status, expected);
        let left = leaves(&app, &row, &id, Some(AMARA)).await;
        assert_eq!(left, (status, vec![expected.to_owned()]), "{method} {path}");
    }
}

#[tokio::test]
async fn a_token_that_is_not_believed_is_on_record_and_none_at_all_is_not() {
    let app = TestApp::new();
    let path = format!("/contact-details?targetId={AMARA}");
    let good = app.token(Officer, &[]);
    let forged = format!("{}AAAA", &good[..good.len() - 4]);
    let expired = app.token(Officer, &["exp=1"]);
    for token in [&forged, &expired, &"a.b.c".to_owned()] {
        assert_eq!(
            call_as(&app, token, "GET", &path, "", &[]).await.status,
            401
        );
    }
    let revoked =
        r#"{"issuer":"https://demo.contactable.invalid","subject":"demo-officer","reason":"r"}"#;
    app.call(Admin, "POST", "/revocations", revoked).await;
    assert_eq!(
        call_as(&app, &good, "GET", &path, "", &[]).await.status,
        401
    );
    let without = axum::http::Request::get(&path).body(axum::body::Body::empty());
    assert_eq!(app.send(without.expect("a request")).await.status, 401);
    let trail = entries(&app, None).await;
    let refused = trail.iter().filter(|e| e["action"] == "present-token");
    let refused: Vec<String> = refused.map(told).collect();
    assert_eq!(
        refused,
        [
            "present-token refused token-invalid",
            "present-token refused token-expired",
            "present-token refused token-invalid",
            "present-token refused token-revoked",
        ]
    );
    let named = trail
        .iter()
        .filter(|e| e["mode"] == "nobody" && e["actor"] != "");
    let named: Vec<_> = named.map(|e| &e["because"]).collect();
    assert_eq!(
        named,
        ["token-revoked"],
        "whose it is, where that was proved"
    );
}

#[tokio::test]
async fn on_the_deployed_paths_a_restricted_person_looks_like_nobody_too() {
    let app = TestApp::new();
    let id = record(&app).await;
    restrict(&app).await;
    let nobody = "018f3f2e-7a3b-7c00-8000-0123456789ab";
    for (method, path, body) in [
        (
            "PATCH",
            "/api/v2/contactDetails/{id}/person/{target}",
            CHANGE,
        ),
        (
            "DELETE",
            "/api/v1/contactDetails?id={id}&targetId={target}",
            "",
        ),
    ] {
        let ask = async |id: &str| {
            let path = path.replace("{id}", id).replace("{target}", AMARA);
            let answer = app.call(Officer, method, &path, body).await;
            (answer.status, answer.text.replace(id, "(id)"))
        };
        assert_eq!(ask(&id).await, ask(nobody).await, "{method} {path}");
    }
    let trail: Vec<String> = entries(&app, Some(AMARA)).await.iter().map(told).collect();
    for line in [
        "replace-information refused restricted-person",
        "end refused restricted-person",
    ] {
        assert!(trail.iter().any(|told| told == line), "{line}");
    }
}

async fn restrict(app: &TestApp) {
    let author = Author {
        subject: "lead".to_owned(),
        name: None,
        email: None,
    };
    let lead = Arc::new(Actor {
        roles: vec![Role::Safeguarding],
        ..Actor::new(AccessMode::Staff, "i", author, Vec::new())
    });
    let caller = Caller {
        actor: &lead,
        purpose: PurposeOfUse::Safeguarding,
        correlation: CorrelationId::from(app.use_cases.ids().next(app.clock.now())),
    };
    let target = TargetId::parse(AMARA).expect("an id");
    let reason = PlainText::parse("at risk", 100).expect("a text");
    let restricted = app
        .use_cases
        .restrict_person(caller, target, Some(Level::Restricted), reason);
    restricted.await.expect("restricted");
}

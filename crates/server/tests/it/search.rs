//! Finding targets by a number, an e-mail address or a postcode.

use std::sync::Arc;

use contactable_domain::actor::{AccessMode, Actor, Author, PurposeOfUse, Role};
use contactable_domain::ids::{CorrelationId, TargetId};
use contactable_domain::ports::Clock as _;
use contactable_domain::restriction::Level;
use contactable_domain::sharing::{AgreedBy, Agreement, AgreementMethod, LawfulBasis};
use contactable_domain::time::day_of;
use contactable_domain::value::PlainText;
use contactable_domain::vocabulary::Channel;
use contactable_http::auth::Groups;
use contactable_server::demo::{
    self,
    Persona::{Clinician, Officer, SafeguardingLead, SocialWorker, Unattended, Visitor},
};
use contactable_service::{AskedGrant, Caller};
use serde_json::{Value, json};

use crate::asking::{call_as, entries, told};
use crate::test_app::{AMARA, Answer, TestApp, phone};

const NUMBER: &str = "07700 900123";
const FOR_DELIVERY: (&str, &str) = ("x-purpose", "service-delivery");
const OTHER: &str = "3fa1c0de-0000-4000-8000-000000000002";

/// The service, with a group of people of Housing who may trace and nothing else.
fn app() -> TestApp {
    TestApp::with(|parts| {
        let mut groups = Groups::default();
        for (group, area) in [
            ("housing-officers", "Housing"),
            ("social-workers", "Social Care"),
            ("tracers", "Housing"),
        ] {
            groups.add_area(group, parts.areas.find(area).expect("an area").clone());
        }
        for role in [Role::Safeguarding, Role::Tracer] {
            groups.add_role("safeguarding-leads", role);
        }
        groups.add_role("tracers", Role::Tracer);
        groups.add_role("auditors", Role::Auditor);
        let mut issuers = demo::issuers(&parts.areas);
        let staff = demo::staff_issuer(groups).expect("an issuer");
        issuers.retain(|issuer| issuer.name() != staff.name());
        issuers.push(staff);
        parts.issuers = issuers;
    })
}

fn tracer(app: &TestApp) -> String {
    app.token(Officer, &[r#"groups=["tracers"]"#])
}

/// A search in the body, for service delivery.
async fn search(app: &TestApp, token: &str, value: &str) -> Answer {
    let body = json!({ "value": value }).to_string();
    let path = "/contact-details/search";
    let answer = call_as(app, token, "POST", path, &body, &[FOR_DELIVERY]).await;
    assert_eq!(answer.status, 200, "{value}: {}", answer.text);
    answer
}

/// The ids of the records that a search finds, and whether each says so now.
async fn found(app: &TestApp, token: &str, value: &str) -> Vec<(String, bool)> {
    let results = search(app, token, value).await.json();
    let one = |result: &Value| {
        let id = result["contactDetailId"].as_str().expect("an id");
        (id.to_owned(), result["saysSoNow"] == true)
    };
    results["results"]
        .as_array()
        .expect("results")
        .iter()
        .map(one)
        .collect()
}

async fn make(app: &TestApp, persona: demo::Persona, body: &str) -> String {
    let made = app.call(persona, "POST", "/contact-details", body).await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.id()
}

fn record(target: &str, area: &str, information: &Value) -> String {
    json!({
        "targetId": target,
        "targetType": "person",
        "contactInformation": information,
        "sourceServiceArea": { "area": area, "isDefault": false },
    })
    .to_string()
}

fn address() -> Value {
    json!({
        "contactType": "address",
        "addressExtended": { "addressLine1": "1 Mill Lane", "postCode": "E8 1AA" },
    })
}

#[tokio::test]
async fn a_value_is_found_however_it_is_spelt() {
    let app = app();
    let (token, email) = (
        tracer(&app),
        json!({ "contactType": "email", "value": "Ann.Lee@Example.com" }),
    );
    let phone = make(&app, Officer, &phone(NUMBER, true)).await;
    let email = make(&app, Officer, &record(AMARA, "Housing", &email)).await;
    let home = make(&app, Officer, &record(OTHER, "Housing", &address())).await;
    for (id, spellings) in [
        (
            &phone,
            &[
                "07700 900123",
                "+44 7700 900123",
                "(07700) 900-123",
                " 07700900123 ",
            ][..],
        ),
        (&email, &["ann.lee@example.com", "ANN.LEE@EXAMPLE.COM"]),
        (&home, &["E8 1AA", "e81aa"]),
    ] {
        for value in spellings {
            let expected = vec![(id.clone(), true)];
            assert_eq!(found(&app, &token, value).await, expected, "{value}");
        }
    }
    for nobodys in ["07700 900124", "ann@example.com", "E8 1AB"] {
        assert_eq!(found(&app, &token, nobodys).await, [], "{nobodys}");
    }
}

#[tokio::test]
async fn the_answer_says_whose_it_is_and_not_what_it_says() {
    let app = app();
    let id = make(&app, Officer, &phone(NUMBER, true)).await;
    let answer = search(&app, &tracer(&app), "+447700900123").await;
    let expected = json!({
        "results": [{
            "targetId": AMARA,
            "targetType": "person",
            "contactDetailId": id,
            "area": "Housing",
            "contactType": "phone",
            "subType": "mobile",
            "saysSoNow": true,
            "status": {
                "system": "active",
                "effective": "valid",
                "firstDay": day_of(app.clock.now()).to_string(),
            },
        }],
    });
    assert_eq!(answer.json(), expected);
    let path = "/contact-details/search?value=07700900123";
    let in_the_address = call_as(&app, &tracer(&app), "GET", path, "", &[FOR_DELIVERY]).await;
    assert_eq!(in_the_address.json(), expected, "{}", in_the_address.text);
}

#[tokio::test]
async fn what_a_record_once_said_is_found_too() {
    let app = app();
    let token = tracer(&app);
    let id = make(&app, Officer, &phone(NUMBER, false)).await;
    let path = format!("/api/v2/contactDetails/{id}/person/{AMARA}");
    let change = r#"{"contactInformation":{"contactType":"phone","subType":"mobile","value":"07700 900999"}}"#;
    assert_eq!(app.call(Officer, "PATCH", &path, change).await.status, 204);
    assert_eq!(found(&app, &token, NUMBER).await, [(id.clone(), false)]);
    assert_eq!(
        found(&app, &token, "07700900999").await,
        [(id.clone(), true)]
    );
    let path = format!("/contact-details/{id}");
    let ended = app
        .call(Officer, "PUT", &path, r#"{"isActive":false}"#)
        .await;
    assert_eq!(ended.status, 200, "{}", ended.text);
    let retired = search(&app, &token, "07700 900999").await.json();
    assert_eq!(retired["results"][0]["status"]["system"], "historic");
    assert_eq!(retired["results"][0]["saysSoNow"], true);
}

#[tokio::test]
async fn another_area_s_record_is_not_found_unless_it_is_shared() {
    let app = app();
    let token = tracer(&app);
    let body = record(
        OTHER,
        "Social Care",
        &json!({ "contactType": "phone", "value": NUMBER }),
    );
    let theirs = make(&app, SocialWorker, &body).await;
    assert_eq!(found(&app, &token, NUMBER).await, []);
    let lead = app.token(SafeguardingLead, &[]);
    assert_eq!(found(&app, &lead, NUMBER).await, [(theirs.clone(), true)]);
    let grant = share(&app, OTHER).await;
    let answer = search(&app, &token, NUMBER).await.json();
    assert_eq!(answer["results"][0]["contactDetailId"], theirs.as_str());
    assert_eq!(answer["results"][0]["sharedUnder"], grant.as_str());
    assert_eq!(answer["results"][0]["area"], "Social Care");
    // For another purpose than the one that was agreed it is as if it were not there.
    let body = json!({ "value": NUMBER }).to_string();
    let emergency = [("x-purpose", "emergency")];
    let path = "/contact-details/search";
    let other = call_as(&app, &token, "POST", path, &body, &emergency).await;
    assert_eq!(other.json(), json!({ "results": [] }));
    let trail = entries(&app, Some(OTHER)).await;
    let seen: Vec<&Value> = trail.iter().filter(|e| e["action"] == "trace").collect();
    let shared = seen.last().expect("an entry");
    assert_eq!(told(shared), "trace allowed sharing-grant");
    assert_eq!(shared["grantId"], grant.as_str());
    assert_eq!(shared["purpose"], "service-delivery");
}

#[tokio::test]
async fn a_restricted_person_is_found_by_those_who_look_after_them_only() {
    let app = app();
    let id = make(&app, Officer, &phone(NUMBER, true)).await;
    let lead = somebody(&[Role::Safeguarding]);
    let target = TargetId::parse(AMARA).expect("an id");
    let reason = text("at risk");
    let restricted =
        app.use_cases
            .restrict_person(caller(&app, &lead), target, Some(Level::Restricted), reason);
    restricted.await.expect("restricted");
    assert_eq!(found(&app, &tracer(&app), NUMBER).await, []);
    let trusted = app.token(SafeguardingLead, &[]);
    assert_eq!(found(&app, &trusted, NUMBER).await, [(id, true)]);
}

#[tokio::test]
async fn who_may_search_and_for_what() {
    let app = app();
    make(&app, Officer, &phone(NUMBER, true)).await;
    let body = json!({ "value": NUMBER }).to_string();
    let post = async |token: String, headers: &[(&str, &str)]| {
        let path = "/contact-details/search";
        call_as(&app, &token, "POST", path, &body, headers).await
    };
    for (persona, told) in [
        (Officer, "(request) role-needed"),
        (Clinician, "(request) role-needed"),
        (Visitor, "(request) role-needed"),
        (Unattended, "(request) not-in-this-mode"),
    ] {
        let refused = post(app.token(persona, &[]), &[FOR_DELIVERY]).await;
        assert_eq!(refused.status, 403, "{persona:?}");
        assert_eq!(refused.told(), [told], "{persona:?}");
    }
    for headers in [&[][..], &[("x-purpose", "general")]] {
        let refused = post(tracer(&app), headers).await;
        assert_eq!(refused.status, 400);
        assert_eq!(refused.told(), ["X-Purpose required"]);
        assert!(refused.text.contains("safeguarding"), "{}", refused.text);
    }
    let refused: Vec<String> = entries(&app, None).await.iter().map(told).collect();
    assert_eq!(
        refused,
        [
            "trace refused role-needed",
            "trace refused role-needed",
            "trace refused role-needed",
            "trace refused not-in-this-mode",
            "trace refused required",
            "trace refused required",
        ]
    );
}

#[tokio::test]
async fn wrong_questions_are_told_all_that_is_wrong() {
    let app = app();
    let token = tracer(&app);
    let path = "/contact-details/search";
    for (body, told) in [
        (json!({}), &["value required"][..]),
        (json!({ "value": " " }), &["value required"]),
        (json!({ "value": "Mill Lane" }), &["value not-traceable"]),
        (json!({ "value": 7 }), &["value wrong-type"]),
        (
            json!({ "value": "E8", "pageSize": 0, "cursor": "x", "target": 1 }),
            &[
                "target unknown-field",
                "value not-traceable",
                "pageSize out-of-range",
                "cursor not-a-cursor",
            ],
        ),
        (
            json!({ "value": "E8 1AA", "pageSize": 101 }),
            &["pageSize out-of-range"],
        ),
        (
            json!({ "value": "E8 1AA", "pageSize": "10" }),
            &["pageSize wrong-type"],
        ),
        (
            json!({ "value": "E8 1AA", "pageSize": 1.5 }),
            &["pageSize out-of-range"],
        ),
    ] {
        let body = body.to_string();
        let refused = call_as(&app, &token, "POST", path, &body, &[FOR_DELIVERY]).await;
        assert_eq!(refused.status, 400, "{body}");
        assert_eq!(refused.told(), told, "{body}");
        assert!(!refused.text.contains("Mill"), "{}", refused.text);
    }
    let path = format!("{path}?value=E8&pageSize=ten&cursor=x&size=1");
    let refused = call_as(&app, &token, "GET", &path, "", &[FOR_DELIVERY]).await;
    assert_eq!(refused.status, 400);
    assert_eq!(
        refused.told(),
        [
            "size unknown-field",
            "value not-traceable",
            "pageSize out-of-range",
            "cursor not-a-cursor",
        ]
    );
}

#[tokio::test]
async fn pages_follow_each_other_and_miss_nothing() {
    let app = app();
    let token = tracer(&app);
    let mut expected = Vec::new();
    for number in 1..=5 {
        let target = format!("3fa1c0de-0000-4000-8000-00000000010{number}");
        let information = json!({ "contactType": "phone", "value": NUMBER });
        let body = record(&target, "Housing", &information);
        make(&app, Officer, &body).await;
        expected.push(target);
    }
    let mut seen: Vec<String> = Vec::new();
    let mut cursor = Value::Null;
    for page in 1.. {
        let body = json!({ "value": NUMBER, "pageSize": 2, "cursor": cursor }).to_string();
        let path = "/contact-details/search";
        let answer = call_as(&app, &token, "POST", path, &body, &[FOR_DELIVERY]).await;
        let answer = answer.json();
        let results = answer["results"].as_array().expect("results");
        assert_eq!(results.len(), if page < 3 { 2 } else { 1 });
        let target = |result: &Value| result["targetId"].as_str().expect("an id").to_owned();
        seen.extend(results.iter().map(target));
        cursor = answer["nextCursor"].clone();
        if cursor.is_null() {
            break;
        }
        let path = format!(
            "{path}?value=07700900123&pageSize=2&cursor={}",
            cursor.as_str().expect("text")
        );
        let again = call_as(&app, &token, "GET", &path, "", &[FOR_DELIVERY]).await;
        assert_eq!(again.status, 200, "{}", again.text);
    }
    seen.sort();
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn the_value_is_nowhere_but_in_the_question() {
    let app = app();
    make(&app, Officer, &phone(NUMBER, true)).await;
    let answer = search(&app, &tracer(&app), NUMBER).await;
    let service = entries(&app, None).await;
    let about = entries(&app, Some(AMARA)).await;
    let trail = format!("{service:?} {about:?}");
    for text in [&answer.text, &trail] {
        for digits in ["900123", "900 123", "7700"] {
            assert!(!text.contains(digits), "{digits}: {text}");
        }
    }
    // The question, and each target that was found.
    let asked: Vec<&Value> = service.iter().filter(|e| e["action"] == "trace").collect();
    assert_eq!(asked.len(), 1);
    assert_eq!(told(asked[0]), "trace allowed by-role");
    assert_eq!(asked[0]["purpose"], "service-delivery");
    assert_eq!(asked[0]["areas"], json!(["housing"]));
    let found = about.last().expect("an entry");
    assert_eq!(told(found), "trace allowed own-area");
    assert_eq!(found["correlationId"], asked[0]["correlationId"]);
}

/// Shares phones of Social Care about a target with Housing, for service delivery.
async fn share(app: &TestApp, target: &str) -> String {
    let admin = somebody(&[Role::Administrator]);
    let asked = AskedGrant {
        id: None,
        target: TargetId::parse(target).expect("an id"),
        from: Some("Social Care".to_owned()),
        to: "Housing".to_owned(),
        channels: vec![Channel::Phone],
        purposes: vec![PurposeOfUse::ServiceDelivery],
        basis: LawfulBasis::Consent,
        agreement: Agreement {
            by: AgreedBy::Person,
            on: day_of(app.clock.now()),
            method: AgreementMethod::Form,
            wording: text("Notice 3"),
            evidence: None,
        },
        expires_on: None,
        review_on: None,
    };
    let shared = app.use_cases.share(caller(app, &admin), asked).await;
    let (grant, _) = shared.expect("shared");
    grant.id.to_string()
}

fn text(words: &str) -> PlainText {
    PlainText::parse(words, 100).expect("a text")
}

fn somebody(roles: &[Role]) -> Arc<Actor> {
    let author = Author {
        subject: "somebody".to_owned(),
        name: None,
        email: None,
    };
    let issuer = "https://demo.contactable.invalid";
    Arc::new(Actor {
        roles: roles.to_vec(),
        ..Actor::new(AccessMode::Staff, issuer, author, Vec::new())
    })
}

fn caller<'a>(app: &TestApp, actor: &'a Arc<Actor>) -> Caller<'a> {
    Caller {
        actor,
        purpose: PurposeOfUse::General,
        correlation: CorrelationId::from(app.use_cases.ids().next(app.clock.now())),
    }
}

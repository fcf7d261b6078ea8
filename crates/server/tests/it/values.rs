//! What becomes of values, as somebody sees it.

use std::sync::Arc;

use async_trait::async_trait;
use contactable_domain::area::{ServiceArea, ServiceAreas, UprnRule};
use contactable_domain::ports::{Gazetteer, Unavailable};
use contactable_domain::value::{Address, Uprn, ValueRules};
use contactable_domain::vocabulary::{TargetKind, TargetKinds};
use contactable_server::demo::Persona::{Officer, SocialWorker};
use contactable_server::demo::issuers;
use contactable_server::wiring::Parts;
use serde_json::{Value, json};

use crate::test_app::{AMARA, Answer, TestApp, Transcript};

/// A record of Housing.
fn record(information: &Value) -> String {
    json!({
        "targetId": AMARA, "targetType": "person", "contactInformation": information,
        "sourceServiceArea": {"area": "Housing", "isDefault": false},
    })
    .to_string()
}

fn phone(sub_type: &str, value: &str) -> String {
    record(&json!({"contactType": "phone", "subType": sub_type, "value": value}))
}

fn address(uprn: Option<&str>, description: Option<&str>) -> String {
    record(&json!({
        "contactType": "address", "description": description,
        "addressExtended": {"addressLine1": "Flat 1", "addressLine2": "23 Mill Lane", "postCode": "e80zz", "uprn": uprn},
    }))
}

async fn post(app: &TestApp, body: &str) -> Answer {
    app.call(Officer, "POST", "/contact-details", body).await
}

fn codes(answer: &Answer) -> Vec<String> {
    let errors = answer.json()["errors"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let code = |error: &Value| error["code"].as_str().unwrap_or_default().to_owned();
    errors.iter().map(code).collect()
}

#[tokio::test]
async fn any_value_is_explained() {
    let app = TestApp::new();
    let mut transcript = Transcript::of(&app);
    for body in [
        r#"{"value": "0791121212141 - Daughter"}"#,
        r#"{"value": "07700 900123 (mum, after 6)", "as": "mobile"}"#,
        r#"{"value": "jane@gmial.com"}"#,
        r#"{"value": "ZZ99 6CZ", "as": "postcode"}"#,
        r#"{"value": "020 7946 0018", "as": "fish"}"#,
        r#"{"as": "phone", "colour": "red"}"#,
    ] {
        transcript
            .call(Officer, "POST", "/contact-details/check", body)
            .await;
    }
    insta::assert_snapshot!(transcript.finish());
}

#[tokio::test]
async fn a_number_is_held_against_its_label() {
    let app = TestApp::new();
    for (sub_type, value, wanted) in [
        ("mobile", "020 7946 0018", vec!["not-a-mobile"]),
        ("landline", "07700 900123", vec!["not-a-landline"]),
        ("home", "09061 234567", vec!["phone-kind"]),
        ("home", "070 1234 5678", vec!["phone-kind"]),
        (
            "mobile",
            "0791121212141 - Daughter",
            vec!["W41", "phone-characters"],
        ),
        ("mobile", "+999 12345", vec!["W41", "phone-country"]),
        ("mobile", "07700 90012", vec!["W41", "phone-not-in-use"]),
    ] {
        let answer = post(&app, &phone(sub_type, value)).await;
        assert_eq!(answer.status, 400, "{value}");
        assert_eq!(codes(&answer), wanted, "{value}");
        assert!(!answer.text.contains(value), "a refusal repeats no value");
    }
    let made = post(&app, &phone("work", "020 7946 0018;ext=204"))
        .await
        .json();
    assert_eq!(
        made["contactInformation"]["normal"],
        "+442079460018;ext=204"
    );
    assert_eq!(
        made["contactInformation"]["shown"],
        "020 7946 0018 ext. 204"
    );
    assert_eq!(made["contactInformation"]["kind"], "landline");
    let abroad = post(&app, &phone("mobile", "0033612345678")).await.json();
    assert_eq!(abroad["contactInformation"]["shown"], "+33 6 12 34 56 78");
    assert_eq!(abroad["warnings"][0]["code"], "number-abroad");
}

#[tokio::test]
async fn numbers_that_nobody_answers_are_refused_unless_they_are_accepted() {
    let app = TestApp::with(|parts| parts.input.values = Arc::new(ValueRules::default()));
    let refused = post(&app, &phone("mobile", "07700 900123")).await;
    assert_eq!(codes(&refused), ["drama-number"]);
    let taken = post(&TestApp::new(), &phone("mobile", "07700 900123"))
        .await
        .json();
    assert_eq!(taken["warnings"][0]["code"], "drama-number-taken");
}

#[tokio::test]
async fn what_says_how_to_get_in_is_taken_with_a_warning() {
    let app = TestApp::new();
    let made = post(&app, &address(None, Some("key safe 4521 by the door"))).await;
    assert_eq!(made.status, 201);
    let made = made.json();
    assert_eq!(made["warnings"][0]["code"], "access-code");
    assert_eq!(
        made["warnings"][0]["field"],
        "contactInformation.description"
    );
    assert_eq!(
        made["contactInformation"]["addressExtended"]["postCode"],
        "E8 0ZZ"
    );
    let path = format!(
        "/contact-details/{}",
        made["id"].as_str().unwrap_or_default()
    );
    let read = app.call(Officer, "GET", &path, "").await.json();
    assert_eq!(
        read["warnings"],
        Value::Null,
        "only who records it is warned"
    );
}

#[tokio::test]
async fn a_record_may_be_sent_back_as_it_was_shown() {
    let app = TestApp::new();
    for body in [
        address(Some("000100021"), None),
        phone("mobile", "+447700900123"),
    ] {
        let made = post(&app, &body).await;
        let path = format!("/contact-details/{}", made.id());
        let shown = app.call(Officer, "GET", &path, "").await;
        let put = app.call(Officer, "PUT", &path, &shown.text).await;
        assert_eq!(put.status, 200, "{}", put.text);
        let mut answer = put.json();
        answer.as_object_mut().expect("a record").remove("warnings");
        assert_eq!(answer, shown.json());
    }
}

#[tokio::test]
async fn fax_and_textphone_are_for_the_specified_paths() {
    let app = TestApp::new();
    let fax = record(&json!({"contactType": "fax", "subType": "work", "value": "020 7946 0018"}));
    assert_eq!(post(&app, &fax).await.status, 201);
    let deployed = app
        .call(Officer, "POST", "/api/v2/contactDetails", &fax)
        .await;
    assert_eq!(deployed.status, 400);
    let listed = app
        .call(
            Officer,
            "GET",
            &format!("/contact-details?targetId={AMARA}"),
            "",
        )
        .await;
    assert_eq!(
        listed.json()["results"][0]["contactInformation"]["contactType"],
        "fax"
    );
    let deployed = format!("/api/v2/contactDetails?targetId={AMARA}");
    assert_eq!(app.call(Officer, "GET", &deployed, "").await.status, 404);
}

#[tokio::test]
async fn only_what_an_edit_changes_is_held_against_todays_rules() {
    // Taken while such numbers were accepted; then the setting changed.
    let app = TestApp::new();
    let made = post(&app, &phone("mobile", "07700 900123")).await;
    let path = format!("/api/v2/contactDetails/{}/person/{AMARA}", made.id());
    let edit = |value: &str, note: &str, sub_type: &str| {
        json!({"contactInformation": {"contactType": "phone", "subType": sub_type, "value": value, "description": note}})
            .to_string()
    };
    let strict = app.again(|parts| parts.input.values = Arc::new(ValueRules::default()));
    let described = strict
        .call(
            Officer,
            "PATCH",
            &path,
            &edit("07700 900123", "a note", "mobile"),
        )
        .await;
    assert_eq!(described.status, 204, "{}", described.text);
    let changed = strict
        .call(
            Officer,
            "PATCH",
            &path,
            &edit("07700 900124", "a note", "mobile"),
        )
        .await;
    assert_eq!(changed.status, 400);
    let relabelled = strict
        .call(
            Officer,
            "PATCH",
            &path,
            &edit("07700 900123", "a note", "landline"),
        )
        .await;
    assert_eq!(
        relabelled.status, 400,
        "a mobile number becomes no landline by its label"
    );
}

#[tokio::test]
async fn an_edit_keeps_what_its_api_cannot_say() {
    let app = TestApp::new();
    let whole = json!({
        "addressLine1": "Flat 1", "addressLine2": "23 Mill Lane", "addressLine5": "Kent", "postCode": "E8 0ZZ",
        "uprn": "000100021", "country": "United Kingdom", "pafKey": "00012345",
    });
    let made = post(
        &app,
        &record(&json!({"contactType": "address", "addressExtended": whole})),
    )
    .await;
    let id = made.id();
    let path = format!("/api/v2/contactDetails/{id}/person/{AMARA}");
    let listed = app
        .call(
            Officer,
            "GET",
            &format!("/api/v2/contactDetails?targetId={AMARA}"),
            "",
        )
        .await;
    let mut shown = listed.json()["results"][0]["contactInformation"].clone();
    shown["description"] = "a note".into();
    for second in ["23 Mill Lane", "24 Mill Lane"] {
        shown["addressExtended"]["addressLine2"] = second.into();
        let edit = json!({ "contactInformation": shown }).to_string();
        assert_eq!(app.call(Officer, "PATCH", &path, &edit).await.status, 204);
        let now = app
            .call(Officer, "GET", &format!("/contact-details/{id}"), "")
            .await
            .json();
        let address = &now["contactInformation"]["addressExtended"];
        assert_eq!(
            (&address["addressLine5"], &address["country"]),
            (&"Kent".into(), &"United Kingdom".into())
        );
        let same = second.starts_with("23");
        assert_eq!(
            address["pafKey"].is_null(),
            !same,
            "the key is that of the whole address"
        );
    }
}

#[tokio::test]
async fn what_the_deployed_paths_do_not_show_they_do_not_change() {
    let app = TestApp::new();
    let fax = record(&json!({"contactType": "fax", "subType": "work", "value": "020 7946 0018"}));
    let id = post(&app, &fax).await.id();
    let path = format!("/api/v2/contactDetails/{id}/person/{AMARA}");
    let edit = json!({"contactInformation": {"contactType": "phone", "value": "020 7946 0019"}})
        .to_string();
    assert_eq!(app.call(Officer, "PATCH", &path, &edit).await.status, 404);
    let path = format!("/api/v1/contactDetails?id={id}&targetId={AMARA}");
    assert_eq!(app.call(Officer, "DELETE", &path, "").await.status, 404);
}

#[tokio::test]
async fn targets_may_be_of_configured_kinds() {
    let body = phone("mobile", "07700 900123").replace("person", "Asset");
    let refused = post(&TestApp::new(), &body).await;
    assert_eq!(codes(&refused), ["unknown-word"]);
    let app = TestApp::with(|parts| {
        parts.input.target_kinds = TargetKinds::with(TargetKind::parse("asset"));
    });
    assert_eq!(post(&app, &body).await.json()["targetType"], "asset");
}

/// The demo's areas, with this rule for Housing.
fn housing(parts: &mut Parts, rule: UprnRule) {
    let named = |name| ServiceArea::named(name).expect("a name");
    parts.areas = ServiceAreas::new([
        named("Housing").with_uprn_rule(rule),
        named("Social Care"),
        named("NHS"),
    ]);
    parts.issuers = issuers(&parts.areas);
}

#[tokio::test]
async fn an_area_may_ask_for_the_uprn_of_every_address_in_the_country() {
    let app = TestApp::with(|parts| housing(parts, UprnRule::Required));
    let refused = post(&app, &address(None, None)).await;
    assert_eq!(codes(&refused), ["uprn-needed"]);
    assert_eq!(post(&app, &address(Some("100021"), None)).await.status, 201);
    let jersey = address(None, None).replace("e80zz", "JE2 3AB");
    assert_eq!(post(&app, &jersey).await.status, 201, "Jersey has no UPRNs");
    let elsewhere = address(None, None).replace("Housing", "Social Care");
    let other = app
        .call(SocialWorker, "POST", "/contact-details", &elsewhere)
        .await;
    assert_eq!(other.status, 201, "another area asks for none");
}

/// A gazetteer that knows one address, or cannot answer.
struct Known(Option<&'static str>);

#[async_trait]
impl Gazetteer for Known {
    async fn uprn_of(&self, _: &Address) -> Result<Option<Uprn>, Unavailable> {
        let uprn = self
            .0
            .ok_or_else(|| Unavailable("the gazetteer is away".to_owned()))?;
        Ok(Uprn::parse(uprn).ok())
    }
}

#[tokio::test]
async fn an_area_may_have_uprns_looked_up() {
    let found = TestApp::with(|parts| {
        housing(parts, UprnRule::LookedUp);
        parts.gazetteer = Some(Arc::new(Known(Some("100021"))));
    });
    let own_id =
        address(None, None).replacen('{', r#"{"id":"018f3f2e-7a3b-7c00-8000-0123456789ab","#, 1);
    let made = post(&found, &own_id).await.json();
    assert_eq!(
        made["contactInformation"]["addressExtended"]["uprn"],
        "100021"
    );
    let again = found.again(|parts| {
        housing(parts, UprnRule::LookedUp);
        parts.gazetteer = Some(Arc::new(Known(None)));
    });
    let repeated = post(&again, &own_id).await;
    assert_eq!(
        repeated.status, 201,
        "a repeated request needs no second look"
    );
    assert_eq!(
        repeated.json()["contactInformation"],
        made["contactInformation"]
    );
    let away = TestApp::with(|parts| {
        housing(parts, UprnRule::LookedUp);
        parts.gazetteer = Some(Arc::new(Known(None)));
    });
    let without = post(&away, &address(None, None)).await;
    assert_eq!(without.status, 201, "recording is not held up");
    assert_eq!(
        without.json()["contactInformation"]["addressExtended"]["uprn"],
        Value::Null
    );
}

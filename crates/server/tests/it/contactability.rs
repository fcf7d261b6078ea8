//! How a target can be reached, asked one by one, of many at once, and on the command line.

use contactable_domain::area::{LetterPolicy, LetterRules, ServiceArea, ServiceAreas};
use contactable_domain::ids::TargetId;
use contactable_server::demo::Persona::{Officer, SocialWorker, TeamLeader};
use contactable_server::demo::{self, Persona};
use serde_json::{Value, json};

use crate::test_app::{AMARA, TestApp, Transcript};

/// A record for Amara, of these parts.
fn record(area: &str, kind: &str, sub_type: &str, value: &Value) -> Value {
    let mut information = json!({"contactType": kind, "subType": sub_type});
    match value {
        Value::Object(_) => information["addressExtended"] = value.clone(),
        value => information["value"] = value.clone(),
    }
    json!({
        "targetId": AMARA, "targetType": "person", "contactInformation": information,
        "sourceServiceArea": {"area": area},
    })
}

fn address(first: &str, postcode: &str) -> Value {
    json!({"addressLine1": first, "addressLine3": "London", "postCode": postcode})
}

async fn make(app: &TestApp, who: Persona, record: &Value) -> String {
    let made = app
        .call(who, "POST", "/contact-details", &record.to_string())
        .await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.id()
}

async fn ask(app: &TestApp, who: Persona, query: &str) -> Value {
    let path = format!("/contactability?targetId={AMARA}{query}");
    let answer = app.call(who, "GET", &path, "").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

/// The chosen id and code, then the codes of those passed over.
fn told(channel: &Value) -> (Option<&str>, &str, Vec<&str>) {
    let passed = channel["passedOver"].as_array().expect("a list").iter();
    (
        channel["use"]["id"].as_str(),
        channel["because"]["code"].as_str().expect("a code"),
        passed
            .map(|passed| passed["because"]["code"].as_str().expect("a code"))
            .collect(),
    )
}

#[tokio::test]
async fn the_answer_explains_itself() {
    let app = TestApp::new();
    make(
        &app,
        Officer,
        &record("Housing", "phone", "landline", &json!("020 7946 0123")),
    )
    .await;
    make(
        &app,
        Officer,
        &record("Housing", "phone", "mobile", &json!("07700 900123")),
    )
    .await;
    make(
        &app,
        Officer,
        &record(
            "Housing",
            "address",
            "home",
            &address("1 Larkfield Row", "E8 0ZZ"),
        ),
    )
    .await;
    let mut temporary = record(
        "Housing",
        "address",
        "temporary",
        &address("Room 3", "E9 0ZZ"),
    );
    temporary["recordValidFrom"] = json!("2026-10-01");
    make(&app, Officer, &temporary).await;
    let mut transcript = Transcript::of(&app);
    let path = format!("/contactability?targetId={AMARA}");
    transcript.call(Officer, "GET", &path, "").await;
    insta::assert_snapshot!(transcript.finish());
}

#[tokio::test]
async fn a_question_may_be_about_one_channel_and_another_day() {
    let app = TestApp::new();
    let home = address("1 Larkfield Row", "E8 0ZZ");
    let home = make(&app, Officer, &record("Housing", "address", "home", &home)).await;
    let mut temporary = record(
        "Housing",
        "address",
        "temporary",
        &address("Room 3", "E9 0ZZ"),
    );
    temporary["recordValidFrom"] = json!("2026-12-24");
    let temporary = make(&app, Officer, &temporary).await;
    for (on, chosen, passed) in [
        ("2026-12-23", &home, "not-yet-valid"),
        ("2026-12-24", &temporary, "later-in-policy"),
        ("2027-03-24", &temporary, "later-in-policy"),
        ("2027-03-25", &home, "temporary-too-old"),
    ] {
        let answer = ask(&app, Officer, &format!("&channel=letter&on={on}")).await;
        let channels = answer["channels"].as_object().expect("an object");
        assert_eq!(channels.len(), 1);
        let (id, _, others) = told(&channels["letter"]);
        assert_eq!((id, others), (Some(chosen.as_str()), vec![passed]), "{on}");
    }
    let phones = ask(&app, Officer, "&channel=phone").await;
    let names: Vec<_> = phones["channels"]
        .as_object()
        .expect("an object")
        .keys()
        .collect();
    assert_eq!(names, ["call", "text"]);
}

#[tokio::test]
async fn policies_of_letters_are_the_areas_or_the_questions() {
    let make_all = async |app: &TestApp| {
        let mut temporary = record(
            "Housing",
            "address",
            "temporary",
            &address("Room 3", "E9 0ZZ"),
        );
        temporary["recordValidFrom"] = json!("2026-11-01");
        let forwarding = record(
            "Housing",
            "address",
            "forwardingAddress",
            &address("7 Close", "BS5 0ZZ"),
        );
        let letters = record(
            "Housing",
            "address",
            "correspondenceAddress",
            &address("2 Row", "E8 0ZZ"),
        );
        [
            make(app, Officer, &temporary).await,
            make(app, Officer, &forwarding).await,
            make(app, Officer, &letters).await,
        ]
    };
    let app = TestApp::with(|parts| {
        parts.areas = plain_areas();
        parts.issuers = demo::issuers(&parts.areas);
    });
    let [temporary, _, letters] = make_all(&app).await;
    let chosen = async |app: &TestApp, query: &str| {
        let answer = ask(app, Officer, query).await;
        told(&answer["channels"]["letter"]).0.map(str::to_owned)
    };
    assert_eq!(chosen(&app, "").await, Some(temporary.clone()));
    assert_eq!(
        chosen(&app, "&letterPolicy=pds").await,
        Some(letters.clone())
    );
    let of_pds = app.again(|parts| {
        let rules = LetterRules {
            policy: LetterPolicy::Pds,
            ..LetterRules::default()
        };
        let housing = ServiceArea::named("Housing").expect("a name");
        parts.areas = ServiceAreas::new([housing.with_letter_rules(rules)]);
        parts.issuers = demo::issuers(&parts.areas);
    });
    assert_eq!(chosen(&of_pds, "").await, Some(letters));
    assert_eq!(
        chosen(&of_pds, "&letterPolicy=nhs-notify").await,
        Some(temporary.clone())
    );
    assert_eq!(
        chosen(&app, "&letterPolicy=nhs-notify").await,
        Some(temporary)
    );
}

/// The demo's areas without any rules of their own.
pub fn plain_areas() -> ServiceAreas {
    let plain = demo::areas()
        .iter()
        .map(|area| ServiceArea::named(area.name()).expect("a name"))
        .collect::<Vec<_>>();
    ServiceAreas::new(plain)
}

#[tokio::test]
async fn one_area_does_not_use_anothers_details() {
    let app = TestApp::new();
    let ours = make(
        &app,
        Officer,
        &record("Housing", "phone", "mobile", &json!("07700 900123")),
    )
    .await;
    let theirs = record("Social Care", "phone", "mobile", &json!("07700 900456"));
    let theirs = make(&app, SocialWorker, &theirs).await;
    // Who works for one of them is told nothing of the other.
    let answer = ask(&app, Officer, "&channel=text").await;
    assert_eq!(
        told(&answer["channels"]["text"]),
        (Some(ours.as_str()), "only-usable", vec![])
    );
    // Who works for both says for which they ask.
    let path = format!("/contactability?targetId={AMARA}");
    let refused = app.call(TeamLeader, "GET", &path, "").await;
    assert_eq!(refused.status, 400);
    assert_eq!(refused.json()["errors"][0]["code"], "which-area");
    for (area, chosen) in [("Housing", &ours), ("social%20care", &theirs)] {
        let answer = ask(&app, TeamLeader, &format!("&channel=text&area={area}")).await;
        let text = &answer["channels"]["text"];
        assert_eq!(
            told(text),
            (Some(chosen.as_str()), "only-usable", vec!["other-area"])
        );
    }
    let refused = app
        .call(Officer, "GET", &format!("{path}&area=NHS"), "")
        .await;
    assert_eq!(
        (
            refused.status.as_u16(),
            &refused.json()["errors"][0]["code"]
        ),
        (403, &json!("not-your-area"))
    );
}

#[tokio::test]
async fn many_are_answered_in_order_and_as_one_is() {
    let app = TestApp::new();
    make(
        &app,
        Officer,
        &record("Housing", "email", "home", &json!("amara@example.com")),
    )
    .await;
    let nobody = "018f3f2e-7a3b-7c00-8000-0123456789ab";
    let others = (0..120).map(|n| format!("018f3f2e-7a3b-7c00-8000-{n:012x}"));
    let targets: Vec<String> = [nobody.to_owned(), AMARA.to_owned()]
        .into_iter()
        .chain(others)
        .collect();
    let body = json!({"targetIds": targets, "channels": ["email"], "on": "2026-11-30"});
    let many = app
        .call(Officer, "POST", "/contactability", &body.to_string())
        .await;
    assert_eq!(many.status, 200, "{}", many.text);
    assert_eq!(many.header("content-type"), "application/x-ndjson");
    let lines: Vec<Value> = many
        .text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let told: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["targetId"].as_str())
        .collect();
    assert_eq!(told, targets);
    let twice = json!({"targetIds": [AMARA, nobody, AMARA]}).to_string();
    let answered = app.call(Officer, "POST", "/contactability", &twice).await;
    assert_eq!(answered.text.lines().count(), 2);
    assert_eq!(
        lines[1],
        ask(&app, Officer, "&channel=email&on=2026-11-30").await
    );
    let target = TargetId::parse(AMARA).expect("an id");
    let trail = app.store.trail(target).await.expect("readable");
    let asked = trail
        .iter()
        .filter(|line| line.starts_with("ask-contactability allowed own-area"));
    assert_eq!(asked.count(), 3);
}

#[tokio::test]
async fn wrong_questions_are_told_what_is_wrong() {
    let app = TestApp::new();
    let mut transcript = Transcript::of(&app);
    let path = format!(
        "/contactability?targetId={AMARA}&channel=pigeon&purpose=fun&on=tomorrow&letterPolicy=x&wen=1"
    );
    transcript.call(Officer, "GET", &path, "").await;
    let body = json!({
        "targetIds": [AMARA, "x", 7], "channels": ["letter", "pigeon"], "purpose": "fun", "on": 3,
        "letterPolicy": "x", "more": true,
    });
    transcript
        .call(Officer, "POST", "/contactability", &body.to_string())
        .await;
    transcript
        .call(Officer, "POST", "/contactability", r#"{"targetIds":[]}"#)
        .await;
    transcript
        .call(Officer, "POST", "/contactability", "{}")
        .await;
    let too_many = json!({"targetIds": vec![AMARA; 1001]}).to_string();
    let refused = app
        .call(Officer, "POST", "/contactability", &too_many)
        .await;
    assert_eq!(refused.json()["errors"][0]["code"], "too-many");
    insta::assert_snapshot!(transcript.finish());
}

#[tokio::test]
async fn forwarding_addresses_come_first_where_the_area_says_so() {
    let first = LetterRules {
        forwarding_first: true,
        ..LetterRules::default()
    };
    let app = TestApp::with(|parts| {
        let housing = ServiceArea::named("Housing").expect("a name");
        parts.areas = ServiceAreas::new([housing.with_letter_rules(first)]);
        parts.issuers = demo::issuers(&parts.areas);
    });
    let forwarding = address("7 Osierbank Close", "BS5 0ZZ");
    let forwarding = record("Housing", "address", "forwardingAddress", &forwarding);
    let forwarding = make(&app, Officer, &forwarding).await;
    let home = record(
        "Housing",
        "address",
        "home",
        &address("1 Larkfield Row", "E8 0ZZ"),
    );
    make(&app, Officer, &home).await;
    let answer = ask(&app, Officer, "&channel=letter").await;
    let expected = (
        Some(forwarding.as_str()),
        "forwarding-address",
        vec!["later-in-policy"],
    );
    assert_eq!(told(&answer["channels"]["letter"]), expected);
}

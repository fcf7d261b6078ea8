//! What is not changed is held against no rule, whoever recorded it and by which; what is changed is, and so is another
//! spelling.

use contactable_server::demo::Persona::Clinician;
use serde_json::{Value, json};

use super::rows::told;
use super::world::{
    add, emergency, held, home, known, patch, place, preference, read, replace, temporary,
};
use crate::test_app::{AMARA, TestApp};

/// What marks a text as one that cannot be shown on one line as it is kept.
const UNSHOWN: [&str; 4] = [
    "1 High\nStreet",
    "1\tHigh Street",
    "\u{202e}1 High Street",
    "1 High\u{2028}Street",
];

#[tokio::test]
async fn another_spelling_of_a_postcode_is_a_change() {
    let app = known().await;
    let mut address = home("Flat 3");
    address["postalCode"] = json!("ls63aa");
    let made = patch(&app, &json!([add("address", &address)])).await;
    assert_eq!(made.json()["address"][0]["postalCode"], "ls63aa");
    let id = &made.json()["address"][0]["id"];
    let patches = json!([
        {"op": "test", "path": "/address/0/id", "value": id},
        {"op": "replace", "path": "/address/0/postalCode", "value": "LS6 3AA"},
    ]);
    let answer = patch(&app, &patches).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.json()["address"][0]["postalCode"], "LS6 3AA");
    assert_ne!(answer.json()["meta"], made.json()["meta"], "a new version");
    assert_eq!(read(&app).await.text, answer.text);
}

#[tokio::test]
async fn what_does_not_stay_on_its_line_is_refused() {
    let app = known().await;
    let before = read(&app).await.text;
    for text in UNSHOWN {
        let mut of_times = preference(text);
        of_times["extension"][1]["valueString"] = json!(text);
        let mut described = temporary("Room 12");
        described["text"] = json!(text);
        for item in [
            add("address", &home(text)),
            add("address", &described),
            add(
                "telecom",
                &json!({"system": "phone", "use": "home", "value": text}),
            ),
            add("contact", &emergency("phone", text)),
            add("extension", &of_times),
        ] {
            let answer = patch(&app, &json!([item])).await;
            assert_eq!(
                (answer.status.as_u16(), told(&answer).1.as_str()),
                (400, "UNSUPPORTED_CHARACTERS_IN_FIELD"),
                "{item}"
            );
        }
    }
    assert_eq!(read(&app).await.text, before);
}

#[tokio::test]
async fn an_emergency_contact_has_twenty_numbers_at_most() {
    let app = known().await;
    let ways = |count: usize| {
        let mut contact = emergency("phone", "07700 900100");
        let numbers = (0..count)
            .map(|way| json!({"system": "phone", "value": format!("07700 9001{way:02}")}));
        contact["telecom"] = numbers.collect();
        json!([add("contact", &contact)])
    };
    let answer = patch(&app, &ways(21)).await;
    assert_eq!(told(&answer).1, "TOO_MANY_VALUES_SUBMITTED");
    assert_eq!(patch(&app, &ways(20)).await.status, 200);
}

#[tokio::test]
async fn times_that_stay_need_no_method() {
    let app = known().await;
    set_preferences(&app, &json!({"contactTimes": "After school"})).await;
    let shown = read(&app).await.json();
    let mut preference = shown["extension"][0].clone();
    let format = json!({"url": "PreferredWrittenCommunicationFormat", "valueCodeableConcept": {"coding": [
        {"system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-PreferredWrittenCommunicationFormat",
         "code": "12", "display": "Braille"}]}});
    preference["extension"]
        .as_array_mut()
        .expect("parts")
        .insert(0, format);
    let replaced = json!([{"op": "replace", "path": "/extension/0", "value": preference}]);
    let answer = patch(&app, &replaced).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let mut other = answer.json()["extension"][0].clone();
    let parts = other["extension"].as_array_mut().expect("parts");
    parts.last_mut().expect("the times")["valueString"] = json!("Before school");
    let replaced = json!([{"op": "replace", "path": "/extension/0", "value": other}]);
    assert_eq!(told(&patch(&app, &replaced).await).1, "INVALID_UPDATE");
}

async fn set_preferences(app: &TestApp, wishes: &Value) {
    let path = format!("/targets/{AMARA}/preferences?area=NHS");
    let answer = app.call(Clinician, "PUT", &path, &wishes.to_string()).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    app.clock.advance_seconds(1);
}

#[tokio::test]
async fn a_temporary_address_keeps_its_days_while_it_gets_another_text() {
    let app = held().await;
    let shown = read(&app).await.json();
    let at = place(&shown, "address", "use", "temp");
    for (text, code) in [("Holiday Home", None), ("Somewhere", Some("INVALID_VALUE"))] {
        let patches = json!([
            {"op": "test", "path": format!("/address/{at}/id"), "value": shown["address"][at]["id"]},
            {"op": "replace", "path": format!("/address/{at}/text"), "value": text},
        ]);
        let answer = patch(&app, &patches).await;
        match code {
            None => assert_eq!(
                answer.json()["address"][at]["text"],
                text,
                "{}",
                answer.text
            ),
            Some(code) => assert_eq!(told(&answer).1, code),
        }
    }
    let longer = replace(
        &read(&app).await.json(),
        "address",
        at,
        &json!({"period": {"start": "2026-10-01", "end": "2027-10-01"}}),
    );
    let answer = patch(&app, &json!([longer])).await;
    assert_eq!(told(&answer).1, "INVALID_UPDATE");
}

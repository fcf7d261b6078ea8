//! Invented people as Patients of FHIR.

use proptest::prelude::*;
use serde_json::{Value, json};

const AREA_KEY: &str = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AddressKey";
const KEY_TYPES: &str = "https://fhir.hl7.org.uk/CodeSystem/UKCore-AddressKeyType";
const PREFERENCE: &str =
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactPreference";

/// An NHS number of those set aside for tests, made whole with its check digit; `None` where there is none.
pub fn test_number(last: u32) -> Option<String> {
    let nine = format!("999{last:06}");
    let digits = nine.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = (2..=10)
        .rev()
        .zip(digits)
        .map(|(by, digit)| by * digit)
        .sum();
    match 11 - sum % 11 {
        11 => Some(format!("{nine}0")),
        10 => None,
        check => Some(format!("{nine}{check}")),
    }
}

/// A Patient with these members beside the number, the version and the code of confidentiality.
pub fn patient(number: &str, version: u64, code: &str, members: Value) -> Value {
    let mut patient = json!({
        "resourceType": "Patient",
        "id": number,
        "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": number}],
        "meta": {
            "versionId": version.to_string(),
            "security": [{
                "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": code
            }],
        },
    });
    if let (Value::Object(all), Value::Object(more)) = (&mut patient, members) {
        all.extend(more);
    }
    patient
}

/// A phone as an item of a list.
pub fn phone(id: &str, usage: &str, number: &str) -> Value {
    json!({"id": id, "system": "phone", "use": usage, "value": number, "period": {"start": "2024-01-01"}})
}

/// Somebody with something of everything.
pub fn whole(number: &str) -> Value {
    patient(
        number,
        7,
        "U",
        json!({
            "name": [{"id": "N1", "use": "usual", "family": "Zzyzx", "given": ["Quill"]}],
            "gender": "female",
            "birthDate": "1970-03-04",
            "generalPractitioner": [{"type": "Organization", "identifier": {"value": "Y99999"}}],
            "extension": [
                {"url": "https://example.org/first", "valueString": "a  b"},
                preference(),
                {"url": "https://example.org/last", "valueBoolean": true},
            ],
            "telecom": [
                phone("T1", "home", "01632 960001"),
                phone("T2", "mobile", "07700900001"),
                {"id": "T3", "system": "email", "use": "home", "value": "quill@example.com"},
            ],
            "address": [
                {"id": "A1", "use": "home", "line": [null, "23 Mill Lane", null, "Leeds", null],
                 "_line": [{"extension": []}, null, {"extension": []}, null, {"extension": []}],
                 "postalCode": "LS1 6AE", "extension": [key("UPRN", "000123456789")]},
                {"id": "A2", "use": "temp", "text": "Holiday Home", "line": ["The Hut", "Leeds"],
                 "period": {"start": "2026-01-01", "end": "2026-02-01"}},
            ],
            "contact": [{
                "id": "C1",
                "relationship": [{"coding": [{
                    "system": "http://terminology.hl7.org/CodeSystem/v2-0131", "code": "C",
                    "display": "Emergency Contact"
                }]}],
                "telecom": [{"system": "phone", "value": "07700900002"},
                            {"system": "email", "value": "kin@example.com"}],
            }],
        }),
    )
}

/// A related person of somebody, as an entry of a Bundle.
pub fn related(number: &str, id: &str) -> Value {
    let base = "https://api.example.org/FHIR/R4";
    json!({"resourceType": "Bundle", "type": "searchset", "total": 1, "entry": [{
        "fullUrl": format!("{base}/Patient/{number}/RelatedPerson/{id}"),
        "resource": {"resourceType": "RelatedPerson", "id": id, "patient": {"identifier": {}}}
    }]})
}

fn key(kind: &str, value: &str) -> Value {
    json!({"url": AREA_KEY, "extension": [
        {"url": "type", "valueCoding": {"system": KEY_TYPES, "code": kind}},
        {"url": "value", "valueString": value},
    ]})
}

fn preference() -> Value {
    json!({"url": PREFERENCE, "extension": [
        {"url": "PreferredWrittenCommunicationFormat", "valueCodeableConcept": {"coding": [{
            "system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-PreferredWrittenCommunicationFormat",
            "code": "12", "display": "Braille"}]}},
        {"url": "PreferredContactMethod", "valueCodeableConcept": {"coding": [{
            "system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-PreferredContactMethod",
            "code": "4", "display": "E-mail"}]}},
        {"url": "PreferredContactTimes", "valueString": "Not after 7pm"},
    ]})
}

/// Any people, of different numbers, as another system may hold them: by whatever rules.
pub fn any_people() -> impl Strategy<Value = Vec<Value>> {
    let numbers = proptest::collection::btree_set(0..1_000_000_u32, 2..50);
    let numbers = numbers.prop_map(|all| -> Vec<String> {
        let numbers = all.into_iter().filter_map(test_number);
        numbers.collect()
    });
    let some = numbers.prop_filter("somebody", |numbers| !numbers.is_empty());
    some.prop_flat_map(|numbers| numbers.into_iter().map(any_patient).collect::<Vec<_>>())
}

fn any_patient(number: String) -> impl Strategy<Value = Value> {
    let lists = (
        proptest::collection::vec(any_telecom(), 0..6),
        proptest::collection::vec(any_address(), 0..5),
        proptest::collection::vec(any_contact(), 0..3),
        proptest::option::of(Just(preference())),
        proptest::option::of("[A-Z][a-z]{2,9}"),
    );
    let code = prop_oneof![4 => Just("U"), 1 => Just("R")];
    (1..50_u64, code, lists).prop_map(move |(version, code, lists)| {
        let (telecoms, addresses, contacts, preference, family) = lists;
        let mut members = json!({
            "telecom": with_ids(telecoms, "T"),
            "address": with_ids(addresses, "A"),
            "contact": with_ids(contacts, "C"),
            "extension": preference.into_iter().collect::<Vec<_>>(),
        });
        if let Some(family) = family {
            members["name"] = json!([{"family": family}]);
        }
        patient(&number, version, code, members)
    })
}

/// Some items come with an id, and some without; of two with one id there may be any number.
fn with_ids(items: Vec<(Value, Option<u8>)>, prefix: &str) -> Vec<Value> {
    let with_id = |(mut item, id): (Value, Option<u8>)| {
        if let Some(id) = id {
            item["id"] = json!(format!("{prefix}{}", id % 8));
        }
        item
    };
    items.into_iter().map(with_id).collect()
}

fn any_telecom() -> impl Strategy<Value = (Value, Option<u8>)> {
    let system = prop::sample::select(vec!["phone", "email", "fax", "phone", "email"]);
    let usage = prop::sample::select(vec!["home", "work", "temp", "mobile"]);
    let told = (system, usage, any_text(), any_period(), any::<Option<u8>>());
    told.prop_map(|(system, usage, value, period, id)| {
        let item = json!({"system": system, "use": usage, "value": value});
        (in_period(item, period), id)
    })
}

fn any_address() -> impl Strategy<Value = (Value, Option<u8>)> {
    let usage = prop::sample::select(vec!["home", "work", "temp", "billing"]);
    let line = prop_oneof![3 => any_text().prop_map(Some), 1 => Just(None)];
    let lines = proptest::collection::vec(line, 1..6);
    let postcode = prop_oneof![Just("LS1 6AE".to_owned()), any_text()];
    let text = proptest::option::of(any_text());
    let uprn = proptest::option::of("[0-9]{1,12}");
    let told = (
        usage,
        lines,
        postcode,
        (text, uprn),
        any_period(),
        any::<Option<u8>>(),
    );
    told.prop_map(|(usage, lines, postcode, (text, uprn), period, id)| {
        let mut item = json!({"use": usage, "line": lines, "postalCode": postcode});
        if let Some(text) = text {
            item["text"] = json!(text);
        }
        if let Some(uprn) = uprn {
            item["extension"] = json!([key("UPRN", &uprn)]);
        }
        (in_period(item, period), id)
    })
}

fn any_contact() -> impl Strategy<Value = (Value, Option<u8>)> {
    let system = prop::sample::select(vec!["phone", "email"]);
    let telecom =
        (system, any_text()).prop_map(|(system, value)| json!({"system": system, "value": value}));
    let telecoms = proptest::collection::vec(telecom, 1..4);
    (telecoms, any_period(), any::<Option<u8>>()).prop_map(|(telecoms, period, id)| {
        let code = json!([{"coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/v2-0131", "code": "C"
        }]}]);
        let item = json!({"relationship": code, "telecom": telecoms});
        (in_period(item, period), id)
    })
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "0[0-9]{9,10}",
        "[a-z]{1,8}@example\\.com",
        "[ -~é]{1,30}".prop_map(|text| text.replace(['<', '>'], "-")),
    ]
}

/// Days in no order: what ends before it starts is no period.
fn any_period() -> impl Strategy<Value = Option<(Option<String>, Option<String>)>> {
    let day = "20[0-3][0-9]-0[1-9]-[0-2][1-8]";
    let days = (proptest::option::of(day), proptest::option::of(day));
    proptest::option::of(days)
}

fn in_period(mut item: Value, period: Option<(Option<String>, Option<String>)>) -> Value {
    let Some((start, end)) = period else {
        return item;
    };
    for (name, day) in [("start", start), ("end", end)] {
        if let Some(day) = day {
            item["period"][name] = json!(day);
        }
    }
    item
}

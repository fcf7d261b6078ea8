//! Taking people over, and giving them back.

use contactable_domain::patient::Confidentiality;
use contactable_fhir::import::{Keep, NotFhir, join, read};
use contactable_fhir::patient::{Look, patient};
use serde_json::{Value, json};

use crate::support::{
    NUMBER, emergency, full, key, method, preference, shown, taken, taking, times,
};

fn resource(members: Value) -> Value {
    let mut all = json!({"resourceType": "Patient", "id": NUMBER});
    all.as_object_mut()
        .unwrap()
        .extend(members.as_object().unwrap().clone());
    all
}

fn left_out(members: Value, keep: Keep) -> Vec<(String, &'static str)> {
    let taken = taken(read(&resource(members).to_string(), keep).unwrap());
    taken
        .left_out
        .into_iter()
        .map(|one| (one.path, one.why))
        .collect()
}

#[test]
fn what_is_shown_is_taken_and_shown_again() {
    let text = patient(&full(), Look::default());
    let taken = taken(read(&text, Keep::Everything).unwrap());
    assert_eq!(taken.left_out, []);
    assert_eq!(
        (taken.version, taken.confidentiality),
        (Some(10), Some(Confidentiality::Unrestricted))
    );
    assert_eq!(patient(&taking(&taken), Look::default()), text);
}

#[test]
fn blank_lines_are_understood_in_both_forms() {
    let address = json!([{"use": "home", "line": ["", "23 Mill Lane", "", "Leeds", ""], "postalCode": "LS6 3AA"}]);
    let one = taking(&taken(
        read(
            &resource(json!({"address": address})).to_string(),
            Keep::Everything,
        )
        .unwrap(),
    ));
    let look = Look {
        empty_address_lines: true,
    };
    let text = patient(&one, look);
    let other = taken(read(&text, Keep::Everything).unwrap());
    assert_eq!(other.left_out, []);
    assert_eq!(patient(&taking(&other), look), text);
}

#[test]
fn old_forms_are_understood() {
    let old = "https://fhir.nhs.uk/R4/StructureDefinition/Extension-UKCore-ContactPreference";
    let mut wish = preference(json!([method("9", "SMS"), times("Mornings")]));
    let members = json!({
        "telecom": [{"id": "A", "system": "email", "use": "home", "value": "not an address"},
            {"id": "B", "system": "phone", "use": "home", "value": "Ext 12", "period": {"end": "2020-01-01"}}],
        "address": [{"id": "C", "use": "temp", "text": "Beach hut", "line": ["9 Old Quay"], "postalCode": "nowhere",
            "period": {"start": "2018-06-01T00:00:00Z"}, "extension": [key("PAF", "1234567")]}],
        "extension": [{"url": old, "extension": wish["extension"].clone()}],
    });
    let taken = taken(read(&resource(members).to_string(), Keep::ContactDetails).unwrap());
    assert_eq!(taken.left_out, []);
    let shown = shown(&taking(&taken));
    assert_eq!(shown["telecom"][0]["value"], json!("Ext 12"));
    assert_eq!(shown["telecom"][0]["period"], json!({"end": "2020-01-01"}));
    assert_eq!(shown["telecom"][1]["value"], json!("not an address"));
    assert_eq!(shown["address"][0]["postalCode"], json!("nowhere"));
    assert_eq!(
        shown["address"][0]["period"],
        json!({"start": "2018-06-01"})
    );
    assert_eq!(
        shown["address"][0]["extension"],
        json!([key("PAF", "1234567")])
    );
    wish["url"] = json!(crate::support::PREFERENCE);
    assert_eq!(shown["extension"], json!([wish]));
}

#[test]
fn what_has_no_place_is_left_out_and_told_of() {
    let fax = emergency(json!([{"system": "fax", "value": "01632 960001"}]));
    let named = {
        let mut contact =
            emergency(json!([{"system": "phone", "use": "home", "value": "07700 900001"}]));
        contact["name"] = json!({"family": "Secret"});
        contact
    };
    let found = left_out(
        json!({
            "name": [{"family": "Secret"}],
            "photo": [],
            "telecom": [{"system": "pager", "use": "home", "value": "secret"}, {"system": "phone", "value": "secret"},
                {"system": "phone", "use": "home", "value": "sec\u{7}ret"}, {"id": "no-id", "system": "phone", "use": "work", "value": "1"}],
            "address": [{"use": "old", "line": ["secret"]}, {"use": "home", "line": [" "]}, {"use": "home", "city": "Secret", "postalCode": "LS6 3AA"}],
            "contact": [fax, named],
            "extension": [{"url": "secret"}, preference(json!([method("1", "Letter")])), preference(json!([method("2", "Visit")]))],
        }),
        Keep::ContactDetails,
    );
    let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "telecom/0/system",
            "telecom/1/use",
            "telecom/2/value",
            "telecom/3/id",
            "address/0/use",
            "address/1",
            "address/2/city",
            "contact/0/telecom/0/system",
            "contact/1/name",
            "contact/1/telecom/0/use",
            "extension/2",
            "name",
            "photo",
            "extension/0"
        ]
    );
    let told = format!("{found:?}").to_lowercase();
    assert!(!told.contains("secret"), "{told}");
}

#[test]
fn with_everything_only_what_has_no_place_is_left_out() {
    let found = left_out(
        json!({"name": [{}], "generalPractitioner": [{}], "photo": [], "extension": [{"url": "x"}]}),
        Keep::Everything,
    );
    assert_eq!(found, [("photo".to_owned(), "there is no place for it")]);
}

#[test]
fn nothing_is_carried_unless_it_was_asked_for() {
    let text = resource(json!({"name": [{"family": "Example"}]})).to_string();
    assert!(
        taken(read(&text, Keep::ContactDetails).unwrap())
            .carried
            .is_none()
    );
    assert!(
        taken(read(&text, Keep::Everything).unwrap())
            .carried
            .is_some()
    );
}

#[test]
fn of_somebody_whose_details_were_hidden_nothing_is_known() {
    for (code, is_known) in [("U", true), ("R", false), ("V", false)] {
        let meta = json!({"meta": {"security": [{"code": code}]}});
        let taken = taken(read(&resource(meta).to_string(), Keep::Everything).unwrap());
        assert_eq!(taken.wanted.is_some(), is_known, "{code}");
    }
    let trusted = json!({"meta": {"security": [{"code": "R"}]}, "telecom": [{"system": "phone", "use": "home", "value": "1"}]});
    assert!(
        taken(read(&resource(trusted).to_string(), Keep::Everything).unwrap())
            .wanted
            .is_some()
    );
}

#[test]
fn a_text_may_hold_one_or_many() {
    let one = resource(json!({})).to_string();
    let bundle = json!({"resourceType": "Bundle", "entry": [{"resource": resource(json!({}))}, {"resource": {"resourceType": "Patient", "id": "9434765919"}}]});
    for (text, places) in [
        (one.clone(), vec!["line 1"]),
        (
            serde_json::to_string_pretty(&resource(json!({}))).unwrap(),
            vec!["line 1"],
        ),
        (format!("{one}\n\n{one}\r\n"), vec!["line 1", "line 3"]),
        (format!("\u{feff}{one}\n"), vec!["line 1"]),
        (
            bundle.to_string(),
            vec!["line 1, entry 1", "line 1, entry 2"],
        ),
    ] {
        let reads = read(&text, Keep::ContactDetails).unwrap();
        assert!(reads.iter().all(|read| read.taken.is_ok()));
        let found: Vec<&str> = reads.iter().map(|read| read.place.as_str()).collect();
        assert_eq!(found, places);
    }
}

#[test]
fn what_cannot_be_taken_does_not_stand_in_the_way() {
    let good = resource(json!({})).to_string();
    let differing = json!({"resourceType": "Patient", "id": NUMBER, "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9434765919"}]});
    let text = [
        good.clone(),
        "{\"resourceType\": broken".to_owned(),
        json!({"resourceType": "Patient", "id": "9990000019"}).to_string(),
        differing.to_string(),
        json!({"resourceType": "Practitioner"}).to_string(),
        "[1]".to_owned(),
        r#"{"resourceType":"Patient","id":"9990000018","gender":"male","gender":"female"}"#
            .to_owned(),
        json!({"resourceType": "RelatedPerson"}).to_string(),
        json!({"resourceType": "Bundle", "entry": [{}]}).to_string(),
        good,
    ]
    .join("\n");
    let reads = read(&text, Keep::Everything).unwrap();
    let refused: Vec<&str> = reads
        .iter()
        .filter(|read| read.taken.is_err())
        .map(|read| read.place.as_str())
        .collect();
    assert_eq!(
        refused,
        [
            "line 2",
            "line 3",
            "line 4",
            "line 5",
            "line 6",
            "line 7",
            "line 8",
            "line 9, entry 1"
        ]
    );
    assert_eq!(reads.len(), 10);
}

#[test]
fn a_text_that_is_no_json_is_refused() {
    assert_eq!(read(" \n ", Keep::Everything).unwrap_err(), NotFhir::Empty);
    assert_eq!(
        read("\n\nName,Phone", Keep::Everything).unwrap_err(),
        NotFhir::NotJson { line: 3 }
    );
    assert_eq!(
        read(&"[".repeat(100_000), Keep::Everything).unwrap_err(),
        NotFhir::NotJson { line: 1 }
    );
}

#[test]
fn related_people_are_carried_with_whose_they_are() {
    let person = |id: &str| json!({"resourceType": "RelatedPerson", "id": id, "patient": {}});
    let entry = |id: &str| json!({"fullUrl": format!("https://x/Patient/{NUMBER}/RelatedPerson/{id}"), "resource": person(id)});
    let bundle = json!({"resourceType": "Bundle", "entry": [entry("A"), entry("B")]}).to_string();
    let related = taken(read(&bundle, Keep::Everything).unwrap());
    assert!(
        related.wanted.is_none() && related.confidentiality.is_none() && related.version.is_none()
    );
    // Beside a Patient, in one text or one after the other, nothing of either is lost.
    let known = resource(json!({"gender": "other"})).to_string();
    let together = taken(read(&format!("{bundle}\n{known}"), Keep::Everything).unwrap());
    let alone = taken(read(&known, Keep::Everything).unwrap())
        .carried
        .unwrap();
    let related = related.carried.unwrap();
    for joined in [
        together.carried.unwrap(),
        join(&alone, &related),
        join(&related, &alone),
    ] {
        assert!(
            joined.as_str().contains(r#""gender":"other""#)
                && joined.as_str().contains(r#""id":"B""#),
            "{}",
            joined.as_str()
        );
    }
    let left = taken(read(&bundle, Keep::ContactDetails).unwrap());
    assert!(left.carried.is_none() && left.left_out.len() == 2);
}

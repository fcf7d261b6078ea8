//! Related people as they are shown.

use contactable_domain::access::Rule;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::ContactDetailId;
use contactable_domain::patient::Patient;
use contactable_domain::vocabulary::{Label, Relationship, Use};
use contactable_fhir::import::{Keep, read};
use contactable_fhir::patient::Look;
use contactable_fhir::related_person::related_people;
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{NUMBER, full, nobody, shown, taken, taking};

fn bundle(patient: &Patient) -> Value {
    let at: Timestamp = "2026-11-22T09:30:00.5Z".parse().unwrap();
    let text = related_people(patient, "https://example.test/R4", Look::default(), at);
    serde_json::from_str(&text).unwrap()
}

/// The full patient's records as somebody else's.
fn belonging_to(relationship: Relationship, usage: Option<Use>) -> Patient {
    let mut patient = full();
    for record in &mut patient.records {
        let usage = usage.or(record.information.label.usage);
        let relationship = Some(relationship);
        record.information.label = Label {
            usage,
            relationship,
        };
    }
    patient
}

#[test]
fn nobody_makes_an_empty_bundle() {
    let empty = json!({"resourceType": "Bundle", "type": "searchset", "timestamp": "2026-11-22T09:30:00+00:00", "total": 0});
    assert_eq!(bundle(&nobody()), empty);
    assert_eq!(bundle(&full()), empty);
}

#[test]
fn recorded_people_are_shown_by_what_they_are() {
    let found = bundle(&belonging_to(Relationship::Wife, None));
    // Two addresses make two entries.
    assert_eq!(found["total"], json!(2));
    let first = &found["entry"][0];
    let id = first["resource"]["id"].as_str().unwrap();
    assert_eq!(
        first["fullUrl"],
        json!(format!(
            "https://example.test/R4/Patient/{NUMBER}/RelatedPerson/{id}"
        ))
    );
    let person = &first["resource"];
    assert_eq!(person["patient"]["identifier"]["value"], json!(NUMBER));
    assert_eq!(
        person["relationship"],
        json!([{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode",
        "code": "WIFE", "display": "wife"}], "text": "wife"}])
    );
    assert_eq!(
        person["telecom"][0],
        json!({"period": {"start": "2020-02-03"}, "system": "phone", "value": "01632 960001", "use": "home"})
    );
    assert_eq!(person["address"].as_array().unwrap().len(), 1);
    assert_eq!(person["address"][0].get("id"), None);
    assert_eq!(found["entry"][1]["resource"].get("telecom"), None);
    // None of it is the patient's own.
    assert_eq!(
        shown(&belonging_to(Relationship::Wife, None)).get("telecom"),
        None
    );
}

#[test]
fn more_than_five_ways_make_another_entry_and_none_is_lost() {
    let mut patient = belonging_to(Relationship::Carer, None);
    let telecom: ContactDetail = patient
        .records
        .iter()
        .find(|r| r.information.value.address().is_none())
        .unwrap()
        .clone();
    patient.records = (0..11)
        .map(|index| ContactDetail {
            id: ContactDetailId::from(Uuid::from_u128(100 + index)),
            item: None,
            ..telecom.clone()
        })
        .collect();
    let found = bundle(&patient);
    let counts: Vec<usize> = found["entry"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["resource"]["telecom"].as_array().unwrap().len())
        .collect();
    assert_eq!(counts, [5, 5, 1]);
    assert_eq!(
        found["entry"][0]["resource"]["relationship"][0]["text"],
        json!("carer")
    );
}

#[test]
fn every_relationship_has_a_code() {
    for relationship in Relationship::ALL {
        let found = bundle(&belonging_to(*relationship, Some(Use::Emergency)));
        let concept = &found["entry"][0]["resource"]["relationship"][0];
        assert!(concept["coding"][0]["code"].is_string(), "{relationship:?}");
        assert_eq!(concept["text"], json!(relationship.as_str()));
        assert_eq!(found["entry"][0]["resource"]["telecom"][0].get("use"), None);
    }
}

#[test]
fn carried_people_are_shown_as_they_came_and_of_a_hidden_person_nobody() {
    let person = json!({"resourceType": "RelatedPerson", "id": "RP1", "patient": {"identifier": {"value": NUMBER}}, "active": true});
    let patient = taking(&taken(read(&person.to_string(), Keep::Everything).unwrap()));
    let found = bundle(&patient);
    assert_eq!(found["total"], json!(1));
    assert_eq!(found["entry"][0]["resource"], person);
    assert_eq!(
        found["entry"][0]["fullUrl"],
        json!(format!(
            "https://example.test/R4/Patient/{NUMBER}/RelatedPerson/RP1"
        ))
    );
    let hidden = Patient {
        basis: Err(Rule::Restricted),
        ..patient
    };
    assert_eq!(bundle(&hidden)["total"], json!(0));
    let hidden = Patient {
        basis: Err(Rule::Restricted),
        ..belonging_to(Relationship::Wife, None)
    };
    assert_eq!(bundle(&hidden)["total"], json!(0));
}

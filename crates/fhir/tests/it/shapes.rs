//! What a Patient looks like.

use contactable_domain::access::Rule;
use contactable_domain::patient::{Confidentiality, Patient};
use contactable_fhir::patient::{Look, patient};
use serde_json::{Value, json};

use crate::support::{
    full, key, known, nobody, patched, preference, shown, textphone_extension, times,
};

#[test]
fn whoever_has_nothing_has_no_empty_lists() {
    assert_eq!(
        patient(&nobody(), Look::default()),
        concat!(
            r#"{"resourceType":"Patient","id":"9990000018","identifier":[{"#,
            r#""system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018","extension":[{"#,
            r#""url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus","#,
            r#""valueCodeableConcept":{"coding":[{"#,
            r#""system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus","#,
            r#""version":"1.0.0","code":"01","display":"Number present and verified"}]}}]}],"#,
            r#""meta":{"versionId":"1","security":[{"#,
            r#""system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"U","#,
            r#""display":"unrestricted"}]}}"#
        )
    );
}

#[test]
fn each_list_is_shown_as_it_was_recorded() {
    let resource = shown(&full());
    assert_eq!(resource["meta"]["versionId"], json!("10"));
    assert_eq!(
        resource["telecom"],
        json!([
            {"id": "TC1", "period": {"start": "2020-02-03"}, "system": "phone", "value": "01632 960001", "use": "home"},
            {"id": "TC2", "period": {"start": "2021-07-08"}, "system": "phone", "value": "07700 900001", "use": "mobile"},
            {"id": "TC3", "period": {"start": "2021-07-08"}, "system": "email", "value": "robin@example.com", "use": "home"},
            {"id": "TC4", "period": {"start": "2021-07-08"}, "system": "other", "value": "01632 960002", "use": "home",
                "extension": [textphone_extension()]},
        ])
    );
    assert_eq!(
        resource["address"][0],
        json!({"id": "AD1", "period": {"start": "2019-04-02"}, "use": "home",
            "line": ["12 Mill Lane", "Headingley", "Leeds"], "postalCode": "LS6 3AA",
            "extension": [key("PAF", "00112233"), key("UPRN", "10012345678")]})
    );
    assert_eq!(resource["address"][1]["text"], json!("Holiday Home"));
    let contact = &resource["contact"][0];
    assert_eq!(
        contact["telecom"],
        json!([{"system": "phone", "value": "07700 900020"}])
    );
    assert_eq!(contact["relationship"][0]["coding"][0]["code"], json!("C"));
}

#[test]
fn what_was_carried_along_is_shown_and_the_preference_keeps_its_place() {
    let other = |url: &str| json!({"url": url, "valueString": "as it came"});
    let wish = preference(json!([times("Mornings")]));
    let resource = json!({
        "name": [{"use": "usual", "family": "Example"}],
        "birthDate": "1990-01-02",
        "multipleBirthInteger": 2,
        "generalPractitioner": [{"id": "GP1"}],
        "managingOrganization": {"type": "Organization"},
        "extension": [other("a"), wish, other("b")],
    });
    let shown = shown(&known(resource.clone()));
    for (name, value) in resource.as_object().unwrap() {
        assert_eq!(shown[name], *value, "{name}");
    }
}

#[test]
fn a_preference_that_comes_later_stands_last() {
    let other = json!({"url": "a", "valueString": "x"});
    let before = known(json!({"extension": [other]}));
    let wish = preference(json!([crate::support::method("3", "Telephone")]));
    let after = patched(
        &before,
        json!([{"op": "add", "path": "/extension/-", "value": wish}]),
    );
    assert_eq!(after["extension"], json!([other, wish]));
}

/// A person with everything that may have to be hidden.
fn rich(level: Confidentiality) -> Patient {
    let extension = |url: &str| json!({"url": url, "valueString": "x"});
    let uk = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-";
    let mut resource = shown(&full());
    resource["generalPractitioner"] = json!([{"id": "GP1"}]);
    resource["extension"] = json!([
        extension(&format!("{uk}NominatedPharmacy")),
        extension(&format!("{uk}PreferredDispenserOrganization")),
        extension(&format!("{uk}MedicalApplianceSupplier")),
        extension(&format!("{uk}DeathNotificationStatus")),
        preference(json!([times("x")])),
        extension("http://hl7.org/fhir/StructureDefinition/patient-birthPlace"),
    ]);
    Patient {
        confidentiality: level,
        ..known(resource)
    }
}

fn members(resource: &Value) -> Vec<&str> {
    resource
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn of_a_restricted_person_nothing_tells_where_they_are() {
    let hidden = Patient {
        basis: Err(Rule::Restricted),
        ..rich(Confidentiality::Restricted)
    };
    let resource = shown(&hidden);
    assert_eq!(
        members(&resource),
        [
            "birthDate",
            "extension",
            "gender",
            "id",
            "identifier",
            "meta",
            "name",
            "resourceType"
        ]
    );
    let urls: Vec<&Value> = resource["extension"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| &e["url"])
        .collect();
    assert_eq!(
        urls,
        ["https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus"]
    );
    let security = &resource["meta"]["security"][0];
    assert_eq!(
        (&security["code"], &security["display"]),
        (&json!("R"), &json!("restricted"))
    );
}

#[test]
fn of_a_very_restricted_person_only_that_there_is_a_record_is_shown() {
    let hidden = Patient {
        basis: Err(Rule::Restricted),
        ..rich(Confidentiality::VeryRestricted)
    };
    let resource = shown(&hidden);
    assert_eq!(
        members(&resource),
        ["id", "identifier", "meta", "resourceType"]
    );
    assert_eq!(
        resource["meta"]["security"][0]["display"],
        json!("very restricted")
    );
}

#[test]
fn whoever_is_trusted_sees_all() {
    for level in Confidentiality::ALL {
        let mut whole = shown(&rich(*level));
        whole["meta"] = json!(null);
        let mut open = shown(&rich(Confidentiality::Unrestricted));
        open["meta"] = json!(null);
        assert_eq!(whole, open, "{level:?}");
        assert_eq!(whole["extension"].as_array().unwrap().len(), 6);
    }
}

#[test]
fn blank_lines_are_dropped_or_shown_as_blank() {
    let before = known(json!({"address": [{"use": "home", "postalCode": "LS6 3AA",
        "line": ["", "23 Mill Lane", "", "Leeds", ""]}]}));
    assert_eq!(
        shown(&before)["address"][0]["line"],
        json!(["23 Mill Lane", "Leeds"])
    );
    let look = Look {
        empty_address_lines: true,
    };
    let resource: Value = serde_json::from_str(&patient(&before, look)).unwrap();
    let address = &resource["address"][0];
    assert_eq!(
        address["line"],
        json!([null, "23 Mill Lane", null, "Leeds", null])
    );
    let blank = json!({"extension": [{
        "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
        "valueCode": "not-applicable"}]});
    assert_eq!(address["_line"], json!([blank, null, blank, null, blank]));
}

#[test]
fn without_a_blank_line_nothing_stands_for_one() {
    let before = known(
        json!({"address": [{"use": "home", "line": ["1", "2", "3", "4", "5"]},
        {"use": "billing", "postalCode": "ZZ99 3VZ"}]}),
    );
    let look = Look {
        empty_address_lines: true,
    };
    let resource: Value = serde_json::from_str(&patient(&before, look)).unwrap();
    assert_eq!(members(&resource["address"][0]), ["id", "line", "use"]);
    assert_eq!(
        members(&resource["address"][1]),
        ["id", "postalCode", "use"]
    );
}

#[test]
fn ids_are_letters_and_digits_and_each_item_has_one() {
    let before =
        known(json!({"telecom": [{"system": "phone", "use": "home", "value": "01632 960001"}]}));
    let id = shown(&before)["telecom"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric()),
        "{id}"
    );
}

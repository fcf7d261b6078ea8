//! What is not changed here at all.

use contactable_domain::access::Rule;
use contactable_domain::patient::{Confidentiality, Patient};
use serde_json::json;

use super::phone;
use crate::support::{full, nobody, refused};

#[test]
fn who_somebody_is_is_not_changed_here() {
    let unsupported = |name: &str| {
        format!("Invalid update with error - Update unsupported for resource - '{name}'")
    };
    for (patches, name) in [
        (
            json!([{"op": "replace", "path": "/gender", "value": "female"}]),
            "gender",
        ),
        (
            json!([{"op": "add", "path": "/pets", "value": ["cat"]}]),
            "pets",
        ),
        (
            json!([{"op": "replace", "path": "/pets/0", "value": "dog"}]),
            "pets",
        ),
        (
            json!([{"op": "add", "path": "/name/-", "value": {"use": "old", "family": "Before"}}]),
            "name",
        ),
        (
            json!([{"op": "replace", "path": "/meta/versionId", "value": "1"}]),
            "meta",
        ),
        (
            json!([{"op": "replace", "path": "/id", "value": "1"}]),
            "id",
        ),
        (
            json!([{"op": "add", "path": "/extension/-", "value": {"url": "http://hl7.org/fhir/StructureDefinition/patient-birthPlace"}}]),
            "extension",
        ),
    ] {
        assert_eq!(
            refused(&full(), patches),
            ("INVALID_UPDATE", unsupported(name))
        );
    }
}

#[test]
fn some_of_it_nobody_may_change_anywhere() {
    let forbidden = |why: &str| {
        (
            "FORBIDDEN_UPDATE",
            format!("Forbidden update with error - {why}"),
        )
    };
    for field in ["gender", "birthDate"] {
        let patches = json!([{"op": "remove", "path": format!("/{field}")}]);
        assert_eq!(
            refused(&full(), patches),
            forbidden(&format!("source not permitted to remove '{field}'"))
        );
    }
    let name = json!({"use": "usual", "family": "Another"});
    let patches = json!([{"op": "add", "path": "/name/-", "value": name}]);
    assert_eq!(
        refused(&full(), patches),
        forbidden("multiple usual names cannot be added")
    );
    let patches = json!([{"op": "test", "path": "/name/0/id", "value": "N1"}, {"op": "remove", "path": "/name/0"}]);
    assert_eq!(
        refused(&full(), patches),
        forbidden("not permitted to remove usual name")
    );
}

#[test]
fn whether_an_interpreter_is_needed_cannot_be_removed() {
    let url = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSCommunication";
    let before = crate::support::known(json!({"extension": [{"url": url, "extension": [
        {"url": "interpreterRequired", "valueBoolean": true}]}]}));
    let patches = json!([{"op": "test", "path": "/extension/0/url", "value": url}, {"op": "remove", "path": "/extension/0/extension/0"}]);
    assert_eq!(
        refused(&before, patches),
        (
            "INVALID_UPDATE",
            "Invalid update with error - interpreterRequired cannot be removed".to_owned()
        )
    );
}

#[test]
fn a_restricted_person_is_not_changed_by_those_who_do_not_see_them() {
    for level in [Confidentiality::Restricted, Confidentiality::VeryRestricted] {
        let hidden = Patient {
            basis: Err(Rule::Restricted),
            confidentiality: level,
            ..nobody()
        };
        let patches = json!([{"op": "add", "path": "/telecom/-", "value": phone()}]);
        assert_eq!(refused(&hidden, patches), ("FORBIDDEN_UPDATE",
            "Forbidden update with error - not permitted to update the contact details of this patient".to_owned()));
    }
}

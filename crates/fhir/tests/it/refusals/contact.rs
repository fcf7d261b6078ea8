//! What an emergency contact and a contact preference may not be.

use serde_json::{Value, json};

use super::{added, with, without};
use crate::support::{
    PREFERENCE, emergency, format, full, method, nobody, preference, refused, times,
};

#[test]
fn an_emergency_contact_is_closed() {
    let one = || emergency(json!([{"system": "phone", "value": "07700 900009"}]));
    let inner = |telecom: Value| emergency(json!([telecom]));
    let unexpected = |name: &str| {
        format!(
            "Invalid request with error - Additional properties are not allowed ('{name}' was unexpected)"
        )
    };
    for name in ["use", "period", "id"] {
        let telecom = with(
            json!({"system": "phone", "value": "07700 900009"}),
            name,
            json!("home"),
        );
        added(
            "contact",
            inner(telecom),
            "ADDITIONAL_PROPERTIES",
            &unexpected(name),
        );
    }
    added(
        "contact",
        with(one(), "name", json!({})),
        "ADDITIONAL_PROPERTIES",
        &unexpected("name"),
    );
    added(
        "contact",
        inner(json!({"system": "fax", "value": "01632 960001"})),
        "INVALID_VALUE",
        "Invalid value - 'fax' in field 'contact/0/telecom/0/system'",
    );
    added(
        "contact",
        without(one(), "relationship"),
        "MISSING_VALUE",
        "Missing value - 'contact/0/relationship'",
    );
    added(
        "contact",
        without(one(), "telecom"),
        "MISSING_VALUE",
        "Missing value - 'contact/0/telecom'",
    );
    added(
        "contact",
        with(one(), "telecom", json!([])),
        "TOO_FEW_VALUES_SUBMITTED",
        "Too few values submitted - [] in field 'contact/0/telecom'",
    );
    let mut next_of_kin = one();
    next_of_kin["relationship"][0]["coding"][0]["code"] = json!("N");
    added(
        "contact",
        next_of_kin,
        "INVALID_VALUE",
        "Invalid value - 'N' in field 'contact/0/relationship/0/coding/0/code'",
    );
    let twice = json!([one()["relationship"][0], one()["relationship"][0]]);
    let patches =
        json!([{"op": "add", "path": "/contact/-", "value": with(one(), "relationship", twice)}]);
    assert_eq!(refused(&nobody(), patches).0, "TOO_MANY_VALUES_SUBMITTED");
    added(
        "contact",
        with(
            one(),
            "period",
            json!({"start": "2024-02-02", "end": "2024-01-01"}),
        ),
        "INVALID_UPDATE",
        "Invalid update with error - the end of 'contact' cannot be before its start",
    );
}

#[test]
fn a_contact_preference_is_closed() {
    let wish = |parts: Value| preference(parts);
    for (item, code, told) in [
        (
            wish(json!([times("Mornings")])),
            "INVALID_UPDATE",
            "Invalid update with error - contact times cannot be given without a contact method",
        ),
        (
            wish(json!([method("9", "SMS")])),
            "INVALID_VALUE",
            "Invalid value - '9' in field 'extension/0/extension/0/valueCodeableConcept/coding/0/code'",
        ),
        (
            wish(json!([format("14", "x")])),
            "INVALID_VALUE",
            "Invalid value - '14' in field 'extension/0/extension/0/valueCodeableConcept/coding/0/code'",
        ),
        (
            wish(json!([{"url": "PreferredSmell", "valueString": "x"}])),
            "INVALID_VALUE",
            "Invalid value - 'PreferredSmell' in field 'extension/0/extension/0/url'",
        ),
        (
            wish(json!([])),
            "TOO_FEW_VALUES_SUBMITTED",
            "Too few values submitted - [] in field 'extension/0/extension'",
        ),
        (
            json!({"url": PREFERENCE}),
            "MISSING_VALUE",
            "Missing value - 'extension/0/extension'",
        ),
        (
            wish(json!([method("1", "Letter"), times("  ")])),
            "MISSING_VALUE",
            "Missing value - 'extension/0/extension/1/valueString'",
        ),
    ] {
        added("extension", item, code, told);
    }
    let long = "x".repeat(41);
    let patches = json!([{"op": "add", "path": "/extension/-", "value": wish(json!([method("1", "Letter"), times(&long)]))}]);
    assert_eq!(refused(&nobody(), patches).0, "INVALID_VALUE");
    let twice = wish(json!([method("1", "Letter"), method("2", "Visit")]));
    let patches = json!([{"op": "add", "path": "/extension/-", "value": twice}]);
    assert_eq!(refused(&nobody(), patches).0, "TOO_MANY_VALUES_SUBMITTED");
}

#[test]
fn names_that_are_no_longer_in_use_are_refused() {
    let retired = "https://fhir.nhs.uk/R4/StructureDefinition/Extension-UKCore-ContactPreference";
    let old = with(
        preference(json!([method("1", "Letter")])),
        "url",
        json!(retired),
    );
    added(
        "extension",
        old.clone(),
        "INVALID_VALUE",
        &format!("Invalid value - '{retired}' in field 'extension/0/url'"),
    );
    let patches = json!([{"op": "replace", "path": "/extension/0", "value": old}]);
    assert_eq!(
        refused(&full(), patches),
        (
            "INVALID_VALUE",
            format!("Invalid value - '{retired}' in field 'extension/0/url'")
        )
    );
}

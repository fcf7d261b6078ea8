//! What a patient may change.

use serde_json::{Value, json};

use crate::support::{
    as_patient, emergency, full, method, patched_by, preference, refused_to, shown,
};

const NOT_PERMITTED: &str = "Invalid update with error - This user does not have permission to update the fields in the patches provided.";

#[track_caller]
fn not_permitted(patches: Value) {
    let told = refused_to(&full(), patches, as_patient());
    assert_eq!(told, ("INVALID_UPDATE", NOT_PERMITTED.to_owned()));
}

#[test]
fn mobile_email_address_and_emergency_contact_are_theirs() {
    let patches = json!([
        {"op": "replace", "path": "/telecom/1", "value": {"id": "TC2", "system": "phone", "use": "mobile", "value": "07700 900009"}},
        {"op": "replace", "path": "/telecom/2", "value": {"id": "TC3", "system": "email", "use": "home", "value": "new@example.com"}},
        {"op": "replace", "path": "/address/0/id", "value": "AD1"},
        {"op": "replace", "path": "/address/0/line/0", "value": "14 Mill Lane"},
        {"op": "add", "path": "/contact/-", "value": emergency(json!([{"system": "phone", "value": "01632 960009"}]))},
    ]);
    let after = shown(&patched_by(&full(), &patches, as_patient()).unwrap());
    assert_eq!(after["telecom"][1]["value"], json!("07700 900009"));
    assert_eq!(after["contact"].as_array().unwrap().len(), 2);
}

#[test]
fn all_else_is_not() {
    for patches in [
        json!([{"op": "test", "path": "/telecom/0/id", "value": "TC1"}, {"op": "remove", "path": "/telecom/0"}]),
        json!([{"op": "replace", "path": "/telecom/0", "value": {"id": "TC1", "system": "phone", "use": "home", "value": "01632 960009"}}]),
        json!([{"op": "add", "path": "/telecom/-", "value": {"system": "fax", "use": "home", "value": "01632 960009"}}]),
        json!([{"op": "replace", "path": "/gender", "value": "female"}]),
        json!([{"op": "remove", "path": "/gender"}]),
        json!([{"op": "add", "path": "/pets", "value": []}]),
        json!([{"op": "replace", "path": "/extension/0", "value": preference(json!([method("2", "Visit")]))}]),
        json!([{"op": "test", "path": "/extension/0/url", "value": crate::support::PREFERENCE}, {"op": "remove", "path": "/extension/0"}]),
    ] {
        not_permitted(patches);
    }
}

#[test]
fn a_telecom_is_sent_whole() {
    not_permitted(json!([
        {"op": "replace", "path": "/telecom/1/id", "value": "TC2"},
        {"op": "replace", "path": "/telecom/1/value", "value": "07700 900009"}]));
}

#[test]
fn they_are_told_so_before_anything_else_about_it() {
    // The number is none, and the second landline is one too many.
    not_permitted(
        json!([{"op": "add", "path": "/telecom/-", "value": {"system": "phone", "use": "home", "value": "none"}}]),
    );
}

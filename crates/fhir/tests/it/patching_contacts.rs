//! What patches make of emergency contacts and of the contact preference.

use serde_json::json;

use crate::support::{
    PREFERENCE, WORKER, emergency, format, full, known, method, nobody, patched, patched_by,
    preference, shown, times,
};

#[test]
fn an_emergency_contact_has_one_id_for_several_ways() {
    let telecom = json!([{"system": "phone", "value": "07700 900009"}, {"system": "email", "value": "sam@example.com"}]);
    let after = patched_by(
        &nobody(),
        &json!([{"op": "add", "path": "/contact/-", "value": emergency(telecom.clone())}]),
        WORKER,
    );
    let after = after.unwrap();
    let contacts = shown(&after)["contact"].clone();
    assert_eq!(contacts.as_array().unwrap().len(), 1);
    assert_eq!(contacts[0]["telecom"], telecom);
    // One way less, in part.
    let id = contacts[0]["id"].clone();
    let fewer = patched(
        &after,
        json!([
        {"op": "test", "path": "/contact/0/id", "value": id},
        {"op": "remove", "path": "/contact/0/telecom/0"}]),
    );
    assert_eq!(fewer["contact"][0]["id"], id);
    assert_eq!(
        fewer["contact"][0]["telecom"],
        json!([{"system": "email", "value": "sam@example.com"}])
    );
}

#[test]
fn the_contact_preference_is_added_replaced_and_removed() {
    let wish = preference(json!([
        format("11", "Large print"),
        method("3", "Telephone"),
        times("After 6pm")
    ]));
    let after = patched_by(
        &nobody(),
        &json!([{"op": "add", "path": "/extension/-", "value": wish}]),
        WORKER,
    )
    .unwrap();
    assert_eq!(shown(&after)["extension"], json!([wish]));
    let other = preference(json!([method("7", "Sign language")]));
    let after = patched_by(
        &after,
        &json!([{"op": "replace", "path": "/extension/0", "value": other}]),
        WORKER,
    )
    .unwrap();
    assert_eq!(shown(&after)["extension"], json!([other]));
    let after = patched(
        &after,
        json!([
        {"op": "test", "path": "/extension/0/url", "value": PREFERENCE},
        {"op": "remove", "path": "/extension/0"}]),
    );
    assert_eq!(after.get("extension"), None);
}

#[test]
fn a_part_of_the_contact_preference_is_replaced_with_its_url() {
    let after = patched(
        &full(),
        json!([
        {"op": "replace", "path": "/extension/0/url", "value": PREFERENCE},
        {"op": "replace", "path": "/extension/0/extension/2/valueString", "value": "Mornings"}]),
    );
    assert_eq!(after["extension"][0]["extension"][2], times("Mornings"));
    assert_eq!(after["extension"][0]["extension"][1], method("1", "Letter"));
}

#[test]
fn a_method_that_pds_has_no_code_for_may_stay() {
    let before =
        known(json!({"extension": [preference(json!([method("9", "SMS"), times("Mornings")]))]}));
    let after = patched(
        &before,
        json!([
        {"op": "replace", "path": "/extension/0/url", "value": PREFERENCE},
        {"op": "replace", "path": "/extension/0/extension/1/valueString", "value": "Evenings"}]),
    );
    assert_eq!(
        after["extension"][0]["extension"],
        json!([method("9", "SMS"), times("Evenings")])
    );
}

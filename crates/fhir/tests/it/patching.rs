//! What patches make of a patient.

use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::value::PlainText;
use serde_json::json;

use crate::support::{
    WORKER, full, ids, key, known, nobody, patched, patched_by, refused, shown, textphone_extension,
};

#[test]
fn an_item_that_is_replaced_is_what_was_sent_and_keeps_its_id() {
    let item = json!({"id": "TC2", "period": {"start": "2026-11-22"}, "system": "phone", "use": "mobile", "value": "07700 900009"});
    let after = patched(
        &full(),
        json!([{"op": "replace", "path": "/telecom/1", "value": item}]),
    );
    assert_eq!(after["telecom"][1], item);
    assert_eq!(after["meta"]["versionId"], json!("11"));
    let mut same = shown(&full());
    same["telecom"][1] = item;
    same["meta"] = after["meta"].clone();
    assert_eq!(after, same);
}

#[test]
fn what_is_new_or_replaced_without_a_period_begins_today() {
    let item = json!({"id": "TC2", "system": "phone", "use": "mobile", "value": "07700 900001"});
    let after = patched(
        &full(),
        json!([{"op": "replace", "path": "/telecom/1", "value": item}]),
    );
    assert_eq!(
        after["telecom"][1]["period"],
        json!({"start": "2026-11-22"})
    );
    let item = json!({"system": "email", "use": "work", "value": "robin@example.org"});
    let after = patched(
        &nobody(),
        json!([{"op": "add", "path": "/telecom/-", "value": item}]),
    );
    assert_eq!(
        after["telecom"][0]["period"],
        json!({"start": "2026-11-22"})
    );
    assert_eq!(after["telecom"][0]["value"], json!("robin@example.org"));
}

#[test]
fn what_is_replaced_in_part_keeps_the_rest() {
    let after = patched(
        &full(),
        json!([
            {"op": "replace", "path": "/telecom/1/id", "value": "TC2"},
            {"op": "replace", "path": "/telecom/1/value", "value": "07700 900009"},
            {"op": "add", "path": "/address/0/id", "value": "AD1"},
            {"op": "replace", "path": "/address/0/line/0", "value": "14 Mill Lane"},
            {"op": "replace", "path": "/address/0/postalCode", "value": "LS6 3AB"},
        ]),
    );
    assert_eq!(
        after["telecom"][1]["period"],
        json!({"start": "2021-07-08"})
    );
    assert_eq!(after["telecom"][1]["value"], json!("07700 900009"));
    let address = &after["address"][0];
    assert_eq!(
        address["line"],
        json!(["14 Mill Lane", "Headingley", "Leeds"])
    );
    assert_eq!(address["postalCode"], json!("LS6 3AB"));
    assert_eq!(address["period"], json!({"start": "2019-04-02"}));
    assert_eq!(
        address["extension"],
        json!([key("PAF", "00112233"), key("UPRN", "10012345678")])
    );
}

#[test]
fn removals_may_test_the_id_or_the_whole_item() {
    let item = shown(&full())["telecom"][2].clone();
    let after = patched(
        &full(),
        json!([
            {"op": "test", "path": "/telecom/2", "value": item},
            {"op": "remove", "path": "/telecom/2"},
            {"op": "test", "path": "/telecom/1/id", "value": "TC2"},
            {"op": "remove", "path": "/telecom/1"},
        ]),
    );
    assert_eq!(ids(&after, "telecom"), ["TC1", "TC4"]);
    let after = patched(
        &full(),
        json!([
            {"op": "test", "path": "/contact/0/id", "value": "CT1"},
            {"op": "remove", "path": "/contact/0"},
        ]),
    );
    assert_eq!(after.get("contact"), None);
}

#[test]
fn a_stale_index_fails_its_test_and_nothing_changes() {
    let before = full();
    let patches = json!([
        {"op": "test", "path": "/telecom/0/id", "value": "TC1"},
        {"op": "remove", "path": "/telecom/0"},
        {"op": "test", "path": "/telecom/1/id", "value": "TC2"},
        {"op": "remove", "path": "/telecom/1"},
    ]);
    let (code, told) = refused(&before, patches);
    assert_eq!(code, "INVALID_UPDATE");
    assert!(told.contains("TC3 (<class 'str'>)"), "{told}");
}

#[test]
fn one_of_a_kind_may_be_removed_and_added_in_one_request() {
    let after = patched(
        &full(),
        json!([
            {"op": "test", "path": "/telecom/1/id", "value": "TC2"},
            {"op": "remove", "path": "/telecom/1"},
            {"op": "add", "path": "/telecom/-", "value": {"system": "phone", "use": "mobile", "value": "07700 900009"}},
            {"op": "test", "path": "/address/0/id", "value": "AD1"},
            {"op": "remove", "path": "/address/0"},
            {"op": "add", "path": "/address/-", "value": {"use": "home", "line": ["", "7 Ockham Road", "", "Eastcote", ""], "postalCode": "NN12 2JX"}},
        ]),
    );
    assert!(!ids(&after, "telecom").contains(&"TC2".to_owned()));
    assert_eq!(after["telecom"][1]["value"], json!("07700 900009"));
    // It comes back where the old one was.
    assert_eq!(
        after["address"][0]["line"],
        json!(["7 Ockham Road", "Eastcote"])
    );
    assert_eq!(after["address"][1]["id"], json!("AD2"));
}

#[test]
fn what_is_wrong_elsewhere_does_not_matter() {
    let before = known(json!({
        "telecom": [{"id": "A", "system": "email", "use": "home", "value": "not an address"}],
        "address": [{"id": "B", "use": "temp", "text": "Beach hut", "line": ["9 Old Quay"], "period": {"start": "2018-06-01"}}],
    }));
    let after = patched(
        &before,
        json!([
        {"op": "add", "path": "/telecom/-", "value": {"system": "phone", "use": "mobile", "value": "07700 900009"}}]),
    );
    assert_eq!(after["address"], shown(&before)["address"]);
    assert_eq!(after["telecom"].as_array().unwrap().len(), 2);
    // Not even in another part of the same item.
    let after = patched(
        &before,
        json!([
        {"op": "replace", "path": "/telecom/0/id", "value": "A"},
        {"op": "add", "path": "/telecom/0/period", "value": {"start": "2026-01-01"}}]),
    );
    assert_eq!(after["telecom"][0]["value"], json!("not an address"));
}

#[test]
fn a_textphone_is_added() {
    let item = json!({"period": {"start": "2021-07-08"}, "system": "other", "value": "01632 960002", "use": "home",
        "extension": [textphone_extension()]});
    let mut after = patched(
        &nobody(),
        json!([{"op": "add", "path": "/telecom/-", "value": item}]),
    );
    after["telecom"][0].as_object_mut().unwrap().remove("id");
    assert_eq!(after["telecom"], json!([item]));
}

#[test]
fn a_period_that_is_taken_away_is_gone() {
    let after = patched(
        &full(),
        json!([
        {"op": "test", "path": "/telecom/1/id", "value": "TC2"},
        {"op": "remove", "path": "/telecom/1/period"}]),
    );
    assert_eq!(after["telecom"][1].get("period"), None);
}

#[test]
fn what_fhir_has_no_word_for_stays() {
    let mut before = full();
    let note = PlainText::parse("Ask for Robin", 100).unwrap();
    let of_id =
        |id: &'static str| move |record: &&mut ContactDetail| record.item_id().as_str() == id;
    let mobile = before.records.iter_mut().find(of_id("TC2")).unwrap();
    mobile.information.description = Some(note.clone());
    let item = json!({"id": "TC2", "system": "phone", "use": "mobile", "value": "07700 900009"});
    let after = patched_by(
        &before,
        &json!([{"op": "replace", "path": "/telecom/1", "value": item}]),
        WORKER,
    )
    .unwrap();
    let mobile = after
        .records
        .iter()
        .find(|record| record.item_id().as_str() == "TC2")
        .unwrap();
    assert_eq!(mobile.information.description, Some(note));
    assert!(!shown(&after).to_string().contains("Ask for Robin"));
}

#[test]
fn tests_alone_change_nothing() {
    let before = full();
    let after = patched_by(
        &before,
        &json!([{"op": "test", "path": "/gender", "value": "other"}]),
        WORKER,
    )
    .unwrap();
    assert_eq!(after.records, before.records);
    assert_eq!(after.wishes, before.wishes);
}

//! What patches make of addresses.

use contactable_domain::patient::{List, Patient};
use contactable_domain::value::PlainText;
use serde_json::json;

use crate::support::{WORKER, ids, key, known, nobody, patched, patched_by, refused};

fn lines_of(patient: &Patient) -> Vec<Option<&str>> {
    let record = patient.records_of(List::Address).next().unwrap();
    let lines = record.information.value.address().unwrap().lines().unwrap();
    lines
        .lines
        .iter()
        .map(|line| line.as_ref().map(PlainText::as_str))
        .collect()
}

#[test]
fn lines_take_up_their_places_again() {
    let before = known(
        json!({"address": [{"id": "A", "use": "home", "postalCode": "LS6 3AA",
        "line": ["", "23 Mill Lane", "", "Leeds", ""]}]}),
    );
    let after = patched_by(
        &before,
        &json!([{"op": "replace", "path": "/address/0", "value":
        {"id": "A", "use": "home", "postalCode": "LS6 3AA", "line": ["25 Mill Lane", "Leeds"]}}]),
        WORKER,
    )
    .unwrap();
    assert_eq!(
        lines_of(&after),
        [None, Some("25 Mill Lane"), None, Some("Leeds"), None]
    );
    // Another number of lines, or blanks among them, says which places are meant.
    for (sent, places) in [
        (
            json!(["Flat 1", "25 Mill Lane", "Leeds"]),
            [
                Some("Flat 1"),
                Some("25 Mill Lane"),
                Some("Leeds"),
                None,
                None,
            ],
        ),
        (
            json!(["Flat 1", "", "", "Leeds"]),
            [Some("Flat 1"), None, None, Some("Leeds"), None],
        ),
    ] {
        let after = patched_by(
            &before,
            &json!([{"op": "replace", "path": "/address/0", "value":
            {"id": "A", "use": "home", "postalCode": "LS6 3AA", "line": sent}}]),
            WORKER,
        )
        .unwrap();
        assert_eq!(lines_of(&after), places);
    }
}

#[test]
fn no_fixed_abode_and_keyed_addresses_need_no_lines() {
    for item in [
        json!({"use": "home", "postalCode": "ZZ99 3VZ"}),
        json!({"use": "home", "postalCode": "LS6 3AA", "extension": [key("PAF", "00112233")]}),
    ] {
        let after = patched(
            &nobody(),
            json!([{"op": "add", "path": "/address/-", "value": item}]),
        );
        assert_eq!(after["address"][0]["postalCode"], item["postalCode"]);
    }
}

#[test]
fn a_work_address_can_be_removed_and_not_changed() {
    let before = known(
        json!({"address": [{"id": "A", "use": "home", "line": ["1", "Leeds"]},
        {"id": "B", "use": "work", "line": ["2", "Leeds"]}]}),
    );
    let after = patched(
        &before,
        json!([
        {"op": "test", "path": "/address/1/id", "value": "B"}, {"op": "remove", "path": "/address/1"}]),
    );
    assert_eq!(ids(&after, "address"), ["A"]);
    let (code, _) = refused(
        &before,
        json!([
        {"op": "replace", "path": "/address/1/id", "value": "B"},
        {"op": "replace", "path": "/address/1/line/0", "value": "3"}]),
    );
    assert_eq!(code, "UNSUPPORTED_VALUE");
}

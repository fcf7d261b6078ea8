//! What an address may not be.

use serde_json::{Value, json};

use super::{added, address, with, without};
use crate::support::{key, nobody, refused};

#[test]
fn an_address_is_closed() {
    let unchanged = |_: &mut Value| {};
    for (item, code, told) in [
        (
            without(address(unchanged), "use"),
            "MISSING_VALUE",
            "Missing value - 'address/0/use'",
        ),
        (
            with(address(unchanged), "use", json!("mobile")),
            "INVALID_VALUE",
            "Invalid value - 'mobile' in field 'address/0/use'",
        ),
        (
            with(address(unchanged), "city", json!("Leeds")),
            "ADDITIONAL_PROPERTIES",
            "Invalid request with error - Additional properties are not allowed ('city' was unexpected)",
        ),
        (
            with(
                address(unchanged),
                "line",
                json!(["1", "2", "3", "4", "5", "6"]),
            ),
            "TOO_MANY_VALUES_SUBMITTED",
            "Too many values submitted - ['1', '2', '3', '4', '5', '6'] in field 'address/0/line'",
        ),
        (
            with(address(unchanged), "line", json!(["1", null, "3"])),
            "INVALID_VALUE",
            "Invalid value - 'None' in field 'address/0/line/1'",
        ),
        (
            with(
                address(unchanged),
                "line",
                json!(["", "<b>x</b>", "", "Leeds"]),
            ),
            "UNSUPPORTED_CHARACTERS_IN_FIELD",
            "Unsupported characters - '<b>x</b>' in field 'address/0/line/1'",
        ),
        (
            with(address(unchanged), "line", json!(["3 Shore Lane"])),
            "INVALID_UPDATE",
            "Invalid update with error - address lines 1 and 4 or 2 and 4 must be completed as a minimum",
        ),
        (
            without(without(address(unchanged), "line"), "postalCode"),
            "INVALID_UPDATE",
            "Invalid update with error - address lines 1 and 4 or 2 and 4 must be completed as a minimum",
        ),
        (
            with(address(unchanged), "postalCode", json!("nowhere")),
            "INVALID_UPDATE",
            "Invalid update with error - postcode format is invalid",
        ),
    ] {
        added("address", item, code, told);
    }
}

#[test]
fn an_address_keeps_the_rules_of_its_use() {
    let unchanged = |_: &mut Value| {};
    for (item, code, told) in [
        (
            without(address(unchanged), "period"),
            "MISSING_VALUE",
            "Missing value - 'address/0/period'",
        ),
        (
            address(|a| {
                a["period"].as_object_mut().unwrap().remove("end");
            }),
            "MISSING_VALUE",
            "Missing value - 'address/0/period/end'",
        ),
        (
            with(
                address(unchanged),
                "period",
                json!({"start": "2026-11-22", "end": "2027-02-21"}),
            ),
            "INVALID_UPDATE",
            "Invalid update with error - a temp address cannot last more than 90 days",
        ),
        (
            without(address(unchanged), "text"),
            "MISSING_VALUE",
            "Missing value - 'address/0/text'",
        ),
        (
            with(address(unchanged), "text", json!("Beach hut")),
            "INVALID_VALUE",
            "Invalid value - 'Beach hut' in field 'address/0/text'",
        ),
        (
            with(address(unchanged), "use", json!("work")),
            "UNSUPPORTED_VALUE",
            "Unsupported value - 'work' in field 'address/0/use'",
        ),
        (
            without(with(address(unchanged), "use", json!("billing")), "period"),
            "MISSING_VALUE",
            "Missing value - 'address/0/period'",
        ),
        (
            with(
                with(address(unchanged), "use", json!("billing")),
                "period",
                json!({"start": "2026-11-22", "end": "2027-11-24"}),
            ),
            "INVALID_UPDATE",
            "Invalid update with error - a billing address cannot last more than 366 days",
        ),
    ] {
        added("address", item, code, told);
    }
}

#[test]
fn a_line_has_room_for_so_much() {
    let unchanged = |_: &mut Value| {};
    let long = "x".repeat(201);
    added(
        "address",
        with(address(unchanged), "line", json!([long, "Leeds"])),
        "INVALID_VALUE",
        &format!("Invalid value - '{long}' in field 'address/0/line/0'"),
    );
}

#[test]
fn keys_are_whole_and_of_one_form() {
    let keyed = |keys: Value| address(|a| a["extension"] = keys);
    let bare = json!([{"url": crate::support::KEY}]);
    added(
        "address",
        keyed(bare),
        "MISSING_VALUE",
        "Missing value - 'address/0/extension/0/extension'",
    );
    let mut half = key("PAF", "12345678");
    half["extension"].as_array_mut().unwrap().pop();
    added(
        "address",
        keyed(json!([half])),
        "MISSING_VALUE",
        "Missing value - 'address/0/extension/0/extension'",
    );
    for (kind, value) in [
        ("UPRN", "1234567890123"),
        ("UPRN", "12A"),
        ("UPRN", "0"),
        ("PAF", "1234567"),
        ("PAF", "1234 5678"),
    ] {
        let told = format!(
            "Invalid value - '{value}' in field 'address/0/extension/0/extension/1/valueString'"
        );
        added(
            "address",
            keyed(json!([key(kind, value)])),
            "INVALID_VALUE",
            &told,
        );
    }
    added(
        "address",
        keyed(json!([key("UDPRN", "1")])),
        "INVALID_VALUE",
        "Invalid value - 'UDPRN' in field 'address/0/extension/0/extension/0/valueCoding/code'",
    );
    let two = json!([key("PAF", "12345678"), key("PAF", "12345679")]);
    let patches = json!([{"op": "add", "path": "/address/-", "value": keyed(two)}]);
    assert_eq!(refused(&nobody(), patches).0, "TOO_MANY_VALUES_SUBMITTED");
}

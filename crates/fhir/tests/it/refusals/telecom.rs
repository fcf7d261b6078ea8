//! What a telecom may not be.

use serde_json::{Value, json};

use super::{added, phone, with, without};
use crate::support::{nobody, refused, textphone_extension};

#[test]
fn a_telecom_is_closed() {
    for (item, code, told) in [
        (
            without(phone(), "value"),
            "MISSING_VALUE",
            "Missing value - 'telecom/0/value'",
        ),
        (
            without(phone(), "system"),
            "MISSING_VALUE",
            "Missing value - 'telecom/0/system'",
        ),
        (
            without(phone(), "use"),
            "MISSING_VALUE",
            "Missing value - 'telecom/0/use'",
        ),
        (
            with(phone(), "system", json!("pager")),
            "INVALID_VALUE",
            "Invalid value - 'pager' in field 'telecom/0/system'",
        ),
        (
            with(phone(), "system", json!("Phone")),
            "INVALID_VALUE",
            "Invalid value - 'Phone' in field 'telecom/0/system'",
        ),
        (
            with(phone(), "use", json!("billing")),
            "INVALID_VALUE",
            "Invalid value - 'billing' in field 'telecom/0/use'",
        ),
        (
            with(phone(), "value", json!(7)),
            "INVALID_VALUE",
            "Invalid value - '7' in field 'telecom/0/value'",
        ),
        (
            with(phone(), "rank", json!(1)),
            "ADDITIONAL_PROPERTIES",
            "Invalid request with error - Additional properties are not allowed ('rank' was unexpected)",
        ),
        (
            with(with(phone(), "rank", json!(1)), "year", json!(1)),
            "ADDITIONAL_PROPERTIES",
            "Invalid request with error - Additional properties are not allowed ('rank', 'year' were unexpected)",
        ),
        (
            with(phone(), "extension", json!([textphone_extension()])),
            "ADDITIONAL_PROPERTIES",
            "Invalid request with error - Additional properties are not allowed ('extension' was unexpected)",
        ),
        (
            with(phone(), "system", json!("other")),
            "MISSING_VALUE",
            "Missing value - 'telecom/0/extension'",
        ),
        (
            json!("01632 960001"),
            "INVALID_VALUE",
            "Invalid value - '01632 960001' in field 'telecom/0'",
        ),
    ] {
        added("telecom", item, code, told);
    }
}

#[test]
fn a_textphone_has_one_extension_that_says_so() {
    let other = |extension: Value| {
        with(
            with(phone(), "system", json!("other")),
            "extension",
            extension,
        )
    };
    let one = textphone_extension();
    let (code, told) = refused(
        &nobody(),
        json!([{"op": "add", "path": "/telecom/-", "value": other(json!([one, one]))}]),
    );
    assert_eq!(code, "TOO_MANY_VALUES_SUBMITTED");
    assert!(
        told.starts_with("Too many values submitted - [{'url': ")
            && told.ends_with(" in field 'telecom/0/extension'"),
        "{told}"
    );
    added(
        "telecom",
        other(json!([])),
        "TOO_FEW_VALUES_SUBMITTED",
        "Too few values submitted - [] in field 'telecom/0/extension'",
    );
    let mut wrong = one.clone();
    wrong["valueCoding"]["code"] = json!("fax");
    added(
        "telecom",
        other(json!([wrong])),
        "INVALID_VALUE",
        "Invalid value - 'fax' in field 'telecom/0/extension/0/valueCoding/code'",
    );
    let retired = "https://fhir.nhs.uk/R4/StructureDefinition/Extension-UKCore-OtherContactSystem";
    let wrong = with(one, "url", json!(retired));
    added(
        "telecom",
        other(json!([wrong])),
        "INVALID_VALUE",
        &format!("Invalid value - '{retired}' in field 'telecom/0/extension/0/url'"),
    );
}

#[test]
fn numbers_and_addresses_of_email_have_a_form() {
    let email = |value: &str| json!({"system": "email", "use": "home", "value": value});
    let invalid = "Invalid update with error - email format is invalid";
    for wrong in [
        "a@b.uk",
        "no mail",
        &format!("{}@example.com", "a".repeat(79)),
    ] {
        added("telecom", email(wrong), "INVALID_UPDATE", invalid);
    }
    for wrong in ["Daughter 07700 900001", "12345", ""] {
        added(
            "telecom",
            with(phone(), "value", json!(wrong)),
            "INVALID_UPDATE",
            "Invalid update with error - phone number format is invalid",
        );
    }
    for (wrong, shown) in [
        ("<b>01632</b>", "<b>01632</b>"),
        ("01632\u{7}960001", "01632\u{7}960001"),
    ] {
        added(
            "telecom",
            with(phone(), "value", json!(wrong)),
            "UNSUPPORTED_CHARACTERS_IN_FIELD",
            &format!("Unsupported characters - '{shown}' in field 'telecom/0/value'"),
        );
    }
}

#[test]
fn a_period_has_days_and_a_start() {
    let period = |period: Value| with(phone(), "period", period);
    for (item, code, told) in [
        (
            period(json!({"end": "2026-11-22"})),
            "MISSING_VALUE",
            "Missing value - 'telecom/0/period/start'",
        ),
        (
            period(json!({"start": "22/11/2026"})),
            "INVALID_VALUE",
            "Invalid value - '22/11/2026' in field 'telecom/0/period/start'",
        ),
        (
            period(json!({"start": "2026-11-22T00:00:00Z"})),
            "INVALID_VALUE",
            "Invalid value - '2026-11-22T00:00:00Z' in field 'telecom/0/period/start'",
        ),
        (
            period(json!({"start": "2026-02-30"})),
            "INVALID_VALUE",
            "Invalid value - '2026-02-30' in field 'telecom/0/period/start'",
        ),
        (
            period(json!({"start": "2026-11-23"})),
            "INVALID_UPDATE",
            "Invalid update with error - the start of 'telecom' cannot be in the future",
        ),
        (
            period(json!({"start": "2026-11-02", "end": "2026-11-01"})),
            "INVALID_UPDATE",
            "Invalid update with error - the end of 'telecom' cannot be before its start",
        ),
        (
            period(json!([])),
            "INVALID_VALUE",
            "Invalid value - '[]' in field 'telecom/0/period'",
        ),
    ] {
        added("telecom", item, code, told);
    }
}

//! What a patch, a body and a list may not be.

use contactable_fhir::outcome::Codes;
use serde_json::{Value, json};

use super::{code_of, phone, with};
use crate::support::{WORKER, full, method, nobody, patched_with, preference, refused};

#[test]
fn the_form_of_a_patch_is_told_of_by_its_place() {
    let add = json!({"op": "add", "path": "/telecom/-", "value": phone()});
    for (second, code, told) in [
        (
            json!({"op": "move", "path": "/telecom/0", "from": "/telecom/1"}),
            "INVALID_VALUE",
            "Invalid value - 'move' in field '1/op'",
        ),
        (
            json!({"op": "bad_value", "path": "not a path"}),
            "INVALID_VALUE",
            "Invalid value - 'bad_value' in field '1/op'",
        ),
        (
            json!({"path": "/telecom/0"}),
            "MISSING_VALUE",
            "Missing value - '1/op'",
        ),
        (
            json!({"op": "add", "value": 1}),
            "MISSING_VALUE",
            "Missing value - '1/path'",
        ),
        (
            json!({"op": "add", "path": "/telecom/-"}),
            "MISSING_VALUE",
            "Missing value - '1/value'",
        ),
        (
            json!({"op": "add", "path": "not a path", "value": 1}),
            "INVALID_VALUE",
            "Invalid value - 'not a path' in field '1/path'",
        ),
        (
            json!({"op": "add", "path": "", "value": {}}),
            "INVALID_VALUE",
            "Invalid value - '' in field '1/path'",
        ),
        (
            json!({"op": "add", "path": 5, "value": {}}),
            "INVALID_VALUE",
            "Invalid value - '5' in field '1/path'",
        ),
        (
            json!("add"),
            "INVALID_VALUE",
            "Invalid value - 'add' in field 'patches/1'",
        ),
        (
            json!({"op": "test", "path": "/a".repeat(17), "value": 1}),
            "INVALID_VALUE",
            &*format!("Invalid value - '{}' in field '1/path'", "/a".repeat(17)),
        ),
    ] {
        assert_eq!(
            refused(&nobody(), json!([add, second])),
            (code_of(code), told.to_owned())
        );
    }
}

#[test]
fn items_are_added_at_the_end_and_without_an_id() {
    for (patches, told) in [
        (
            json!([{"op": "add", "path": "/telecom/0", "value": phone()}]),
            "a new item of 'telecom' must be added at '/telecom/-'",
        ),
        (
            json!([{"op": "add", "path": "/telecom/-", "value": with(phone(), "id", json!("X1"))}]),
            "a new item of 'telecom' must not have an id",
        ),
        (
            json!([{"op": "replace", "path": "/telecom", "value": []}]),
            "'telecom' must be changed item by item",
        ),
        (
            json!([{"op": "remove", "path": "/address"}]),
            "'address' must be changed item by item",
        ),
        (
            json!([{"op": "add", "path": "/extension", "value": []}]),
            "'extension' must be changed item by item",
        ),
        (
            json!([{"op": "replace", "path": "/telecom/1/id", "value": "TC1"}, {"op": "replace", "path": "/telecom/1/value", "value": "07700 900009"}]),
            "'TC1' is not the item at '/telecom/1/id'",
        ),
    ] {
        let told = format!("Invalid update with error - {told}");
        assert_eq!(refused(&full(), patches), ("INVALID_UPDATE", told));
    }
}

#[test]
fn an_extension_goes_by_its_url() {
    let patches = json!([{"op": "add", "path": "/extension/-", "value": {"valueString": "x"}}]);
    assert_eq!(
        refused(&full(), patches),
        ("MISSING_VALUE", "Missing value - '0/value/url'".to_owned())
    );
    // One that came without is nobody's to remove.
    let nameless = crate::support::known(json!({"extension": [{"valueString": "x"}]}));
    let patches = json!([{"op": "test", "path": "/extension/0", "value": {"valueString": "x"}}, {"op": "remove", "path": "/extension/0"}]);
    assert_eq!(
        refused(&nameless, patches),
        (
            "INVALID_UPDATE",
            "Invalid update with error - Update unsupported for resource - 'extension'".to_owned()
        )
    );
}

#[test]
fn a_body_has_patches_and_little_else() {
    let codes = Codes::default();
    let told = |body: &str| {
        let problem = patched_with(&nobody(), body, WORKER, &codes).unwrap_err();
        (problem.code.code(), problem.diagnostics.unwrap())
    };
    let patches = json!([{"op": "add", "path": "/telecom/-", "value": phone()}]);
    for body in ["", "nonsense", "3", "\"x\"", &"[".repeat(5000)] {
        assert_eq!(told(body).0, "INVALID_UPDATE", "{body}");
    }
    let body = json!({"patches": patches, "year": 1}).to_string();
    let unexpected = "Invalid request with error - Additional properties are not allowed ('year' was unexpected)";
    assert_eq!(
        told(&body),
        ("ADDITIONAL_PROPERTIES", unexpected.to_owned())
    );
    let many: Vec<&Value> = std::iter::repeat_n(&patches[0], 201).collect();
    let body = json!({"patches": many}).to_string();
    assert_eq!(
        told(&body),
        (
            "TOO_MANY_VALUES_SUBMITTED",
            "Too many values submitted - 201 in field 'patches'".to_owned()
        )
    );
    let tolerated = json!({"patches": patches, "correction": {"any": "thing"}}).to_string();
    assert!(patched_with(&nobody(), &tolerated, WORKER, &codes).is_ok());
}

#[test]
fn the_code_of_a_case_can_be_another() {
    let mut codes = Codes::default();
    codes.set("second-of-kind", "FORBIDDEN_UPDATE").unwrap();
    codes.set("missing-member", "VALIDATION_ERROR").unwrap();
    let told = |item: Value| {
        let body =
            json!({"patches": [{"op": "add", "path": "/telecom/-", "value": item}]}).to_string();
        let problem = patched_with(&full(), &body, WORKER, &codes).unwrap_err();
        (
            problem.code.status(),
            problem.code.code(),
            problem.diagnostics.unwrap(),
        )
    };
    assert_eq!(told(phone()), (403, "FORBIDDEN_UPDATE",
        "Forbidden update with error - multiple items of 'telecom' of one system and use cannot be added".to_owned()));
    assert_eq!(
        told(json!({})),
        (
            400,
            "VALIDATION_ERROR",
            "Invalid update with error - 'telecom/4/system' is missing".to_owned()
        )
    );
}

#[test]
fn there_is_one_of_each_kind() {
    for (list, item, sentence) in [
        (
            "telecom",
            phone(),
            "multiple items of 'telecom' of one system and use cannot be added",
        ),
        (
            "address",
            json!({"use": "home", "line": ["1", "Leeds"]}),
            "multiple addresses of one use cannot be added",
        ),
        (
            "extension",
            preference(json!([method("2", "Visit")])),
            "multiple contact preferences cannot be added",
        ),
    ] {
        let patches = json!([{"op": "add", "path": format!("/{list}/-"), "value": item}]);
        let told = format!("Invalid update with error - {sentence}");
        assert_eq!(refused(&full(), patches), ("INVALID_UPDATE", told));
    }
}

#[test]
fn what_is_replaced_stays_of_its_kind() {
    for (path, item) in [
        (
            "/telecom/2",
            json!({"id": "TC3", "system": "phone", "use": "home", "value": "07700 900009"}),
        ),
        (
            "/telecom/1",
            json!({"id": "TC2", "system": "phone", "use": "work", "value": "07700 900009"}),
        ),
    ] {
        let patches = json!([{"op": "replace", "path": path, "value": item}]);
        let told = "Invalid update with error - the system or use of an item of 'telecom' cannot be replaced";
        assert_eq!(
            refused(&full(), patches),
            ("INVALID_UPDATE", told.to_owned())
        );
    }
}

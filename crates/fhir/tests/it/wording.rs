//! Why patches do not apply, word for word.

use contactable_fhir::import::{Keep, read};
use serde_json::json;

use crate::support::{assert_invalid, full, nobody, taken, taking};

#[test]
fn without_patches_there_is_nothing_to_do() {
    use contactable_fhir::outcome::Codes;
    for body in [
        "{}",
        r#"{"patches":[]}"#,
        r#"{"correction":true}"#,
        "[]",
        r#"[{"op":"test"}]"#,
        r#"{"patches":{}}"#,
    ] {
        let problem =
            contactable_fhir::patch::parse(body.as_bytes(), &Codes::default()).unwrap_err();
        assert_eq!(problem.code.code(), "INVALID_UPDATE", "{body}");
        assert_eq!(
            problem.diagnostics.unwrap(),
            "Invalid update with error - No patches found",
            "{body}"
        );
    }
}

#[test]
fn an_index_that_is_not_there_is_out_of_bounds() {
    for patches in [
        json!([{"op": "test", "path": "/telecom/4/id", "value": "x"}, {"op": "remove", "path": "/telecom/4"}]),
        json!([{"op": "replace", "path": "/telecom/4", "value": {"id": "x"}}]),
        json!([{"op": "replace", "path": "/telecom/4/id", "value": "TC1"}, {"op": "replace", "path": "/telecom/4/value", "value": "1"}]),
    ] {
        assert_invalid(
            &full(),
            patches,
            "Invalid patch - index '4' is out of bounds",
        );
    }
    // A list that is not there is an empty one.
    for list in ["telecom", "address", "contact"] {
        let path = format!("/{list}/0/id");
        let patches = json!([{"op": "replace", "path": path, "value": "456"}]);
        assert_invalid(
            &nobody(),
            patches,
            "Invalid patch - index '0' is out of bounds",
        );
    }
    let patches = json!([{"op": "test", "path": "/name/1/id", "value": "123456"}, {"op": "remove", "path": "/name/1"}]);
    assert_invalid(
        &full(),
        patches,
        "Invalid patch - index '1' is out of bounds",
    );
}

#[test]
fn the_lines_of_an_address_are_not_replaced_as_a_whole() {
    let lines = json!(["2 Mill Lane", "Leeds"]);
    let patches = json!([
        {"op": "replace", "path": "/address/0/id", "value": "wrong in both places"},
        {"op": "replace", "path": "/address/0/line", "value": lines},
        {"op": "replace", "path": "/address/0/postalCode", "value": "LS6 3AA"},
    ]);
    assert_invalid(
        &full(),
        patches,
        "Invalid patch - can't replace non-existent object 'line'",
    );
    let patches = json!([
        {"op": "test", "path": "/address/0/id", "value": "AD1"},
        {"op": "remove", "path": "/address/0/line"},
    ]);
    assert_invalid(
        &full(),
        patches,
        "Invalid patch - can't remove non-existent object 'line'",
    );
}

#[test]
fn what_is_not_there_is_neither_replaced_nor_removed() {
    let patches = json!([
        {"op": "replace", "path": "/telecom/0/id", "value": "TC1"},
        {"op": "replace", "path": "/telecom/0/rank", "value": 1},
    ]);
    assert_invalid(
        &full(),
        patches,
        "Invalid patch - can't replace non-existent object 'rank'",
    );
    // Even where what it would be part of is not there.
    let patches = json!([
        {"op": "test", "path": "/name/0/id", "value": "N1"},
        {"op": "remove", "path": "/name/0/suffix/0"},
    ]);
    assert_invalid(
        &full(),
        patches,
        "Invalid patch - can't remove non-existent object '0'",
    );
}

#[test]
fn a_test_that_fails_shows_both_sides_as_python_does() {
    let known = read(
        r#"{"resourceType":"Patient","id":"9990000018","extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSCommunication",
        "extension":[{"url":"interpreterRequired","valueBoolean":true}]}]}"#,
        Keep::Everything,
    );
    let known = taking(&taken(known.unwrap()));
    let body = r#"[{"op":"test","path":"/extension/0","value":{"url":"u","extension":[{"url":"language",
        "valueCodeableConcept":{"coding":" "}},{"url":"interpreterRequired","valueBoolean":false}],"a":null}},
        {"op":"remove","path":"/extension/0"}]"#;
    let problem = crate::support::patched_with(
        &known,
        &format!(r#"{{"patches":{body}}}"#),
        crate::support::WORKER,
        &contactable_fhir::outcome::Codes::default(),
    );
    assert_eq!(
        problem.unwrap_err().diagnostics.unwrap(),
        "Invalid update with error - Invalid patch - {'url': 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSCommunication', 'extension': [{'url': 'interpreterRequired', 'valueBoolean': True}]} (<class 'dict'>) is not equal to tested value {'url': 'u', 'extension': [{'url': 'language', 'valueCodeableConcept': {'coding': ' '}}, {'url': 'interpreterRequired', 'valueBoolean': False}], 'a': None} (<class 'dict'>)"
    );
}

#[test]
fn a_test_of_a_text_shows_texts() {
    let patches = json!([{"op": "test", "path": "/telecom/1/id", "value": "TC9"}, {"op": "remove", "path": "/telecom/1"}]);
    assert_invalid(
        &full(),
        patches,
        "Invalid patch - TC2 (<class 'str'>) is not equal to tested value TC9 (<class 'str'>)",
    );
    let item = json!({"id": "TC2", "use": "mobile"});
    let patches = json!([{"op": "test", "path": "/telecom/1", "value": item}, {"op": "remove", "path": "/telecom/1"}]);
    assert_invalid(
        &full(),
        patches,
        "Invalid patch - {'id': 'TC2', 'period': {'start': '2021-07-08'}, 'system': 'phone', 'value': '07700 900001', 'use': 'mobile'} (<class 'dict'>) is not equal to tested value {'id': 'TC2', 'use': 'mobile'} (<class 'dict'>)",
    );
}

#[test]
fn other_paths_that_lead_nowhere_are_told_of() {
    for (path, why) in [
        ("/telecom/x", "'x' is not a valid sequence index"),
        ("/telecom/01", "'01' is not a valid sequence index"),
        ("/telecom/-", "'-' is not a valid sequence index"),
        (
            "/gender/x",
            "Document 'other' does not support indexing, must be a mapping/sequence or support __getitem__",
        ),
        (
            "/name/0/period",
            "member 'period' not found in {'family': 'Example', 'given': ['Robin'], 'id': 'N1', 'use': 'usual'}",
        ),
    ] {
        let patches = json!([{"op": "test", "path": path, "value": 1}]);
        assert_invalid(&full(), patches, &format!("Invalid patch - {why}"));
    }
}

#[test]
fn a_removal_follows_an_equivalent_test() {
    let removal = json!({"op": "remove", "path": "/telecom/1"});
    let unproved =
        "removal '/telecom/1' is not immediately preceded by equivalent test - instead it is";
    assert_invalid(
        &full(),
        json!([removal]),
        &format!("{unproved} the first item"),
    );
    for (op, path) in [
        ("test", "/telecom/0/id"),
        ("test", "/telecom/1/value"),
        ("add", "/telecom/1/id"),
    ] {
        let before = json!({"op": op, "path": path, "value": "TC2"});
        let told = format!("{unproved} preceded by '{op}' of '{path}'");
        assert_invalid(&full(), json!([before, removal]), &told);
    }
    // The right test, and something between.
    let test = json!({"op": "test", "path": "/telecom/1/id", "value": "TC2"});
    let told = format!("{unproved} preceded by 'test' of '/gender'");
    let between = json!({"op": "test", "path": "/gender", "value": "other"});
    assert_invalid(&full(), json!([test, between, removal]), &told);
    // Whether it is there is asked later.
    assert_invalid(
        &full(),
        json!([{"op": "remove", "path": "/name/1"}]),
        "removal '/name/1' is not immediately preceded by equivalent test - instead it is the first item",
    );
}

#[test]
fn a_part_names_its_item() {
    let unnamed = |root: &str| format!("no id or url found for path with root {root}");
    for (patches, root) in [
        (
            json!([{"op": "replace", "path": "/address/0/line/0", "value": "x"}]),
            "/address/0",
        ),
        (
            json!([{"op": "replace", "path": "/address/1/id", "value": "AD2"}, {"op": "replace", "path": "/address/0/postalCode", "value": "x"}]),
            "/address/0",
        ),
        (
            json!([{"op": "add", "path": "/telecom/2/period", "value": {}}]),
            "/telecom/2",
        ),
        (
            json!([{"op": "replace", "path": "/telecom/1", "value": {"system": "phone"}}]),
            "/telecom/1",
        ),
        (
            json!([{"op": "replace", "path": "/extension/0", "value": {}}]),
            "/extension/0",
        ),
        (
            json!([{"op": "replace", "path": "/extension/0/extension/0/valueString", "value": "x"}]),
            "/extension/0",
        ),
        (
            json!([{"op": "test", "path": "/telecom/1/id", "value": "TC2"}, {"op": "remove", "path": "/telecom/1/id"}]),
            "/telecom/1",
        ),
    ] {
        assert_invalid(&full(), patches, &unnamed(root));
    }
    // Asked before whether there is such an item.
    let patches = json!([{"op": "replace", "path": "/address/0/line/0", "value": "x"}]);
    assert_invalid(&nobody(), patches, &unnamed("/address/0"));
}

#[test]
fn an_id_that_nobody_has_is_told_of_once_the_patches_apply() {
    let no_such = |list: &str| format!("no '{list}' resources with object id 'NOSUCH'");
    for (list, part, value) in [
        ("telecom", "value", json!("07700 900009")),
        ("address", "postalCode", json!("LS1 4BU")),
        ("contact", "telecom/0/value", json!("07700 900009")),
    ] {
        let patches = json!([
            {"op": "replace", "path": format!("/{list}/0/id"), "value": "NOSUCH"},
            {"op": "replace", "path": format!("/{list}/0/{part}"), "value": value},
        ]);
        assert_invalid(&full(), patches, &no_such(list));
    }
    let alone = json!([{"op": "replace", "path": "/address/0/id", "value": "NOSUCH"}]);
    assert_invalid(&full(), alone, &no_such("address"));
}

use serde_json::json;

use super::*;

/// A document, what is wanted of it, and what is wrong with it, if anything.
#[track_caller]
fn check(want: &Value, got: &Value, wrong: Option<&str>) {
    assert_eq!(difference(want, Some(got), "").as_deref(), wrong);
}

#[test]
fn an_object_may_have_more_members_and_no_fewer() {
    let got = json!({ "id": "1", "meta": { "versionId": "2", "security": [] } });
    check(&json!({ "meta": { "versionId": "2" } }), &got, None);
    check(&json!({}), &got, None);
    let other = json!({ "meta": { "versionId": "3" } });
    check(&other, &got, Some(r#"/meta/versionId: "2", want "3""#));
    check(&json!({ "name": "x" }), &got, Some("/name: missing"));
    check(&json!({ "id": {} }), &got, Some("/id: not an object"));
}

#[test]
fn a_list_has_as_many_items_in_the_same_order() {
    let got = json!([{ "id": "1", "use": "home" }, { "id": "2" }]);
    check(&json!([{ "id": "1" }, {}]), &got, None);
    check(
        &json!([{ "id": "2" }, { "id": "1" }]),
        &got,
        Some(r#"/0/id: "1", want "2""#),
    );
    check(&json!([{ "id": "1" }]), &got, Some(": 2 items, want 1"));
    check(&json!([]), &json!({}), Some(": not a list"));
}

#[test]
fn values_are_of_the_same_kind() {
    check(&json!(1), &json!(1.0), None);
    check(&json!(1), &json!("1"), Some(r#": "1", want 1"#));
    check(&json!(1), &json!(true), Some(": true, want 1"));
    check(&json!(null), &json!(null), None);
    assert_eq!(
        difference(&json!(null), None, "/a").as_deref(),
        Some("/a: missing")
    );
}

#[test]
fn any_is_whatever_is_there() {
    check(
        &json!({ "a": { "$any": true } }),
        &json!({ "a": null }),
        None,
    );
    check(
        &json!({ "a": { "$any": true } }),
        &json!({}),
        Some("/a: missing"),
    );
}

#[test]
fn texts_by_pattern_and_by_prefix() {
    let id = json!({ "$regex": "^[0-9A-Za-z]+$" });
    check(&id, &json!("8EAF137C"), None);
    check(
        &id,
        &json!("a-b"),
        Some(r#": "a-b" does not match "^[0-9A-Za-z]+$""#),
    );
    check(
        &id,
        &json!(12),
        Some(r#": 12 does not match "^[0-9A-Za-z]+$""#),
    );
    check(&json!({ "$regex": "a.b|c" }), &json!("a\nb"), None);
    check(
        &json!({ "$regex": "(" }),
        &json!("("),
        Some(r#": the pattern "(" cannot be read"#),
    );
    let kind = json!({ "$prefix": "application/fhir+json" });
    check(&kind, &json!("Application/FHIR+json; charset=utf-8"), None);
    let wrong = r#": "text/html" does not begin with "application/fhir+json""#;
    check(&kind, &json!("text/html"), Some(wrong));
    let missing = difference(&kind, None, "header x").unwrap();
    assert_eq!(
        missing,
        r#"header x: nothing does not begin with "application/fhir+json""#
    );
}

#[test]
fn lists_by_what_is_in_them() {
    let got = json!([{ "id": "A", "use": "home" }, { "id": "B", "use": "temp" }]);
    let want = json!({ "$contains": [{ "use": "temp" }, { "id": { "$regex": "^A$" } }],
        "$not_contains": [{ "use": "work" }], "$len": 2 });
    check(&want, &got, None);
    check(&json!({ "$len": 3 }), &got, Some(": 2 items, want 3"));
    check(
        &json!({ "$contains": [{ "id": "C" }] }),
        &got,
        Some(r#": no item like {"id":"C"}"#),
    );
    let unwanted = json!({ "$not_contains": [{ "id": "C" }, { "id": "B" }] });
    check(&unwanted, &got, Some(r#": has an item like {"id":"B"}"#));
    check(
        &json!({ "$contains": [] }),
        &json!({}),
        Some(": not a list: {}"),
    );
    let missing = difference(&json!({ "$not_contains": [{}] }), None, "/x").unwrap();
    assert_eq!(missing, "/x: not a list: nothing");
}

#[test]
fn places_in_a_document() {
    let document = json!({ "issue": [{ "diagnostics": null }] });
    assert_eq!(find(&document, "/issue/0/diagnostics"), Some(&Value::Null));
    for nowhere in ["/issue/1", "/issue/-", "/name", "/issue/0/diagnostics/0"] {
        assert_eq!(find(&document, nowhere), None, "{nowhere}");
    }
}

#[test]
fn long_values_are_cut() {
    let cut = shown(&json!("é".repeat(500)));
    assert_eq!(cut.chars().count(), SHOWN + 1);
}

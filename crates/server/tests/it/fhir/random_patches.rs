//! Random patches of random things: all of a list or nothing of it, and never a failure of the service.

use contactable_server::demo::Persona::PdsWorker;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::rows::told;
use super::world::{Ask, held, patient, read, version_of};

fn any_json() -> impl Strategy<Value = Value> {
    let words = prop::sample::select(vec![
        "add",
        "remove",
        "replace",
        "test",
        "/telecom/-",
        "/telecom/0",
        "/address/0/line/0",
        "/address/-",
        "/contact/0/telecom/0/value",
        "/extension/0",
        "/extension/-",
        "/telecom/0/id",
        "home",
        "mobile",
        "phone",
        "email",
        "temp",
        "2026-11-21",
        "0000-00-00",
        "9999-12-31",
        "\u{0}",
        "",
        "<b>",
        "07700 900123",
    ]);
    let leaf = prop_oneof![
        5 => words.prop_map(|word| json!(word)),
        1 => ".{0,30}".prop_map(Value::String),
        1 => any::<i64>().prop_map(|number| json!(number)),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(5, 48, 6, |inner| {
        let name = prop::sample::select(vec![
            "id", "system", "use", "value", "period", "start", "end", "extension", "url", "valueCoding", "line", "text",
            "postalCode", "relationship", "coding", "code", "telecom", "valueString", "_line", "rank",
        ]);
        prop_oneof![
            3 => prop::collection::vec((name, inner.clone()), 0..6)
                .prop_map(|members| members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
            1 => prop::collection::vec(inner, 0..5).prop_map(Value::Array),
        ]
    })
}

fn any_patch() -> impl Strategy<Value = Value> {
    let op = prop::sample::select(vec!["add", "remove", "replace", "test"]);
    let path = prop::sample::select(vec![
        "/telecom/-",
        "/telecom/0",
        "/telecom/1",
        "/telecom/1/value",
        "/telecom/1/id",
        "/telecom",
        "/address/0",
        "/address/0/id",
        "/address/0/line/0",
        "/address/0/line/-",
        "/address/0/period",
        "/address/1/extension/0",
        "/contact/0",
        "/contact/0/telecom/0",
        "/contact/0/id",
        "/extension/0",
        "/extension/0/url",
        "/extension/0/extension/1/valueString",
        "/extension/-",
        "/contact/-",
        "/address/-",
        "/name/0",
        "/gender",
        "",
    ]);
    (op, path, any_json())
        .prop_map(|(op, path, value)| json!({"op": op, "path": path, "value": value}))
}

#[test]
fn any_patches_change_all_or_nothing_and_never_fail() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let app = runtime.block_on(held());
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(300)
    };
    proptest!(config, |(patches in prop::collection::vec(any_patch(), 1..5))| {
        runtime.block_on(async {
            let before = read(&app).await;
            let version = version_of(&before.json());
            let answer = Ask::patch(version, &json!(patches)).by(&app, PdsWorker).await;
            let after = read(&app).await;
            if answer.status == 200 {
                prop_assert_eq!(&answer.text, &after.text);
            } else {
                prop_assert!(answer.status.as_u16() < 500, "{:?}: {}", patches, answer.text);
                told(&answer);
                prop_assert_eq!(&before.text, &after.text);
            }
            app.clock.advance_seconds(1);
            Ok(())
        })?;
    });
    let answer = runtime.block_on(Ask::get(&patient()).by(&app, PdsWorker));
    assert_eq!(answer.status, 200);
}

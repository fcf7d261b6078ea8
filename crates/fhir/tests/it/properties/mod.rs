//! What holds for every patient and every list of patches.

mod intents;
mod model;
mod people;

use contactable_fhir::import::{Keep, read};
use contactable_fhir::patient::{Look, patient};
use proptest::prelude::*;
use serde_json::{Value, json};

use self::intents::{Intent, intents};
use self::model::{Model, alike};
use crate::support::{WORKER, patched_by, shown, taken, taking};

/// What a patient's lists say, in no order, without the ends of the resource.
fn said(resource: &Value) -> Value {
    let sorted = |list: &str| {
        let items = resource[list].as_array().into_iter().flatten();
        let mut items: Vec<String> = items.map(alike).collect();
        items.sort_unstable();
        items
    };
    json!({"telecom": sorted("telecom"), "address": sorted("address"), "contact": sorted("contact"),
        "extension": resource["extension"]})
}

/// The same as JSON Patch alone would have it, with what the server adds.
fn applied(resource: &Value, patches: &[Value]) -> Value {
    let mut document = resource.clone();
    for list in ["telecom", "address", "contact", "extension"] {
        let members = document.as_object_mut().unwrap();
        members.entry(list).or_insert_with(|| json!([]));
    }
    let ops: Vec<json_patch::PatchOperation> = patches
        .iter()
        .map(|op| serde_json::from_value(op.clone()).unwrap())
        .collect();
    json_patch::patch(&mut document, &ops).unwrap();
    if document["extension"] == json!([]) {
        document.as_object_mut().unwrap().remove("extension");
    }
    document
}

/// Something that no list of patches can be accepted with.
fn spoilers() -> impl Strategy<Value = Vec<Value>> {
    prop::sample::select(vec![
        json!([{"op": "move", "path": "/telecom/0", "from": "/telecom/1"}]),
        json!([{"op": "test", "path": "/id", "value": "another"}]),
        json!([{"op": "remove", "path": "/telecom/0"}]),
        json!([{"op": "add", "path": "/telecom/-", "value": {"system": "phone", "use": "home"}}]),
        json!([{"op": "add", "path": "/telecom/0", "value": {"system": "phone", "use": "home", "value": "01632 960001"}}]),
        json!([{"op": "replace", "path": "/telecom/98/value", "value": "01632 960001"}]),
        json!([{"op": "replace", "path": "/telecom/99/id", "value": "X"}]),
        json!([{"op": "add", "path": "/address/-", "value": {"use": "work", "line": ["1", "Leeds"]}}]),
        json!([{"op": "add", "path": "/contact/-", "value": {"telecom": []}}]),
        json!([{"op": "add", "path": "/pets", "value": []}]),
        json!([{"op": "replace", "path": "/id", "value": "9434765919"}]),
        json!([{"op": "add", "path": "/extension/-", "value": {"url": "x"}}]),
        json!([{"op": "add", "path": "/extension/-", "value": {}}]),
    ])
    .prop_map(|patches| patches.as_array().unwrap().clone())
}

/// Patches without sense: some apply, few are taken.
fn wild() -> impl Strategy<Value = Value> {
    let lists = prop::sample::select(vec![
        "telecom",
        "address",
        "contact",
        "extension",
        "name",
        "pets",
    ]);
    let parts = prop::sample::select(vec![
        "",
        "/id",
        "/url",
        "/value",
        "/use",
        "/period",
        "/period/start",
        "/line",
        "/line/0",
        "/line/-",
        "/telecom/0",
        "/extension/0",
        "/extension/0/valueString",
        "/-",
        "/x/y",
    ]);
    let index = prop::sample::select(vec!["0", "1", "2", "-", "01", "x"]);
    let ops = prop::sample::select(vec!["add", "replace", "remove", "test", "copy"]);
    let values = prop::sample::select(vec![
        json!(null),
        json!("A1"),
        json!("2020-01-01"),
        json!(5),
        json!([]),
        json!({}),
        json!({"start": "2020-01-01"}),
        json!({"id": "A1", "system": "phone", "use": "home", "value": "01632 960009"}),
        json!({"system": "phone", "use": "mobile", "value": "07700 900009"}),
        json!({"id": "B1", "use": "home", "line": ["1", "Leeds"]}),
    ]);
    (ops, lists, index, parts, values).prop_map(|(op, list, index, part, value)| {
        json!({"op": op, "path": format!("/{list}/{index}{part}"), "value": value})
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// What is shown is taken whole, and shown again to the letter.
    #[test]
    fn everybody_comes_back_as_they_were(resource in people::anybody()) {
        let one = taken(read(&resource.to_string(), Keep::Everything).unwrap());
        prop_assert_eq!(&one.left_out, &[]);
        let text = patient(&taking(&one), Look::default());
        prop_assert_eq!(said(&serde_json::from_str(&text).unwrap()), said(&resource));
        let again = taken(read(&text, Keep::Everything).unwrap());
        prop_assert_eq!(patient(&taking(&again), Look::default()), text);
    }

    /// Patches that make sense do what a plain model does; what they do not speak of stays, with its id.
    #[test]
    fn patches_do_what_the_model_does(resource in people::anybody(), intents in intents()) {
        let before = taking(&taken(read(&resource.to_string(), Keep::Everything).unwrap()));
        let mut model = Model::of(&shown(&before));
        let patches: Vec<Value> = intents.iter().flat_map(|intent| model.follow(intent)).collect();
        prop_assume!(!patches.is_empty());
        let after = patched_by(&before, &json!(patches), WORKER);
        let after = after.map_err(|problem| TestCaseError::fail(format!("{:?} {}", problem.diagnostics, json!(patches))))?;
        prop_assert_eq!(said(&shown(&after)), said(&model.resource()), "{}", json!(patches));
        // And so does JSON Patch by itself.
        prop_assert_eq!(said(&shown(&after)), said(&applied(&shown(&before), &patches)), "{}", json!(patches));
    }

    /// One bad patch among good ones, wherever it stands, and none of them is taken.
    #[test]
    fn all_or_nothing(resource in people::anybody(), intents in intents(), bad in spoilers(), at in any::<prop::sample::Index>()) {
        let before = taking(&taken(read(&resource.to_string(), Keep::Everything).unwrap()));
        let mut model = Model::of(&shown(&before));
        let mut groups: Vec<Vec<Value>> = intents.iter().map(|intent| model.follow(intent)).collect();
        groups.insert(at.index(groups.len() + 1), bad);
        let patches = json!(groups.concat());
        prop_assert!(patched_by(&before, &patches, WORKER).is_err(), "{}", patches);
    }

    /// Whatever is sent, the answer is a no that has its code, or what JSON Patch says.
    #[test]
    fn nothing_is_taken_by_halves(resource in people::anybody(), intents in intents(), wild in prop::collection::vec(wild(), 1..4)) {
        let before = taking(&taken(read(&resource.to_string(), Keep::Everything).unwrap()));
        let mut model = Model::of(&shown(&before));
        let mut patches: Vec<Value> = intents.iter().take(1).flat_map(|intent: &Intent| model.follow(intent)).collect();
        patches.extend(wild);
        match patched_by(&before, &json!(patches), WORKER) {
            Err(problem) => prop_assert!((400..404).contains(&problem.code.status())),
            Ok(after) => prop_assert_eq!(said(&shown(&after)), said(&applied(&shown(&before), &patches)), "{}", json!(patches)),
        }
    }

    /// No body makes the reader stumble.
    #[test]
    fn any_body_is_answered(body in prop::collection::vec(any::<u8>(), 0..200), text in "[\\[\\]{}:,\"a-z0-9/ -]{0,80}") {
        use contactable_fhir::outcome::Codes;
        let _answered = contactable_fhir::patch::parse(&body, &Codes::default());
        let _answered = contactable_fhir::patch::parse(text.as_bytes(), &Codes::default());
        let _answered = read(&text, Keep::Everything);
    }
}

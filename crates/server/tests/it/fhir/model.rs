//! Random lists of patches, held against a plain model of what they should come to.

use std::collections::BTreeSet;

use contactable_server::demo::Persona::PdsWorker;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::world::{
    Ask, add, emergency, held, home, preference, read, remove, telecom, temporary, version_of,
};
use crate::test_app::TestApp;

/// One thing that somebody wants, with numbers that choose among what there is.
#[derive(Clone, Debug)]
enum Wish {
    AddTelecom(usize, u16),
    AddContact(u16),
    AddAddress(bool, u16),
    Replace(usize, usize, u16),
    Part(usize, u16),
    Remove(usize, usize),
    Preference(u16),
    /// Something that is wrong, and makes the whole list so.
    Wrong(usize),
}

fn wish() -> impl Strategy<Value = Wish> {
    let (number, at) = (0..900u16, 0..64usize);
    prop_oneof![
        4 => (at.clone(), number.clone()).prop_map(|(kind, value)| Wish::AddTelecom(kind, value)),
        2 => number.clone().prop_map(Wish::AddContact),
        2 => (any::<bool>(), number.clone()).prop_map(|(temp, value)| Wish::AddAddress(temp, value)),
        5 => (at.clone(), at.clone(), number.clone()).prop_map(|(list, place, value)| Wish::Replace(list, place, value)),
        2 => (at.clone(), number.clone()).prop_map(|(place, value)| Wish::Part(place, value)),
        5 => (at.clone(), at.clone()).prop_map(|(list, place)| Wish::Remove(list, place)),
        2 => number.prop_map(Wish::Preference),
        1 => at.prop_map(Wish::Wrong),
    ]
}

const LISTS: [&str; 3] = ["telecom", "address", "contact"];

const KINDS: [(&str, &str); 8] = [
    ("phone", "home"),
    ("phone", "work"),
    ("phone", "mobile"),
    ("phone", "temp"),
    ("email", "home"),
    ("email", "work"),
    ("fax", "home"),
    ("fax", "work"),
];

/// The patient as they should be, and the patches that bring it about.
struct Model {
    patient: Value,
    patches: Vec<Value>,
    is_wrong: bool,
}

fn value_of(system: &str, number: u16) -> String {
    match system {
        "email" => format!("robin.{number}@example.com"),
        _ => format!("01632 960{number:03}"),
    }
}

impl Model {
    fn items(&mut self, list: &str) -> &mut Vec<Value> {
        let members = self.patient.as_object_mut().expect("an object");
        let items = members.entry(list).or_insert_with(|| json!([]));
        items.as_array_mut().expect("a list")
    }

    fn has(&mut self, list: &str, like: &Value) -> bool {
        let same = |item: &Value| {
            ["system", "use"]
                .iter()
                .all(|name| item.get(*name) == like.get(*name))
        };
        self.items(list).iter().any(same)
    }

    fn add(&mut self, list: &str, item: Value) {
        self.patches.push(add(list, &item));
        self.items(list).push(item);
    }

    fn take(&mut self, wish: &Wish) {
        match *wish {
            Wish::AddTelecom(kind, number) => {
                let (system, usage) = KINDS[kind % KINDS.len()];
                let item = telecom(system, usage, &value_of(system, number));
                if !self.has("telecom", &item) {
                    self.add("telecom", item);
                }
            }
            Wish::AddContact(number) => {
                self.add("contact", emergency("phone", &value_of("phone", number)));
            }
            Wish::AddAddress(temp, number) => {
                let line = format!("{number} Model Row");
                let item = if temp { temporary(&line) } else { home(&line) };
                if !self.has("address", &item) {
                    self.add("address", item);
                }
            }
            Wish::Replace(list, place, number) => self.replace(LISTS[list % 3], place, number),
            Wish::Part(place, number) => self.part(place, number),
            Wish::Remove(list, place) => {
                let list = LISTS[list % 3];
                let count = self.items(list).len();
                if count > 0 && !self.is_new(list, place % count) {
                    self.patches
                        .extend(remove(&self.patient, list, place % count));
                    self.items(list).remove(place % count);
                }
            }
            Wish::Preference(number) => self.prefer(&format!("After {number}")),
            Wish::Wrong(which) => {
                self.patches.extend(wrong(which));
                self.is_wrong = true;
            }
        }
    }

    /// Whether an item was added by these patches: it has no id yet.
    fn is_new(&mut self, list: &str, place: usize) -> bool {
        self.items(list)[place].get("id").is_none()
    }

    fn replace(&mut self, list: &str, place: usize, number: u16) {
        let count = self.items(list).len();
        if count == 0 || self.is_new(list, place % count) {
            return;
        }
        let place = place % count;
        let mut item = self.items(list)[place].clone();
        let system = item["system"].as_str().unwrap_or("phone").to_owned();
        match list {
            "telecom" => item["value"] = json!(value_of(&system, number)),
            "address" => item["line"][0] = json!(format!("{number} Model Row")),
            _ => item["telecom"] = json!([{"system": "phone", "value": value_of("phone", number)}]),
        }
        let path = format!("/{list}/{place}");
        self.patches
            .push(json!({"op": "replace", "path": path, "value": item}));
        self.items(list)[place] = item;
    }

    fn part(&mut self, place: usize, number: u16) {
        let count = self.items("address").len();
        if count == 0 || self.is_new("address", place % count) {
            return;
        }
        let place = place % count;
        let line = json!(format!("{number} Part Row"));
        let item = &mut self.items("address")[place];
        item["line"][0] = line.clone();
        let id = item["id"].clone();
        let path = |member: &str| format!("/address/{place}/{member}");
        self.patches.extend([
            json!({"op": "replace", "path": path("id"), "value": id}),
            json!({"op": "replace", "path": path("line/0"), "value": line}),
        ]);
    }

    fn prefer(&mut self, times: &str) {
        let wanted = preference(times);
        if let Some(first) = self.items("extension").first_mut() {
            *first = wanted.clone();
            let path = "/extension/0";
            self.patches
                .push(json!({"op": "replace", "path": path, "value": wanted}));
        } else {
            self.add("extension", wanted);
        }
    }
}

/// Patches that cannot be carried out, whatever there is.
fn wrong(which: usize) -> Vec<Value> {
    let all = [
        json!([{"op": "replace", "path": "/telecom/99", "value": telecom("phone", "home", "01632 960001")}]),
        json!([{"op": "remove", "path": "/contact/99"}]),
        json!([{"op": "test", "path": "/id", "value": "9000000009"}]),
        json!([add("pets", &json!({}))]),
        json!([add("telecom", &telecom("phone", "nowhere", "01632 960001"))]),
        json!([add("telecom", &telecom("email", "temp", "nobody"))]),
        json!([{"op": "move", "path": "/telecom/0", "from": "/telecom/1"}]),
        json!([{"op": "replace", "path": "/gender", "value": "other"}]),
    ];
    all[which % all.len()].as_array().expect("patches").clone()
}

/// What is to be compared: every item without what the service decides, in an order of its own.
fn items(patient: &Value) -> Vec<String> {
    let mut all = Vec::new();
    for list in ["telecom", "address", "contact", "extension"] {
        for item in patient[list].as_array().into_iter().flatten() {
            let mut item = item.clone();
            let members = item.as_object_mut().expect("an item");
            members.remove("id");
            members.remove("period");
            if let Some(line) = members.get_mut("line").and_then(Value::as_array_mut) {
                line.retain(|text| text != "");
            }
            all.push(format!("{list} {item}"));
        }
    }
    all.sort();
    all
}

/// The ids that there are, each with its kind.
fn ids(patient: &Value) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for list in LISTS {
        for item in patient[list].as_array().into_iter().flatten() {
            if let Some(id) = item["id"].as_str() {
                all.insert(format!("{list} {} {} {id}", item["system"], item["use"]));
            }
        }
    }
    all
}

async fn holds(app: &TestApp, wishes: &[Wish]) -> Result<(), TestCaseError> {
    let before = read(app).await;
    let mut model = Model {
        patient: before.json(),
        patches: Vec::new(),
        is_wrong: false,
    };
    for wish in wishes {
        model.take(wish);
    }
    if model.patches.is_empty() {
        return Ok(());
    }
    let version = version_of(&before.json());
    let answer = Ask::patch(version, &json!(model.patches))
        .by(app, PdsWorker)
        .await;
    let after = read(app).await;
    app.clock.advance_seconds(1);
    if model.is_wrong {
        prop_assert_eq!(
            answer.status.as_u16(),
            400,
            "{}: {}",
            json!(model.patches),
            answer.text
        );
        prop_assert_eq!(before.text, after.text);
        return Ok(());
    }
    prop_assert_eq!(
        answer.status.as_u16(),
        200,
        "{}: {}",
        json!(model.patches),
        answer.text
    );
    prop_assert_eq!(&answer.text, &after.text);
    prop_assert_eq!(answer.header("etag"), after.header("etag"));
    let (shown, wanted) = (after.json(), model.patient);
    let patches = json!(model.patches);
    prop_assert_eq!(items(&shown), items(&wanted), "{}", patches);
    // Who was there keeps their id; who came has a new one.
    let (kept, known) = (ids(&wanted), ids(&shown));
    prop_assert!(kept.is_subset(&known), "{kept:?} {known:?}");
    let (first, new) = (ids(&before.json()), known.difference(&kept));
    for id in new {
        prop_assert!(!first.contains(id), "{id} came back");
    }
    let before = before.json();
    let changed = items(&shown) != items(&before) || ids(&shown) != ids(&before);
    prop_assert_eq!(version_of(&shown), version + u64::from(changed));
    Ok(())
}

#[test]
fn a_patch_comes_to_what_a_plain_model_says() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let app = runtime.block_on(held());
    let config = ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::with_cases(250)
    };
    proptest!(config, |(wishes in prop::collection::vec(wish(), 1..7))| {
        runtime.block_on(holds(&app, &wishes))?;
    });
}

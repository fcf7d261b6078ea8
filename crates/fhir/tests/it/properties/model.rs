//! A patient's lists as plain lists, and what a wish to change them comes to.

use serde_json::{Value, json};

use super::intents::{Intent, List};
use super::people;
use crate::support::PREFERENCE;

/// The lists as they stand.
pub(super) struct Model {
    lists: [Vec<Value>; 3],
    extensions: Vec<Value>,
}

impl Model {
    pub(super) fn of(resource: &Value) -> Self {
        let list = |name: &str| resource[name].as_array().cloned().unwrap_or_default();
        Self {
            lists: [list("telecom"), list("address"), list("contact")],
            extensions: list("extension"),
        }
    }

    /// The lists as a resource.
    pub(super) fn resource(&self) -> Value {
        let [telecom, address, contact] = &self.lists;
        let mut resource = json!({"telecom": telecom, "address": address, "contact": contact});
        if !self.extensions.is_empty() {
            resource["extension"] = json!(self.extensions);
        }
        resource
    }

    fn list(&mut self, list: List) -> &mut Vec<Value> {
        let [telecom, address, contact] = &mut self.lists;
        match list {
            List::Telecom => telecom,
            List::Address => address,
            List::Contact => contact,
        }
    }

    /// Does what is wanted, and says it in patches.
    pub(super) fn follow(&mut self, intent: &Intent) -> Vec<Value> {
        match *intent {
            Intent::Add(list, at, number) => self.add(list, at, number),
            Intent::Replace(list, at, number) => self.replace(list, at, number),
            Intent::Amend(list, at, number) => self.amend(list, at, number),
            Intent::Remove(list, at, whole) => self.remove(list, at, whole),
            Intent::Wish(number) => self.wish(number),
            Intent::NoWish(whole) => self.no_wish(whole),
        }
    }

    fn add(&mut self, list: List, at: usize, number: u16) -> Vec<Value> {
        let item = match list {
            List::Telecom => people::telecom(at, number),
            List::Address => people::address(at, number),
            List::Contact => people::contact(at, number),
        };
        let same = |other: &Value| other["system"] == item["system"] && other["use"] == item["use"];
        let items = self.list(list);
        if list != List::Contact && items.iter().any(same) {
            return Vec::new();
        }
        items.push(item.clone());
        vec![json!({"op": "add", "path": format!("/{}/-", list.name()), "value": item})]
    }

    /// An item that is no new one, if there is one.
    fn pick(&mut self, list: List, at: usize) -> Option<(usize, &mut Value)> {
        let items = self.list(list);
        let known: Vec<usize> = (0..items.len())
            .filter(|index| items[*index].get("id").is_some())
            .collect();
        let index = *known.get(at.checked_rem(known.len())?)?;
        Some((index, &mut items[index]))
    }

    fn replace(&mut self, list: List, at: usize, number: u16) -> Vec<Value> {
        let Some((index, item)) = self.pick(list, at) else {
            return Vec::new();
        };
        let kind = people::KINDS
            .iter()
            .position(|(system, usage)| item["system"] == *system && item["use"] == *usage);
        let usage = people::USES.iter().position(|usage| item["use"] == *usage);
        let mut new = match list {
            List::Telecom => people::telecom(kind.unwrap(), number),
            List::Address => people::address(usage.unwrap(), number),
            List::Contact => people::contact(at, number),
        };
        new["id"] = item["id"].clone();
        *item = new.clone();
        vec![json!({"op": "replace", "path": format!("/{}/{index}", list.name()), "value": new})]
    }

    fn amend(&mut self, list: List, at: usize, number: u16) -> Vec<Value> {
        let Some((index, item)) = self.pick(list, at) else {
            return Vec::new();
        };
        let (part, value) = match list {
            List::Telecom => {
                let value = if item["system"] == "email" {
                    "other@example.com"
                } else {
                    "+44 20 7946 0000"
                };
                item["value"] = json!(value);
                ("value".to_owned(), json!(value))
            }
            List::Address => {
                let line = usize::from(number) % item["line"].as_array().unwrap().len();
                item["line"][line] = json!(format!("Line {number}"));
                (format!("line/{line}"), item["line"][line].clone())
            }
            List::Contact => {
                item["telecom"][0]["value"] = json!(format!("07700 90{:04}", number % 10_000));
                (
                    "telecom/0/value".to_owned(),
                    item["telecom"][0]["value"].clone(),
                )
            }
        };
        let path = format!("/{}/{index}", list.name());
        let name = json!({"op": if number.is_multiple_of(2) { "add" } else { "replace" }, "path": format!("{path}/id"), "value": item["id"]});
        vec![
            name,
            json!({"op": "replace", "path": format!("{path}/{part}"), "value": value}),
        ]
    }

    fn remove(&mut self, list: List, at: usize, whole: bool) -> Vec<Value> {
        let Some((index, item)) = self.pick(list, at) else {
            return Vec::new();
        };
        let path = format!("/{}/{index}", list.name());
        let test = if whole {
            json!({"op": "test", "path": path, "value": item})
        } else {
            json!({"op": "test", "path": format!("{path}/id"), "value": item["id"]})
        };
        self.list(list).remove(index);
        vec![test, json!({"op": "remove", "path": path})]
    }

    fn preference(&self) -> Option<usize> {
        self.extensions
            .iter()
            .position(|item| item["url"] == PREFERENCE)
    }

    fn wish(&mut self, number: u16) -> Vec<Value> {
        let wish = people::wish(number);
        let (op, place) = if let Some(index) = self.preference() {
            self.extensions[index] = wish.clone();
            ("replace", index.to_string())
        } else {
            self.extensions.push(wish.clone());
            ("add", "-".to_owned())
        };
        vec![json!({"op": op, "path": format!("/extension/{place}"), "value": wish})]
    }

    fn no_wish(&mut self, whole: bool) -> Vec<Value> {
        let Some(index) = self.preference() else {
            return Vec::new();
        };
        let path = format!("/extension/{index}");
        let wish = self.extensions.remove(index);
        let test = if whole {
            json!({"op": "test", "path": path, "value": wish})
        } else {
            json!({"op": "test", "path": format!("{path}/url"), "value": PREFERENCE})
        };
        vec![test, json!({"op": "remove", "path": path})]
    }
}

/// An item but for what the server makes of it: the id of a new one, and the start of today.
pub(super) fn alike(item: &Value) -> String {
    let mut item = item.clone();
    let members = item.as_object_mut().unwrap();
    let is_new = members
        .get("id")
        .is_none_or(|id| id.as_str().unwrap().len() > 8);
    if is_new {
        members.remove("id");
    }
    if members.get("period") == Some(&json!({"start": "2026-11-22"})) {
        members.remove("period");
    }
    if let Some(lines) = members.get_mut("line").and_then(Value::as_array_mut) {
        lines.retain(|line| line != "");
    }
    item.to_string()
}

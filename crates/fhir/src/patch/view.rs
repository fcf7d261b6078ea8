//! The Patient that patches are applied to.

use contactable_domain::patient::{List, Patient};
use serde_json::{Map, Value};

use crate::json::Json;
use crate::patient::{Look, patient};
use crate::urls;

/// The lists that are empty where a Patient has none of them: what is added to them is added all the same.
const LISTS: [&str; 6] = [
    "telecom",
    "address",
    "contact",
    "extension",
    "name",
    "generalPractitioner",
];

/// A Patient as GET answers it.
pub(super) struct View {
    text: String,
    /// With an empty list for each that is not there.
    pub(super) document: Value,
}

impl View {
    pub(super) fn of(known: &Patient) -> Self {
        let text = patient(known, Look::default());
        let mut document = serde_json::from_str(&text).unwrap_or(Value::Null);
        if let Value::Object(members) = &mut document {
            for list in LISTS {
                let members: &mut Map<String, Value> = members;
                members
                    .entry(list)
                    .or_insert_with(|| Value::Array(Vec::new()));
            }
        }
        Self { text, document }
    }

    /// The Patient with its members in the order of the answer, for telling what is there.
    pub(super) fn shown(&self) -> Json {
        serde_json::from_str(&self.text).unwrap_or(Json::Null)
    }

    /// The item of a list that has this id.
    pub(super) fn item(&self, list: List, id: &str) -> Option<&Value> {
        let mut items = items(&self.document, list.as_str()).iter();
        items.find(|item| text(item, "id") == Some(id))
    }

    /// Whether an item of a list goes by this name, which is its id or, of an extension, its url.
    pub(super) fn has(&self, list: &str, key: &str, name: &str) -> bool {
        let mut items = items(&self.document, list).iter();
        items.any(|item| text(item, key) == Some(name))
    }
}

/// The items of a list.
pub(super) fn items<'a>(document: &'a Value, list: &str) -> &'a [Value] {
    let items = document.get(list).and_then(Value::as_array);
    items.map(Vec::as_slice).unwrap_or_default()
}

/// A member that is a text.
pub(super) fn text<'a>(item: &'a Value, name: &str) -> Option<&'a str> {
    item.get(name)?.as_str()
}

/// The contact preferences of a document, by its name of today or a retired one, each with its place.
pub(super) fn preferences(document: &Value) -> impl Iterator<Item = (usize, &Value)> {
    let numbered = items(document, "extension").iter().enumerate();
    numbered.filter(|(_, item)| {
        text(item, "url").is_some_and(|url| is_preference(url) || is_retired(url))
    })
}

pub(super) fn is_preference(url: &str) -> bool {
    url == urls::CONTACT_PREFERENCE
}

pub(super) fn is_retired(url: &str) -> bool {
    urls::is_retired_name_of(url, urls::CONTACT_PREFERENCE)
}

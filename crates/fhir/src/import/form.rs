//! Whether a Patient has the form in which its lists can be relied on.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

/// The most items that one person's lists may have together: they are one unit of work.
const MAX_ITEMS: usize = 1_000;

/// The lists, and why a person is refused of whom one is none.
const LISTS: [(&str, &str); 4] = [
    ("telecom", "telecom is not a list"),
    ("address", "address is not a list"),
    ("contact", "contact is not a list"),
    ("extension", "extension is not a list"),
];

/// Read only to see that each is there once: of two, one would be lost without a word.
#[derive(Deserialize)]
#[expect(dead_code, reason = "what they say is read elsewhere")]
struct Once {
    id: Option<IgnoredAny>,
    identifier: Option<IgnoredAny>,
    meta: Option<Meta>,
    telecom: Option<IgnoredAny>,
    address: Option<IgnoredAny>,
    contact: Option<IgnoredAny>,
    extension: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what they say is read elsewhere")]
struct Meta {
    security: Option<Vec<Label>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what they say is read elsewhere")]
struct Label {
    system: Option<IgnoredAny>,
    code: Option<IgnoredAny>,
}

/// Refuses a Patient that has not; its security labels have been read before.
pub(super) fn check(patient: &Value, raw: &RawValue) -> Result<(), &'static str> {
    let mut items = 0;
    for (name, why) in LISTS {
        if let Some(list) = patient.get(name) {
            let list = list.as_array().ok_or(why)?;
            items += list.iter().map(length).sum::<usize>();
        }
    }
    if items > MAX_ITEMS {
        return Err("more than 1,000 items in its lists");
    }
    let once: Result<Once, _> = serde_json::from_str(raw.get());
    once.map(|_| ()).map_err(|_| "a member is given twice")
}

/// A contact counts as often as it is reached.
fn length(item: &Value) -> usize {
    let ways = item.get("telecom").and_then(Value::as_array);
    ways.map_or(1, |ways| ways.len().max(1))
}

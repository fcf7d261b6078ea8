//! Whether a document holds what is wanted of it. Of an object, the members that are named; of a list, as many items,
//! one by one; of anything else, the very value. An object whose members begin with `$` asks for something else:
//! `$any` that something is there, `$regex` and `$prefix` a text, `$len`, `$contains` and `$not_contains` a list.

use regex::RegexBuilder;
use serde_json::{Map, Value};

/// How much of a value is shown.
const SHOWN: usize = 140;

/// The first thing at which `got` is not what is wanted, if any. `None` stands for what is not there; `at` is where
/// in the document it would be.
pub fn difference(want: &Value, got: Option<&Value>, at: &str) -> Option<String> {
    let wrong = match want {
        Value::Object(asked) if asked.keys().any(|name| name.starts_with('$')) => {
            return asked_for(asked, got).map(|wrong| format!("{at}: {wrong}"));
        }
        Value::Object(members) => match got {
            Some(Value::Object(found)) => {
                return members.iter().find_map(|(name, want)| {
                    difference(want, found.get(name), &format!("{at}/{name}"))
                });
            }
            _ => "not an object".to_owned(),
        },
        Value::Array(items) => match got {
            Some(Value::Array(found)) if found.len() == items.len() => {
                let mut pairs = items.iter().zip(found).enumerate();
                return pairs.find_map(|(index, (want, got))| {
                    difference(want, Some(got), &format!("{at}/{index}"))
                });
            }
            Some(Value::Array(found)) => format!("{} items, want {}", found.len(), items.len()),
            _ => "not a list".to_owned(),
        },
        want => match got {
            None => "missing".to_owned(),
            Some(got) if same(want, got) => return None,
            Some(got) => format!("{}, want {}", shown(got), shown(want)),
        },
    };
    Some(format!("{at}: {wrong}"))
}

/// What is at a place in a document. Steps are names or numbers, with nothing escaped.
pub fn find<'a>(document: &'a Value, pointer: &str) -> Option<&'a Value> {
    let steps = pointer.trim_matches('/').split('/');
    steps
        .into_iter()
        .try_fold(document, |within, step| match within {
            Value::Array(items) if step.bytes().all(|byte| byte.is_ascii_digit()) => {
                items.get(step.parse::<usize>().ok()?)
            }
            Value::Object(members) => members.get(step),
            _ => None,
        })
}

/// A value as a line can show it.
pub fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The same value; of numbers, whether they are as large.
fn same(want: &Value, got: &Value) -> bool {
    want == got
        || matches!((want, got), (Value::Number(want), Value::Number(got)) if want.as_f64() == got.as_f64())
}

fn asked_for(asked: &Map<String, Value>, got: Option<&Value>) -> Option<String> {
    if asked.get("$any") == Some(&Value::Bool(true)) {
        return got.is_none().then(|| "missing".to_owned());
    }
    if let Some(pattern) = asked.get("$regex") {
        return unlike(pattern, got);
    }
    if let Some(prefix) = asked.get("$prefix") {
        let text = got.and_then(Value::as_str).map(str::to_lowercase);
        let begins = text.zip(prefix.as_str());
        let begins = begins.is_some_and(|(text, prefix)| text.starts_with(prefix));
        return (!begins).then(|| format!("{} does not begin with {}", found(got), shown(prefix)));
    }
    match got {
        Some(Value::Array(items)) => wrong_with(asked, items),
        _ => Some(format!("not a list: {}", found(got))),
    }
}

/// A dot stands for line breaks, too.
fn unlike(pattern: &Value, got: Option<&Value>) -> Option<String> {
    let written = pattern.as_str().unwrap_or_default();
    let mut builder = RegexBuilder::new(written);
    let Ok(pattern) = builder.dot_matches_new_line(true).build() else {
        return Some(format!("the pattern {written:?} cannot be read"));
    };
    let matches = got.and_then(Value::as_str);
    let matches = matches.is_some_and(|text| pattern.is_match(text));
    (!matches).then(|| format!("{} does not match {written:?}", found(got)))
}

fn wrong_with(asked: &Map<String, Value>, items: &[Value]) -> Option<String> {
    let is_like = |want: &&Value| {
        let mut items = items.iter();
        items.any(|item| difference(want, Some(item), "").is_none())
    };
    let number = asked
        .get("$len")
        .filter(|want| want.as_u64() != u64::try_from(items.len()).ok());
    if let Some(number) = number {
        return Some(format!("{} items, want {number}", items.len()));
    }
    if let Some(missed) = listed(asked, "$contains").find(|want| !is_like(want)) {
        return Some(format!("no item like {}", shown(missed)));
    }
    let unwanted = listed(asked, "$not_contains").find(is_like);
    unwanted.map(|unwanted| format!("has an item like {}", shown(unwanted)))
}

fn listed<'a>(asked: &'a Map<String, Value>, name: &str) -> impl Iterator<Item = &'a Value> {
    let items = asked.get(name).and_then(Value::as_array);
    items.into_iter().flatten()
}

fn found(got: Option<&Value>) -> String {
    got.map_or_else(|| "nothing".to_owned(), shown)
}

#[cfg(test)]
mod tests;

//! Why a patch does not apply, in the words of the library that PDS uses (PDS, "Errors").

use serde_json::Value;

use super::op::{Kind, Op};
use crate::json::Json;
use crate::outcome::Problem;

fn invalid_patch(why: &str) -> Problem {
    Problem::invalid_update(format!("Invalid patch - {why}"))
}

/// A part that is changed piece by piece only.
pub(super) fn not_as_a_whole(op: &Op) -> Problem {
    let last = op.path.steps().last().map_or("", String::as_str);
    invalid_patch(&no_such_object(op.kind, last))
}

/// Why this patch did not apply to the document, of which `shown` is the form in which its members are in order.
pub(super) fn problem(op: &Op, document: &Value, shown: &Json) -> Problem {
    invalid_patch(&reason(op, document, shown))
}

fn reason(op: &Op, document: &Value, shown: &Json) -> String {
    let steps = op.path.steps();
    let last = steps.last().map_or("", String::as_str);
    let mut value = document;
    for (index, step) in steps.iter().enumerate() {
        let is_last = index + 1 == steps.len();
        let next = match value {
            Value::Array(items) => match at(items, step) {
                Ok(next) => next,
                Err(why) => return why,
            },
            Value::Object(members) => match members.get(step) {
                Some(next) => next,
                None if matches!(op.kind, Kind::Remove | Kind::Replace) => {
                    return no_such_object(op.kind, last);
                }
                None if is_last && op.kind == Kind::Add => break,
                None => return not_found(step, &in_order(value, steps, index, shown)),
            },
            other => return no_indexing(other),
        };
        value = next;
    }
    match op.kind {
        Kind::Test => {
            let actual = in_order(value, steps, steps.len(), shown);
            let expected = op.value.with_class();
            format!(
                "{} is not equal to tested value {expected}",
                actual.with_class()
            )
        }
        _ => no_such_object(op.kind, last),
    }
}

fn no_such_object(kind: Kind, name: &str) -> String {
    let verb = match kind {
        Kind::Remove => "remove",
        _ => "replace",
    };
    format!("can't {verb} non-existent object '{name}'")
}

fn not_found(name: &str, value: &Json) -> String {
    format!("member '{name}' not found in {}", value.repr())
}

fn no_indexing(value: &Value) -> String {
    format!(
        "Document '{}' does not support indexing, must be a mapping/sequence or support __getitem__",
        Json::of(value).shown()
    )
}

fn at<'a>(items: &'a [Value], step: &str) -> Result<&'a Value, String> {
    let is_number =
        step == "0" || !step.starts_with('0') && step.bytes().all(|b| b.is_ascii_digit());
    if !is_number || step.is_empty() {
        return Err(format!("'{step}' is not a valid sequence index"));
    }
    let item = step
        .parse::<usize>()
        .ok()
        .and_then(|index| items.get(index));
    item.ok_or_else(|| format!("index '{step}' is out of bounds"))
}

/// The value at the end of so many steps; with its members in the order of the answer, if it is still as it was.
fn in_order(value: &Value, steps: &[String], count: usize, shown: &Json) -> Json {
    let steps = steps.get(..count).unwrap_or(steps);
    let before = shown.at(steps).filter(|before| before.to_value() == *value);
    before.cloned().unwrap_or_else(|| Json::of(value))
}

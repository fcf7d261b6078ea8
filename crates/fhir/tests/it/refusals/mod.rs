//! What is refused, and how that is told.

mod address;
mod contact;
mod form;
mod outside;
mod telecom;

use contactable_fhir::outcome::ErrorCode;
use serde_json::{Value, json};

use crate::support::{nobody, refused};

/// Asserts how adding an item to a list of somebody with nothing is refused.
#[track_caller]
pub(super) fn added(list: &str, item: Value, code: &str, told: &str) {
    let patches = json!([{"op": "add", "path": format!("/{list}/-"), "value": item}]);
    assert_eq!(
        refused(&nobody(), patches),
        (code_of(code), told.to_owned())
    );
}

/// The same text with the life of the program.
pub(super) fn code_of(code: &str) -> &'static str {
    ErrorCode::parse(code).unwrap().code()
}

pub(super) fn phone() -> Value {
    json!({"system": "phone", "use": "mobile", "value": "07700 900009"})
}

pub(super) fn address(change: impl FnOnce(&mut Value)) -> Value {
    let mut address = json!({"use": "temp", "text": "Holiday Home", "line": ["3 Shore Lane", "Whitby"],
        "postalCode": "YO21 3PU", "period": {"start": "2026-11-22", "end": "2026-12-22"}});
    change(&mut address);
    address
}

pub(super) fn with(mut item: Value, name: &str, value: Value) -> Value {
    item[name] = value;
    item
}

pub(super) fn without(mut item: Value, name: &str) -> Value {
    item.as_object_mut().unwrap().remove(name);
    item
}

//! The cases as they are written. What a case asks for in words unknown here is a failure of that case, never
//! passed over: a check that is not made would look like one that held.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::placeholders::fill;
use crate::Failure;

/// A case: what it is called, and what it says if that can be read.
pub struct Case {
    pub id: String,
    pub name: String,
    pub group: String,
    pub confidence: String,
    pub content: Result<Content, String>,
}

/// What a case says.
#[derive(Deserialize)]
pub struct Content {
    pub auth: Auth,
    #[serde(default)]
    pub preconditions: Preconditions,
    pub request: Request,
    pub expect: Expect,
    /// Further requests, in order.
    #[serde(default)]
    pub then: Vec<Exchange>,
}

/// Who asks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Auth {
    pub mode: String,
    pub scope: Option<String>,
    /// The claims of a patient's id token.
    pub id_token: Option<Value>,
    /// How many roles a worker has.
    pub roles: Option<u16>,
    pub app_attributes: Option<Value>,
    /// What the application is subscribed to; without this it is subscribed to what it asks.
    pub app_interactions: Option<Vec<Value>>,
}

/// What is so before the first request.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preconditions {
    /// Files among the fixtures.
    #[serde(default)]
    pub patients: Vec<String>,
    /// The number that is no longer used, and the one that took its place.
    #[serde(default)]
    pub superseded: BTreeMap<String, String>,
    #[serde(default)]
    pub invalidated: Vec<String>,
    /// That the caller has asked too often.
    pub rate: Option<String>,
}

/// A request and what must come back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    pub request: Request,
    pub expect: Expect,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    pub method: String,
    /// What comes after the base path.
    pub path: String,
    #[serde(default)]
    pub query: BTreeMap<String, Value>,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    #[serde(default, deserialize_with = "present")]
    pub body: Option<Value>,
}

/// What must come back. Whatever is not mentioned may be anything.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    pub status: Status,
    #[serde(default)]
    pub headers: BTreeMap<String, Value>,
    #[serde(default)]
    pub headers_absent: Vec<String>,
    #[serde(default, deserialize_with = "present")]
    pub body: Option<Value>,
    /// JSON pointers at which nothing may be.
    #[serde(default)]
    pub body_absent: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Status {
    One(u16),
    AnyOf(Vec<u16>),
}

impl Content {
    /// Every request, in order, and what must come back.
    pub fn exchanges(&self) -> impl Iterator<Item = (&Request, &Expect)> {
        let further = self.then.iter().map(|next| (&next.request, &next.expect));
        std::iter::once((&self.request, &self.expect)).chain(further)
    }
}

impl Status {
    pub fn allows(&self, status: u16) -> bool {
        match self {
            Self::One(wanted) => *wanted == status,
            Self::AnyOf(wanted) => wanted.contains(&status),
        }
    }
}

impl Request {
    /// A header that the case itself sends.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// So that `null` is a value that was given.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

#[derive(Deserialize)]
struct Written {
    cases: Vec<Value>,
}

#[derive(Deserialize)]
struct Heading {
    id: String,
    name: String,
    group: String,
    confidence: String,
}

/// Reads the cases of a file, with the days filled in.
///
/// # Errors
/// There is no such file, or it is no list of cases that have names.
pub fn read(path: &Path, today: Date) -> Result<Vec<Case>, Failure> {
    let told = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = std::fs::read(path).map_err(|e| told(&e))?;
    let written: Written = serde_json::from_slice(&text).map_err(|e| told(&e))?;
    let cases = written.cases.into_iter().map(|case| read_case(case, today));
    Ok(cases.collect::<Result<_, _>>().map_err(|e| told(&e))?)
}

fn read_case(case: Value, today: Date) -> Result<Case, serde_json::Error> {
    let heading = Heading::deserialize(&case)?;
    let content = serde_json::from_value(fill(case, today));
    Ok(Case {
        id: heading.id,
        name: heading.name,
        group: heading.group,
        confidence: heading.confidence,
        content: content.map_err(|error| format!("the case cannot be read: {error}")),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    fn case(mut content: Value) -> Case {
        for name in ["id", "name", "group", "confidence"] {
            content[name] = json!("x");
        }
        read_case(content, date(2024, 2, 28)).unwrap()
    }

    #[test]
    fn a_body_of_null_is_a_body() {
        let content = case(json!({
            "auth": { "mode": "none" },
            "request": { "method": "PATCH", "path": "/{{today}}", "body": null },
            "expect": { "status": [400, 403] },
            "notes": "left alone",
        }));
        let content = content.content.ok().unwrap();
        assert_eq!(content.request.body, Some(Value::Null));
        assert_eq!(content.request.path, "/2024-02-28");
        assert!(content.expect.body.is_none() && content.expect.status.allows(403));
    }

    #[test]
    fn what_is_unknown_is_not_passed_over() {
        let plain = json!({
            "auth": { "mode": "none" },
            "preconditions": {},
            "request": { "method": "GET", "path": "/" },
            "expect": { "status": 200 },
        });
        assert!(case(plain.clone()).content.is_ok());
        for part in ["auth", "preconditions", "request", "expect"] {
            let mut odd = plain.clone();
            odd[part]["weather"] = json!("fine");
            let why = case(odd).content.err().unwrap();
            assert!(why.contains("weather"), "{why}");
        }
    }
}

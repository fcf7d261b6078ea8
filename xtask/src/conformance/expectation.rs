//! Whether an answer is what a case expects.

use serde_json::Value;

use super::answer::Answer;
use super::case::{Expect, Status};
use super::matching::{difference, find, shown};

/// What an answer shows first that is not as expected, if anything.
pub fn difference_from(expected: &Expect, answer: &Answer) -> Option<String> {
    let wrong = wrong_status(&expected.status, answer);
    wrong
        .or_else(|| wrong_header(expected, answer))
        .or_else(|| wrong_body(expected, answer.body.as_ref()))
}

/// With what the answer says about it, for whoever reads the line.
fn wrong_status(expected: &Status, answer: &Answer) -> Option<String> {
    let wanted = match expected {
        status if status.allows(answer.status) => return None,
        Status::One(status) => status.to_string(),
        Status::AnyOf(statuses) => format!("{statuses:?}"),
    };
    let said = answer.body.as_ref().map(said).unwrap_or_default();
    Some(format!("status {}, want {wanted}{said}", answer.status))
}

/// The words of an `OperationOutcome` that say what is wrong, or else the beginning of what came.
fn said(body: &Value) -> String {
    let code = find(body, "/issue/0/details/coding/0/code");
    let words = find(body, "/issue/0/diagnostics");
    let told: Vec<&str> = [code, words]
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    if told.is_empty() {
        format!(" ({})", shown(body))
    } else {
        format!(" ({})", told.join(": "))
    }
}

fn wrong_header(expected: &Expect, answer: &Answer) -> Option<String> {
    let wrong = expected.headers.iter().find_map(|(name, want)| {
        let got = answer.header(name).map(Value::from);
        difference(want, got.as_ref(), &format!("header {name}"))
    });
    wrong.or_else(|| {
        expected.headers_absent.iter().find_map(|name| {
            let value = answer.header(name)?;
            Some(format!("header {name} is there: {value:?}"))
        })
    })
}

/// An answer without a body holds nothing, which is what `null` stands for.
fn wrong_body(expected: &Expect, body: Option<&Value>) -> Option<String> {
    let body = body.unwrap_or(&Value::Null);
    let wrong = expected
        .body
        .as_ref()
        .and_then(|want| difference(want, Some(body), ""));
    wrong.or_else(|| {
        let mut unwanted = expected.body_absent.iter();
        let unwanted = unwanted.find(|pointer| find(body, pointer).is_some());
        unwanted.map(|pointer| format!("{pointer} is there"))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    fn answer() -> Answer {
        Answer {
            status: 404,
            headers: BTreeMap::from([("etag".to_owned(), "W/\"2\"".to_owned())]),
            body: Some(json!({ "resourceType": "OperationOutcome", "issue": [{
                "details": { "coding": [{ "code": "RESOURCE_NOT_FOUND" }] } }] })),
        }
    }

    #[track_caller]
    fn check(expected: Value, wrong: Option<&str>) {
        let expected: Expect = serde_json::from_value(expected).unwrap();
        assert_eq!(difference_from(&expected, &answer()).as_deref(), wrong);
    }

    #[test]
    fn the_status_comes_first() {
        let wrong = "status 404, want 200 (RESOURCE_NOT_FOUND)";
        check(json!({ "status": 200, "body": [] }), Some(wrong));
        let wrong = "status 404, want [400, 403] (RESOURCE_NOT_FOUND)";
        check(json!({ "status": [400, 403] }), Some(wrong));
        check(json!({ "status": [400, 404] }), None);
    }

    #[test]
    fn headers_are_found_however_they_are_written() {
        check(
            json!({ "status": 404, "headers": { "ETag": "W/\"2\"" } }),
            None,
        );
        let wrong = r#"header ETag: "W/\"2\"", want "W/\"3\"""#;
        check(
            json!({ "status": 404, "headers": { "ETag": "W/\"3\"" } }),
            Some(wrong),
        );
        check(
            json!({ "status": 404, "headers": { "vary": "x" } }),
            Some("header vary: missing"),
        );
        let wrong = r#"header Etag is there: "W/\"2\"""#;
        check(
            json!({ "status": 404, "headers_absent": ["vary", "Etag"] }),
            Some(wrong),
        );
    }

    #[test]
    fn bodies_have_what_is_wanted_and_nothing_unwanted() {
        let outcome = json!({ "resourceType": "OperationOutcome" });
        check(
            json!({ "status": 404, "body": outcome, "body_absent": ["/issue/0/diagnostics"] }),
            None,
        );
        check(
            json!({ "status": 404, "body_absent": ["/name", "/issue/0"] }),
            Some("/issue/0 is there"),
        );
        let wrong = r#"/resourceType: "OperationOutcome", want "Patient""#;
        check(
            json!({ "status": 404, "body": { "resourceType": "Patient" } }),
            Some(wrong),
        );
    }

    #[test]
    fn no_body_is_null() {
        let mut empty = answer();
        empty.body = None;
        let expected = json!({ "status": 404, "body": null, "body_absent": ["/issue"] });
        let expected: Expect = serde_json::from_value(expected).unwrap();
        assert_eq!(difference_from(&expected, &empty), None);
    }
}

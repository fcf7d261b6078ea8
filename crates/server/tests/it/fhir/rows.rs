//! The table of errors as it is published, and how an answer is held against it.

use serde_json::{Value, json};

use super::world::CORRELATION;
use crate::test_app::Answer;

/// Status, code, severity, type of issue, display.
type Row = (u16, &'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    (400, "INVALID_RESOURCE_ID", "error", "value", "Resource Id is invalid"),
    (400, "UNSUPPORTED_SERVICE", "error", "processing", "Unsupported Service"),
    (400, "UNSUPPORTED_REQUEST", "error", "value", "The request is not one that is supported."),
    (400, "MISSING_VALUE", "error", "required", "Required value is missing"),
    (400, "INVALID_VALUE", "error", "value", "Provided value is invalid"),
    (400, "INVALID_UPDATE", "error", "structure", "Update is invalid"),
    (403, "FORBIDDEN_UPDATE", "information", "forbidden", "Update is forbidden"),
    (400, "ADDITIONAL_PROPERTIES", "error", "invariant", "Additional properties should not be included"),
    (400, "TOO_FEW_VALUES_SUBMITTED", "error", "value", "Too few values submitted"),
    (400, "TOO_MANY_VALUES_SUBMITTED", "error", "value", "Too many values submitted"),
    (400, "UNSUPPORTED_VALUE", "error", "value", "Unsupported value"),
    (400, "UNSUPPORTED_CHARACTERS_IN_FIELD", "error", "value", "Unsupported characters in field"),
    (400, "VALIDATION_ERROR", "error", "invalid", "Validation error"),
    (401, "ACCESS_DENIED", "error", "forbidden", "Access Denied - Unauthorised"),
    (403, "ACCESS_DENIED", "error", "forbidden", "Patient cannot perform this action"),
    (403, "INVALID_METHOD", "error", "forbidden", "Cannot update resource with application-restricted access token"),
    (403, "INVALID_METHOD", "error", "forbidden", "Cannot update resource with privileged-application-restricted access token"),
    (403, "INVALID_METHOD", "error", "forbidden", "Cannot create resource with application-restricted access token"),
    (403, "INVALID_METHOD", "error", "forbidden", "Cannot create resource with privileged-application-restricted access token"),
    (404, "RESOURCE_NOT_FOUND", "information", "not-found", "Resource not found"),
    (404, "INVALIDATED_RESOURCE", "error", "processing", "Resource that has been marked as invalid was requested - invalid resources cannot be retrieved"),
    (408, "UNABLE_TO_CALL_SERVICE", "error", "timeout", "Unable to call service"),
    (409, "RESOURCE_VERSION_MISMATCH", "error", "conflict", "Resource version supplied does not match actual version"),
    (412, "PRECONDITION_FAILED", "error", "structure", "Required condition was not fulfilled"),
    (429, "TOO_MANY_REQUESTS", "error", "value", "Too many requests"),
    (502, "UNKNOWN_ERROR", "error", "unknown", "Unknown Error"),
    (503, "SERVICE_UNAVAILABLE", "error", "timeout", "Service unavailable"),
];

/// What an answer that is a no says: its status and code, which go with all else as published, and its diagnostics.
pub fn told(answer: &Answer) -> (u16, String, Option<String>) {
    let said = answer.json();
    let (coding, diagnostics) = whole(&said);
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let issue = &said["issue"][0];
    let row = (
        answer.status.as_u16(),
        text(&coding["code"]),
        text(&issue["severity"]),
        text(&issue["code"]),
        text(&coding["display"]),
    );
    let known = |known: &&Row| {
        let (status, code, severity, issue, display) = known;
        (*status, *code, *severity, *issue, *display) == (row.0, &*row.1, &*row.2, &*row.3, &*row.4)
    };
    assert!(ROWS.iter().any(|one| known(&one)), "{row:?} is no row");
    assert_eq!(answer.header("content-type"), "application/fhir+json");
    assert_eq!(answer.header("etag"), "", "{}", answer.text);
    (row.0, row.1, diagnostics)
}

/// That an `OperationOutcome` is all there is; its coding and its diagnostics.
fn whole(said: &Value) -> (Value, Option<String>) {
    let issue = &said["issue"][0];
    let coding = issue["details"]["coding"][0].clone();
    let mut wanted = json!({"resourceType": "OperationOutcome", "issue": [{
        "severity": issue["severity"], "code": issue["code"],
        "details": {"coding": [{
            "system": "https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode", "version": "1",
            "code": coding["code"], "display": coding["display"]}]}}]});
    let diagnostics = issue["diagnostics"].as_str().map(str::to_owned);
    if let Some(diagnostics) = &diagnostics {
        wanted["issue"][0]["diagnostics"] = json!(diagnostics);
    }
    assert_eq!(*said, wanted);
    (coding, diagnostics)
}

/// That an answer is this no in these words; the ids of the request come back with it.
pub fn refused(answer: &Answer, status: u16, code: &str, diagnostics: Option<&str>) {
    let said = told(answer);
    let wanted = (status, code.to_owned(), diagnostics.map(str::to_owned));
    assert_eq!(said, wanted);
    assert_eq!(answer.header("x-correlation-id"), CORRELATION);
}

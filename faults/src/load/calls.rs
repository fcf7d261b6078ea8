//! The requests of clients, as they are sent. The same one is always the same text, however often it is sent.

use serde_json::json;
use uuid::Uuid;

use crate::call::Call;
use crate::service::{AREA, OTHER_AREA};

/// The path of Patients.
const PATIENT: &str = "/personal-demographics/FHIR/R4/Patient";
/// A day on which somebody can have agreed.
const AGREED_ON: &str = "2024-01-10";

/// The e-mail address that has this mark.
pub fn email(mark: &str) -> String {
    format!("{mark}@example.org")
}

/// A new record.
pub fn create(target: Uuid, record: Uuid, mark: &str, is_default: bool) -> Call {
    let body = json!({
        "id": record,
        "targetId": target,
        "targetType": "person",
        "contactInformation": { "contactType": "email", "subType": "home", "value": email(mark) },
        "sourceServiceArea": { "area": AREA, "isDefault": is_default },
    });
    with_body("POST", "/contact-details".to_owned(), &body)
}

/// Another description.
pub fn describe(record: Uuid, mark: &str) -> Call {
    let body = json!({ "contactInformation": { "description": mark } });
    with_body("PUT", format!("/contact-details/{record}"), &body)
}

/// Another value, and no description.
pub fn replace(target: Uuid, record: Uuid, mark: &str) -> Call {
    let body = json!({
        "contactInformation": { "contactType": "email", "subType": "home", "value": email(mark) },
    });
    with_body(
        "PATCH",
        format!("/api/v2/contactDetails/{record}/person/{target}"),
        &body,
    )
}

/// The end of a record.
pub fn retire(target: Uuid, record: Uuid) -> Call {
    Call {
        method: "DELETE",
        ..Call::get(format!(
            "/api/v1/contactDetails?targetId={target}&id={record}&reason=moved"
        ))
    }
}

/// The wishes as they are.
pub fn read_wishes(target: Uuid) -> Call {
    Call::get(format!("/targets/{target}/preferences"))
}

/// A record as it is.
pub fn read_record(record: Uuid) -> Call {
    Call::get(format!("/contact-details/{record}"))
}

/// Other wishes.
pub fn wish(target: Uuid, mark: &str) -> Call {
    let body = json!({ "contactTimes": mark });
    with_body("PUT", format!("/targets/{target}/preferences"), &body)
}

/// A new grant.
pub fn share(target: Uuid, grant: Uuid, mark: &str) -> Call {
    let body = json!({
        "id": grant,
        "to": OTHER_AREA,
        "lawfulBasis": "public-task",
        "agreement": { "by": "organisation", "on": AGREED_ON, "method": "form", "wording": mark },
    });
    with_body("POST", format!("/targets/{target}/sharing"), &body)
}

/// The end of a grant.
pub fn unshare(target: Uuid, grant: Uuid, mark: &str) -> Call {
    let body = json!({ "by": "organisation", "reason": mark });
    with_body(
        "POST",
        format!("/targets/{target}/sharing/{grant}/withdrawal"),
        &body,
    )
}

/// A Patient.
pub fn read_patient(number: &str, request: Uuid) -> Call {
    Call {
        headers: vec![("X-Request-ID", request.to_string())],
        ..Call::get(format!("{PATIENT}/{number}"))
    }
}

/// Another e-mail address in a Patient's only item.
pub fn patch(number: &str, item: &str, version: u64, request: Uuid, mark: &str) -> Call {
    let value = json!({ "id": item, "system": "email", "use": "home", "value": email(mark) });
    let body = json!({ "patches": [{ "op": "replace", "path": "/telecom/0", "value": value }] });
    Call {
        method: "PATCH",
        path: format!("{PATIENT}/{number}"),
        headers: vec![
            ("X-Request-ID", request.to_string()),
            ("If-Match", format!("W/\"{version}\"")),
            ("Content-Type", "application/json-patch+json".to_owned()),
        ],
        body: body.to_string(),
        is_awaited: false,
    }
}

fn with_body(method: &'static str, path: String, body: &serde_json::Value) -> Call {
    let headers = vec![("Content-Type", "application/json".to_owned())];
    Call {
        method,
        path,
        headers,
        body: body.to_string(),
        is_awaited: false,
    }
}

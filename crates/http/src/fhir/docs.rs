//! What the documentation says of this interface. Its router has one door for every path, so its operations are listed
//! here.

use serde_json::Value;
use utoipa::{OpenApi as _, ToSchema};

use super::{metadata, patch_patient, read_patient, related_people, status};

/// The tag under which its operations stand.
pub(super) const TAG: &str = "PDS-compatible FHIR";

#[derive(utoipa::OpenApi)]
#[openapi(
    tags((name = "PDS-compatible FHIR", description = "Patients as the Personal Demographics Service FHIR API has \
        them. Every answer that is no resource is an OperationOutcome whose code tells what is wrong.")),
    paths(
        read_patient::read_patient,
        patch_patient::patch_patient,
        related_people::related_people,
        status::ping,
        status::status,
        metadata::metadata,
    )
)]
struct Interface;

/// The operations, with paths that follow the interface's own.
pub(crate) fn document() -> utoipa::openapi::OpenApi {
    Interface::openapi()
}

/// A Patient of FHIR R4 with the extensions of UK Core 1.0.0 that PDS uses.
#[derive(ToSchema)]
#[allow(dead_code, reason = "only described")]
#[schema(rename_all = "camelCase")]
pub struct FhirPatient {
    /// `Patient`
    resource_type: String,
    /// The NHS number; not the one that was asked for when that was superseded.
    id: String,
    /// The NHS number again, verified.
    #[schema(value_type = Vec<Object>)]
    identifier: Value,
    /// The version and whether the person is restricted.
    #[schema(value_type = Object)]
    meta: Value,
    /// Phones, e-mail addresses, faxes and textphones; absent when there are none.
    #[schema(value_type = Option<Vec<Object>>)]
    telecom: Value,
    /// Home, temporary, correspondence (`billing`) and old work addresses; absent when there are none.
    #[schema(value_type = Option<Vec<Object>>)]
    address: Value,
    /// Emergency contacts; absent when there are none.
    #[schema(value_type = Option<Vec<Object>>)]
    contact: Value,
    /// How the person wants to be reached, and what came with them from elsewhere.
    #[schema(value_type = Option<Vec<Object>>)]
    extension: Value,
}

/// A searchset of FHIR R4.
#[derive(ToSchema)]
#[allow(dead_code, reason = "only described")]
#[schema(rename_all = "camelCase")]
pub struct FhirBundle {
    /// `Bundle`
    resource_type: String,
    /// `searchset`
    r#type: String,
    timestamp: String,
    total: u32,
    /// Absent when there is nobody.
    #[schema(value_type = Option<Vec<Object>>)]
    entry: Value,
}

/// A no, with the code of PDS.
#[derive(ToSchema)]
#[allow(dead_code, reason = "only described")]
#[schema(rename_all = "camelCase")]
pub struct FhirOutcome {
    /// `OperationOutcome`
    resource_type: String,
    /// One, with severity, code, details and mostly diagnostics.
    #[schema(value_type = Vec<Object>)]
    issue: Value,
}

/// What to change, all of it or nothing.
#[derive(ToSchema)]
#[allow(dead_code, reason = "only described")]
pub struct FhirPatches {
    /// 200 at most, applied in order.
    patches: Vec<FhirPatch>,
}

/// An operation of JSON Patch.
#[derive(ToSchema)]
#[allow(dead_code, reason = "only described")]
pub struct FhirPatch {
    /// `add`, `replace`, `remove` or `test`.
    op: String,
    /// A JSON Pointer into the Patient as it was read.
    path: String,
    /// For all but `remove`.
    #[schema(value_type = Option<Object>)]
    value: Value,
}

/// An example of the crate that writes the resources, as JSON.
pub(super) fn example(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_is_described_and_on_every_operation() {
        let document = serde_json::to_value(document()).unwrap();
        assert_eq!(document["tags"][0]["name"], TAG);
        let paths = document["paths"].as_object().unwrap().values();
        let mut operations: Vec<&Value> = Vec::new();
        for path in paths {
            operations.extend(path.as_object().unwrap().values());
        }
        assert_eq!(operations.len(), 6);
        for operation in operations {
            assert_eq!(operation["tags"], serde_json::json!([TAG]));
            assert!(
                !operation.to_string().contains(":null"),
                "an example is broken: {operation}"
            );
        }
    }
}

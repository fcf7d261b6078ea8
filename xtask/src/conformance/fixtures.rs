//! The resources that cases begin with.

use std::path::PathBuf;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::placeholders::fill;

/// The files that a case may name.
pub struct Fixtures {
    folder: PathBuf,
    today: Date,
}

impl Fixtures {
    pub fn of(folder: PathBuf, today: Date) -> Self {
        Self { folder, today }
    }

    /// A resource, with the days filled in.
    ///
    /// # Errors
    /// There is no such file, or it is no JSON.
    pub fn read(&self, file: &str) -> Result<Value, String> {
        let text = std::fs::read(self.folder.join(file)).map_err(|e| format!("{file}: {e}"))?;
        let resource = serde_json::from_slice(&text).map_err(|e| format!("{file}: {e}"))?;
        Ok(fill(resource, self.today))
    }
}

/// A patient of whom nothing is told but the number.
pub fn bare_patient(number: &str) -> Value {
    json!({
        "resourceType": "Patient",
        "id": number,
        "identifier": [{ "system": "https://fhir.nhs.uk/Id/nhs-number", "value": number }],
        "meta": {
            "versionId": "1",
            "security": [{
                "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
                "code": "U",
                "display": "unrestricted",
            }],
        },
    })
}

/// One bundle of what is in several.
pub fn joined(bundles: Vec<Value>) -> Value {
    let mut entries = Vec::new();
    for mut bundle in bundles {
        if let Value::Array(items) = bundle["entry"].take() {
            entries.extend(items);
        }
    }
    json!({ "resourceType": "Bundle", "type": "collection", "entry": entries })
}

/// Whether a resource, or one of a bundle, is the patient with this number.
pub fn is_of(resource: &Value, number: &str) -> bool {
    let of = |patient: &Value| patient["resourceType"] == "Patient" && patient["id"] == number;
    let entries = resource["entry"].as_array();
    of(resource) || entries.is_some_and(|all| all.iter().any(|entry| of(&entry["resource"])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundles_are_joined_in_order() {
        let bundle = |id: &str| json!({ "resourceType": "Bundle", "entry": [{ "fullUrl": id }] });
        let joined = joined(vec![
            bundle("a"),
            json!({ "resourceType": "Bundle" }),
            bundle("b"),
        ]);
        assert_eq!(
            joined["entry"],
            json!([{ "fullUrl": "a" }, { "fullUrl": "b" }])
        );
    }

    #[test]
    fn patients_are_found_by_themselves_and_in_bundles() {
        let patient = bare_patient("9000000009");
        assert!(is_of(&patient, "9000000009") && !is_of(&patient, "9000000017"));
        let bundle = json!({ "resourceType": "Bundle", "entry": [{ "resource": patient }] });
        assert!(is_of(&bundle, "9000000009") && !is_of(&bundle, "9000000017"));
    }
}

//! What the interface can do, as FHIR clients ask for it: a `CapabilityStatement` (PDS has none).

use jiff::civil::Date;
use serde_json::json;

/// The software that answers.
#[derive(Clone, Copy, Debug)]
pub struct Software<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its version.
    pub version: &'a str,
    /// When this version came about.
    pub released: Date,
}

/// The statement as JSON text. `base` is the interface's own address.
pub fn statement(software: Software<'_>, base: &str) -> String {
    let statement = json!({
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": software.released.to_string(),
        "kind": "instance",
        "software": {"name": software.name, "version": software.version},
        "implementation": {
            "description": "The contact details of patients, the way PDS offers them",
            "url": base,
        },
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json"],
        "patchFormat": ["application/json-patch+json"],
        "rest": [{
            "mode": "server",
            "documentation": "Every request carries X-Request-ID, a UUID. A repeat with the same one is answered as the first was.",
            "security": {
                "cors": false,
                "description": "Authorization: Bearer and an access token of NHS CIS2, of NHS login, or of an application. A healthcare worker with several roles names one in NHSD-Session-URID.",
            },
            "resource": [patient(), related_person()],
        }],
    });
    statement.to_string()
}

fn patient() -> serde_json::Value {
    json!({
        "type": "Patient",
        "documentation": "By NHS number. A PATCH is an object with a list `patches` of JSON Patch operations, and names the version that it changes in If-Match.",
        "interaction": [
            {"code": "read"},
            {"code": "patch"},
        ],
        "versioning": "versioned-update",
        "readHistory": false,
        "updateCreate": false,
        "conditionalCreate": false,
        "conditionalRead": "not-supported",
        "conditionalUpdate": false,
        "conditionalDelete": "not-supported",
    })
}

fn related_person() -> serde_json::Value {
    json!({
        "type": "RelatedPerson",
        "documentation": "Of one patient only: GET Patient/{nhsNumber}/RelatedPerson answers a Bundle.",
        "interaction": [
            {"code": "search-type"},
        ],
        "versioning": "no-version",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use serde_json::Value;

    #[test]
    fn it_says_what_is_offered_and_no_more() {
        let software = Software {
            name: "Contactable",
            version: "1.2.3",
            released: date(2026, 11, 22),
        };
        let text = statement(software, "https://example.test/R4");
        let value: Value = serde_json::from_str(&text).unwrap();
        for (pointer, wanted) in [
            ("/resourceType", "CapabilityStatement"),
            ("/fhirVersion", "4.0.1"),
            ("/date", "2026-11-22"),
            ("/software/version", "1.2.3"),
            ("/implementation/url", "https://example.test/R4"),
            ("/format/0", "application/fhir+json"),
            ("/rest/0/resource/0/type", "Patient"),
            ("/rest/0/resource/1/type", "RelatedPerson"),
        ] {
            assert_eq!(
                value.pointer(pointer),
                Some(&Value::from(wanted)),
                "{pointer}"
            );
        }
        let interactions = value.pointer("/rest/0/resource/0/interaction").unwrap();
        assert_eq!(
            *interactions,
            serde_json::json!([{"code": "read"}, {"code": "patch"}])
        );
    }
}

//! What the token of a persona says.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::issuer::{AUDIENCE, name_of};
use super::personas::{Identity, PATIENT_NHS_NUMBER, Through, VouchedBy};
use crate::failure::Failure;

/// For how many seconds a demo token is good.
const LIFETIME: i64 = 12 * 60 * 60;

/// The claims of somebody, as their issuer makes them.
pub fn claims_of(identity: &Identity, now: Timestamp) -> Map<String, Value> {
    let mut said = object(json!({
        "iss": name_of(identity.by),
        "aud": AUDIENCE,
        "sub": identity.subject,
        "name": identity.name,
        "iat": now.as_second(),
        "exp": now.as_second() + LIFETIME,
    }));
    said.extend(object(match identity.by {
        VouchedBy::Staff(groups) => json!({ "email": identity.email, "groups": groups }),
        VouchedBy::NhsLogin => nhs_login(identity),
        VouchedBy::Cis2 => cis2(identity),
        VouchedBy::Clients => json!({ "client_id": identity.subject }),
        VouchedBy::Platform(through) => platform(through, identity),
    }));
    said
}

/// As NHS login makes them (reference, "NHS login").
fn nhs_login(identity: &Identity) -> Value {
    json!({
        "vot": "P9.Cp.Cd",
        "vtm": "https://auth.login.nhs.uk/trustmark/auth.login.nhs.uk",
        "identity_proofing_level": "P9",
        "nhs_number": PATIENT_NHS_NUMBER,
        "email": identity.email,
        "email_verified": true,
    })
}

/// As CIS2 makes them (reference, "CIS2").
fn cis2(identity: &Identity) -> Value {
    json!({
        "acr": "AAL3_ANY",
        "amr": ["N3_SMARTCARD"],
        "id_assurance_level": "3",
        "authentication_assurance_level": "3",
        "email": identity.email,
        "display_name": identity.name,
        "nhsid_useruid": "910000000001",
        "selected_roleid": "555000000001",
        "nhsid_nrbac_roles": [{
            "person_orgid": "555000000002",
            "person_roleid": "555000000001",
            "org_code": "X99",
            "role_name": "\"Clinical\":\"Clinical Provision\":\"Nurse\"",
            "role_code": "S8000:G8000:R8001",
        }],
    })
}

/// As the NHS API platform makes them (reference, "Access modes and tokens"). People come with the demo's application.
fn platform(through: Through, identity: &Identity) -> Value {
    match through {
        Through::Worker => json!({
            "scope": "urn:nhsd:apim:user-nhs-cis2:aal3:personal-demographics-service",
            "client_id": "demo-pds-app",
            "nhsid_nrbac_roles": [{
                "person_roleid": "555000000011",
                "role_code": "S8000:G8000:R8001",
            }],
        }),
        Through::Patient => json!({
            "scope": "urn:nhsd:apim:user-nhs-login:P9:personal-demographics-service",
            "client_id": "demo-pds-app",
            "id_token": {
                "nhs_number": PATIENT_NHS_NUMBER,
                "identity_proofing_level": "P9",
                "vot": "P9.Cp.Cd",
            },
        }),
        Through::App => json!({
            "scope": "urn:nhsd:apim:app:level3:personal-demographics-service",
            "client_id": identity.subject,
        }),
        Through::PrivilegedApp => json!({
            "scope": "urn:nhsd:apim:app:level3:privileged-personal-demographics-service",
            "client_id": identity.subject,
        }),
    }
}

/// Sets claims otherwise (`NAME=VALUE`); `null` takes one away.
///
/// # Errors
/// [`Failure::Claim`] when one cannot be read.
pub fn override_claims(said: &mut Map<String, Value>, claims: &[String]) -> Result<(), Failure> {
    for claim in claims {
        let (name, value) = claim
            .split_once('=')
            .ok_or_else(|| Failure::Claim(claim.clone()))?;
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
        if value.is_null() {
            said.remove(name);
        } else {
            said.insert(name.to_owned(), value);
        }
    }
    Ok(())
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_json_or_else_a_text() {
        let mut said = object(json!({ "kept": 1, "gone": 1, "scope": "a" }));
        let claims = [
            r#"id_token={"nhs_number":"9990000018","vot":"P9.Cm"}"#,
            r#"roles=[{"person_roleid":"1"},{"person_roleid":"2"}]"#,
            "scope=one two=three",
            "flag=true",
            "gone=null",
        ];
        override_claims(&mut said, &claims.map(str::to_owned)).unwrap();
        let expected = json!({
            "kept": 1,
            "scope": "one two=three",
            "flag": true,
            "id_token": { "nhs_number": "9990000018", "vot": "P9.Cm" },
            "roles": [{ "person_roleid": "1" }, { "person_roleid": "2" }],
        });
        assert_eq!(Value::Object(said.clone()), expected);
        assert!(override_claims(&mut said, &["no-equals-sign".to_owned()]).is_err());
    }
}

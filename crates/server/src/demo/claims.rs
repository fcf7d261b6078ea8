//! What the token of a persona says.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::issuer::{AUDIENCE, name_of};
use super::personas::{Identity, PATIENT_NHS_NUMBER, VouchedBy};
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

//! The demo's own issuer. Its key is made from a text that stands here: no secret, so nothing but a demo
//! may believe it (`is_demo_key_set` is what `serve` asks).

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contactable_domain::area::ServiceAreas;
use contactable_http::auth::{Groups, Issuer, KeySet};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Map, Value, json};

use super::Persona;
use super::personas::{GROUPS, Part};
use crate::failure::Failure;

const ISSUER: &str = "https://demo.contactable.invalid";
const AUDIENCE: &str = "contactable";
const SEED: &[u8] = b"the demo's key, which is no secret";

/// For how many seconds a demo token is good.
const LIFETIME: i64 = 12 * 60 * 60;

/// The demo's issuer, as the service believes it.
pub fn issuer(areas: &ServiceAreas) -> Option<Issuer> {
    let keys = KeySet::parse(&key_set()?).ok()?;
    let algorithms = ["EdDSA".to_owned()];
    Issuer::new(
        ISSUER.to_owned(),
        AUDIENCE.to_owned(),
        &algorithms,
        keys,
        0,
        groups(areas),
    )
    .ok()
}

fn groups(areas: &ServiceAreas) -> Groups {
    let mut groups = Groups::default();
    for (group, area, part) in GROUPS {
        let Some(area) = areas.find(area) else {
            continue;
        };
        match part {
            Part::Works => groups.add_area(group, area.clone()),
            Part::WorksIn(team) => {
                if let Some(team) = area.team(team) {
                    groups.add_team(group, area, team.clone());
                }
            }
            Part::Manages => groups.add_manager(group, area),
        }
    }
    groups
}

/// A token for a persona, with some of its claims set otherwise (`NAME=VALUE`).
///
/// # Errors
/// [`Failure::Claim`] when a claim cannot be read.
pub fn token(persona: Persona, claims: &[String], now: Timestamp) -> Result<String, Failure> {
    let identity = persona.identity();
    let mut said = Map::new();
    let mut say = |name: &str, value: Value| said.insert(name.to_owned(), value);
    say("iss", json!(ISSUER));
    say("aud", json!(AUDIENCE));
    say("sub", json!(identity.subject));
    say("name", json!(identity.name));
    say("email", json!(identity.email));
    say("groups", json!(identity.groups));
    say("iat", json!(now.as_second()));
    say("exp", json!(now.as_second() + LIFETIME));
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
    let key = key_pair().and_then(|pair| pair.to_pkcs8v1().ok());
    let key = key.ok_or_else(|| Failure::Token("the demo's key".to_owned()))?;
    let signed = encode(
        &Header::new(Algorithm::EdDSA),
        &said,
        &EncodingKey::from_ed_der(key.as_ref()),
    );
    signed.map_err(|error| Failure::Token(error.to_string()))
}

/// Whether a key set has the demo's key in it.
pub fn is_demo_key_set(json: &str) -> bool {
    public_key().is_some_and(|key| json.contains(&key))
}

/// The demo's public key, as a key set.
pub fn key_set() -> Option<String> {
    let key =
        json!({ "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "x": public_key()? });
    Some(json!({ "keys": [key] }).to_string())
}

fn public_key() -> Option<String> {
    Some(URL_SAFE_NO_PAD.encode(key_pair()?.public_key().as_ref()))
}

fn key_pair() -> Option<Ed25519KeyPair> {
    Ed25519KeyPair::from_seed_unchecked(digest(&SHA256, SEED).as_ref()).ok()
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum as _;

    use super::*;
    use crate::demo::areas;

    #[test]
    fn every_group_of_a_persona_means_something() {
        for persona in Persona::value_variants() {
            for group in persona.identity().groups {
                let known = GROUPS.iter().any(|(name, ..)| name == group);
                assert!(known, "{group}");
            }
        }
    }

    #[test]
    fn every_group_is_of_an_area_and_a_team_that_there_are() {
        for (group, area, part) in GROUPS {
            let areas = areas();
            let area = areas.find(area).unwrap();
            if let Part::WorksIn(team) = part {
                assert!(area.team(team).is_some(), "{group}");
            }
        }
    }

    #[test]
    fn the_demo_key_is_known_as_such() {
        assert!(is_demo_key_set(&key_set().unwrap()));
        assert!(!is_demo_key_set("{\"keys\":[]}"));
    }
}

//! The demo's own issuers. Their key is made from a text that stands here: no secret, so nothing but a demo
//! may believe them (`is_demo_key_set` is what `serve` asks).

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contactable_domain::area::{ServiceArea, ServiceAreas};
use contactable_http::auth::{
    Algorithms, Cis2, Client, Clients, Groups, Issuer, IssuerKind, KeySet, Keys, NhsLogin,
    Platform, RoleCodes,
};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::json;

use super::Persona;
use super::claims::{claims_of, override_claims};
use super::personas::{CLIENTS, GROUPS, Part, ROLES, Through, VouchedBy};
use crate::failure::Failure;

pub const AUDIENCE: &str = "contactable";
const SEED: &[u8] = b"the demo's key, which is no secret";

/// The `iss` of whoever vouches for somebody.
pub fn name_of(by: VouchedBy) -> &'static str {
    match by {
        VouchedBy::Staff(_) => "https://demo.contactable.invalid",
        VouchedBy::NhsLogin => "https://demo.contactable.invalid/nhs-login",
        VouchedBy::Cis2 => "https://demo.contactable.invalid/cis2",
        VouchedBy::Clients => "https://demo.contactable.invalid/clients",
        VouchedBy::Platform(_) => "https://demo.contactable.invalid/nhs-api-platform",
    }
}

/// The demo's issuers, one of each kind, as the service believes them.
pub fn issuers(areas: &ServiceAreas) -> Vec<Issuer> {
    let named = |name| areas.find(name).cloned().into_iter().collect();
    let nhs: Vec<ServiceArea> = named("NHS");
    let kinds = [
        (
            VouchedBy::NhsLogin,
            IssuerKind::NhsLogin(NhsLogin::new(nhs.clone())),
        ),
        (
            VouchedBy::Cis2,
            IssuerKind::Cis2(Cis2::new(nhs.clone(), RoleCodes::default())),
        ),
        (
            VouchedBy::Clients,
            IssuerKind::Clients(clients(&named("Housing"))),
        ),
        (
            VouchedBy::Platform(Through::App),
            IssuerKind::Platform(Platform::new(nhs, RoleCodes::default())),
        ),
    ];
    let others = kinds.into_iter().map(|(by, kind)| issuer(by, kind));
    let staff = std::iter::once(staff_issuer(groups(areas)));
    staff.chain(others).flatten().collect()
}

/// The issuer of staff, with these groups.
pub fn staff_issuer(groups: Groups) -> Option<Issuer> {
    issuer(VouchedBy::Staff(&[]), IssuerKind::Staff(groups))
}

fn issuer(by: VouchedBy, kind: IssuerKind) -> Option<Issuer> {
    let audiences = vec![AUDIENCE.to_owned()];
    Some(Issuer::new(name_of(by), audiences, 0, kind, keys()?))
}

fn keys() -> Option<Keys> {
    let algorithms = Algorithms::parse(&["EdDSA".to_owned()]).ok()?;
    Keys::fixed(KeySet::parse(&key_set()?).ok()?, algorithms).ok()
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
    for (group, role) in ROLES {
        groups.add_role(group, *role);
    }
    groups
}

fn clients(areas: &[ServiceArea]) -> Clients {
    let known = CLIENTS.iter().map(|(id, update)| Client {
        id: (*id).to_owned(),
        areas: areas.to_vec(),
        update: *update,
        scope: None,
    });
    Clients::new(known.collect())
}

/// A token for a persona, with some of its claims set otherwise (`NAME=VALUE`).
///
/// # Errors
/// [`Failure::Claim`] when a claim cannot be read.
pub fn token(persona: Persona, claims: &[String], now: Timestamp) -> Result<String, Failure> {
    let mut said = claims_of(&persona.identity(), now);
    override_claims(&mut said, claims)?;
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
    use super::*;
    use crate::demo::areas;

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
    fn there_is_an_issuer_of_each_kind() {
        let issuers = issuers(&areas());
        let kinds: Vec<&str> = issuers
            .iter()
            .map(|issuer| issuer.kind().as_str())
            .collect();
        let expected = ["staff", "nhs-login", "cis2", "clients", "nhs-api-platform"];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn the_demo_key_is_known_as_such() {
        assert!(is_demo_key_set(&key_set().unwrap()));
        assert!(!is_demo_key_set("{\"keys\":[]}"));
    }
}

//! Patients, as NHS login knows them.

use std::sync::Arc;

use contactable_domain::actor::{AccessMode, Actor, Author};
use contactable_domain::area::ServiceArea;
use contactable_domain::value::NhsNumber;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::auth::TokenRefusal;
use crate::auth::claims::{Registered, read, said};

/// The vectors of trust that stand for a high level of verification and of authentication (reference, "NHS
/// login"): a password with a known device, with a shared key, or a key of the device alone.
const HIGH: [&[&str]; 3] = [&["P9", "Cp", "Cd"], &["P9", "Cp", "Ck"], &["P9", "Cm"]];

/// The level of verification of somebody who has shown who they are.
const PROVED: &str = "P9";

/// Patients who signed in with NHS login.
pub struct NhsLogin {
    /// The areas that keep the details of patients.
    areas: Vec<ServiceArea>,
}

/// What is read of NHS login's claims. Its email address and phone number are of the account, not of the patient's
/// record, and are never taken as anything (PDS standard, "Contact details for patient-facing services").
#[derive(Deserialize)]
struct NhsLoginClaims {
    vot: Option<String>,
    identity_proofing_level: Option<String>,
    nhs_number: Option<String>,
    name: Option<String>,
    given_name: Option<String>,
    family_name: Option<String>,
}

impl NhsLogin {
    /// Patients whose details these areas keep.
    pub fn new(areas: Vec<ServiceArea>) -> Self {
        Self { areas }
    }

    /// The patient that these claims speak of.
    pub(super) fn actor(
        &self,
        issuer: &Arc<str>,
        registered: &Registered,
        claims: &Map<String, Value>,
    ) -> Result<Actor, TokenRefusal> {
        let claims: NhsLoginClaims = read(claims)?;
        let subject = registered.subject()?.to_owned();
        let is_proved = claims.identity_proofing_level.as_deref() == Some(PROVED);
        if !is_proved || !claims.vot.as_deref().is_some_and(is_high) {
            return Err(TokenRefusal::NotProvedEnough);
        }
        let number = claims.nhs_number.as_deref().unwrap_or_default();
        let number = NhsNumber::parse(number).map_err(|_| TokenRefusal::Invalid)?;
        let author = Author {
            subject,
            name: claims.full_name(),
            email: None,
        };
        let mode = AccessMode::Patient(number);
        Ok(Actor::new(mode, issuer.clone(), author, self.areas.clone()))
    }
}

impl NhsLoginClaims {
    fn full_name(self) -> Option<String> {
        let parts = [said(self.given_name), said(self.family_name)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        said(self.name).or_else(|| said(Some(parts.join(" "))))
    }
}

/// Whether a vector of trust is one of the high ones: its components in any order, none more and none less
/// (RFC 8485 section 3.1).
fn is_high(vot: &str) -> bool {
    let sorted = |mut components: Vec<&'static str>| {
        components.sort_unstable();
        components
    };
    let mut components: Vec<&str> = vot.split('.').collect();
    components.sort_unstable();
    HIGH.iter().any(|high| sorted(high.to_vec()) == components)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_high_vectors_in_any_order() {
        for vot in ["P9.Cp.Cd", "Cd.P9.Cp", "P9.Cp.Ck", "P9.Cm", "Cm.P9"] {
            assert!(is_high(vot), "{vot}");
        }
    }

    #[test]
    fn nothing_more_and_nothing_less() {
        for vot in [
            "",
            "P9",
            "P9.Cp",
            "P5.Cp.Cd",
            "P0.Cp.Cd",
            "P5.Cm",
            "P9.Cd",
            "P9.Ck",
            "P9.Cm.Cp",
            "P9.Cp.Cd.Ck",
            "P9.Cp.Cp.Cd",
            "P9.P9.Cm",
            "p9.cm",
            "P9.Cp.Cd.",
            " P9.Cm",
            "P9 Cm",
            "P10.Cm",
            "P9.P5.Cm",
        ] {
            assert!(!is_high(vot), "{vot}");
        }
    }
}

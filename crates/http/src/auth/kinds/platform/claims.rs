use contactable_domain::actor::AccessMode;
use contactable_domain::value::NhsNumber;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::super::role_codes::NationalRole;
use super::SERVICE;
use crate::auth::TokenRefusal;
use crate::auth::claims::said;

/// The vectors of trust that the platform takes, letter for letter: not in another order.
const HIGH: [&str; 3] = ["P9.Cp.Cd", "P9.Cp.Ck", "P9.Cm"];

/// The level of verification of somebody who has shown who they are.
const PROVED: &str = "P9";

/// What is read of the claims of the platform.
#[derive(Deserialize)]
pub struct PlatformClaims {
    pub scope: Option<String>,
    #[serde(default)]
    pub nhsid_nrbac_roles: Vec<NationalRole>,
    /// What is kept about the application.
    app_attributes: Option<Map<String, Value>>,
    /// The services that the application is subscribed to.
    app_interactions: Option<Vec<String>>,
    id_token: Option<IdToken>,
    name: Option<String>,
}

/// What NHS login said about a patient.
#[derive(Deserialize)]
struct IdToken {
    nhs_number: Option<String>,
    identity_proofing_level: Option<String>,
    vot: Option<String>,
}

impl PlatformClaims {
    /// Whether the application is subscribed to the service; where nothing is said, the platform looked.
    pub fn is_subscribed(&self) -> bool {
        let named = self.app_interactions.as_ref();
        named.is_none_or(|names| names.iter().any(|name| name == SERVICE))
    }

    /// Whether the application may do what healthcare workers may. Only `true` itself says so, and no text.
    pub fn may_update(&self) -> bool {
        let pds = self.attribute("pds").and_then(Value::as_object);
        let app = pds.and_then(|pds| pds.get("app-restricted"));
        let app = app.and_then(Value::as_object);
        app.and_then(|app| app.get("update")) == Some(&Value::Bool(true))
    }

    /// Whether it wants empty lines of addresses, too; here the platform writes `true` as a text as well.
    pub fn wants_empty_address_lines(&self) -> bool {
        match self.attribute("return-empty-address-lines") {
            Some(Value::Bool(wants)) => *wants,
            Some(Value::String(word)) => word == "true",
            _ => false,
        }
    }

    /// Whether a patient signed in, well enough or not.
    pub fn is_of_a_patient(&self) -> bool {
        self.id_token.is_some()
    }

    /// The patient, if NHS login proved well enough who they are.
    pub fn patient(&self) -> Result<AccessMode, TokenRefusal> {
        let number = self.id_token.as_ref().and_then(IdToken::proved_number);
        let number = number.ok_or(TokenRefusal::NotProvedEnough)?;
        Ok(AccessMode::Patient(number))
    }

    /// The name of whoever comes.
    pub fn name(&self) -> Option<String> {
        said(self.name.clone())
    }

    fn attribute(&self, name: &str) -> Option<&Value> {
        self.app_attributes.as_ref()?.get(name)
    }
}

impl IdToken {
    /// The NHS number, where the vector of trust is a high one and the level of verification, if said, is too.
    fn proved_number(&self) -> Option<NhsNumber> {
        let vot = self.vot.as_deref()?;
        let level = self.identity_proofing_level.as_deref();
        let is_proved = HIGH.contains(&vot) && level.is_none_or(|level| level == PROVED);
        let number = self.nhs_number.as_deref().filter(|_| is_proved)?;
        NhsNumber::parse(number).ok()
    }
}

//! What the claims of an issuer's tokens mean here. An issuer is of one kind, which the configuration says; a token
//! cannot choose.

mod cis2;
mod clients;
mod groups;
mod nhs_login;
mod platform;
mod role_codes;
mod staff;

use std::sync::Arc;

use contactable_domain::actor::Actor;
use serde_json::{Map, Value};

pub use cis2::Cis2;
pub use clients::{Client, Clients};
pub use groups::Groups;
pub use nhs_login::NhsLogin;
pub use platform::Platform;
pub use role_codes::RoleCodes;

use super::claims::Registered;
use super::{Session, TokenRefusal};

/// For whom an issuer vouches.
pub enum IssuerKind {
    /// The organisation's own staff, by their groups.
    Staff(Groups),
    /// Patients, by NHS login.
    NhsLogin(NhsLogin),
    /// Healthcare workers, by CIS2.
    Cis2(Cis2),
    /// Applications that nobody attends, by their signed tokens.
    Clients(Clients),
    /// Whoever comes through the NHS API platform: healthcare workers, patients and applications, by their scopes.
    Platform(Platform),
}

/// What an issuer's claims come to.
pub(super) struct Mapped {
    pub(super) actor: Actor,
    /// The application that asks, if the token says so.
    pub(super) client: Option<Arc<str>>,
    pub(super) session: Session,
}

impl IssuerKind {
    /// The word for it in the configuration.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Staff(_) => "staff",
            Self::NhsLogin(_) => "nhs-login",
            Self::Cis2(_) => "cis2",
            Self::Clients(_) => "clients",
            Self::Platform(_) => "nhs-api-platform",
        }
    }

    /// The actor that these claims speak of.
    pub(super) fn map(
        &self,
        issuer: &Arc<str>,
        registered: &Registered,
        claims: &Map<String, Value>,
    ) -> Result<Mapped, TokenRefusal> {
        let actor = match self {
            Self::Staff(groups) => staff::actor(groups, issuer, registered, claims)?,
            Self::NhsLogin(patients) => patients.actor(issuer, registered, claims)?,
            Self::Cis2(workers) => return workers.map(issuer, registered, claims),
            Self::Clients(clients) => return clients.map(issuer, registered, claims),
            Self::Platform(platform) => return platform.map(issuer, registered, claims),
        };
        Ok(Mapped {
            actor,
            client: registered.client().map(Arc::from),
            session: Session::default(),
        })
    }
}

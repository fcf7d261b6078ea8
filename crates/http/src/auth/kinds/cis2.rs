//! Healthcare workers, as CIS2 knows them.

use std::sync::Arc;

use contactable_domain::actor::{AccessMode, Actor, Author};
use contactable_domain::area::ServiceArea;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::role_codes::NationalRole;
use super::{Mapped, RoleCodes};
use crate::auth::claims::{Registered, read, said};
use crate::auth::{Session, TokenRefusal, WorkerRole};

/// Healthcare workers who signed in with CIS2.
pub struct Cis2 {
    /// The areas that they work for.
    areas: Vec<ServiceArea>,
    /// What their role codes mean here.
    codes: RoleCodes,
}

/// What is read of the claims of CIS2 (reference, "CIS2").
#[derive(Deserialize)]
struct Cis2Claims {
    authentication_assurance_level: Option<Level>,
    acr: Option<String>,
    selected_roleid: Option<String>,
    #[serde(default)]
    nhsid_nrbac_roles: Vec<NationalRole>,
    name: Option<String>,
    display_name: Option<String>,
    email: Option<String>,
}

/// A level of assurance, which comes as a text or as a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Level {
    Number(u8),
    Text(String),
}

impl Cis2 {
    /// Workers of these areas, with the roles that their role codes come with.
    pub fn new(areas: Vec<ServiceArea>, codes: RoleCodes) -> Self {
        Self { areas, codes }
    }

    /// The worker that these claims speak of.
    pub(super) fn map(
        &self,
        issuer: &Arc<str>,
        registered: &Registered,
        claims: &Map<String, Value>,
    ) -> Result<Mapped, TokenRefusal> {
        let claims: Cis2Claims = read(claims)?;
        let subject = registered.subject()?.to_owned();
        if !claims.is_assured() {
            return Err(TokenRefusal::NotProvedEnough);
        }
        let session = Session::of_worker(self.selected(&claims)?.into_iter().collect());
        let author = Author {
            subject,
            name: said(claims.name).or_else(|| said(claims.display_name)),
            email: said(claims.email),
        };
        let mode = AccessMode::HealthcareWorker;
        Ok(Mapped {
            actor: Actor {
                roles: session.only_roles(),
                ..Actor::new(mode, issuer.clone(), author, self.areas.clone())
            },
            client: registered.client().map(Arc::from),
            session,
        })
    }

    /// The role that the worker selected, if they have any. It must be one that is accepted.
    fn selected(&self, claims: &Cis2Claims) -> Result<Option<WorkerRole>, TokenRefusal> {
        match claims.selected_role()? {
            Some(role) => {
                let role = self.codes.worker_role(role);
                role.map(Some).ok_or(TokenRefusal::Invalid)
            }
            None if self.codes.accept(None) => Ok(None),
            None => Err(TokenRefusal::Invalid),
        }
    }
}

impl Cis2Claims {
    /// Whether the worker signed in at authentication assurance level 2 or 3. The class of the context (`acr`)
    /// counts where the level itself is not said.
    fn is_assured(&self) -> bool {
        match &self.authentication_assurance_level {
            Some(Level::Number(level)) => matches!(level, 2 | 3),
            Some(Level::Text(level)) => matches!(level.as_str(), "2" | "3"),
            None => self.acr.as_deref().is_some_and(|acr| {
                let level = acr.split('_').next().unwrap_or_default();
                matches!(level, "AAL2" | "AAL3")
            }),
        }
    }

    /// The role in which the worker acts. One who has roles acts in one of them; one without acts in none.
    fn selected_role(&self) -> Result<Option<&NationalRole>, TokenRefusal> {
        if self.nhsid_nrbac_roles.is_empty() {
            return Ok(None);
        }
        let selected =
            |role: &&NationalRole| Some(&role.person_roleid) == self.selected_roleid.as_ref();
        let role = self.nhsid_nrbac_roles.iter().find(selected);
        role.map(Some).ok_or(TokenRefusal::Invalid)
    }
}

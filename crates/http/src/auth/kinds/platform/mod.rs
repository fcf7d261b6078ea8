//! Whoever comes through the NHS API platform, which sits in front of PDS and of what is made like it (reference,
//! "Access modes and tokens").

mod claims;
mod scopes;

use std::collections::HashSet;
use std::sync::Arc;

use contactable_domain::actor::{AccessMode, Actor, Author, Role};
use contactable_domain::area::ServiceArea;
use serde_json::{Map, Value};

use super::role_codes::NationalRole;
use super::{Mapped, RoleCodes};
use crate::auth::claims::{Registered, read};
use crate::auth::{Session, TokenRefusal, WorkerRole};
use claims::PlatformClaims;
use scopes::Way;

/// The service for which the platform's tokens are, as scopes and subscriptions name it.
const SERVICE: &str = "personal-demographics-service";

/// Healthcare workers, patients and applications with a token of the platform.
pub struct Platform {
    /// The areas that they work for, or that keep the details of patients.
    areas: Vec<ServiceArea>,
    /// What the role codes of workers mean here.
    codes: RoleCodes,
}

impl Platform {
    /// Whoever comes to these areas, workers with the roles that their role codes come with.
    pub fn new(areas: Vec<ServiceArea>, codes: RoleCodes) -> Self {
        Self { areas, codes }
    }

    /// Whom these claims speak of.
    pub(super) fn map(
        &self,
        issuer: &Arc<str>,
        registered: &Registered,
        claims: &Map<String, Value>,
    ) -> Result<Mapped, TokenRefusal> {
        let claims: PlatformClaims = read(claims)?;
        if !claims.is_subscribed() {
            return Err(TokenRefusal::Invalid);
        }
        let way = Way::of(claims.scope.as_deref(), claims.may_update())?;
        let mode = mode(way, &claims)?;
        let mut session = match way {
            Way::Worker => Session::of_worker(self.roles_of(&claims.nhsid_nrbac_roles)?),
            _ => Session::default(),
        };
        session.empty_address_lines = claims.wants_empty_address_lines();
        let roles = match way {
            Way::PrivilegedApp => vec![Role::Privileged],
            _ => session.only_roles(),
        };
        let author = Author {
            subject: subject(way, registered)?.to_owned(),
            name: claims.name(),
            email: None,
        };
        Ok(Mapped {
            actor: Actor {
                roles,
                ..Actor::new(mode, issuer.clone(), author, self.areas.clone())
            },
            client: registered.client().map(Arc::from),
            session,
        })
    }

    /// The roles of a worker that are accepted. A worker who has roles acts in one of these.
    fn roles_of(&self, roles: &[NationalRole]) -> Result<Vec<WorkerRole>, TokenRefusal> {
        let mut ids = HashSet::new();
        let mut said = roles.iter().map(|role| role.person_roleid.trim());
        if !said.all(|id| !id.is_empty() && ids.insert(id)) {
            return Err(TokenRefusal::Invalid);
        }
        let accepted = roles.iter().filter_map(|role| self.codes.worker_role(role));
        let accepted: Vec<WorkerRole> = accepted.collect();
        if accepted.is_empty() && !(roles.is_empty() && self.codes.accept(None)) {
            return Err(TokenRefusal::Invalid);
        }
        Ok(accepted)
    }
}

/// The way that somebody proved who they are. What says something about a patient is never an application's, unless its
/// scope says that it is privileged.
fn mode(way: Way, claims: &PlatformClaims) -> Result<AccessMode, TokenRefusal> {
    match way {
        Way::Patient => claims.patient(),
        Way::App | Way::UpdatingApp if claims.is_of_a_patient() => {
            Err(TokenRefusal::NotProvedEnough)
        }
        Way::Worker | Way::UpdatingApp => Ok(AccessMode::HealthcareWorker),
        Way::App | Way::PrivilegedApp => Ok(AccessMode::Unattended { update: false }),
    }
}

/// For whom the token is: of people always its subject, of an application its own name where there is none.
fn subject(way: Way, registered: &Registered) -> Result<&str, TokenRefusal> {
    let client = registered.client().filter(|id| !id.trim().is_empty());
    match (registered.subject(), client) {
        (Err(_), Some(client)) if way.is_app() => Ok(client),
        (subject, _) => subject,
    }
}

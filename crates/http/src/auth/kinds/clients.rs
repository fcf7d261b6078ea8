//! Applications that nobody attends.

use std::sync::Arc;

use contactable_domain::actor::{AccessMode, Actor, Author};
use contactable_domain::area::ServiceArea;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Mapped;
use crate::auth::claims::{Registered, read, said};
use crate::auth::{Session, TokenRefusal};

/// An application that is known here.
pub struct Client {
    /// By what its tokens name it.
    pub id: String,
    /// The areas that it works for.
    pub areas: Vec<ServiceArea>,
    /// Whether it is marked for writing, too.
    pub update: bool,
    /// The scope that its tokens must have, if one is asked for.
    pub scope: Option<String>,
}

/// The applications that an issuer's tokens may be for. No other is believed.
#[derive(Default)]
pub struct Clients(Vec<Client>);

#[derive(Deserialize)]
struct ClientClaims {
    name: Option<String>,
    scope: Option<String>,
}

impl Clients {
    /// These applications.
    pub fn new(clients: Vec<Client>) -> Self {
        Self(clients)
    }

    /// The application that these claims speak of. It is the subject that counts: the token of a person who used
    /// the application names it too, as the client (`azp`), and must not pass for the application's own. Only
    /// where there is no subject the client is taken for it.
    pub(super) fn map(
        &self,
        issuer: &Arc<str>,
        registered: &Registered,
        claims: &Map<String, Value>,
    ) -> Result<Mapped, TokenRefusal> {
        let claims: ClientClaims = read(claims)?;
        let id = registered.sub.as_deref().or(registered.client());
        let client = self.0.iter().find(|client| Some(client.id.as_str()) == id);
        let client = client.ok_or(TokenRefusal::Invalid)?;
        if !client.is_allowed(claims.scope.as_deref()) {
            return Err(TokenRefusal::Invalid);
        }
        let author = Author {
            subject: client.id.clone(),
            name: said(claims.name),
            email: None,
        };
        let mode = AccessMode::Unattended {
            update: client.update,
        };
        Ok(Mapped {
            actor: Actor::new(mode, issuer.clone(), author, client.areas.clone()),
            client: Some(client.id.as_str().into()),
            session: Session::default(),
        })
    }
}

impl Client {
    /// Whether a token with these scopes (RFC 8693 section 4.2) has the one that is asked for.
    fn is_allowed(&self, scopes: Option<&str>) -> bool {
        let Some(needed) = &self.scope else {
            return true;
        };
        scopes.is_some_and(|scopes| scopes.split(' ').any(|scope| scope == needed))
    }
}

//! The server of an issuer of tokens: the keys that it publishes.
//!
//! Reading order: [`KeyServer`] (the port), [`KeyUrl`] (where), `discovery` (where that is said by the issuer),
//! `fault` (what goes wrong).

mod discovery;
mod fault;
mod key_url;

pub use key_url::{KeyUrl, NotAKeyUrl};

use std::time::Duration;

use async_trait::async_trait;
use contactable_domain::ports::{KeySource, Unavailable};
use reqwest::header::ACCEPT;
use reqwest::{Client, Url};

use crate::connection::{self, Unread};
use crate::{BaseUrl, NoClient};
use discovery::Discovery;
use fault::Fault;

/// Far above what a key set or a discovery document comes to.
const MOST_BYTES: usize = 256 * 1024;

/// The keys of an issuer, as they are published over the net.
pub struct KeyServer {
    client: Client,
    place: Place,
}

enum Place {
    /// The address of the key set.
    KeySet(Url),
    /// The issuer says where it is.
    Discovered(Discovery),
}

impl KeyServer {
    /// How long each answer may take.
    pub const PATIENCE: Duration = Duration::from_secs(5);

    /// The key set at this address. Calls nobody yet.
    ///
    /// # Errors
    /// [`NoClient`] when this machine has no certificates to trust.
    pub fn of_key_set(url: &KeyUrl, patience: Duration) -> Result<Self, NoClient> {
        Ok(Self {
            client: connection::client(url.is_plain(), patience)?,
            place: Place::KeySet(url.url().clone()),
        })
    }

    /// The key set that the issuer of this name says it has (`OpenID` Connect Discovery 1.0). `base` is the name
    /// read as an address. Calls nobody yet.
    ///
    /// # Errors
    /// [`NoClient`] when this machine has no certificates to trust.
    pub fn discovered(issuer: &str, base: &BaseUrl, patience: Duration) -> Result<Self, NoClient> {
        Ok(Self {
            client: connection::client(base.is_plain(), patience)?,
            place: Place::Discovered(Discovery::of(issuer, base)),
        })
    }

    async fn key_set(&self) -> Result<String, Fault> {
        match &self.place {
            Place::KeySet(url) => self.text(url.clone()).await,
            Place::Discovered(discovery) => {
                let document = self.text(discovery.document()).await?;
                self.text(discovery.key_set(&document)?).await
            }
        }
    }

    /// The text at an address. A redirect is not followed: keys are taken from where we were told, only.
    async fn text(&self, url: Url) -> Result<String, Fault> {
        let request = self.client.get(url).header(ACCEPT, "application/json");
        let response = request.send().await.map_err(|e| Fault::of_network(&e))?;
        let status = response.status().as_u16();
        if status != 200 {
            return Err(Fault::Status(status));
        }
        let body = connection::body(response, MOST_BYTES).await;
        let body = body.map_err(|unread| match unread {
            Unread::TooLong => Fault::TooLong,
            Unread::Broken(error) => Fault::of_network(&error),
        })?;
        String::from_utf8(body).map_err(|_| Fault::Unreadable)
    }
}

#[async_trait]
impl KeySource for KeyServer {
    async fn fetch(&self) -> Result<String, Unavailable> {
        let keys = self.key_set().await;
        keys.map_err(|fault| Unavailable(fault.to_string()))
    }
}

impl std::fmt::Debug for KeyServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyServer(..)")
    }
}

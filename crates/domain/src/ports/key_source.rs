use async_trait::async_trait;

use super::Unavailable;

/// Where an issuer of tokens publishes its public keys.
#[async_trait]
pub trait KeySource: Send + Sync {
    /// The keys as they are published now: the text of a JSON Web Key Set (RFC 7517). Nothing says yet that it
    /// is one.
    ///
    /// # Errors
    /// [`Unavailable`] when they cannot be had now; its text never holds an address or a key.
    async fn fetch(&self) -> Result<String, Unavailable>;
}

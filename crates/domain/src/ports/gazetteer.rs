use async_trait::async_trait;

use super::Unavailable;
use crate::value::{Address, Uprn};

/// A list of every address of the country, such as OS Places.
#[async_trait]
pub trait Gazetteer: Send + Sync {
    /// The UPRN of this address; `None` when it is not found, or when more than one fits.
    ///
    /// # Errors
    /// [`Unavailable`] when the gazetteer cannot answer now.
    async fn uprn_of(&self, address: &Address) -> Result<Option<Uprn>, Unavailable>;
}

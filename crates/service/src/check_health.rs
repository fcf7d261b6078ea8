use contactable_domain::ports::Unavailable;

use crate::ContactDetails;

impl ContactDetails {
    /// Whether the store can read and write now. Asks nobody who they are and tells nothing else.
    ///
    /// # Errors
    /// [`Unavailable`], saying why for the log.
    pub async fn check_health(&self) -> Result<(), Unavailable> {
        self.store.ping().await
    }
}

use contactable_domain::ports::{Backlog, ReplicaState, Unavailable};

use crate::ContactDetails;

impl ContactDetails {
    /// Whether the store can read and write now. Asks nobody who they are and tells nothing else.
    ///
    /// # Errors
    /// [`Unavailable`], saying why for the log.
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn check_health(&self) -> Result<(), Unavailable> {
        self.store.ping().await
    }

    /// What waits in the store to be read and written.
    pub fn backlog(&self) -> Backlog {
        self.store.backlog()
    }

    /// How the copies are that answer reads, in the order of the configuration; none where there are none.
    pub fn replicas(&self) -> Vec<ReplicaState> {
        self.store.replicas()
    }
}

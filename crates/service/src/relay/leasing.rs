use std::sync::PoisonError;

use contactable_domain::ports::{HeldShard, LeaseAsked, Unavailable};

use super::{Held, Relay};

impl Relay {
    /// Asks for our share of the shards, or to keep it. To be called several times within a lease.
    ///
    /// # Errors
    /// [`Unavailable`]; what is held stays so until its time is over.
    pub async fn renew(&self) -> Result<(), Unavailable> {
        let at = self.clock.now();
        let until = at.saturating_add(self.settings.lease).unwrap_or(at);
        let asked = LeaseAsked {
            relay: self.id,
            at,
            until,
        };
        let shards = self.store.take_leases(asked).await?;
        self.status.note_held(shards.len());
        self.hold(Held { shards, until });
        Ok(())
    }

    /// Gives everything back, at the end.
    ///
    /// # Errors
    /// [`Unavailable`]; then others wait until the time is over.
    pub async fn release(&self) -> Result<(), Unavailable> {
        self.hold(Held::default());
        self.status.note_held(0);
        self.store.release_leases(self.id).await
    }

    /// The shards that are ours now.
    pub(super) fn shards(&self) -> Vec<u8> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.until > self.clock.now() {
            held.shards.clone()
        } else {
            Vec::new()
        }
    }

    /// The shards that were ours when we last asked, though the time may be over.
    pub(super) fn held_last(&self) -> Vec<u8> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.shards.clone()
    }

    /// A shard in our name, now.
    pub(super) fn as_held(&self, shard: u8) -> HeldShard {
        HeldShard {
            shard,
            relay: self.id,
            at: self.clock.now(),
        }
    }

    /// Another took it over.
    pub(super) fn lose(&self, shard: u8) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.shards.retain(|ours| *ours != shard);
    }

    fn hold(&self, now: Held) {
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }
}

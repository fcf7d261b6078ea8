use contactable_domain::ports::Unavailable;

use super::Relay;

/// How many events are moved in one unit of work: others wait for it to write.
const AT_ONCE: u32 = 100;

impl Relay {
    /// Moves what waits in our shards from the outbox to the log; how many events.
    ///
    /// # Errors
    /// [`Unavailable`]; what was moved before stays moved.
    pub async fn move_waiting(&self) -> Result<usize, Unavailable> {
        let mut total = 0;
        let ours = self.shards();
        let waiting = self.store.waiting_shards().await?;
        for shard in waiting.into_iter().filter(|shard| ours.contains(shard)) {
            loop {
                let moved = self
                    .store
                    .move_waiting(self.as_held(shard), AT_ONCE)
                    .await?;
                let Some(moved) = moved else {
                    self.lose(shard);
                    break;
                };
                total += moved;
                if u32::try_from(moved) != Ok(AT_ONCE) {
                    break;
                }
            }
        }
        Ok(total)
    }
}

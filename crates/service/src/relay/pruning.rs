use contactable_domain::ports::{Pruning, Unavailable};
use jiff::{SignedDuration, Timestamp};

use super::Relay;

/// How many events are forgotten in one unit of work.
const AT_ONCE: u32 = 500;

impl Relay {
    /// Forgets what was kept long enough, in our shards; how many events.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn prune(&self) -> Result<usize, Unavailable> {
        let what = Pruning {
            before: self.ago(self.settings.kept),
            dead_before: self.ago(self.settings.dead_kept),
            sinks: self.sinks.iter().map(|sink| sink.name.clone()).collect(),
            limit: AT_ONCE,
        };
        let mut total = 0;
        for shard in self.shards() {
            loop {
                let pruning = self.store.prune_log(self.as_held(shard), what.clone());
                let pruned = pruning.await?;
                total += pruned;
                if u32::try_from(pruned) != Ok(AT_ONCE) {
                    break;
                }
            }
        }
        Ok(total)
    }

    fn ago(&self, long: SignedDuration) -> Timestamp {
        let now = self.clock.now();
        now.saturating_sub(long).unwrap_or(Timestamp::MIN)
    }
}

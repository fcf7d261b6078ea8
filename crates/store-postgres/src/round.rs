//! What a writer does next: it waits for work, and takes all that waits.

use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use crate::error::Error;
use crate::unit::Unit;
use crate::writer::{RETRY_AFTER, Work};

/// The most writes in one transaction.
const MAX_GROUP: usize = 256;

/// Something for the writer to do.
pub type Job = contactable_store_common::Job<Box<dyn Unit>, Error>;

/// What waited.
pub type Round = contactable_store_common::Round<Box<dyn Unit>, Error>;

impl Work {
    /// Waits for work: a write, a ping, many audit entries or the end at once; a few audit entries alone until the
    /// first of them has waited its time, so that many share a commit.
    pub async fn gather(&mut self) -> Round {
        let mut round = Round::default();
        let waits = !self.audit.is_empty() || self.unsettled.is_some();
        let mut deadline = waits.then(|| Instant::now() + self.audit_patience());
        while !round.is_urgent() {
            let next = match deadline {
                None => Some(self.waiting.recv().await),
                Some(at) => timeout_at(at, self.waiting.recv()).await.ok(),
            };
            match next {
                Some(Some(Job::Wake)) => {
                    deadline.get_or_insert_with(|| Instant::now() + self.audit_delay);
                }
                Some(Some(job)) => round.add(job),
                Some(None) => round.stop = true,
                None => break,
            }
        }
        while round.writes.len() < MAX_GROUP {
            match self.waiting.try_recv() {
                Ok(job) => round.add(job),
                Err(_) => break,
            }
        }
        round
    }

    /// How long entries that are there already may wait. Many were put back after a failed commit, or came
    /// meanwhile: nobody will tell of them again.
    fn audit_patience(&self) -> Duration {
        if self.audit.is_crowded() || self.unsettled.is_some() {
            self.audit_delay.min(RETRY_AFTER)
        } else {
            self.audit_delay
        }
    }
}

//! What the writer does next: it waits for work, and takes all that waits.

use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::unit::Unit;
use crate::work::{RETRY_AFTER, Work};

/// The most writes in one transaction.
const MAX_GROUP: usize = 256;

/// Something for the writer to do.
pub type Job = contactable_store_common::Job<Box<dyn Unit>, Error>;

/// What waited.
pub type Round = contactable_store_common::Round<Box<dyn Unit>, Error>;

impl Work {
    /// Waits for work: a write, a ping, many audit entries or the end at once; a few audit entries alone until the
    /// first of them has waited its time, so that many share a commit.
    pub fn gather(&mut self) -> Round {
        let mut round = Round::default();
        let mut deadline = (!self.audit.is_empty()).then(|| Instant::now() + self.patience());
        while !round.is_urgent() {
            match self.wait(deadline) {
                Ok(Job::Wake) => {
                    deadline.get_or_insert_with(|| Instant::now() + self.audit_delay);
                }
                Ok(job) => round.add(job),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => round.stop = true,
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
    fn patience(&self) -> Duration {
        if self.audit.is_crowded() {
            self.audit_delay.min(RETRY_AFTER)
        } else {
            self.audit_delay
        }
    }

    fn wait(&self, deadline: Option<Instant>) -> Result<Job, RecvTimeoutError> {
        match deadline {
            None => self
                .waiting
                .recv()
                .map_err(|_| RecvTimeoutError::Disconnected),
            Some(at) => self
                .waiting
                .recv_timeout(at.saturating_duration_since(Instant::now())),
        }
    }
}

//! What a writer does next: it waits for work, and takes all that waits.

use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::{Instant, timeout_at};

use crate::error::Error;
use crate::unit::Unit;
use crate::writer::{RETRY_AFTER, Work};

/// The most writes in one transaction.
const MAX_GROUP: usize = 256;

pub enum Job {
    Write(Box<dyn Unit>),
    Ping(oneshot::Sender<Result<(), Error>>),
    /// Audit entries wait; nothing else to do.
    Wake,
    /// So many wait that they are to be written at once.
    Hurry,
    Stop,
}

/// What waited.
#[derive(Default)]
pub struct Round {
    pub writes: Vec<Box<dyn Unit>>,
    pub pings: Vec<oneshot::Sender<Result<(), Error>>>,
    pub hurry: bool,
    pub stop: bool,
}

impl Round {
    fn is_urgent(&self) -> bool {
        self.stop || self.hurry || !self.writes.is_empty() || !self.pings.is_empty()
    }

    fn add(&mut self, job: Job) {
        match job {
            Job::Write(write) => self.writes.push(write),
            Job::Ping(reply) => self.pings.push(reply),
            Job::Wake => {}
            Job::Hurry => self.hurry = true,
            Job::Stop => self.stop = true,
        }
    }
}

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

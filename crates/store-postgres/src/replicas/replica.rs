//! One replica: its connections, how far it is, and whether it may be asked.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use contactable_domain::ports::ReplicaState;
use tokio::time::Instant;

use crate::connection::Server;
use crate::readers::Readers;

pub struct Replica {
    pub server: Arc<Server>,
    pub readers: Readers,
    standing: Mutex<Standing>,
    answered: AtomicU64,
}

/// What is known of it.
#[derive(Clone, Copy, Default)]
struct Standing {
    /// As of when at least it has everything.
    as_of: Option<Instant>,
    /// Whether it failed since it was looked at.
    is_set_aside: bool,
}

impl Replica {
    pub fn new(server: Server, readers: usize, patience: Duration) -> Self {
        let server = Arc::new(server);
        Self {
            readers: Readers::new(&server, readers, patience),
            server,
            standing: Mutex::default(),
            answered: AtomicU64::new(0),
        }
    }

    /// It was looked at, and has everything as of then at least, if that could be told.
    pub fn shows(&self, as_of: Option<Instant>) {
        let mut standing = self.standing();
        standing.as_of = standing.as_of.max(as_of);
        standing.is_set_aside = false;
    }

    /// It failed: it is not asked before it was looked at again.
    pub fn set_aside(&self) {
        self.standing().is_set_aside = true;
    }

    /// Whether it may be asked: it answers, and is no further behind than this.
    pub fn is_usable(&self, max_staleness: Duration) -> bool {
        let Standing {
            as_of,
            is_set_aside,
        } = *self.standing();
        !is_set_aside && as_of.is_some_and(|as_of| as_of.elapsed() < max_staleness)
    }

    /// It answered a read.
    pub fn answered(&self) {
        self.answered.fetch_add(1, Ordering::Relaxed);
    }

    /// For whoever operates it.
    pub fn state(&self, max_staleness: Duration) -> ReplicaState {
        let as_of = self.standing().as_of;
        ReplicaState {
            behind: as_of.map(|as_of| as_of.elapsed()),
            is_used: self.is_usable(max_staleness),
            answered: self.answered.load(Ordering::Relaxed),
        }
    }

    fn standing(&self) -> MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

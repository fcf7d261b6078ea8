use std::time::Duration;

use async_trait::async_trait;

use crate::event::Outgoing;

/// Why a delivery went no further. What is said is for the log and never holds a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Halt {
    /// It may go better another time, at the soonest after this.
    TryAgain {
        /// What was the matter.
        why: String,
        /// How long the consumer wants to be left alone.
        after: Option<Duration>,
    },
    /// The next event will never be taken.
    Refused {
        /// What was the matter.
        why: String,
    },
}

/// How far a delivery came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delivered {
    /// How many events have arrived for sure, from the first on.
    pub count: usize,
    /// Why no more; `None` when all have.
    pub halt: Option<Halt>,
}

impl Delivered {
    /// All of so many have arrived.
    pub fn all(count: usize) -> Self {
        Self { count, halt: None }
    }

    /// So many have arrived, and then this came in between.
    pub fn until(count: usize, halt: Halt) -> Self {
        Self {
            count,
            halt: Some(halt),
        }
    }
}

/// Somebody who is told what happened.
#[async_trait]
pub trait EventSink: Send + Sync + 'static {
    /// Delivers events in their order, and none before the one ahead of it has arrived or is on its way in order. An
    /// event may come more than once, with the same id.
    async fn deliver(&self, events: &[Outgoing]) -> Delivered;
}

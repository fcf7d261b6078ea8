use std::time::Duration;

/// How a copy of what a store keeps is, for whoever operates it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct ReplicaState {
    /// How old at most what it has is; `None` when it was never heard of.
    pub behind: Option<Duration>,
    /// Whether it is asked.
    pub is_used: bool,
    /// How many reads it answered.
    pub answered: u64,
}

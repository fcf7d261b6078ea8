use std::time::Duration;

/// What waits in a store at one moment, for whoever operates it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Backlog {
    /// Changes that were asked for and not answered yet.
    pub writes: usize,
    /// Questions that no reader has taken yet.
    pub queries: usize,
    /// Entries of the audit trail that are not durable yet.
    pub audit_entries: usize,
    /// For how long the oldest of them has been waiting.
    pub audit_lag: Duration,
}

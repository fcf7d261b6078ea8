//! What the writer tells whoever watches: how many writes share a commit, and how long commits take. What waits is
//! asked for when somebody looks (the port's `backlog`).

use std::time::Duration;

use metrics::{Counter, Histogram, Unit, counter, describe_counter, describe_histogram, histogram};

/// The figures of one writer, which lead nowhere unless the program keeps metrics.
pub struct WriterMetrics {
    writes: Histogram,
    entries: Histogram,
    duration: Histogram,
    failed: Counter,
}

impl WriterMetrics {
    /// Those of a kind of store, which go to the recorder that is installed now.
    #[must_use]
    pub fn of(store: &'static str) -> Self {
        describe_histogram!(
            "contactable_store_group_writes",
            "Changes that shared a commit"
        );
        describe_histogram!(
            "contactable_store_group_audit_entries",
            "Entries of the audit trail about looks and refusals that shared a commit"
        );
        describe_histogram!(
            "contactable_store_commit_duration_seconds",
            Unit::Seconds,
            "How long a group of writes took, its commit to disk included"
        );
        describe_counter!(
            "contactable_store_commits_failed_total",
            "Groups of writes of which nothing was written"
        );
        Self {
            writes: histogram!("contactable_store_group_writes", "store" => store),
            entries: histogram!("contactable_store_group_audit_entries", "store" => store),
            duration: histogram!("contactable_store_commit_duration_seconds", "store" => store),
            failed: counter!("contactable_store_commits_failed_total", "store" => store),
        }
    }

    /// A group was written, or not.
    #[expect(
        clippy::cast_precision_loss,
        reason = "groups are far smaller than 2^52"
    )]
    pub fn committed(&self, writes: usize, entries: usize, took: Duration, is_written: bool) {
        self.duration.record(took);
        if is_written {
            self.writes.record(writes as f64);
            self.entries.record(entries as f64);
        } else {
            self.failed.increment(1);
        }
    }
}

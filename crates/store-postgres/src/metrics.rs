//! What the writers tell whoever watches: how many writes share a commit, and how long commits take. And what is counted
//! of reads: where they went, and why a replica's answer was not had. How far each replica is is asked for
//! when somebody looks.

use std::time::Duration;

use metrics::{Counter, Histogram, Unit, counter, describe_counter, describe_histogram, histogram};

use crate::replicas::Miss;

/// The figures of a store's reads, which lead nowhere unless the program keeps metrics.
pub struct ReadMetrics {
    pub of_primary: Counter,
    pub of_replica: Counter,
}

impl ReadMetrics {
    /// Figures that go to the recorder that is installed now.
    pub fn new() -> Self {
        describe_counter!(
            "contactable_store_reads_total",
            "Reads, by where they were answered"
        );
        describe_counter!(
            "contactable_store_replica_misses_total",
            "Reads that went to the primary though there are replicas, by the reason"
        );
        let from =
            |from| counter!("contactable_store_reads_total", "store" => "postgres", "from" => from);
        Self {
            of_primary: from("primary"),
            of_replica: from("replica"),
        }
    }

    /// A replica's answer was not had.
    pub fn missed(miss: Miss) {
        let reason = match miss {
            Miss::NoneFresh => "none-fresh",
            Miss::NotConnected => "not-connected",
            Miss::Failed => "failed",
            Miss::TooSlow => "too-slow",
            Miss::NotCompared => "not-compared",
            Miss::Different => "different",
        };
        counter!("contactable_store_replica_misses_total", "reason" => reason).increment(1);
    }
}

/// The figures of one writer, which lead nowhere unless the program keeps metrics.
pub struct WriterMetrics {
    writes: Histogram,
    entries: Histogram,
    duration: Histogram,
    failed: Counter,
}

impl WriterMetrics {
    /// Figures that go to the recorder that is installed now.
    pub fn new() -> Self {
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
            writes: histogram!("contactable_store_group_writes", "store" => "postgres"),
            entries: histogram!("contactable_store_group_audit_entries", "store" => "postgres"),
            duration: histogram!("contactable_store_commit_duration_seconds", "store" => "postgres"),
            failed: counter!("contactable_store_commits_failed_total", "store" => "postgres"),
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

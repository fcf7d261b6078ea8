//! What is told of reads to whoever watches: where they went, and why a replica's answer was not had. How far each replica
//! is is asked for when somebody looks.

use metrics::{Counter, counter, describe_counter};

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

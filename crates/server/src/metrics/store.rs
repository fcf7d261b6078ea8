//! What waits in the store's queues. How it commits is counted by the store itself.

use contactable_service::ContactDetails;
use metrics::{Unit, describe_gauge, gauge};

use super::count;

/// Says what the figures mean.
pub fn describe() {
    describe_gauge!(
        "contactable_store_waiting_writes",
        "Changes that were asked for and not answered yet"
    );
    describe_gauge!(
        "contactable_store_waiting_queries",
        "Questions that no reader has taken yet"
    );
    describe_gauge!(
        "contactable_audit_waiting_entries",
        "Entries of the audit trail that are not durable yet"
    );
    describe_gauge!(
        "contactable_audit_lag_seconds",
        Unit::Seconds,
        "For how long the oldest of them has been waiting"
    );
    describe_gauge!(
        "contactable_store_replica_is_used",
        "1 while a replica, by its number in the configuration, is asked"
    );
    describe_gauge!(
        "contactable_store_replica_staleness_seconds",
        Unit::Seconds,
        "How old at most what a replica has is"
    );
}

/// Looks at the queues.
pub fn observe(use_cases: &ContactDetails) {
    let backlog = use_cases.backlog();
    gauge!("contactable_store_waiting_writes").set(count(backlog.writes));
    gauge!("contactable_store_waiting_queries").set(count(backlog.queries));
    gauge!("contactable_audit_waiting_entries").set(count(backlog.audit_entries));
    gauge!("contactable_audit_lag_seconds").set(backlog.audit_lag);
    for (index, replica) in use_cases.replicas().iter().enumerate() {
        let number = (index + 1).to_string();
        let is_used = if replica.is_used { 1.0 } else { 0.0 };
        gauge!("contactable_store_replica_is_used", "replica" => number.clone()).set(is_used);
        if let Some(behind) = replica.behind {
            gauge!("contactable_store_replica_staleness_seconds", "replica" => number).set(behind);
        }
    }
}

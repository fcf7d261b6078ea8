//! What every store does in the same way, whatever it keeps things in: how entries of the audit trail come to the writer,
//! what it takes on at a time, and what writers tell whoever watches.

mod audit_queue;
mod round;
mod writer_metrics;

pub use audit_queue::{AuditQueue, Waiting};
pub use round::{Job, Round};
pub use writer_metrics::WriterMetrics;

//! The writer's thread. It runs all writes that wait one after the other in one transaction, and answers each after the
//! commit: one flush to disk serves the whole group.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use contactable_domain::audit::AuditEntry;
use contactable_domain::ports::Unavailable;
use contactable_store_common::{AuditQueue, WriterMetrics};
use rusqlite::{Connection, TransactionBehavior};

use crate::checkpoint::Checkpoint;
use crate::error::Error;
use crate::letting_go::LettingGo;
use crate::round::Job;
use crate::trail;
use crate::unit::Unit;

/// How long to leave the file alone after a failed commit of audit entries.
pub const RETRY_AFTER: Duration = Duration::from_millis(500);

/// How often to try, at the end, to write audit entries that could not be written before.
const LAST_TRIES: usize = 3;

/// What the writer works with.
pub struct Work {
    pub connection: Connection,
    pub waiting: Receiver<Job>,
    pub audit: Arc<AuditQueue<AuditEntry>>,
    pub letting_go: Arc<LettingGo>,
    pub audit_delay: Duration,
    pub checkpoint: Checkpoint,
    pub metrics: WriterMetrics,
}

impl Work {
    /// Works until it is told to stop.
    pub fn run(&mut self) {
        loop {
            let round = self.gather();
            let stop = round.stop;
            let has_trail = self.commit(round.writes);
            for reply in round.pings {
                let can_write = self.try_write_lock();
                let _ = reply.send(can_write.and(told_of_trail(has_trail)));
            }
            self.checkpoint
                .run_if_due(&self.connection, &self.letting_go);
            if stop {
                self.write_what_is_left();
                return;
            }
        }
    }

    /// Audit entries that could not be written so far get a last chance before the end.
    fn write_what_is_left(&mut self) {
        for _ in 0..LAST_TRIES {
            if !self.audit.is_empty() {
                self.commit(Vec::new());
            }
        }
        if !self.audit.is_empty() {
            tracing::error!(entries = self.audit.take().len(), "audit entries are lost");
        }
    }

    /// Whether the entries of the trail that waited are written, too.
    fn commit(&mut self, mut writes: Vec<Box<dyn Unit>>) -> bool {
        let entries = self.audit.take();
        match self.run_group(&mut writes, &entries) {
            Ok(()) => {
                self.audit.written();
                for unit in writes {
                    unit.answer();
                }
                true
            }
            Err(error) if error.is_of_the_file() => {
                let entries_waiting = entries.len();
                tracing::error!(%error, writes = writes.len(), entries_waiting, "the file cannot be written");
                self.audit.put_back(entries);
                let why = error.to_string();
                let fail = |unit: Box<dyn Unit>| unit.fail(Unavailable(why.clone()));
                writes.into_iter().for_each(fail);
                false
            }
            Err(error) => {
                tracing::error!(%error, writes = writes.len(), "a group of writes failed; trying each alone");
                let has_audit = self.commit_audit(entries);
                self.commit_each(writes);
                if !has_audit {
                    std::thread::sleep(RETRY_AFTER);
                }
                has_audit
            }
        }
    }

    /// After a failed group: every write in a transaction of its own, so that one bad write cannot take
    /// the others down with it.
    fn commit_each(&mut self, writes: Vec<Box<dyn Unit>>) {
        for mut unit in writes {
            match self.run_group(std::slice::from_mut(&mut unit), &[]) {
                Ok(()) => unit.answer(),
                Err(error) => unit.fail(error.into()),
            }
        }
    }

    /// Whether the entries were written. If not, they wait.
    fn commit_audit(&mut self, entries: Vec<AuditEntry>) -> bool {
        let done = self.run_group(&mut [], &entries);
        match &done {
            Ok(()) => self.audit.written(),
            Err(error) => {
                tracing::error!(%error, entries = entries.len(), "audit entries wait to be written");
                self.audit.put_back(entries);
            }
        }
        done.is_ok()
    }

    /// Runs writes and audit entries in one transaction. `Err` means that none of it was written.
    fn run_group(
        &mut self,
        writes: &mut [Box<dyn Unit>],
        entries: &[AuditEntry],
    ) -> Result<(), Error> {
        if writes.is_empty() && entries.is_empty() {
            return Ok(());
        }
        let connection = &mut self.connection;
        let started = Instant::now();
        // A rule that panics must not end the only thread that can write.
        let done = catch_unwind(AssertUnwindSafe(|| group(connection, writes, entries)))
            .unwrap_or(Err(Error::Stopped("rule")));
        let (count, took) = (writes.len(), started.elapsed());
        self.metrics
            .committed(count, entries.len(), took, done.is_ok());
        done
    }

    fn try_write_lock(&mut self) -> Result<(), Error> {
        let behavior = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(behavior)?;
        transaction.query_row(
            "SELECT count(*) FROM target WHERE target_id = x''",
            [],
            |_| Ok(()),
        )?;
        Ok(())
    }
}

fn group(
    connection: &mut Connection,
    writes: &mut [Box<dyn Unit>],
    entries: &[AuditEntry],
) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // First what was waiting when the writes came, so that whoever looked and then changed something stands in the
    // trail in that order.
    trail::append(&transaction, entries)?;
    for unit in writes {
        unit.run(&transaction)?;
    }
    transaction.commit()?;
    Ok(())
}

/// Whoever asks whether everything is written is told so where entries of the trail wait.
fn told_of_trail(has_trail: bool) -> Result<(), Error> {
    let waits = || Error::Failed("entries of the trail wait to be written".to_owned());
    has_trail.then_some(()).ok_or_else(waits)
}

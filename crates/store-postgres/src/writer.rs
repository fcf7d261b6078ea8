//! One of the writers. It takes all writes that wait for it, runs them in one transaction, and answers each after the
//! commit: one flush to disk serves the whole group.

use std::sync::Arc;
use std::time::Duration;

use contactable_domain::audit::AuditEntry;
use contactable_domain::ports::{StoreError, Unavailable};
use contactable_store_common::{AuditQueue, WriterMetrics};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{sleep, timeout};

use crate::connection::{Server, Session};
use crate::error::Error;
use crate::replicas::heartbeat;
use crate::round::Job;
use crate::statements;
use crate::trail::Mark;
use crate::unit::Unit;

/// How long to leave the database alone after a failed commit of audit entries.
pub const RETRY_AFTER: Duration = Duration::from_millis(500);

/// How often to try, at the end, to write audit entries that could not be written before.
const LAST_TRIES: usize = 3;

/// What a writer works with.
pub struct Work {
    pub server: Arc<Server>,
    pub waiting: UnboundedReceiver<Job>,
    pub audit: Arc<AuditQueue<AuditEntry>>,
    pub audit_delay: Duration,
    /// How long the database has to answer.
    pub patience: Duration,
    pub metrics: WriterMetrics,
    pub session: Option<Arc<Session>>,
    /// Entries of which it is not known whether they were written, and how to find out.
    pub unsettled: Option<(Mark, Vec<AuditEntry>)>,
}

impl Work {
    pub async fn run(mut self) {
        loop {
            let round = self.gather().await;
            let stop = round.stop;
            let has_trail = self.commit(round.writes).await;
            for reply in round.pings {
                let can_write = self.ping().await;
                let _ = reply.send(can_write.and(told_of_trail(has_trail)));
            }
            if stop {
                return self.write_what_is_left().await;
            }
        }
    }

    /// Audit entries that could not be written so far get a last chance before the end.
    async fn write_what_is_left(&mut self) {
        for _ in 0..LAST_TRIES {
            if !self.audit.is_empty() || self.unsettled.is_some() {
                self.commit(Vec::new()).await;
            }
        }
        let unsettled = self
            .unsettled
            .take()
            .map_or(0, |(_, entries)| entries.len());
        let lost = self.audit.take().len() + unsettled;
        if lost > 0 {
            tracing::error!(entries = lost, "audit entries are lost");
        }
    }

    /// Whether the entries of the trail that waited are written, too.
    async fn commit(&mut self, writes: Vec<Box<dyn Unit>>) -> bool {
        if let Err(error) = self.settle().await {
            fail_all(writes, &error);
            return false;
        }
        let (mut together, alone): (Vec<_>, Vec<_>) = writes
            .into_iter()
            .partition(|unit| unit.footprint().about.is_some());
        let entries = self.audit.take();
        let has_trail = match self.persist(&mut together, &entries).await {
            Ok(()) => {
                self.audit.written();
                for unit in together {
                    unit.answer();
                }
                true
            }
            Err(error) if is_for_all(&error) => {
                let entries_waiting = entries.len();
                tracing::error!(%error, writes = together.len(), entries_waiting, "the database cannot be written");
                self.keep(entries, &error);
                fail_all(together, &error);
                false
            }
            Err(error) => {
                if error.is_of_a_race() {
                    tracing::debug!(%error, writes = together.len(), "a transaction starts over");
                } else {
                    tracing::error!(%error, writes = together.len(), "a group of writes failed; trying each alone");
                }
                let has_audit = self.commit_audit(entries).await;
                self.commit_each(together).await;
                if !has_audit {
                    sleep(RETRY_AFTER).await;
                }
                has_audit
            }
        };
        self.commit_each(alone).await;
        has_trail
    }

    /// Every write in a transaction of its own, so that one bad write cannot take the others down with it.
    async fn commit_each(&mut self, writes: Vec<Box<dyn Unit>>) {
        let mut left = writes.into_iter();
        while let Some(mut unit) = left.next() {
            match self.persist(std::slice::from_mut(&mut unit), &[]).await {
                Ok(()) => unit.answer(),
                Err(error) if is_for_all(&error) => {
                    // None of the others would fare better, and each would wait as long.
                    let gone = Error::Unreachable(error.to_string());
                    unit.fail(error.into());
                    return fail_all(left.collect(), &gone);
                }
                Err(error) => unit.fail(error.into()),
            }
        }
    }

    /// Whether the entries were written. If not, they wait.
    async fn commit_audit(&mut self, entries: Vec<AuditEntry>) -> bool {
        let done = self.persist(&mut [], &entries).await;
        match &done {
            Ok(()) => self.audit.written(),
            Err(error) => {
                tracing::error!(%error, entries = entries.len(), "audit entries wait to be written");
                self.keep(entries, error);
            }
        }
        done.is_ok()
    }

    /// Keeps entries that were not written, or of which that is not known.
    fn keep(&mut self, entries: Vec<AuditEntry>, error: &Error) {
        match error {
            Error::OutcomeUnknown {
                mark: Some(mark), ..
            } if !entries.is_empty() => {
                self.unsettled = Some((*mark, entries));
            }
            _ => self.audit.put_back(entries),
        }
    }

    /// The connection, made anew if there is none or it was lost.
    pub async fn session(&mut self) -> Result<Arc<Session>, Error> {
        if let Some(session) = self.session.as_ref().filter(|session| !session.is_closed()) {
            return Ok(session.clone());
        }
        let opened = timeout(self.patience, self.server.writing_session(statements::ALL)).await;
        let session = Arc::new(opened.unwrap_or(Err(Error::TooSlow))?);
        self.session = Some(session.clone());
        Ok(session)
    }

    /// Whether something could be written now.
    async fn ping(&mut self) -> Result<(), Error> {
        let session = self.session().await?;
        let asked = timeout(self.patience, heartbeat::beat(&session)).await;
        let outcome = asked.unwrap_or(Err(Error::TooSlow)).map(|_| ());
        if outcome.is_err() {
            self.session = None;
        }
        outcome
    }
}

/// Whether it says that nothing can be written now, or that nobody knows, so that trying each write alone would be of
/// no use.
fn is_for_all(error: &Error) -> bool {
    error.is_of_the_connection() || matches!(error, Error::OutcomeUnknown { .. })
}

/// Whoever asks whether everything is written is told so where entries of the trail wait.
fn told_of_trail(has_trail: bool) -> Result<(), Error> {
    let waits = || Error::Failed("entries of the trail wait to be written".to_owned());
    has_trail.then_some(()).ok_or_else(waits)
}

fn fail_all(writes: Vec<Box<dyn Unit>>, error: &Error) {
    let why = error.to_string();
    for unit in writes {
        unit.fail(match error {
            Error::OutcomeUnknown { .. } => StoreError::OutcomeUnknown(Unavailable(why.clone())),
            _ => StoreError::Unavailable(Unavailable(why.clone())),
        });
    }
}

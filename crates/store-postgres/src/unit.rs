//! A unit of work: something to be written in one piece, whose outcome somebody waits for.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use contactable_domain::audit::{AuditEntry, Stream};
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{StoreError, Unavailable};
use futures_util::future::BoxFuture;
use tokio::sync::{OwnedSemaphorePermit, oneshot};
use uuid::Uuid;

use crate::areas::Areas;
use crate::batch::{Batch, Rows};
use crate::connection::Session;
use crate::error::{Error, Halt};

/// A transaction that is open. Audit entries are gathered and written at its end: the head of a stream, over which
/// everybody waits for everybody, is held for the commit alone.
pub struct Transaction {
    session: Arc<Session>,
    entries: Mutex<Vec<AuditEntry>>,
    rows: Mutex<Rows>,
}

impl Transaction {
    /// One that begins with these entries.
    pub fn new(session: Arc<Session>, entries: &[AuditEntry]) -> Self {
        let entries = Mutex::new(entries.to_vec());
        let rows = Mutex::default();
        Self {
            session,
            entries,
            rows,
        }
    }

    /// Adds entries to the trail.
    pub fn append(&self, entries: &[AuditEntry]) {
        let mut all = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        all.extend_from_slice(entries);
    }

    /// Writes this when all units that run beside each other have said what they write.
    pub fn write(&self, batch: Batch<'_>) -> Result<(), Error> {
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        batch.put_into(&mut rows, &self.session)
    }

    /// What is to be written.
    pub fn rows(&self) -> Rows {
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *rows)
    }

    /// The entries that were added.
    pub fn entries(&self) -> Vec<AuditEntry> {
        let mut all = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *all)
    }
}

impl Deref for Transaction {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

/// What a unit of work touches.
#[derive(Clone, Debug)]
pub struct Footprint {
    /// The stream of its entries: by it a writer is chosen, so that writers do not wait for each other.
    pub stream: Stream,
    /// What it changes: units that change different things go on beside each other in one transaction. `None` for one
    /// that changes several, and so has a transaction of its own.
    pub about: Option<Uuid>,
    /// The areas whose rows it reads and writes.
    pub areas: Areas,
}

impl Footprint {
    /// Of what changes one target.
    pub fn of(target: TargetId, areas: Areas) -> Self {
        Self {
            stream: Stream::of(Some(target)),
            about: Some(target.uuid()),
            areas,
        }
    }
}

/// What a writer runs within an open transaction. It may run it again when it has to start over.
pub trait Unit: Send {
    fn footprint(&self) -> &Footprint;

    /// Runs it and keeps what came of it. A refusal is an outcome like any other. Fails when it could not be written, so
    /// that the transaction is of no use any more.
    fn run(&mut self, transaction: Arc<Transaction>) -> BoxFuture<'_, Result<(), Error>>;

    /// Tells whoever waits what came of it, now that it is durable.
    fn answer(self: Box<Self>);

    /// Tells whoever waits that it was not written, or that nobody knows.
    fn fail(self: Box<Self>, why: StoreError);
}

type Work<T> = Box<dyn Fn(Arc<Transaction>) -> BoxFuture<'static, Result<T, Halt>> + Send + Sync>;

/// A unit of work with the one who waits for it.
pub struct Asked<T> {
    footprint: Footprint,
    work: Work<T>,
    outcome: Option<Result<T, StoreError>>,
    /// Its place among those that may wait; whoever asked may go away before it was its turn.
    _admitted: OwnedSemaphorePermit,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T> Asked<T> {
    /// The unit, and where its outcome will arrive.
    pub fn new(
        footprint: Footprint,
        work: Work<T>,
        admitted: OwnedSemaphorePermit,
    ) -> (Self, oneshot::Receiver<Result<T, StoreError>>) {
        let (reply, answer) = oneshot::channel();
        let unit = Self {
            footprint,
            work,
            outcome: None,
            _admitted: admitted,
            reply,
        };
        (unit, answer)
    }
}

impl<T: Send> Unit for Asked<T> {
    fn footprint(&self) -> &Footprint {
        &self.footprint
    }

    fn run(&mut self, transaction: Arc<Transaction>) -> BoxFuture<'_, Result<(), Error>> {
        Box::pin(async move {
            self.outcome = Some(match (self.work)(transaction).await {
                Ok(done) => Ok(done),
                Err(Halt::Refused(refusal)) => Err(StoreError::Refused(refusal)),
                Err(Halt::Failed(error)) => return Err(error),
            });
            Ok(())
        })
    }

    fn answer(self: Box<Self>) {
        let nothing = || Err(Unavailable::from(Error::Stopped("writer")).into());
        let outcome = self.outcome.unwrap_or_else(nothing);
        // Whoever asked may have gone away; the write stands all the same.
        let _ = self.reply.send(outcome);
    }

    fn fail(self: Box<Self>, why: StoreError) {
        let _ = self.reply.send(Err(why));
    }
}

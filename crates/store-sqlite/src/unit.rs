//! A unit of work: something to be written in one piece, whose outcome somebody waits for.

use contactable_domain::ports::{StoreError, Unavailable};
use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, oneshot};

use crate::error::Error;

/// What the writer runs within an open transaction. It may run it again when it has to start over.
pub trait Unit: Send {
    /// Runs it and keeps what came of it. A refusal is an outcome like any other.
    ///
    /// # Errors
    /// When it could not be written, so that the transaction is of no use any more.
    fn run(&mut self, connection: &Connection) -> Result<(), Error>;

    /// Tells whoever waits what came of it, now that it is durable.
    fn answer(self: Box<Self>);

    /// Tells whoever waits that nothing was written.
    fn fail(self: Box<Self>, why: Unavailable);
}

type Work<T> = Box<dyn Fn(&Connection) -> Result<T, StoreError> + Send>;

/// A unit of work with the one who waits for it.
pub struct Asked<T> {
    work: Work<T>,
    outcome: Option<Result<T, StoreError>>,
    /// Its place among those that may wait; whoever asked may go away before it was its turn.
    _admitted: OwnedSemaphorePermit,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T> Asked<T> {
    /// The unit, and where its outcome will arrive.
    pub fn new(
        work: Work<T>,
        admitted: OwnedSemaphorePermit,
    ) -> (Self, oneshot::Receiver<Result<T, StoreError>>) {
        let (reply, answer) = oneshot::channel();
        let unit = Self {
            work,
            outcome: None,
            _admitted: admitted,
            reply,
        };
        (unit, answer)
    }
}

impl<T: Send> Unit for Asked<T> {
    fn run(&mut self, connection: &Connection) -> Result<(), Error> {
        match (self.work)(connection) {
            Err(
                StoreError::Unavailable(Unavailable(why))
                | StoreError::OutcomeUnknown(Unavailable(why)),
            ) => Err(Error::Failed(why)),
            outcome => {
                self.outcome = Some(outcome);
                Ok(())
            }
        }
    }

    fn answer(self: Box<Self>) {
        let nothing = || Err(Error::Stopped("writer").into());
        let outcome = self.outcome.unwrap_or_else(nothing);
        // Whoever asked may have gone away; the write stands all the same.
        let _ = self.reply.send(outcome);
    }

    fn fail(self: Box<Self>, why: Unavailable) {
        let _ = self.reply.send(Err(StoreError::Unavailable(why)));
    }
}

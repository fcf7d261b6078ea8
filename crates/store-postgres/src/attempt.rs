//! One transaction of a writer, and what is tried again of it.

use std::sync::Arc;

use contactable_domain::audit::AuditEntry;
use futures_util::future::join;
use tokio::time::{Instant, sleep, timeout};

use crate::connection::Session;
use crate::error::Error;
use crate::finding_out::pause;
use crate::unit::{Transaction, Unit};
use crate::writer::Work;
use crate::{chain, group};

/// How often what failed over a race or a lost connection is tried.
const TRIES: u32 = 5;

impl Work {
    /// Runs writes and audit entries in one transaction, again if it failed over something that passes. `Err` means
    /// that none of it was written, or that nobody knows.
    pub async fn persist(
        &mut self,
        writes: &mut [Box<dyn Unit>],
        entries: &[AuditEntry],
    ) -> Result<(), Error> {
        if writes.is_empty() && entries.is_empty() {
            return Ok(());
        }
        let begun = Instant::now();
        let done = self.persist_in_time(writes, entries).await;
        // What is written one by one after a race has not failed yet.
        let is_tried_again = writes.len() > 1 && done.as_ref().is_err_and(Error::is_of_a_race);
        if !is_tried_again {
            self.metrics
                .committed(writes.len(), entries.len(), begun.elapsed(), done.is_ok());
        }
        done
    }

    async fn persist_in_time(
        &mut self,
        writes: &mut [Box<dyn Unit>],
        entries: &[AuditEntry],
    ) -> Result<(), Error> {
        let deadline = Instant::now() + self.patience;
        let mut tries = 0;
        loop {
            let Err(error) = self.attempt(writes, entries).await else {
                return Ok(());
            };
            tries += 1;
            let passes =
                error.is_of_the_connection() || (writes.len() <= 1 && error.is_of_a_race());
            if !passes || tries >= TRIES || Instant::now() >= deadline {
                return Err(error);
            }
            tracing::debug!(%error, tries, "a transaction starts over");
            sleep(pause(tries)).await;
        }
    }

    async fn attempt(
        &mut self,
        writes: &mut [Box<dyn Unit>],
        entries: &[AuditEntry],
    ) -> Result<(), Error> {
        let session = self.session().await?;
        let transaction = Arc::new(Transaction::new(session.clone(), entries));
        let prepared = async {
            group::run(&transaction, writes).await?;
            chain::chained(&transaction, &transaction.entries()).await
        };
        let prepared = timeout(self.patience, prepared)
            .await
            .unwrap_or(Err(Error::TooSlow));
        let (last, mark) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => {
                self.undo(&session, &error).await;
                return Err(error);
            }
        };
        // Sent together: a commit after something that failed undoes all.
        let commit = join(last.run(&session), session.control("COMMIT"));
        let outcome = match timeout(self.patience, commit).await {
            Ok((last, commit)) => last.and(commit),
            Err(_) => Err(Error::TooSlow),
        };
        match outcome {
            // That was the answer: the commit has undone all.
            Err(error) if error.is_of_other_tables() => {
                self.session = None;
                Err(error)
            }
            Err(error) if error.is_of_the_connection() => {
                self.session = None;
                self.find_out(mark, error).await
            }
            outcome => outcome,
        }
    }

    /// Leaves the connection as it was before the transaction, or drops it.
    async fn undo(&mut self, session: &Session, error: &Error) {
        let undone = async { session.control("ROLLBACK").await.is_ok() };
        let is_sound =
            !error.is_of_the_connection() && timeout(self.patience, undone).await.unwrap_or(false);
        if !is_sound {
            self.session = None;
        }
    }
}

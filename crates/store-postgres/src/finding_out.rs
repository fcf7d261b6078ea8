//! What became of a commit that nobody answered: the transaction's own entry in the trail tells.

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

use crate::error::Error;
use crate::trail::Mark;
use crate::writer::{RETRY_AFTER, Work};

impl Work {
    /// Finds out what became of entries whose commit nobody answered.
    pub async fn settle(&mut self) -> Result<(), Error> {
        let Some((mark, entries)) = self.unsettled.take() else {
            return Ok(());
        };
        match self.look_for(mark).await {
            Ok(true) => self.audit.written(),
            Ok(false) => self.audit.put_back(entries),
            Err(error) => {
                self.unsettled = Some((mark, entries));
                sleep(RETRY_AFTER).await;
                return Err(error);
            }
        }
        Ok(())
    }

    /// The connection was lost while a commit was under way: looks whether it was made.
    pub async fn find_out(&mut self, mark: Option<Mark>, error: Error) -> Result<(), Error> {
        let lost = error.to_string();
        let Some(mark) = mark else {
            return Err(Error::OutcomeUnknown { why: lost, mark });
        };
        let deadline = Instant::now() + self.patience;
        let mut tries = 0;
        loop {
            match self.look_for(mark).await {
                Ok(true) => return Ok(()),
                // Nothing of it was written, so that it may start over.
                Ok(false) => return Err(error),
                Err(_) if Instant::now() < deadline => {
                    tries += 1;
                    sleep(pause(tries)).await;
                }
                Err(_) => {
                    tracing::error!(%error, "it is not known whether a commit was made");
                    return Err(Error::OutcomeUnknown {
                        why: lost,
                        mark: Some(mark),
                    });
                }
            }
        }
    }

    async fn look_for(&mut self, mark: Mark) -> Result<bool, Error> {
        let session = self.session().await?;
        let look = async {
            session.control("BEGIN").await?;
            let found = mark.is_made(&session).await?;
            session.control("COMMIT").await?;
            Ok(found)
        };
        let found = timeout(self.patience, look)
            .await
            .unwrap_or(Err(Error::TooSlow));
        if found.is_err() {
            self.session = None;
        }
        found
    }
}

/// Longer with each try, and never the same for two that met.
pub fn pause(tries: u32) -> Duration {
    let mut byte = [0_u8; 1];
    // Without randomness they may meet again.
    let _ = getrandom::fill(&mut byte);
    let longest = 20 << tries.min(6);
    let [byte] = byte;
    Duration::from_millis(longest / 2 + longest * u64::from(byte) / 512)
}

//! Starting the write-ahead log over. SQLite's own way waits for a moment without readers, which never
//! comes while readers keep transactions open; here the readers are asked to let go.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use crate::connection::LOCK_PATIENCE;
use crate::error::Error;
use crate::letting_go::LettingGo;

/// How long the log may get, in bytes, before it starts over.
const LOG_BYTES: u64 = 16 * 1024 * 1024;

/// How long the readers may take to let go. No longer: whoever else reads, such as a backup, does not let go before
/// it is done, and writes wait meanwhile.
const LETTING_GO: Duration = Duration::from_millis(250);

/// Copies the log into the file when it has grown long.
pub struct Checkpoint {
    log: PathBuf,
    /// The length at which to try next.
    due_at: u64,
}

impl Checkpoint {
    /// For the file of this connection, which no longer does it by itself.
    pub fn of(connection: &Connection) -> Result<Self, Error> {
        connection.pragma_update(None, "wal_autocheckpoint", 0)?;
        let file = connection.path().unwrap_or_default();
        Ok(Self {
            log: Path::new(&format!("{file}-wal")).to_owned(),
            due_at: LOG_BYTES,
        })
    }

    /// Does it if the log is long enough. When a reader holds on all the same, the next try comes once
    /// the log has grown as much again.
    pub fn run_if_due(&mut self, connection: &Connection, readers: &LettingGo) {
        let length = std::fs::metadata(&self.log).map_or(0, |file| file.len());
        if length < self.due_at {
            return;
        }
        readers.ask(true);
        let blocked = try_for(connection, LETTING_GO);
        readers.ask(false);
        self.due_at = match blocked {
            Ok(false) => LOG_BYTES,
            Ok(true) => length + LOG_BYTES,
            Err(error) => {
                tracing::error!(%error, "the write-ahead log could not start over");
                length + LOG_BYTES
            }
        };
    }
}

/// Whether somebody was in the way.
fn try_for(connection: &Connection, patience: Duration) -> rusqlite::Result<bool> {
    connection.busy_timeout(patience)?;
    let blocked = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
    connection.busy_timeout(LOCK_PATIENCE)?;
    blocked
}

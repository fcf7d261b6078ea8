//! Keeps contact details in one SQLite file: one writer thread that commits waiting writes together,
//! reader threads beside it, write-ahead log, `synchronous=FULL`.
//!
//! Reading order: [`SqliteStore`] and `store.rs` (the port), `change.rs` (one unit of work),
//! `writer.rs` (group commit), then a file for each table.

mod audit;
mod audit_queue;
mod change;
mod checkpoint;
mod commits;
mod connection;
mod contact_details;
mod error;
mod evidence;
mod holdings;
mod lists;
mod migrations;
mod outbox;
mod preferences;
mod readers;
mod row;
mod slots;
mod store;
mod targets;
mod turns;
mod unit;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use contactable_domain::ports::Unavailable;

pub use connection::open as open_connection;
pub use migrations::migrate;

use audit_queue::AuditQueue;
use commits::Commits;
use readers::Readers;
use writer::Writer;

/// How a store works.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many reader threads.
    pub readers: usize,
    /// How long at most an audit entry of a read waits to be committed.
    pub audit_delay: Duration,
}

impl Default for Options {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self {
            readers: cores,
            audit_delay: Duration::from_millis(50),
        }
    }
}

/// A store in one file. Dropping it commits what was accepted and ends its threads.
pub struct SqliteStore {
    readers: Readers,
    writer: Writer,
    audit: Arc<AuditQueue>,
}

impl SqliteStore {
    /// Opens the file, made if it is missing (readable by its owner only), and brings its schema up to
    /// date.
    ///
    /// # Errors
    /// [`Unavailable`] when the file cannot be opened or migrated.
    pub fn open(path: &Path, options: Options) -> Result<Self, Unavailable> {
        let mut connection = connection::open(path)?;
        migrate(&mut connection)?;
        let audit = Arc::new(AuditQueue::default());
        let commits = Arc::new(Commits::default());
        let writer = Writer::start(
            connection,
            audit.clone(),
            commits.clone(),
            options.audit_delay,
        )?;
        let readers = Readers::start(path, options.readers, &commits)?;
        Ok(Self {
            readers,
            writer,
            audit,
        })
    }
}

impl SqliteStore {
    /// What SQLite's own check of the whole file finds wrong; nothing when it is sound. Takes as long as
    /// reading the file.
    ///
    /// # Errors
    /// [`Unavailable`] when the check cannot run.
    pub async fn check_integrity(&self) -> Result<Vec<String>, Unavailable> {
        let found = self.readers.run(|connection| {
            let mut statement = connection.prepare("PRAGMA integrity_check")?;
            let lines = statement.query_map([], |row| row.get(0))?;
            Ok(lines.collect::<Result<Vec<String>, _>>()?)
        });
        let mut found = found.await?;
        found.retain(|line| line != "ok");
        Ok(found)
    }
}

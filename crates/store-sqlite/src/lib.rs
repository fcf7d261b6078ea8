//! Keeps contact details in one SQLite file: one writer thread that commits waiting writes together,
//! reader threads beside it, write-ahead log, `synchronous=FULL`.
//!
//! Reading order: [`SqliteStore`] and `store.rs` (the port), `change.rs` (one unit of work),
//! `writer.rs`, `round.rs` and `work.rs` (group commit), then a file for each table. Who sees what of it: `standing.rs` (what decides), `lists.rs`,
//! `view.rs` and `traces.rs` (what is read).

mod access_store;
pub mod backup;
mod carried;
mod cells;
mod change;
mod checkpoint;
mod connection;
mod contact_details;
mod dead_letters;
mod done_requests;
mod earlier_trail;
mod error;
mod event_log;
mod evidence;
mod holdings;
mod identifiers;
mod leases;
mod letting_go;
mod lists;
mod lookup;
mod lookup_index;
mod migrations;
mod outbox;
mod passes;
mod patients;
mod preferences;
mod readers;
mod relay_store;
mod restrictions;
mod revocations;
mod round;
mod row;
mod settings;
mod sharing_grants;
mod sink_positions;
mod slots;
mod standing;
mod standing_change;
mod store;
mod successions;
mod targets;
mod traces;
mod trail;
mod trail_store;
mod turns;
mod unit;
mod view;
mod whole;
mod whole_store;
mod work;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use contactable_domain::audit::AuditEntry;
use contactable_domain::ports::Unavailable;
use contactable_domain::trace::LookupKey;
use contactable_store_common::AuditQueue;
use rusqlite::Connection;

pub use connection::open as open_connection;
pub use migrations::migrate;

use error::Error;
use letting_go::LettingGo;
use readers::Readers;
use writer::Writer;

/// How a store works.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many reader threads.
    pub readers: usize,
    /// How long at most an audit entry of a read waits to be committed. With no delay, whoever notes one waits for
    /// the commit.
    pub audit_delay: Duration,
    /// The secret by which values are looked up; the file keeps one of its own unless given.
    pub lookup_key: Option<LookupKey>,
}

impl Default for Options {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self {
            readers: cores,
            audit_delay: Duration::from_millis(50),
            lookup_key: None,
        }
    }
}

/// A store in one file. Dropping it commits what was accepted and ends its threads.
pub struct SqliteStore {
    readers: Readers,
    writer: Writer,
    audit: Arc<AuditQueue<AuditEntry>>,
    /// Whether entries of the trail are committed before whoever notes them goes on.
    notes_at_once: bool,
    lookup_key: Arc<LookupKey>,
}

impl SqliteStore {
    /// Opens the file, made if it is missing (readable by its owner only), and brings its schema up to
    /// date.
    ///
    /// # Errors
    /// [`Unavailable`] when the file cannot be opened or migrated.
    pub fn open(path: &Path, options: Options) -> Result<Self, Unavailable> {
        let mut connection = connection::open(path)?;
        let lookup_key = bring_up_to_date(&mut connection, options.lookup_key)?;
        let audit = Arc::new(AuditQueue::default());
        let letting_go = Arc::new(LettingGo::default());
        let writer = Writer::start(
            connection,
            audit.clone(),
            letting_go.clone(),
            options.audit_delay,
        )?;
        let readers = Readers::start(path, options.readers, &letting_go)?;
        Ok(Self {
            readers,
            writer,
            audit,
            notes_at_once: options.audit_delay.is_zero(),
            lookup_key: Arc::new(lookup_key),
        })
    }
}

/// The schema first, then what of the data has to follow; the key by which values are looked up.
fn bring_up_to_date(
    connection: &mut Connection,
    given: Option<LookupKey>,
) -> Result<LookupKey, Error> {
    migrate(connection)?;
    let key = lookup_index::key(connection, given)?;
    // Whoever left something there knew neither the new trail nor the index.
    let is_from_before = earlier_trail::is_there(connection)?;
    lookup_index::complete(connection, &key, is_from_before)?;
    earlier_trail::take_over(connection)?;
    Ok(key)
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

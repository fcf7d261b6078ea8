//! What is measured on: many targets, each with the same contact details.
//!
//! The server itself creates the first target's, so that rows, events and audit entries are just what
//! it writes; the other targets get copies, straight into the file, because asking for half a million
//! creates would take longer than all the measuring.

mod copy;
pub mod details;
pub mod patients;
mod rows;

use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;
use uuid::Uuid;

pub use copy::Copier;
pub use rows::Rows;

use crate::Failure;
use crate::random::{OrderedIds, Random};
use crate::subject::{Subject, numbered};

/// How many targets' rows are committed at once.
const TARGETS_PER_COMMIT: usize = 2000;

/// A filled database.
pub struct Dataset {
    /// The targets, in the order of their ids.
    pub targets: Arc<[Subject]>,
    /// What the server writes for one more address.
    pub one_more: Rows,
}

impl Dataset {
    /// Fills the database with copies of what is there about a first target, which has so many records. The server must
    /// not run.
    ///
    /// # Errors
    /// The first target has another number of records, or the database fails.
    pub fn fill(
        file: &Path,
        (first, records): (Uuid, usize),
        count: usize,
    ) -> Result<Self, Failure> {
        let connection = contactable_store_sqlite::open_connection(file)?;
        // Nothing is lost that could not be made again.
        connection.pragma_update(None, "synchronous", "OFF")?;
        let filled = Self::fill_connection(&connection, (first, records), count)?;
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(filled)
    }

    fn fill_connection(
        connection: &Connection,
        (first, records): (Uuid, usize),
        count: usize,
    ) -> Result<Self, Failure> {
        let rows = Rows::about(connection, first)?;
        let found = rows.records()?;
        let last = found.last().filter(|_| found.len() == records);
        let last = last.ok_or_else(|| format!("{} records of the first target", found.len()))?;
        let mut random = Random::new(0);
        let mut targets: Vec<Uuid> = (0..count).map(|_| random.uuid()).collect();
        // In the order of the tables, which is quickest; where they are at the end is the same.
        targets.sort_unstable();
        let targets = numbered(targets.into_iter())?;
        copy_to(connection, &rows, &targets)?;
        Ok(Self {
            targets: targets.into(),
            one_more: rows.of_creating(*last),
        })
    }
}

fn copy_to(connection: &Connection, rows: &Rows, targets: &[Subject]) -> Result<(), Failure> {
    let newest = rows.records()?.pop().unwrap_or_default();
    let ids = OrderedIds::after(newest, Random::new(1));
    let mut copier = Copier::new(connection, rows, ids)?;
    for some in targets.chunks(TARGETS_PER_COMMIT) {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for target in some {
            copier.copy(*target)?;
        }
        connection.execute_batch("COMMIT")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;

//! The table `setting`: what the database has to know about itself, and rows that are only ever locked.

use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;

/// Held by whoever changes a succession, so that one change follows the other.
pub const SUCCESSION: &str = "lock:succession";
/// Held by whoever makes the index of values.
pub const LOOKUP: &str = "lock:lookup";
/// Held by whoever asks for leases of shards, so that one follows the other.
pub const RELAY: &str = "lock:relay";

const GET: &str = "SELECT value FROM setting WHERE name = $1";
const PUT: &str = "INSERT INTO setting (name, value) VALUES ($1, $2) \
     ON CONFLICT (name) DO UPDATE SET value = $2";
const FORGET: &str = "DELETE FROM setting WHERE name = $1";
const LOCK: &str = "SELECT name FROM setting WHERE name = $1 FOR UPDATE";

pub const STATEMENTS: &[&str] = &[GET, PUT, FORGET, LOCK];

/// What is kept under this name.
pub async fn get(session: &Session, name: &str) -> Result<Option<Vec<u8>>, Error> {
    let row = session.row(GET, &[&name]).await?;
    row.map(|row| Cells::of("setting", &row).get(0)).transpose()
}

/// Keeps it in place of what was there.
pub async fn put(session: &Session, name: &str, value: &[u8]) -> Result<(), Error> {
    session.execute(PUT, &[&name, &value]).await?;
    Ok(())
}

/// Forgets it.
pub async fn forget(session: &Session, name: &str) -> Result<(), Error> {
    session.execute(FORGET, &[&name]).await?;
    Ok(())
}

/// Waits until nobody else holds this row, and holds it until the transaction ends.
pub async fn lock(session: &Session, name: &str) -> Result<(), Error> {
    session.row(LOCK, &[&name]).await?;
    Ok(())
}

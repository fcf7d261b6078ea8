use std::fs::OpenOptions;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::error::Error;

/// How long to wait for a lock that another process has: a command that writes a batch, on a slow disk.
pub const LOCK_PATIENCE: Duration = Duration::from_secs(5);

/// How long to pause where SQLite does not wait by itself.
const PAUSE: Duration = Duration::from_millis(5);

/// Opens the file with the settings that every connection here has. A new file is readable by its
/// owner only; the write-ahead log beside it gets the same rights from SQLite.
///
/// # Errors
/// When the file cannot be made or opened.
pub fn open(path: &Path) -> Result<Connection, Error> {
    make_private(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(LOCK_PATIENCE)?;
    become_logged(&connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    // Every commit would unmap and map the whole file again in every reader.
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // A plan never depends on bound values, so no statement is parsed twice.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Turns the file to a write-ahead log. For this one step SQLite does not wait for another program that does the same
/// with a new file, so the waiting is here.
fn become_logged(connection: &Connection) -> Result<(), Error> {
    let mut pauses = LOCK_PATIENCE.as_millis() / PAUSE.as_millis();
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && pauses > 0 =>
            {
                pauses -= 1;
                std::thread::sleep(PAUSE);
            }
            done => return Ok(done?),
        }
    }
}

/// Makes the file if it is missing. One that is there is never opened here: on Unix, closing any handle
/// of a file drops every lock that the process has on it, and without SQLite's own locks the next
/// program to look at the file would take itself for the last one and delete the write-ahead log.
fn make_private(path: &Path) -> Result<(), Error> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error.into()),
        _ => Ok(()),
    }
}

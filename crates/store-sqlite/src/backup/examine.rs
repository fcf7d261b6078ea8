use std::path::Path;

use rusqlite::Connection;

use super::{BackupError, copy};
use crate::migrations;

/// What was found of a file that can be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Examined {
    /// The version of its schema.
    pub schema: u32,
    /// How many changes of contact details it has seen: versions of records.
    pub versions: u64,
}

/// Reads the whole of a file: whether it is a database of this service, sound, and of a schema that this program knows.
///
/// # Errors
/// [`BackupError`].
pub fn examine(path: &Path) -> Result<Examined, BackupError> {
    let connection = copy::open(path)?;
    let schema = schema(&connection)?;
    let newest = migrations::newest();
    if schema > newest {
        return Err(BackupError::Newer { schema, newest });
    }
    check_integrity(&connection)?;
    let sql = "SELECT count(*) FROM contact_detail_version";
    let versions: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(Examined {
        schema,
        versions: u64::try_from(versions).unwrap_or_default(),
    })
}

fn schema(connection: &Connection) -> Result<u32, BackupError> {
    let tables = "SELECT count(*) FROM sqlite_schema WHERE name IN ('refinery_schema_history', 'contact_detail')";
    let count: u32 = connection.query_row(tables, [], |row| row.get(0))?;
    if count != 2 {
        return Err(BackupError::NotOurs);
    }
    let newest = "SELECT coalesce(max(version), 0) FROM refinery_schema_history";
    Ok(connection.query_row(newest, [], |row| row.get(0))?)
}

fn check_integrity(connection: &Connection) -> Result<(), BackupError> {
    let check = "PRAGMA integrity_check(1)";
    let found: String = connection.query_row(check, [], |row| row.get(0))?;
    if found == "ok" {
        Ok(())
    } else {
        Err(BackupError::Damaged(found))
    }
}

//! The table `setting`: what the file has to know about itself.

use rusqlite::types::FromSql;
use rusqlite::{Connection, OptionalExtension, ToSql, params};

use crate::error::Error;

/// What is kept under this name.
pub fn get<T: FromSql>(connection: &Connection, name: &str) -> Result<Option<T>, Error> {
    let sql = "SELECT value FROM setting WHERE name = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let value = statement.query_row([name], |row| row.get(0));
    Ok(value.optional()?)
}

/// Keeps it in place of what was there.
pub fn put(connection: &Connection, name: &str, value: impl ToSql) -> Result<(), Error> {
    let sql = "REPLACE INTO setting (name, value) VALUES (?1, ?2)";
    connection
        .prepare_cached(sql)?
        .execute(params![name, value])?;
    Ok(())
}

/// Keeps it unless something is there; what is there then.
pub fn put_first<T: FromSql + ToSql>(
    connection: &Connection,
    name: &str,
    value: T,
) -> Result<T, Error> {
    let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    connection
        .prepare_cached(sql)?
        .execute(params![name, value])?;
    Ok(get(connection, name)?.unwrap_or(value))
}

/// Forgets it.
pub fn forget(connection: &Connection, name: &str) -> Result<(), Error> {
    let sql = "DELETE FROM setting WHERE name = ?1";
    connection.prepare_cached(sql)?.execute([name])?;
    Ok(())
}

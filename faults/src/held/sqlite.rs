//! Reading a file of SQLite, beside the service that has it open.

use std::path::Path;
use std::time::Duration;

use contactable_harness::Failure;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use super::cells::{Answers, Cell, Row};

/// How long the service may keep the file to itself, as while it recovers it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads something in one transaction.
pub fn at_one_moment<T>(
    file: &Path,
    read: impl FnOnce(&mut dyn Answers) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch("BEGIN")?;
    let read = read(&mut File(&connection))?;
    connection.execute_batch("COMMIT")?;
    Ok(read)
}

struct File<'a>(&'a Connection);

impl Answers for File<'_> {
    fn rows(&mut self, sql: &str) -> Result<Vec<Row>, Failure> {
        let mut statement = self.0.prepare(sql)?;
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            let cells = (0..columns).map(|column| row.get_ref(column).map(cell));
            cells.collect::<Result<Vec<Cell>, _>>()
        })?;
        rows.map(|row| Ok(Row(row?.into_iter()))).collect()
    }

    fn has(&mut self, table: &str, column: &str) -> Result<bool, Failure> {
        let sql = "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2";
        let count: i64 = self.0.query_row(sql, [table, column], |row| row.get(0))?;
        Ok(count > 0)
    }
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Number(number),
        // There are no such columns; it is shown to whoever reads it as something else.
        ValueRef::Real(number) => Cell::Text(number.to_string()),
        ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Cell::Bytes(bytes.to_vec()),
    }
}

//! Writing the rows about one target again, about another.

use contactable_domain::ids::shard_of;
use rusqlite::types::Value;
use rusqlite::{Connection, Statement};
use uuid::Uuid;

use super::rows::{Column, Rows, TARGET, Table, uuid};
use crate::Failure;
use crate::random::OrderedIds;
use crate::subject::Subject;

/// A target known before gets the next version, as every write gives it.
const NEXT_VERSION: &str = " ON CONFLICT (target_id) DO UPDATE \
                            SET version = version + 1, changed_at = excluded.changed_at";

/// Rows to be written, with the statements that write them.
pub struct Copier<'a> {
    tables: Vec<(&'a Table, Statement<'a>)>,
    target: Uuid,
    records: Vec<Uuid>,
    ids: OrderedIds,
    entries: i64,
}

impl<'a> Copier<'a> {
    /// Makes ready to copy these rows.
    ///
    /// # Errors
    /// A table is not as the rows are.
    pub fn new(
        connection: &'a Connection,
        rows: &'a Rows,
        ids: OrderedIds,
    ) -> Result<Self, Failure> {
        let filled = rows.tables.iter().filter(|table| !table.rows.is_empty());
        let tables = filled
            .map(|table| Ok((table, connection.prepare(&insert(table))?)))
            .collect::<Result<_, rusqlite::Error>>()?;
        Ok(Self {
            tables,
            target: rows.target,
            records: rows.records()?,
            ids,
            entries: first_entry(connection)?,
        })
    }

    /// Writes the rows about this subject, whose records have new ids.
    ///
    /// # Errors
    /// The database refuses them.
    pub fn copy(&mut self, subject: Subject) -> Result<(), Failure> {
        let target = subject.target;
        let records = self.records.iter();
        let mut copies: Vec<(Uuid, Uuid)> =
            records.map(|record| (*record, self.ids.next())).collect();
        // What is about no record in particular has the target in its place.
        copies.push((self.target, target));
        for (table, statement) in &mut self.tables {
            for row in &table.rows {
                for (index, (column, value)) in table.columns.iter().zip(row).enumerate() {
                    let at = index + 1;
                    match column {
                        Column::Target => bind_id(statement, at, target)?,
                        Column::Record if *value == Value::Null => {
                            statement.raw_bind_parameter(at, value)?;
                        }
                        Column::Record => bind_id(statement, at, copy_of(value, &copies)?)?,
                        Column::Own => bind_id(statement, at, self.ids.next())?,
                        Column::Shard => statement.raw_bind_parameter(at, shard_of(target))?,
                        Column::Number => {
                            self.entries += 1;
                            statement.raw_bind_parameter(at, self.entries)?;
                        }
                        Column::NhsNumber => {
                            statement.raw_bind_parameter(at, subject.number.as_str())?;
                        }
                        Column::Same => statement.raw_bind_parameter(at, value)?,
                    }
                }
                statement.raw_execute()?;
            }
        }
        Ok(())
    }
}

/// The copies' entries stand far after those that the server chains, which would take for its own what it finds where it
/// goes on.
fn first_entry(connection: &Connection) -> Result<i64, Failure> {
    let sql = "SELECT max(1000000000, coalesce(max(number), 0)) FROM trail";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

fn insert(table: &Table) -> String {
    let places = vec!["?"; table.names.len()].join(", ");
    let names = table.names.join(", ");
    let otherwise = if table.name == TARGET {
        NEXT_VERSION
    } else {
        ""
    };
    format!(
        "INSERT INTO {} ({names}) VALUES ({places}){otherwise}",
        table.name
    )
}

fn bind_id(statement: &mut Statement<'_>, at: usize, id: Uuid) -> rusqlite::Result<()> {
    statement.raw_bind_parameter(at, id.as_bytes().as_slice())
}

fn copy_of(original: &Value, copies: &[(Uuid, Uuid)]) -> Result<Uuid, Failure> {
    let original = uuid(original)?;
    let mut found = copies.iter().filter(|(from, _)| *from == original);
    let (_, copy) = found.next().ok_or("a row about a record that has no key")?;
    Ok(*copy)
}

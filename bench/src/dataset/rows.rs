//! The rows that the server wrote about one target, table by table, and what each column holds as far
//! as a copy for another target must know. Columns are known by name, so that one that is added is
//! copied like the rest.

use rusqlite::types::Value;
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::Failure;

/// The table that has a row for each target.
pub const TARGET: &str = "target";
/// The one with their numbers.
const IDENTIFIER: &str = "target_identifier";

/// The tables with rows about a target. Turns of validity are left out: nobody is to tell of them while something is
/// measured.
const TABLES: [&str; 12] = [
    TARGET,
    "contact_detail",
    "contact_detail_version",
    "contact_detail_key",
    "slot",
    "contact_preference",
    "contact_preference_version",
    "carried",
    IDENTIFIER,
    "outbox",
    "lookup",
    "trail",
];

/// What a copy puts into a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    /// The other target's id.
    Target,
    /// The id of the copy of the record that is named here.
    Record,
    /// A new id of its own.
    Own,
    /// The shard of the other target.
    Shard,
    /// A place in the trail that no entry of the server's comes to.
    Number,
    /// The other target's NHS number.
    NhsNumber,
    /// The same as in the original.
    Same,
}

impl Column {
    fn named(table: &str, name: &str) -> Self {
        match name {
            "value" if table == IDENTIFIER => Self::NhsNumber,
            "target_id" => Self::Target,
            "id" | "record_id" => Self::Record,
            "event_id" | "entry_id" => Self::Own,
            "shard" | "stream" => Self::Shard,
            "number" => Self::Number,
            _ => Self::Same,
        }
    }
}

/// One table's rows.
#[derive(Clone, Debug)]
pub struct Table {
    pub name: &'static str,
    pub names: Vec<String>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Value>>,
}

/// The rows about one target.
#[derive(Clone, Debug)]
pub struct Rows {
    pub target: Uuid,
    pub tables: Vec<Table>,
}

impl Rows {
    /// Reads the rows about this target.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn about(connection: &Connection, target: Uuid) -> Result<Self, Failure> {
        let tables = TABLES.map(|name| Table::about(connection, name, target));
        let tables = tables.into_iter().collect::<Result<_, _>>()?;
        Ok(Self { target, tables })
    }

    /// The records, in the order in which they were made.
    ///
    /// # Errors
    /// A record's id is not one.
    pub fn records(&self) -> Result<Vec<Uuid>, Failure> {
        let keys = self
            .tables
            .iter()
            .filter(|t| t.name == "contact_detail_key");
        let values = keys.flat_map(|table| table.values(Column::Record));
        let mut records = values.map(uuid).collect::<Result<Vec<_>, _>>()?;
        records.sort_unstable();
        Ok(records)
    }

    /// What was written when this record was made: the target's row, and the rows about the record.
    pub fn of_creating(&self, record: Uuid) -> Self {
        let tables = self.tables.iter().map(|table| Table {
            rows: table.rows_about(record),
            ..table.clone()
        });
        Self {
            target: self.target,
            tables: tables.collect(),
        }
    }
}

impl Table {
    fn about(connection: &Connection, name: &'static str, target: Uuid) -> Result<Self, Failure> {
        let sql = format!("SELECT * FROM {name} WHERE target_id = ?1");
        let mut statement = connection.prepare(&sql)?;
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let columns: Vec<Column> = names
            .iter()
            .map(|column| Column::named(name, column))
            .collect();
        let rows = statement.query_map(params![target.into_bytes()], |row| {
            (0..columns.len()).map(|index| row.get(index)).collect()
        })?;
        let rows = rows.collect::<Result<_, _>>()?;
        Ok(Self {
            name,
            names,
            columns,
            rows,
        })
    }

    /// The values of the columns of a kind.
    fn values(&self, column: Column) -> impl Iterator<Item = &Value> {
        let values = self
            .rows
            .iter()
            .flat_map(|row| self.columns.iter().zip(row));
        values.filter(move |(is, _)| **is == column).map(|(_, v)| v)
    }

    fn rows_about(&self, record: Uuid) -> Vec<Vec<Value>> {
        let id = Value::Blob(record.into_bytes().to_vec());
        let record = self.columns.iter().position(|c| *c == Column::Record);
        let about = |row: &&Vec<Value>| match record {
            Some(at) => row.get(at) == Some(&id),
            None => self.name == TARGET,
        };
        self.rows.iter().filter(about).cloned().collect()
    }
}

/// Reads an id.
///
/// # Errors
/// It is not 16 bytes.
pub fn uuid(value: &Value) -> Result<Uuid, Failure> {
    match value {
        Value::Blob(bytes) => Ok(Uuid::from_slice(bytes)?),
        other => Err(format!("not an id: {other:?}").into()),
    }
}

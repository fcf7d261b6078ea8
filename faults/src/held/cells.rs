//! Rows of either database, read into the same cells.

use contactable_harness::Failure;
use uuid::Uuid;

/// What stands in one column of one row.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    Null,
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// A row, read from left to right.
pub struct Row(pub std::vec::IntoIter<Cell>);

impl Row {
    fn next(&mut self) -> Result<Cell, Failure> {
        self.0
            .next()
            .ok_or_else(|| "a row has too few columns".into())
    }

    /// A number, or whether something is so.
    pub fn number(&mut self) -> Result<i64, Failure> {
        match self.next()? {
            Cell::Number(number) => Ok(number),
            other => Err(format!("{other:?} where a number should be").into()),
        }
    }

    /// Whether something is so.
    pub fn flag(&mut self) -> Result<bool, Failure> {
        Ok(self.number()? != 0)
    }

    /// A text.
    pub fn text(&mut self) -> Result<String, Failure> {
        self.maybe_text()?.ok_or_else(|| "no text".into())
    }

    /// A text, if there is one.
    pub fn maybe_text(&mut self) -> Result<Option<String>, Failure> {
        match self.next()? {
            Cell::Text(text) => Ok(Some(text)),
            Cell::Null => Ok(None),
            other => Err(format!("{other:?} where a text should be").into()),
        }
    }

    /// An id.
    pub fn id(&mut self) -> Result<Uuid, Failure> {
        self.maybe_id()?.ok_or_else(|| "no id".into())
    }

    /// An id, if there is one.
    pub fn maybe_id(&mut self) -> Result<Option<Uuid>, Failure> {
        match self.next()? {
            Cell::Bytes(bytes) => Ok(Some(Uuid::from_slice(&bytes)?)),
            Cell::Null => Ok(None),
            other => Err(format!("{other:?} where an id should be").into()),
        }
    }
}

/// Whoever answers statements, all of them about one moment.
pub trait Answers {
    /// The rows of a statement.
    ///
    /// # Errors
    /// It cannot be answered.
    fn rows(&mut self, sql: &str) -> Result<Vec<Row>, Failure>;

    /// Whether there is such a table with such a column.
    fn has(&mut self, table: &str, column: &str) -> Result<bool, Failure>;
}

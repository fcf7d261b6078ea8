//! Values in the form in which they are sent: those of one statement, or of many at once.

use bytes::{BufMut as _, BytesMut};
use tokio_postgres::types::{Format, IsNull, Kind, ToSql, Type, to_sql_checked};

use crate::error::Error;

type Sending = Result<IsNull, Box<dyn std::error::Error + Sync + Send>>;

/// The values of one statement or row, in their order.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    bytes: BytesMut,
    /// Where each ends, and whether it is a null.
    ends: Vec<(usize, bool)>,
}

impl Line {
    /// These values, of these types.
    pub fn of<'a>(
        values: impl ExactSizeIterator<Item = &'a (dyn ToSql + Sync)>,
        types: &[Type],
    ) -> Result<Self, Error> {
        let mut line = Self {
            bytes: BytesMut::new(),
            ends: Vec::with_capacity(values.len()),
        };
        for (value, of) in values.zip(types) {
            let is_null = value.to_sql_checked(of, &mut line.bytes);
            // What it is about is not said: it would be the value.
            let is_null = is_null.map_err(|_| Error::Failed(format!("a value is no {of}")))?;
            line.ends
                .push((line.bytes.len(), matches!(is_null, IsNull::Yes)));
        }
        Ok(line)
    }

    /// The value in this place; `None` for a null.
    pub fn cell(&self, place: usize) -> Option<&[u8]> {
        let (end, is_null) = *self.ends.get(place)?;
        let before = place
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let begin = before.map_or(0, |(end, _)| *end);
        if is_null {
            None
        } else {
            self.bytes.get(begin..end)
        }
    }

    /// All of them, to be bound.
    pub fn cells(&self) -> Vec<Cell<'_>> {
        let places = 0..self.ends.len();
        places.map(|place| Cell(self.cell(place))).collect()
    }
}

/// A value in the form in which it is sent.
#[derive(Debug)]
pub struct Cell<'a>(Option<&'a [u8]>);

impl ToSql for Cell<'_> {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Sending {
        let Some(bytes) = self.0 else {
            return Ok(IsNull::Yes);
        };
        out.put_slice(bytes);
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn encode_format(&self, _: &Type) -> Format {
        Format::Binary
    }

    to_sql_checked!();
}

/// Values of one type, as they are sent together.
#[derive(Debug)]
pub struct Column<'a> {
    of: u32,
    cells: Vec<Option<&'a [u8]>>,
}

impl ToSql for Column<'_> {
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Sending {
        let has_nulls = self.cells.iter().any(Option::is_none);
        begin_array(out, self.of, self.cells.len(), has_nulls)?;
        for cell in &self.cells {
            put(out, *cell)?;
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// The columns of these types that stand in these lines.
pub fn in_columns<'a>(types: &[Type], lines: &[&'a Line]) -> Vec<Column<'a>> {
    let column = |(place, of): (usize, &Type)| Column {
        of: of.oid(),
        cells: lines.iter().map(|line| line.cell(place)).collect(),
    };
    types.iter().enumerate().map(column).collect()
}

/// How a row of a table is sent.
#[derive(Debug)]
pub struct Shape {
    of: u32,
    /// The type of each of the table's columns, and where it stands among those that a statement gives.
    columns: Vec<(u32, Option<usize>)>,
}

impl Shape {
    /// That of the rows which a statement with parameters of these types takes, whose lines have the columns of these names.
    pub fn of(names: &[&str], types: &[Type]) -> Option<Self> {
        let Kind::Array(row) = types.first()?.kind() else {
            return None;
        };
        let Kind::Composite(fields) = row.kind() else {
            return None;
        };
        let columns = fields.iter().map(|field| {
            let place = names.iter().position(|name| *name == field.name());
            (field.type_().oid(), place)
        });
        Some(Self {
            of: row.oid(),
            columns: columns.collect(),
        })
    }
}

/// Rows of a table, as they are sent together.
#[derive(Debug)]
pub struct Lines<'a> {
    pub shape: &'a Shape,
    pub lines: Vec<&'a Line>,
}

impl ToSql for Lines<'_> {
    /// Each row has its length, the number of its columns, and each of these its type and its value.
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Sending {
        begin_array(out, self.shape.of, self.lines.len(), false)?;
        let mut row = BytesMut::new();
        for line in &self.lines {
            row.clear();
            row.put_i32(i32::try_from(self.shape.columns.len())?);
            for (of, place) in &self.shape.columns {
                row.put_u32(*of);
                put(&mut row, place.and_then(|place| line.cell(place)))?;
            }
            put(out, Some(&row))?;
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// One dimension that begins at 1, whether there are nulls, the type.
fn begin_array(
    out: &mut BytesMut,
    of: u32,
    len: usize,
    has_nulls: bool,
) -> Result<(), std::num::TryFromIntError> {
    out.put_i32(1);
    out.put_i32(i32::from(has_nulls));
    out.put_u32(of);
    out.put_i32(i32::try_from(len)?);
    out.put_i32(1);
    Ok(())
}

/// A value after its length, which is -1 for a null.
fn put(out: &mut BytesMut, value: Option<&[u8]>) -> Result<(), std::num::TryFromIntError> {
    match value {
        Some(bytes) => {
            out.put_i32(i32::try_from(bytes.len())?);
            out.put_slice(bytes);
        }
        None => out.put_i32(-1),
    }
    Ok(())
}

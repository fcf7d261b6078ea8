//! Values in the form in which they are sent, one by one or as the columns of many rows.

use bytes::{BufMut as _, BytesMut};
use tokio_postgres::types::{Format, IsNull, ToSql, Type, to_sql_checked};

use crate::error::Error;

/// The value in the form in which it is sent; `None` for a null.
pub fn encoded(value: &(dyn ToSql + Sync), of: &Type) -> Result<Option<BytesMut>, Error> {
    let mut bytes = BytesMut::new();
    let is_null = value.to_sql_checked(of, &mut bytes);
    // What it is about is not said: it would be the value.
    let is_null = is_null.map_err(|_| Error::Failed(format!("a value is no {of}")))?;
    Ok(matches!(is_null, IsNull::No).then_some(bytes))
}

/// A value in the form in which it is sent.
#[derive(Debug)]
pub struct Cell<'a>(pub Option<&'a [u8]>);

impl ToSql for Cell<'_> {
    fn to_sql(
        &self,
        _: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
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
    of: Type,
    cells: Vec<Option<&'a [u8]>>,
}

impl ToSql for Column<'_> {
    /// One dimension that begins at 1, whether there are nulls, the type; then each with its length, -1 for a null.
    fn to_sql(
        &self,
        _: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        out.put_i32(1);
        out.put_i32(i32::from(self.cells.iter().any(Option::is_none)));
        out.put_u32(self.of.oid());
        out.put_i32(i32::try_from(self.cells.len())?);
        out.put_i32(1);
        for cell in &self.cells {
            match cell {
                Some(bytes) => {
                    out.put_i32(i32::try_from(bytes.len())?);
                    out.put_slice(bytes);
                }
                None => out.put_i32(-1),
            }
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// The columns of these types that stand in these rows.
pub fn in_columns<'a>(types: &[Type], rows: &[&'a [Option<BytesMut>]]) -> Vec<Column<'a>> {
    let column = |(number, of): (usize, &Type)| Column {
        of: of.clone(),
        cells: rows
            .iter()
            .map(|row| row.get(number).and_then(Option::as_deref))
            .collect(),
    };
    types.iter().enumerate().map(column).collect()
}

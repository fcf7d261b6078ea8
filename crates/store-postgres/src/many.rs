//! Statements that do for many what another does for one: their parameters are the columns of many rows, or for new rows
//! the rows. They are made from the text of the one, so that there is one text to keep right.

use tokio_postgres::error::SqlState;
use tokio_postgres::types::{Kind, Type};
use tokio_postgres::{Client, Statement};

use crate::encoded::Shape;
use crate::error::Error;
use crate::statements;

/// A statement that does for many what another does for one.
pub struct Many {
    pub statement: Statement,
    /// How the rows are sent that it writes; `None` for one that takes columns.
    pub shape: Option<Shape>,
}

impl Many {
    /// The one for this text with parameters of these types, to be run over this connection. `None` where there is none,
    /// and where the engine does not know such: then it is done one by one.
    pub async fn prepared(
        client: &Client,
        one: &str,
        types: &[Type],
    ) -> Result<Option<Self>, Error> {
        let Some(text) = of(one, types) else {
            return Ok(None);
        };
        let statement = match client.prepare(&text).await {
            Ok(statement) => statement,
            Err(error) if is_not_known(&error) => {
                let error = Error::from(error);
                tracing::warn!(%error, "the database takes rows one by one only");
                return Ok(None);
            }
            Err(error) => return Err(error.into()),
        };
        let Some((_, names)) = inserted(one) else {
            let shape = None;
            return Ok(Some(Self { statement, shape }));
        };
        let shape = Shape::of(&names, statement.params());
        Ok(shape.map(|shape| Self {
            statement,
            shape: Some(shape),
        }))
    }
}

/// Whether the engine only speaks like PostgreSQL, and has no rows as values or nothing that unpacks them.
fn is_not_known(error: &tokio_postgres::Error) -> bool {
    let codes = [
        SqlState::FEATURE_NOT_SUPPORTED,
        SqlState::SYNTAX_ERROR,
        SqlState::UNDEFINED_OBJECT,
        SqlState::UNDEFINED_FUNCTION,
        SqlState::CANNOT_COERCE,
    ];
    error.code().is_some_and(|code| codes.contains(code))
}

/// The statement that does for many what this one does for one; `None` where there is none.
pub fn of(text: &str, types: &[Type]) -> Option<String> {
    if statements::GATHERED.contains(&text) {
        looks(text, types)
    } else if statements::UPDATES.contains(&text) {
        updates(text, types)
    } else {
        rows(text, types)
    }
}

/// Writes many new rows, which are sent as rows of the table: a column each would cost more than what is in them.
fn rows(text: &str, types: &[Type]) -> Option<String> {
    let (begin, rest) = text.split_once(" VALUES (")?;
    let (places, end) = rest.split_once(')')?;
    let (table, names) = inserted(text)?;
    let in_order: Vec<String> = (1..=types.len())
        .map(|number| format!("${number}"))
        .collect();
    if end.contains("DO UPDATE") || places != in_order.join(", ") {
        return None;
    }
    let columns: Vec<String> = names.iter().map(|name| format!("many.{name}")).collect();
    let columns = columns.join(", ");
    Some(format!(
        "{begin} SELECT {columns} FROM unnest($1::{table}[]) AS many{end}"
    ))
}

/// The table that a statement writes new rows of, and the columns that it gives.
fn inserted(text: &str) -> Option<(&str, Vec<&str>)> {
    let (table, rest) = text.strip_prefix("INSERT INTO ")?.split_once(" (")?;
    let (names, _) = rest.split_once(')')?;
    Some((table, names.split(", ").collect()))
}

/// Changes many rows, each of which is meant once.
fn updates(text: &str, types: &[Type]) -> Option<String> {
    let (begin, which) = text.split_once(" WHERE ")?;
    if !begin.starts_with("UPDATE ") || !all_are_single(types) {
        return None;
    }
    let [begin, which] = [begin, which].map(|part| by_column(part, types));
    let (columns, names) = (columns(types), names(types));
    Some(format!(
        "{begin} FROM unnest({columns}) AS many ({names}) WHERE {which}"
    ))
}

/// Looks up for many, and says last for whom.
fn looks(text: &str, types: &[Type]) -> Option<String> {
    if !text.starts_with("SELECT ") || types.is_empty() || !all_are_single(types) {
        return None;
    }
    let (columns, names, one) = (columns(types), names(types), by_column(text, types));
    Some(format!(
        "SELECT one.*, many.place FROM unnest({columns}) WITH ORDINALITY AS many ({names}, place) \
         CROSS JOIN LATERAL ({one}) AS one"
    ))
}

fn all_are_single(types: &[Type]) -> bool {
    !types.iter().any(|of| matches!(of.kind(), Kind::Array(_)))
}

/// The parameters, each as a column of many.
fn columns(types: &[Type]) -> String {
    let column = |(number, of): (usize, &Type)| format!("${}::{of}[]", number + 1);
    let columns: Vec<String> = types.iter().enumerate().map(column).collect();
    columns.join(", ")
}

fn names(types: &[Type]) -> String {
    let names: Vec<String> = (1..=types.len())
        .map(|number| format!("by_{number}"))
        .collect();
    names.join(", ")
}

/// With a column of each row where the text has a parameter.
fn by_column(text: &str, types: &[Type]) -> String {
    // From the last on: `$1` begins `$10`.
    (1..=types.len())
        .rev()
        .fold(text.to_owned(), |text, number| {
            text.replace(&format!("${number}"), &format!("many.by_{number}"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_becomes_many() {
        assert_eq!(
            looks(
                "SELECT a FROM t WHERE b = $1 AND c = $2 LIMIT 1",
                &[Type::UUID, Type::TEXT]
            )
            .unwrap(),
            "SELECT one.*, many.place FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS many (by_1, by_2, place) \
             CROSS JOIN LATERAL (SELECT a FROM t WHERE b = many.by_1 AND c = many.by_2 LIMIT 1) AS one"
        );
        assert_eq!(
            updates(
                "UPDATE t SET a = $2 + 1 WHERE b = $1 AND a = $2",
                &[Type::UUID, Type::INT8]
            )
            .unwrap(),
            "UPDATE t SET a = many.by_2 + 1 FROM unnest($1::uuid[], $2::int8[]) AS many (by_1, by_2) \
             WHERE b = many.by_1 AND a = many.by_2"
        );
        assert_eq!(
            rows(
                "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                &[Type::UUID, Type::TEXT]
            )
            .unwrap(),
            "INSERT INTO t (a, b) SELECT many.a, many.b FROM unnest($1::t[]) AS many ON CONFLICT DO NOTHING"
        );
    }

    #[test]
    fn what_cannot_be_said_for_many_stays_one() {
        for (text, types) in [
            ("DELETE FROM t WHERE a = $1", [Type::UUID].as_slice()),
            ("SELECT a FROM t WHERE b = ANY ($1)", &[Type::TEXT_ARRAY]),
            ("SELECT a FROM t", &[]),
        ] {
            assert_eq!(looks(text, types), None, "{text}");
            assert_eq!(updates(text, types), None, "{text}");
            assert_eq!(rows(text, types), None, "{text}");
        }
    }
}

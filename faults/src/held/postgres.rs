//! Reading a database of PostgreSQL.

use contactable_harness::Failure;
use tokio::runtime::Runtime;
use tokio_postgres::types::Type;
use tokio_postgres::{Client, Config, NoTls, Row as Columns};
use uuid::Uuid;

use super::cells::{Answers, Cell, Row};

/// Reads something in one transaction that sees one moment.
pub fn at_one_moment<T>(
    configuration: &Config,
    read: impl FnOnce(&mut dyn Answers) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let mut server = Server::connect(configuration)?;
    server.command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
    let read = read(&mut server)?;
    server.command("COMMIT")?;
    Ok(read)
}

/// Carries out a statement.
///
/// # Errors
/// It cannot be carried out.
pub fn execute(configuration: &Config, sql: &str) -> Result<(), Failure> {
    Server::connect(configuration)?.command(sql)
}

struct Server {
    runtime: Runtime,
    client: Client,
}

impl Server {
    fn connect(configuration: &Config) -> Result<Self, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let (client, connection) = runtime.block_on(configuration.connect(NoTls))?;
        runtime.spawn(connection);
        Ok(Self { runtime, client })
    }

    fn command(&self, sql: &str) -> Result<(), Failure> {
        Ok(self.runtime.block_on(self.client.batch_execute(sql))?)
    }
}

impl Answers for Server {
    fn rows(&mut self, sql: &str) -> Result<Vec<Row>, Failure> {
        let rows = self.runtime.block_on(self.client.query(sql, &[]))?;
        let cells = |row: Columns| {
            let cells = (0..row.len()).map(|column| cell(&row, column));
            let cells = cells.collect::<Result<Vec<Cell>, Failure>>()?;
            Ok(Row(cells.into_iter()))
        };
        rows.into_iter().map(cells).collect()
    }

    fn has(&mut self, table: &str, column: &str) -> Result<bool, Failure> {
        let sql = "SELECT FROM information_schema.columns WHERE table_name::text = $1 AND column_name::text = $2";
        let found = self
            .runtime
            .block_on(self.client.query(sql, &[&table, &column]))?;
        Ok(!found.is_empty())
    }
}

fn cell(row: &Columns, column: usize) -> Result<Cell, Failure> {
    let kind = row.columns()[column].type_();
    let cell = match *kind {
        Type::BOOL => row
            .try_get::<_, Option<bool>>(column)?
            .map(|is| Cell::Number(is.into())),
        Type::INT2 => row
            .try_get::<_, Option<i16>>(column)?
            .map(|number| Cell::Number(number.into())),
        Type::INT4 => row
            .try_get::<_, Option<i32>>(column)?
            .map(|number| Cell::Number(number.into())),
        Type::INT8 => row.try_get::<_, Option<i64>>(column)?.map(Cell::Number),
        Type::TEXT | Type::VARCHAR => row.try_get::<_, Option<String>>(column)?.map(Cell::Text),
        Type::UUID => {
            let id = row.try_get::<_, Option<Uuid>>(column)?;
            id.map(|id| Cell::Bytes(id.as_bytes().to_vec()))
        }
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(column)?.map(Cell::Bytes),
        ref other => return Err(format!("a column of type {other}").into()),
    };
    Ok(cell.unwrap_or(Cell::Null))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::held::Database;
    use crate::private::Private;

    const ROW: &str = "SELECT true, 1::smallint, 2::int, 3::bigint, 'four'::text, \
         '00000000-0000-0000-0000-000000000005'::uuid, '\\x06'::bytea, NULL::text";

    #[test]
    fn what_stands_in_a_row_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let mut private = Private::start().unwrap();
        let way = private.address();
        let Database::Postgres(reader) = private.database(folder.path(), way).unwrap().reader
        else {
            panic!("not a PostgreSQL");
        };
        execute(&reader, "CREATE TABLE target (version bigint)").unwrap();
        execute(&reader, "INSERT INTO target VALUES (3), (4)").unwrap();
        at_one_moment(&reader, |from| {
            let cells: Vec<Cell> = from.rows(ROW)?.remove(0).0.collect();
            let id = Uuid::from_u128(5).as_bytes().to_vec();
            let expected = [
                Cell::Number(1),
                Cell::Number(1),
                Cell::Number(2),
                Cell::Number(3),
                Cell::Text("four".to_owned()),
                Cell::Bytes(id),
                Cell::Bytes(vec![6]),
                Cell::Null,
            ];
            assert_eq!(cells, expected);
            assert!(from.has("target", "version")? && !from.has("target", "sequence")?);
            assert!(
                from.rows("SELECT 1.5::float8")?.is_empty(),
                "it is no kind of cell"
            );
            Ok(())
        })
        .unwrap_err();
        assert_eq!(Database::Postgres(reader).changes().unwrap(), 7);
        private.server.stop().unwrap();
        private.server.start_again().unwrap();
    }
}

//! A PostgreSQL of its own, set as one that may not lose anything, and what is in it.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use contactable_rig::{Postgres, Settings};
use uuid::Uuid;

use crate::Failure;
use crate::subject::{Subject, numbered};

/// The target about whom the server itself writes.
pub const FIRST: Uuid = Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111);

/// What the server takes for a demo's.
pub const NAME: &str = "contactable_demo_bench";

/// The role of the server, for which the walls between areas hold, unlike for the superuser's `pgbench`.
const ROLE: &str = "contactable_bench";

/// The tables with what is a target's own. Events go into a log that is made shorter again, and looks leave entries
/// in the trail by themselves.
const TABLES: [&str; 6] = [
    "target",
    "contact_detail",
    "contact_detail_version",
    "contact_detail_key",
    "slot",
    "lookup",
];

/// The id of a target by its number, in a form that `pgbench` can put together from whole numbers: 16 digits, 8 that
/// stay, 8 digits. They end differently, so that they are spread over all shards.
pub const ID: [u64; 2] = [1_000_000_000_000_000, 10_000_000];
pub const BETWEEN: &str = "40008000";

pub struct Database {
    server: Postgres,
    targets: usize,
}

/// How many bytes something takes, with its indexes.
pub struct Bytes {
    /// Each table with rows of a target's own, and what it takes for each target.
    pub each_target: Vec<(String, f64)>,
    /// What an entry of the trail takes.
    pub an_entry: f64,
    /// What an event takes in the log.
    pub an_event: f64,
}

impl Database {
    /// Starts it.
    ///
    /// # Errors
    /// There is no PostgreSQL, or it does not start.
    pub fn start(targets: usize) -> Result<Self, Failure> {
        let server = Postgres::start(Settings {
            durable: true,
            port: None,
        })?;
        let database = Self { server, targets };
        database.run("postgres", &format!("CREATE ROLE {ROLE} LOGIN"))?;
        database.run("postgres", &format!("CREATE DATABASE {NAME} OWNER {ROLE}"))?;
        Ok(database)
    }

    /// How the server comes by it.
    pub fn url(&self) -> String {
        let folder = self.folder().display().to_string().replace('/', "%2F");
        format!("postgres://{ROLE}@{folder}:{}/{NAME}", self.server.port())
    }

    /// The folder that holds it.
    pub fn folder(&self) -> &Path {
        self.server.socket_folder()
    }

    /// A program that belongs to it, told where it is.
    pub fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.server.programs().join(name));
        command.arg("-h").arg(self.folder());
        command.args(["-p", &self.server.port().to_string(), "-U", "postgres"]);
        command
    }

    /// How many targets there are.
    pub fn count(&self) -> usize {
        self.targets
    }

    /// The targets that have copies.
    ///
    /// # Errors
    /// There are more than NHS numbers for tests.
    pub fn targets(&self) -> Result<Arc<[Subject]>, Failure> {
        let ids: Result<Vec<Uuid>, Failure> = (1..=u64::try_from(self.targets)?).map(id).collect();
        Ok(numbered(ids?.into_iter())?.into())
    }

    /// Copies the rows of the first target for all others, and lets the database learn what is in it.
    ///
    /// # Errors
    /// The database refuses.
    pub fn fill(&self) -> Result<(), Failure> {
        for table in TABLES {
            let names = self.columns(table, "quote_ident(column_name)")?;
            let values = self.columns(
                table,
                &format!(
                    "CASE column_name \
                     WHEN 'target_id' THEN '(({} + n)::text || ''{BETWEEN}'' || ({} + n)::text)::uuid' \
                     WHEN 'id' THEN 'md5(o.id::text || n)::uuid' \
                     WHEN 'fingerprint' THEN 'decode(md5(encode(o.fingerprint, ''hex'') || n), ''hex'')' \
                     ELSE 'o.' || quote_ident(column_name) END",
                    ID[0], ID[1]
                ),
            )?;
            self.run(
                NAME,
                &format!(
                    "INSERT INTO {table} ({names}) SELECT {values} \
                     FROM generate_series(1, {}) AS n CROSS JOIN {table} AS o \
                     WHERE o.target_id = '{FIRST}' ORDER BY n",
                    self.targets
                ),
            )?;
        }
        self.run(NAME, "VACUUM ANALYZE")?;
        self.run(NAME, "CHECKPOINT")
    }

    /// What this makes of each column of a table.
    fn columns(&self, table: &str, each: &str) -> Result<String, Failure> {
        self.ask(&format!(
            "SELECT string_agg({each}, ', ' ORDER BY ordinal_position) \
             FROM information_schema.columns WHERE table_name = '{table}'"
        ))
    }

    /// The statement by which one more record is written, as the server wrote its last, for the target that this
    /// expression names.
    ///
    /// # Errors
    /// The database refuses.
    pub fn one_row(&self, target: &str) -> Result<String, Failure> {
        self.ask(&format!(
            "SELECT 'INSERT INTO contact_detail (' || string_agg(quote_ident(key), ', ') || ') VALUES (' || \
             string_agg(CASE key WHEN 'target_id' THEN '{target}' WHEN 'id' THEN 'gen_random_uuid()' \
              ELSE quote_nullable(value) END, ', ') || ')' \
             FROM json_each_text((SELECT row_to_json(c) FROM contact_detail AS c \
             WHERE target_id = '{FIRST}' ORDER BY created_at DESC LIMIT 1))",
            target = target.replace('\'', "''"),
        ))
    }

    /// The area whose records they are.
    ///
    /// # Errors
    /// The database refuses.
    pub fn area(&self) -> Result<String, Failure> {
        self.ask(&format!(
            "SELECT min(area) FROM contact_detail WHERE target_id = '{FIRST}'"
        ))
    }

    /// What each target takes, in each table.
    ///
    /// # Errors
    /// The database refuses.
    pub fn bytes_of_a_target(&self) -> Result<Vec<(String, f64)>, Failure> {
        self.run(NAME, "VACUUM ANALYZE")?;
        let mut each_target = Vec::new();
        for table in TABLES {
            let size = self.figure(&format!(
                "SELECT pg_total_relation_size('{table}')::float8 / {}",
                self.targets
            ))?;
            each_target.push((table.to_owned(), size));
        }
        Ok(each_target)
    }

    /// What a row of a table takes that is only added to.
    ///
    /// # Errors
    /// The database refuses.
    pub fn bytes_of_a_row(&self, table: &str) -> Result<f64, Failure> {
        self.figure(&format!(
            "SELECT pg_total_relation_size('{table}')::float8 / greatest(count(*), 1) FROM {table}"
        ))
    }

    fn figure(&self, sql: &str) -> Result<f64, Failure> {
        Ok(self.ask(sql)?.parse()?)
    }

    fn run(&self, database: &str, sql: &str) -> Result<(), Failure> {
        self.psql(database, sql).map(|_| ())
    }

    fn ask(&self, sql: &str) -> Result<String, Failure> {
        self.psql(NAME, sql)
    }

    fn psql(&self, database: &str, sql: &str) -> Result<String, Failure> {
        let mut command = self.program("psql");
        command.args(["-d", database, "-X", "-q", "-A", "-t", "-c", sql]);
        let output = command.output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }
}

fn id(number: u64) -> Result<Uuid, Failure> {
    let [first, last] = ID;
    Ok(Uuid::try_parse(&format!(
        "{}{BETWEEN}{}",
        first + number,
        last + number
    ))?)
}

//! The schema, as a list of migrations that only grows. A released migration never changes: the test below holds each
//! file's text against its fingerprint.

use std::path::Path;

use tokio_postgres::{Client, Config};

use crate::connection::Server;
use crate::error::Error;
use contactable_domain::ports::Unavailable;

mod rights;

mod embedded {
    refinery::embed_migrations!("src/migrations");
}

/// What a migration is to do besides.
#[derive(Clone, Debug, Default)]
pub struct Migration<'a> {
    /// The role as which the service runs, which is given the rights that it needs and no others. Without one, or where it
    /// is the role that migrates, the service owns the tables.
    pub service_role: Option<&'a str>,
    /// The certificates by which the database's is checked; those of the system unless given.
    pub ca_file: Option<&'a Path>,
}

/// The row that whoever migrates holds, so that two never do at the same time; a lease that ends by itself with the
/// connection of whoever holds it.
const LEASE: &str = "CREATE TABLE IF NOT EXISTS migration_lease (name text NOT NULL PRIMARY KEY)";
const PUT_LEASE: &str =
    "INSERT INTO migration_lease (name) VALUES ('schema') ON CONFLICT DO NOTHING";
const HOLD_LEASE: &str = "BEGIN; SELECT name FROM migration_lease WHERE name = 'schema' FOR UPDATE";
const APPLIED: &str = "SELECT version FROM refinery_schema_history ORDER BY version DESC LIMIT 1";

/// Brings the schema up to date, and gives the service's role its rights. A newer schema than this program knows is left
/// alone, so that an older program can work with it. A changed or missing migration is refused.
///
/// # Errors
/// [`Unavailable`] when a migration fails; what it had done is undone.
pub async fn migrate(config: &Config, migration: &Migration<'_>) -> Result<(), Unavailable> {
    Ok(run(config, migration).await?)
}

async fn run(config: &Config, migration: &Migration<'_>) -> Result<(), Error> {
    let server = Server::primary(config, migration.ca_file)?;
    let lease = hold_lease(&server).await?;
    let mut client = server.client().await?;
    // What is built here may take its time.
    client.batch_execute("SET lock_timeout = 0").await?;
    embedded::migrations::runner()
        .set_abort_missing(false)
        // With its name in the history, or a program killed between the two would leave a step to be done twice.
        .set_grouped(true)
        .run_async(&mut client)
        .await?;
    if let Some(role) = migration.service_role {
        rights::grant(&client, role).await?;
    }
    Ok(lease.batch_execute("COMMIT").await?)
}

async fn hold_lease(server: &Server) -> Result<Client, Error> {
    let client = server.client().await?;
    client
        .batch_execute("SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0")
        .await?;
    // Two who make the same table at the same moment may get in each other's way; then it is there.
    if client.batch_execute(LEASE).await.is_err() {
        client.batch_execute(LEASE).await?;
    }
    client.batch_execute(PUT_LEASE).await?;
    client.batch_execute(HOLD_LEASE).await?;
    Ok(client)
}

/// Refuses a schema that is older than this program.
pub async fn check(server: &Server) -> Result<(), Error> {
    let client = server.client().await?;
    let known = newest();
    let there = "SELECT to_regclass('refinery_schema_history') IS NOT NULL";
    let there: bool = client.query_one(there, &[]).await?.try_get(0)?;
    let mut applied = 0;
    if there && let Some(row) = client.query_opt(APPLIED, &[]).await? {
        applied = row.try_get(0)?;
    }
    if applied < known {
        return Err(Error::Schema(format!(
            "the database's schema is at version {applied}, and this program needs {known}: run \
             `contactable migrate` first"
        )));
    }
    Ok(())
}

fn newest() -> i32 {
    let runner = embedded::migrations::runner();
    let versions = runner.get_migrations().iter();
    versions
        .map(refinery::Migration::version)
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name and checksum of every released migration. Only add lines.
    const RELEASED: &[(&str, u64)] = &[
        ("V1__schema", 17_460_885_434_033_535_567),
        ("V2__walls_between_areas", 12_581_559_255_996_434_109),
        ("V3__relay", 2_517_283_736_276_200_852),
        ("V4__replicas", 1_100_170_893_648_698_577),
        ("V5__pruning", 10_401_106_192_052_171_827),
    ];

    #[test]
    fn released_migrations_never_change() {
        let runner = embedded::migrations::runner();
        let mut found: Vec<(String, u64)> = runner
            .get_migrations()
            .iter()
            .map(|m| (format!("V{}__{}", m.version(), m.name()), m.checksum()))
            .collect();
        found.sort();
        let released: Vec<(String, u64)> = RELEASED
            .iter()
            .map(|(name, sum)| ((*name).to_owned(), *sum))
            .collect();
        assert_eq!(released, found, "add the new migration's line");
    }
}

//! Over which database a scenario is played.

use std::net::SocketAddr;
use std::path::PathBuf;

use contactable_harness::Failure;

use crate::held::Database;
use crate::options::{Options, Store};
use crate::private::{Logins, Private};
use crate::sinks::webhook::Webhook;
use crate::stage::{Plan, Stage};

/// A service over a file.
///
/// # Errors
/// There is no port for the webhook.
pub fn over_file(options: &Options, folder: PathBuf, seed: u64) -> Result<Plan<'_>, Failure> {
    Ok(Plan {
        program: &options.program,
        setting: "path = \"contactable.db\"".to_owned(),
        database: Database::Sqlite(folder.join("contactable.db")),
        folder,
        more: String::new(),
        clients: options.clients,
        seed,
        owner: None,
        webhook: options.sinks.then(Webhook::open).transpose()?,
        is_limited: false,
        processes: 1,
    })
}

/// A service over a new database of a PostgreSQL, by this way.
pub fn over_postgres<'a>(
    options: &'a Options,
    folder: PathBuf,
    seed: u64,
    (postgres, way): (&mut Private, SocketAddr),
) -> Result<Plan<'a>, Failure> {
    let logins = postgres.database(&folder, way)?;
    over_logins(options, folder, seed, logins)
}

/// A service over an empty database that is there already.
///
/// # Errors
/// There is no port for the webhook.
pub fn over_logins(
    options: &Options,
    folder: PathBuf,
    seed: u64,
    logins: Logins,
) -> Result<Plan<'_>, Failure> {
    Ok(Plan {
        setting: logins.service,
        owner: Some(logins.owner),
        database: logins.reader,
        ..over_file(options, folder, seed)?
    })
}

/// A stage over the store that was asked for, a file unless it was, with the PostgreSQL that it may need.
///
/// # Errors
/// It cannot be set.
pub fn set(
    options: &Options,
    folder: PathBuf,
    seed: u64,
) -> Result<(Stage, Option<Private>), Failure> {
    if options.store != Some(Store::Postgres) {
        return Ok((Stage::set(over_file(options, folder, seed)?)?, None));
    }
    let mut postgres = Private::start()?;
    let way = postgres.address();
    let plan = over_postgres(options, folder, seed, (&mut postgres, way))?;
    Ok((Stage::set(plan)?, Some(postgres)))
}

//! The database library used straight, on one thread, with the settings that the store gives its own
//! connections: no HTTP, no rules, no hand-over between threads.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Statement, params};
use uuid::Uuid;

use crate::Failure;
use crate::dataset::{Copier, Dataset};
use crate::figures::Figures;
use crate::options::Options;
use crate::process::cpu_time;
use crate::random::{OrderedIds, Random};

/// How many creates share a commit, and with it a flush to disk.
pub const GROUP: usize = 64;

/// Reads whole targets, at random.
///
/// # Errors
/// The database fails.
pub fn reads(
    file: &Path,
    dataset: &Dataset,
    options: &Options,
    seed: u64,
) -> Result<Figures, Failure> {
    let connection = contactable_store_sqlite::open_connection(file)?;
    let sql = "SELECT * FROM contact_detail WHERE target_id = ?1 AND area = 'housing'";
    let mut statement = connection.prepare(sql)?;
    let mut random = Random::new(seed);
    repeated(options, || {
        let target = random.pick(&dataset.targets).ok_or("no targets")?;
        black_box(read(&mut statement, target.target)?);
        Ok(1)
    })
}

/// Reads every column, and gives back how much text there was, so that none of it can be left out.
fn read(statement: &mut Statement<'_>, target: Uuid) -> Result<usize, Failure> {
    let columns = statement.column_count();
    let mut rows = statement.query(params![target.into_bytes()])?;
    let mut length = 0;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            length += match row.get_ref(column)? {
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.len(),
                ValueRef::Integer(number) => usize::from(number != 0),
                ValueRef::Null | ValueRef::Real(_) => 0,
            };
        }
    }
    Ok(length)
}

/// Creates one more record for random targets, in groups.
///
/// # Errors
/// The database fails.
pub fn creates(
    file: &Path,
    dataset: &Dataset,
    options: &Options,
    seed: u64,
) -> Result<Figures, Failure> {
    let connection = contactable_store_sqlite::open_connection(file)?;
    let mut random = Random::new(seed);
    let newest = newest_record(&connection)?;
    let ids = OrderedIds::after(newest, random.clone());
    let mut copier = Copier::new(&connection, &dataset.one_more, ids)?;
    repeated(options, || {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for _ in 0..GROUP {
            let target = random.pick(&dataset.targets).ok_or("no targets")?;
            copier.copy(*target)?;
        }
        connection.execute_batch("COMMIT")?;
        Ok(GROUP)
    })
}

/// New rows go to the end of the tables that are in the order of time, as the server's do.
fn newest_record(connection: &Connection) -> Result<Uuid, Failure> {
    let sql = "SELECT id FROM contact_detail_key ORDER BY id DESC LIMIT 1";
    let id = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(Uuid::from_bytes(id))
}

/// Does something over and over, and takes figures after warming up. It says how many things it did.
fn repeated(
    options: &Options,
    mut work: impl FnMut() -> Result<usize, Failure>,
) -> Result<Figures, Failure> {
    for_as_long_as(options.warm_up, &mut work)?;
    let this = std::process::id();
    let before = cpu_time(this)?;
    let (count, elapsed) = for_as_long_as(options.window, &mut work)?;
    let cpu = cpu_time(this)?.saturating_sub(before);
    Ok(Figures::counted(count, elapsed, cpu))
}

fn for_as_long_as(
    time: Duration,
    work: &mut impl FnMut() -> Result<usize, Failure>,
) -> Result<(usize, Duration), Failure> {
    let begun = Instant::now();
    let mut count = 0;
    while begun.elapsed() < time {
        count += work()?;
    }
    Ok((count, begun.elapsed()))
}

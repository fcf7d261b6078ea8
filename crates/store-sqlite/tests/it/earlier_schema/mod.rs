//! Files that earlier versions wrote, brought up to date.

mod access;
mod filled;
mod places;
mod restriction;
mod time;
mod values;

use std::path::Path;
use std::sync::Arc;

use contactable_store_sqlite::{Options, SqliteStore, open_connection};
use contactable_testkit::store_suite::World;
use contactable_testkit::target;
use rusqlite::{Connection, params};

/// The schemas as they were released: name, checksum, text.
const RELEASED: [(&str, &str, &str); 3] = [
    (
        "contact_details",
        "14354372695483769505",
        include_str!("../../../src/migrations/V1__contact_details.sql"),
    ),
    (
        "parsed_values",
        "16057689422849526112",
        include_str!("../../../src/migrations/V2__parsed_values.sql"),
    ),
    (
        "time_and_choice",
        "16801450322749675310",
        include_str!("../../../src/migrations/V3__time_and_choice.sql"),
    ),
];

/// A record as an earlier version wrote it. Instants are microseconds.
#[derive(Clone, Copy)]
struct Kept<'a> {
    /// Its id.
    number: u8,
    channel: &'a str,
    usage: Option<&'a str>,
    value: &'a str,
    postcode: Option<&'a str>,
    created_at: i64,
    valid_until: Option<i64>,
    ended_at: Option<i64>,
}

/// A phone number, made soon after 1970.
fn phone(number: u8, value: &str) -> Kept<'_> {
    Kept {
        number,
        channel: "phone",
        usage: None,
        value,
        postcode: None,
        created_at: i64::from(number),
        valid_until: None,
        ended_at: None,
    }
}

/// The world over a file that had so many of the released schemas and these records.
fn world(path: &Path, schemas: usize, records: &[Kept<'_>]) -> World {
    world_with(path, schemas, records, |_| {})
}

/// The same, with what else was done to the file.
fn world_with(
    path: &Path,
    schemas: usize,
    records: &[Kept<'_>],
    more: impl FnOnce(&Connection),
) -> World {
    let connection = make_file(path, schemas, records);
    more(&connection);
    drop(connection);
    open(path)
}

/// The world over a file, which is brought up to date.
fn open(path: &Path) -> World {
    let store = SqliteStore::open(path, Options::default());
    World::over(Arc::new(store.expect("it is brought up to date")))
}

/// A file that has so many of the released schemas and these records.
fn make_file(path: &Path, schemas: usize, records: &[Kept<'_>]) -> Connection {
    let connection = open_connection(path).expect("it opens");
    let history = "CREATE TABLE refinery_schema_history(version INT4 PRIMARY KEY, \
                   name VARCHAR(255), applied_on VARCHAR(255), checksum VARCHAR(255))";
    connection.execute_batch(history).expect("its history");
    for (version, (name, checksum, sql)) in (1..).zip(&RELEASED[..schemas]) {
        connection.execute_batch(sql).expect("a released schema");
        let applied =
            "INSERT INTO refinery_schema_history VALUES (?1, ?2, '2026-01-01T00:00:00Z', ?3)";
        let row = params![version, name, checksum];
        connection.execute(applied, row).expect("kept");
    }
    let changed = "INSERT INTO target VALUES (?1, 4, 4)";
    let id = target(1).uuid().into_bytes();
    connection.execute(changed, [id]).expect("kept");
    for record in records {
        keep(&connection, record);
    }
    connection
}

fn keep(connection: &Connection, record: &Kept<'_>) {
    let id = id(record.number);
    let target = target(1).uuid().into_bytes();
    for table in ["contact_detail", "contact_detail_version"] {
        let sql = format!(
            "INSERT INTO {table} (target_id, area, created_at, id, target_kind, channel, usage, value, \
             address_line_1, postcode, is_overseas, is_default, valid_until, created_by, ended_at, \
             ended_by, version, recorded_at, recorded_by) \
             VALUES (?1, 'housing', ?2, ?3, 'person', ?4, ?5, ?6, ?7, ?8, 0, 0, ?9, 'a', ?10, ?11, 1, \
             ?2, 'a')"
        );
        let row = params![
            target,
            record.created_at,
            id,
            record.channel,
            record.usage,
            record.value,
            record.postcode.map(|_| "1 Mare Street"),
            record.postcode,
            record.valid_until,
            record.ended_at,
            record.ended_at.map(|_| "a"),
        ];
        connection.execute(&sql, row).expect("kept");
    }
    let key = "INSERT INTO contact_detail_key VALUES (?1, 'housing', ?2, ?3)";
    let row = params![id, target, record.created_at];
    connection.execute(key, row).expect("kept");
}

fn id(number: u8) -> [u8; 16] {
    let mut id = [0; 16];
    id[15] = number;
    id
}

//! Every released version, with something in every table and column it had: brought up to date, all of it is there
//! and can be read and changed. And what such a version writes into a newer file, as when it is put back for a while,
//! is there when the new one comes again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use contactable_domain::audit::{Head, Line, Stream};
use contactable_domain::ids::TargetId;
use contactable_domain::ports::PreferencesKey;
use contactable_domain::restriction::Level;
use contactable_domain::succession::Survivor;
use contactable_store_sqlite::open_connection;
use contactable_testkit::store_suite::{World, nhs_number};
use contactable_testkit::{address, new, target};
use refinery::{Migration, Runner, Target, load_sql_migrations};
use rusqlite::types::Value;
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::open;

/// What is made of the rest when the file is opened: the index, and how far the trail has come.
const DERIVED: [&str; 2] = ["lookup", "audit_head"];

/// Whose rows go elsewhere when the file is opened: into the chained trail.
const EARLIER_TRAIL: &str = "audit_entry";

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Every schema that was released, the first one first.
fn released() -> Vec<Migration> {
    let mut all = load_sql_migrations(folder("src/migrations")).expect("migrations");
    all.sort_by_key(Migration::version);
    all
}

fn newest() -> i32 {
    released().last().expect("there is one").version()
}

/// A file of some version, empty.
fn made(path: &Path, version: i32) -> Connection {
    let mut connection = open_connection(path).expect("it opens");
    let runner = Runner::new(&released()).set_target(Target::Version(version));
    runner.run(&mut connection).expect("a released schema");
    connection
}

/// Puts in what a program of this version would.
fn fill(connection: &Connection, version: i32) {
    for number in 1..=version {
        let file = folder("tests/it/earlier_schema/rows").join(format!("V{number}.sql"));
        // A version that brought no table and no column has nothing of its own.
        let rows = std::fs::read_to_string(file).unwrap_or_default();
        let filled = connection.execute_batch(&rows);
        filled.unwrap_or_else(|error| panic!("V{number}.sql in version {version}: {error}"));
    }
    let columns = columns(connection, "contact_detail_version").join(", ");
    let versions = format!(
        "INSERT INTO contact_detail_version ({columns}) SELECT {columns} FROM contact_detail"
    );
    connection.execute_batch(&versions).expect("versions");
    let keys = "INSERT INTO contact_detail_key (id, area, target_id, created_at) \
                SELECT id, area, target_id, created_at FROM contact_detail";
    connection.execute_batch(keys).expect("keys");
    if version >= 5 {
        chain(connection);
    }
}

/// An entry of the chained trail with everything that one can have.
fn chain(connection: &Connection) {
    let id = |number| Uuid::from_u128(number);
    let line = Line {
        id: id(0x802),
        at: 8000,
        issuer: "https://id.example",
        actor: "safi",
        mode: "staff",
        purpose: "general",
        action: "share",
        target: Some(target(1).uuid()),
        record: Some(id(0x101)),
        grant: Some(id(0x501)),
        pass: Some(id(0x502)),
        areas: "housing",
        outcome: "allowed",
        because: "own-area",
        correlation: id(0x703),
    };
    let stream = Stream::of(Some(target(1)));
    let head = Head::empty(stream).after(&line);
    let bytes = |id: Option<Uuid>| id.map(Uuid::into_bytes);
    let insert = "INSERT INTO trail (stream, number, entry_id, at, issuer, actor, mode, purpose, action, target_id, \
                  record_id, grant_id, pass_id, areas, outcome, because, correlation, digest) VALUES (?1, 1, ?2, ?3, \
                  ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";
    let row = params![
        stream.number(),
        line.id.into_bytes(),
        line.at,
        line.issuer,
        line.actor,
        line.mode,
        line.purpose,
        line.action,
        bytes(line.target),
        bytes(line.record),
        bytes(line.grant),
        bytes(line.pass),
        line.areas,
        line.outcome,
        line.because,
        line.correlation.into_bytes(),
        head.digest,
    ];
    connection.execute(insert, row).expect("an entry");
    let heads = "INSERT INTO audit_head (stream, number, digest) VALUES (?1, 1, ?2)";
    let row = params![stream.number(), head.digest];
    connection.execute(heads, row).expect("its head");
}

/// The tables of our own.
fn tables(connection: &Connection) -> Vec<String> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'refinery_schema_history' \
               AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let mut statement = connection.prepare(sql).expect("a schema");
    let names = statement.query_map([], |row| row.get(0)).expect("rows");
    names.collect::<Result<_, _>>().expect("names")
}

fn columns(connection: &Connection, table: &str) -> Vec<String> {
    let sql = format!("SELECT name FROM pragma_table_info('{table}')");
    let mut statement = connection.prepare(&sql).expect("a table");
    let names = statement.query_map([], |row| row.get(0)).expect("rows");
    names.collect::<Result<_, _>>().expect("names")
}

/// A row by its columns.
type Row = BTreeMap<String, Value>;

fn rows(connection: &Connection, table: &str) -> Vec<Row> {
    let columns = columns(connection, table);
    let sql = format!("SELECT {} FROM {table}", columns.join(", "));
    let mut statement = connection.prepare(&sql).expect("a table");
    let read = statement.query_map([], |row| {
        let value = |(index, name): (usize, &String)| Ok((name.clone(), row.get(index)?));
        columns.iter().enumerate().map(value).collect()
    });
    read.expect("rows").collect::<Result<_, _>>().expect("rows")
}

/// Everything in a file, by table.
fn everything(path: &Path) -> BTreeMap<String, Vec<Row>> {
    let connection = open_connection(path).expect("it opens");
    let tables = tables(&connection).into_iter();
    tables
        .map(|table| (table.clone(), rows(&connection, &table)))
        .collect()
}

/// What of the one is not in the other: rows whose columns hold something else, or that are gone.
fn lost(before: &BTreeMap<String, Vec<Row>>, after: &BTreeMap<String, Vec<Row>>) -> Vec<String> {
    let mut lost = Vec::new();
    for (table, rows) in before {
        if DERIVED.contains(&table.as_str()) {
            continue;
        }
        let (now, moved) = match table.as_str() {
            EARLIER_TRAIL => (&after["trail"], true),
            _ => (&after[table], false),
        };
        for row in rows {
            let is_kept = |column: &str| !moved || column != "shard";
            let holds = |other: &Row| {
                row.iter()
                    .filter(|(column, _)| is_kept(column))
                    .all(|(column, value)| other.get(column) == Some(value))
            };
            if !now.iter().any(holds) {
                lost.push(format!("{table}: {row:?}"));
            }
        }
    }
    lost
}

/// Every table has a row, and every column has something in one of them: otherwise nothing here is proved of it.
#[test]
fn every_table_and_column_of_every_version_has_something_in_it() {
    for version in 1..=newest() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("contactable.db");
        fill(&made(&path, version), version);
        let mut empty = BTreeSet::new();
        let connection = open_connection(&path).expect("it opens");
        for (table, rows) in everything(&path) {
            for column in columns(&connection, &table) {
                if rows.iter().all(|row| row[&column] == Value::Null) {
                    empty.insert(format!("{table}.{column}"));
                }
            }
        }
        assert!(
            empty.is_empty(),
            "version {version} has nothing in {empty:?}; add rows to tests/it/earlier_schema/rows/V{version}.sql"
        );
    }
}

#[tokio::test]
async fn what_every_version_kept_is_there_and_can_be_used() {
    for version in 1..=newest() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("contactable.db");
        fill(&made(&path, version), version);
        let before = everything(&path);
        let world = open(&path);
        let after = everything(&path);
        assert_eq!(
            lost(&before, &after),
            Vec::<String>::new(),
            "of version {version}"
        );
        can_be_used(&world, version, &before).await;
        assert_eq!(
            lost_for_good(&before, &everything(&path)),
            Vec::<String>::new()
        );
    }
}

/// The newest file, used for a while by an older program.
#[tokio::test]
async fn what_an_older_program_adds_to_a_newer_file_is_there_and_can_be_used() {
    for version in 1..=newest() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("contactable.db");
        drop(open(&path));
        let connection = open_connection(&path).expect("it opens");
        // It made the file its own before, with a key of its own, which the rows of a later version bring again.
        connection
            .execute_batch("DELETE FROM setting")
            .expect("none");
        fill(&connection, version);
        drop(connection);
        let before = everything(&path);
        let world = open(&path);
        assert_eq!(
            lost(&before, &everything(&path)),
            Vec::<String>::new(),
            "of version {version}"
        );
        can_be_used(&world, version, &before).await;
    }
}

/// What may never change, whatever is done to the rest: versions, the trail, what waits to be told.
fn lost_for_good(
    before: &BTreeMap<String, Vec<Row>>,
    after: &BTreeMap<String, Vec<Row>>,
) -> Vec<String> {
    let is_for_good =
        |table: &str| table.ends_with("_version") || ["outbox", "trail"].contains(&table);
    let kept = before.iter().filter(|(table, _)| is_for_good(table));
    let kept = kept.map(|(table, rows)| (table.clone(), rows.clone()));
    lost(&kept.collect(), after)
}

async fn can_be_used(world: &World, version: i32, before: &BTreeMap<String, Vec<Row>>) {
    let records = world.all(target(1)).await;
    assert_eq!(
        records.len(),
        before["contact_detail"].len(),
        "of version {version}"
    );
    for record in &records {
        assert_eq!(world.versions(record).await, std::slice::from_ref(record));
    }
    assert_eq!(
        world.store.outbox(target(1)).await.expect("readable").len(),
        1
    );
    world.verify_trail(&[]).await.expect("the trail is whole");
    let trail = world
        .store
        .trail(target(1))
        .await
        .expect("readable")
        .join("\n");
    assert!(trail.contains("create allowed own-area"), "{trail}");
    if version >= 3 {
        wishes_can_be_read(world).await;
    }
    if version >= 5 {
        access_can_be_read(world, version).await;
    }
    if version >= 6 {
        let survivor = world.store.survivor(target(2)).await.expect("readable");
        assert_eq!(survivor, Survivor::Another(target(1)));
    }
    // Nothing of it is in the way of what comes now.
    let made = world
        .make(new(target(1), address("Flat 9")))
        .await
        .expect("made");
    world.end(&made).await.expect("retired");
    let first = &records[0];
    world
        .end(first)
        .await
        .expect("what was kept can be changed");
    assert_eq!(world.versions(first).await.len(), 2);
}

async fn wishes_can_be_read(world: &World) {
    let key = PreferencesKey {
        target: target(1),
        area: world.all(target(1)).await[0].area.clone(),
    };
    let viewer = world.viewer(&world.housing, contactable_domain::access::Operation::See);
    let seen = world.store.preference_versions(key, viewer).await;
    match seen.expect("readable") {
        contactable_domain::ports::Sighted::Seen(versions, _) => assert_eq!(versions.len(), 1),
        hidden => panic!("{hidden:?}"),
    }
}

async fn access_can_be_read(world: &World, version: i32) {
    let standing = async |id: TargetId| world.store.standing(id).await.expect("readable");
    let shared = standing(target(1)).await;
    assert_eq!(shared.grants.len(), 1);
    assert!(shared.grants[0].withdrawn.is_some());
    let restricted = standing(target(3)).await;
    let level = if version >= 6 {
        Level::VeryRestricted
    } else {
        Level::Restricted
    };
    assert_eq!(
        (restricted.level(), restricted.passes.len()),
        (Some(level), 1)
    );
    let number = nhs_number("9434765919");
    let whose = world.store.identified(number).await.expect("readable");
    assert_eq!(whose, Some(target(1)));
    assert_eq!(world.store.revocations().await.expect("readable").len(), 1);
}

//! Files from before values were parsed.

use contactable_domain::value::{AddressKind, ContactValue};
use contactable_store_sqlite::{Options, SqliteStore, open_connection};
use contactable_testkit::store_suite::World;
use contactable_testkit::target;
use std::sync::Arc;

/// The first schema, as it was released.
const FIRST: &str = include_str!("../../src/migrations/V1__contact_details.sql");

/// A row as the first version wrote it.
fn row(number: u8, channel: &str, value: &str, postcode: Option<&str>) -> String {
    let id = format!("x'0000000000000000000000000000000{number}'");
    let target = target(1).to_string().replace('-', "");
    let line = postcode.map_or("NULL", |_| "'1 Mare Street'");
    let postcode = postcode.map_or("NULL".to_owned(), |code| format!("'{code}'"));
    let values = format!(
        "(x'{target}', 'housing', {number}, {id}, 'person', '{channel}', NULL, NULL, '{value}', NULL, {line}, \
         NULL, NULL, NULL, {postcode}, NULL, 0, NULL, 0, NULL, 'a', NULL, NULL, NULL, NULL, NULL, NULL, 1, \
         {number}, 'a', NULL, NULL)"
    );
    format!(
        "INSERT INTO contact_detail VALUES {values};
         INSERT INTO contact_detail_version VALUES {values};
         INSERT INTO contact_detail_key VALUES ({id}, 'housing', x'{target}', {number});"
    )
}

#[tokio::test]
async fn looser_values_stay_readable() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    let connection = open_connection(&path).expect("it opens");
    connection.execute_batch(FIRST).expect("the first schema");
    let history =
        "CREATE TABLE refinery_schema_history(version INT4 PRIMARY KEY, name VARCHAR(255), \
         applied_on VARCHAR(255), checksum VARCHAR(255));
         INSERT INTO refinery_schema_history VALUES \
         (1, 'contact_details', '2026-01-01T00:00:00Z', '14354372695483769505');";
    connection.execute_batch(history).expect("its history");
    let target_row = format!(
        "INSERT INTO target VALUES (x'{}', 4, 4);",
        target(1).to_string().replace('-', "")
    );
    for statement in [
        target_row,
        row(1, "phone", "020.7123.4567", None),
        row(2, "phone", "123456", None),
        row(3, "email", "jürgen@example.com", None),
        row(4, "address", "1 Mare Street nowhere", Some("nowhere")),
    ] {
        connection.execute_batch(&statement).expect("kept");
    }
    drop(connection);

    let world = World::over(Arc::new(
        SqliteStore::open(&path, Options::default()).expect("it is brought up to date"),
    ));
    let records = world.all(target(1)).await;
    let values: Vec<&ContactValue> = records.iter().map(|r| &r.information.value).collect();
    let typed: Vec<&str> = values.iter().map(|value| value.one_line()).collect();
    assert_eq!(
        typed,
        [
            "020.7123.4567",
            "123456",
            "jürgen@example.com",
            "1 Mare Street nowhere"
        ]
    );
    assert_eq!(values[0].normal().as_deref(), Some("+442071234567"));
    assert_eq!(values[1].normal(), None);
    assert_eq!(values[1].shown(), "123456");
    assert_eq!(values[2].shown(), "jürgen@example.com");
    assert_eq!(values[3].kind(), Some(AddressKind::NotKnown.as_str()));
}

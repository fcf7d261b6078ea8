//! Restrictions from before there were levels.

use contactable_domain::restriction::Level;
use contactable_domain::succession::Survivor;
use contactable_testkit::target;
use rusqlite::params;

use super::{RELEASED, make_file, open};

/// The schemas that followed, up to the one that knew no levels.
const LATER: [(u8, &str, &str, &str); 2] = [
    (
        4,
        "places",
        "3423647308184139535",
        include_str!("../../../src/migrations/V4__places.sql"),
    ),
    (
        5,
        "access",
        "10722730131430936829",
        include_str!("../../../src/migrations/V5__access.sql"),
    ),
];

#[tokio::test]
async fn who_was_restricted_is_restricted_and_not_more() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    let connection = make_file(&path, RELEASED.len(), &[]);
    for (version, name, checksum, sql) in LATER {
        connection.execute_batch(sql).expect("a released schema");
        let applied =
            "INSERT INTO refinery_schema_history VALUES (?1, ?2, '2026-01-01T00:00:00Z', ?3)";
        let row = params![version, name, checksum];
        connection.execute(applied, row).expect("kept");
    }
    let said = "INSERT INTO restriction VALUES (?1, 1, 1, 'at risk', 5, 'safi', NULL, NULL)";
    let restricted = target(1).uuid().into_bytes();
    connection.execute(said, [restricted]).expect("kept");
    let noted = "UPDATE target SET restricted = 1, version = 5, changed_at = 5";
    connection.execute(noted, []).expect("kept");
    drop(connection);
    let world = open(&path);
    let standing = world.store.standing(target(1)).await.expect("readable");
    assert_eq!(standing.level(), Some(Level::Restricted));
    assert_eq!(standing.succession, None);
    let survivor = world.store.survivor(target(1)).await.expect("readable");
    assert_eq!(survivor, Survivor::Itself);
    world
        .restrict_to(target(1), Some(Level::VeryRestricted))
        .await;
    let standing = world.store.standing(target(1)).await.expect("readable");
    let last = standing.restriction.expect("a word");
    assert_eq!(
        (last.level, last.version.number()),
        (Level::VeryRestricted, 2)
    );
}

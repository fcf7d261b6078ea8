use std::path::Path;
use std::sync::Arc;

use contactable_store_sqlite::{Options, SqliteStore, open_connection};
use contactable_testkit::store_suite::World;
use contactable_testkit::{new, phone, target};

fn open(path: &Path) -> World {
    World::over(Arc::new(
        SqliteStore::open(path, Options::default()).expect("it opens"),
    ))
}

#[tokio::test]
async fn what_was_kept_is_there_after_closing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    let world = open(&path);
    let made = world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    world.all(target(1)).await;
    drop(world);
    let world = open(&path);
    world.clock.advance_seconds(60);
    assert_eq!(world.all(target(1)).await, std::slice::from_ref(&made));
    let trail = world.store.trail(target(1)).await.expect("readable");
    assert_eq!(
        trail[..2],
        [
            format!("create allowed own-area {}", made.id),
            "list allowed own-area -".to_owned()
        ]
    );
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    let world = open(&path);
    world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    for file in ["contactable.db", "contactable.db-wal", "contactable.db-shm"] {
        let mode = std::fs::metadata(folder.path().join(file))
            .expect("it is there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

/// The second wall: what the rules should never write, the database refuses.
#[test]
fn the_schema_holds_the_invariants_too() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    drop(open(&path));
    let connection = open_connection(&path).expect("it opens");
    let slot = "INSERT INTO slot (target_id, area, slot, id, created_at) \
                VALUES (zeroblob(16), 'housing', ?1, randomblob(16), 0)";
    assert!(connection.execute(slot, ["default:phone"]).is_ok());
    assert!(
        connection.execute(slot, ["default:phone"]).is_err(),
        "a second default"
    );
    assert!(
        connection.execute(slot, ["phone:6"]).is_err(),
        "a sixth phone"
    );
    let key = "INSERT INTO contact_detail_key (id, area, target_id, created_at) \
               VALUES (zeroblob(16), ?1, randomblob(16), 0)";
    assert!(connection.execute(key, ["housing"]).is_ok());
    assert!(
        connection.execute(key, ["housing"]).is_err(),
        "an id used twice in one area"
    );
    assert!(connection.execute(key, ["nhs"]).is_ok());
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    std::fs::write(
        &path,
        "this is not a database, and long enough to look like one ".repeat(40),
    )
    .expect("written");
    assert!(SqliteStore::open(&path, Options::default()).is_err());
    assert!(
        SqliteStore::open(&folder.path().join("no/such/folder.db"), Options::default()).is_err()
    );
}

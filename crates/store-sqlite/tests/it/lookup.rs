//! The index of values on disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use contactable_domain::trace::LookupKey;
use contactable_store_sqlite::{Options, SqliteStore, open_connection};
use contactable_testkit::store_suite::World;
use contactable_testkit::{address, email, new, phone, target};
use tempfile::TempDir;

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("contactable.db");
    (folder, path)
}

fn open(path: &Path, key: Option<u8>) -> World {
    let options = Options {
        lookup_key: key.map(|byte| LookupKey::new([byte; 32])),
        ..Options::default()
    };
    World::over(Arc::new(
        SqliteStore::open(path, options).expect("it opens"),
    ))
}

async fn found(world: &World, typed: &str) -> usize {
    let pages = world.trace(&world.housing, typed, 1000).await;
    pages.iter().map(|page| page.found.len()).sum()
}

fn fingerprints(path: &Path) -> Vec<Vec<u8>> {
    let connection = open_connection(path).expect("it opens");
    let mut statement = connection
        .prepare("SELECT fingerprint FROM lookup")
        .expect("readable");
    let rows = statement.query_map([], |row| row.get(0)).expect("readable");
    rows.collect::<Result<_, _>>().expect("readable")
}

/// With the file's own key, then with one that is given, then with another, then with its own again.
#[tokio::test]
async fn everything_is_found_by_whichever_key() {
    let (_folder, path) = folder();
    let world = open(&path, None);
    let first = world
        .make(new(target(1), phone("020 7946 0001")))
        .await
        .expect("made");
    world
        .replace(&first, phone("020 7946 0002"))
        .await
        .expect("replaced");
    world
        .make(new(target(2), address("Flat 1")))
        .await
        .expect("made");
    drop(world);
    let mut last = (None, fingerprints(&path));
    for key in [None, Some(1), Some(1), Some(2)] {
        let world = open(&path, key);
        assert_eq!(found(&world, "020 7946 0001").await, 1);
        assert_eq!(found(&world, "020 7946 0002").await, 1);
        assert_eq!(found(&world, "E8 0ZZ").await, 1);
        assert_eq!(found(&world, "020 7946 0003").await, 0);
        drop(world);
        let now = fingerprints(&path);
        assert_eq!(now.len(), 3);
        assert_eq!(last == (key, now.clone()), last.0 == key);
        last = (key, now);
    }
    let world = open(&path, None);
    assert_eq!(found(&world, "020 7946 0001").await, 1);
}

/// A key that is given is not kept in the file, and one that is not needed any more is forgotten.
#[tokio::test]
async fn a_key_that_is_given_is_not_kept() {
    let (_folder, path) = folder();
    drop(open(&path, None));
    drop(open(&path, Some(0x6b)));
    for file in ["contactable.db", "contactable.db-wal"] {
        let bytes = std::fs::read(path.with_file_name(file)).unwrap_or_default();
        assert!(
            !bytes.windows(32).any(|window| window == [0x6b; 32]),
            "{file}"
        );
    }
    let connection = open_connection(&path).expect("it opens");
    let sql = "SELECT count(*) FROM setting WHERE name = 'lookup-key'";
    let kept: u32 = connection
        .query_row(sql, [], |row| row.get(0))
        .expect("readable");
    assert_eq!(kept, 0);
}

/// Whoever was interrupted goes on; what an older program wrote beside the index is found as well.
#[tokio::test]
async fn an_index_that_was_left_half_made_is_completed() {
    let (_folder, path) = folder();
    let world = open(&path, Some(1));
    for number in 0..20 {
        let line = format!("a{number}@example.com");
        world
            .make(new(target(number), email(&line)))
            .await
            .expect("made");
    }
    drop(world);
    let half_made = "DELETE FROM lookup WHERE target_id > (SELECT target_id FROM target LIMIT 1 OFFSET 9); \
                     INSERT INTO setting SELECT 'lookup-made-up-to', max(target_id) FROM lookup";
    let older_program = "DELETE FROM lookup; INSERT INTO audit_entry VALUES (0, zeroblob(16), 5, 'a', 'staff', \
                         'create', NULL, NULL, 'housing', 'allowed', 'own-area', zeroblob(16))";
    for left in [half_made, older_program] {
        let connection = open_connection(&path).expect("it opens");
        connection.execute_batch(left).expect("done");
        drop(connection);
        let world = open(&path, Some(1));
        for number in 0..20 {
            assert_eq!(
                found(&world, &format!("A{number}@Example.com")).await,
                1,
                "{number}"
            );
        }
        world.verify_trail(&[]).await.expect("whole");
    }
}

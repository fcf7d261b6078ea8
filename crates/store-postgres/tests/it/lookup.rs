//! The index of values.

use contactable_domain::trace::LookupKey;
use contactable_store_postgres::Options;
use contactable_testkit::store_suite::World;
use contactable_testkit::{address, email, new, phone, target};

use crate::database::{Database, connect};

fn open(database: &Database, key: Option<u8>) -> World {
    database.world(Options {
        lookup_key: key.map(|byte| LookupKey::new([byte; 32])),
        ..Options::default()
    })
}

async fn found(world: &World, typed: &str) -> usize {
    let pages = world.trace(&world.housing, typed, 1000).await;
    pages.iter().map(|page| page.found.len()).sum()
}

async fn fingerprints(database: &Database) -> Vec<Vec<u8>> {
    let client = connect(&database.superuser()).await;
    let sql = "SELECT fingerprint FROM lookup ORDER BY fingerprint";
    let rows = client.query(sql, &[]).await.expect("readable");
    rows.iter().map(|row| row.get(0)).collect()
}

/// With the database's own key, then with one that is given, then with another, then with its own again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_is_found_by_whichever_key() {
    let database = Database::migrated();
    let world = open(&database, None);
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
    let mut last = (None, fingerprints(&database).await);
    for key in [None, Some(1), Some(1), Some(2)] {
        let world = open(&database, key);
        assert_eq!(found(&world, "020 7946 0001").await, 1);
        assert_eq!(found(&world, "020 7946 0002").await, 1);
        assert_eq!(found(&world, "E8 0ZZ").await, 1);
        assert_eq!(found(&world, "020 7946 0003").await, 0);
        drop(world);
        let now = fingerprints(&database).await;
        assert_eq!(now.len(), 3);
        assert_eq!(last == (key, now.clone()), last.0 == key);
        last = (key, now);
    }
    let world = open(&database, None);
    assert_eq!(found(&world, "020 7946 0001").await, 1);
}

/// A key that is given is not kept there, and one that is not needed any more is forgotten.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_is_given_is_not_kept() {
    let database = Database::migrated();
    drop(open(&database, None));
    drop(open(&database, Some(0x6b)));
    let client = connect(&database.superuser()).await;
    let sql = "SELECT name, value FROM setting";
    for row in client.query(sql, &[]).await.expect("readable") {
        let (name, value): (String, Vec<u8>) = (row.get(0), row.get(1));
        assert_ne!(name, "lookup-key");
        assert!(value.len() < 32, "{name}");
    }
}

/// Whoever was interrupted goes on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_that_was_left_half_made_is_completed() {
    let database = Database::migrated();
    let world = open(&database, Some(1));
    for number in 0..20 {
        let line = format!("a{number}@example.com");
        world
            .make(new(target(number), email(&line)))
            .await
            .expect("made");
    }
    drop(world);
    let client = connect(&database.superuser()).await;
    let half_made = "INSERT INTO setting SELECT 'lookup-made-up-to', decode(replace(target_id::text, '-', ''), 'hex') \
         FROM target ORDER BY target_id OFFSET 9 LIMIT 1; \
         DELETE FROM lookup WHERE target_id > (SELECT target_id FROM target ORDER BY target_id OFFSET 9 LIMIT 1)";
    client.batch_execute(half_made).await.expect("done");
    let world = open(&database, Some(1));
    for number in 0..20 {
        assert_eq!(
            found(&world, &format!("A{number}@Example.com")).await,
            1,
            "{number}"
        );
    }
}

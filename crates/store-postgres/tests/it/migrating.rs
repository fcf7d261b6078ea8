//! Bringing a database up to date: by two at once, after somebody stopped half-way, with and without a role of its own.

use contactable_store_postgres::{Migration, Options, PostgresStore, migrate};
use contactable_testkit::{new, phone, target};
use futures_util::future::join_all;

use crate::database::{Database, OWNER, SERVICE, connect};

fn with_role(role: &str) -> Migration<'_> {
    Migration {
        service_role: Some(role),
        ca_file: None,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_at_once_do_it_once() {
    let database = Database::empty();
    let owner = database.config(OWNER);
    let migration = with_role(SERVICE);
    let all = (0..4).map(|_| migrate(&owner, &migration));
    for done in join_all(all).await {
        done.expect("up to date");
    }
    migrate(&owner, &migration).await.expect("it was already");
    let store = PostgresStore::open(&database.config(SERVICE), Options::default()).await;
    store.expect("it opens");
}

/// Somebody was stopped between one migration and the next, while they held the lease.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_comes_after_a_crash_goes_on() {
    let database = Database::empty();
    let owner = database.config(OWNER);
    migrate(&owner, &Migration::default())
        .await
        .expect("up to date");
    let client = connect(&owner).await;
    client
        .batch_execute(
            "DROP TABLE event_log, relay_lease, relay_member, sink_position, dead_letter, \
             heartbeat; \
             DELETE FROM setting WHERE name = 'lock:relay'; \
             DELETE FROM refinery_schema_history WHERE version >= 3",
        )
        .await
        .expect("as before it");
    let holder = connect(&owner).await;
    holder
        .batch_execute("BEGIN; SELECT name FROM migration_lease FOR UPDATE")
        .await
        .expect("held");
    let opened = PostgresStore::open(&owner, Options::default()).await;
    let why = opened.err().expect("older than the program").to_string();
    assert!(why.contains("contactable migrate"), "{why}");
    let migration = Migration::default();
    let done = tokio::join!(migrate(&owner, &migration), async {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        // The connection of whoever was stopped ends.
        drop(holder);
    });
    done.0.expect("up to date");
    PostgresStore::open(&owner, Options::default())
        .await
        .expect("it opens");
}

#[tokio::test]
async fn an_empty_database_says_what_to_do() {
    let database = Database::empty();
    let opened = PostgresStore::open(&database.config(OWNER), Options::default()).await;
    let why = opened.err().expect("there is nothing").to_string();
    assert!(
        why.contains("version 0") && why.contains("contactable migrate"),
        "{why}"
    );
}

/// One who would pass the wall between areas, or is not there, is given nothing.
#[tokio::test]
async fn a_role_that_will_not_do_is_refused() {
    let database = Database::empty();
    for (role, word) in [
        ("contactable_test_nobody", "CREATE ROLE"),
        ("postgres", "NOBYPASSRLS"),
    ] {
        let done = migrate(&database.config(OWNER), &with_role(role)).await;
        let why = done.expect_err(role).to_string();
        assert!(why.contains(word), "{why}");
    }
}

/// The owner of the tables may be the service too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_role_for_both_will_do() {
    let database = Database::empty();
    let owner = database.config(OWNER);
    migrate(&owner, &with_role(OWNER))
        .await
        .expect("up to date");
    let store = PostgresStore::open(&owner, Options::default())
        .await
        .expect("it opens");
    let world = contactable_testkit::store_suite::World::over(std::sync::Arc::new(store));
    let new = contactable_testkit::new(
        contactable_testkit::target(1),
        contactable_testkit::phone("07700 900001"),
    );
    world.make(new).await.expect("made");
    assert_eq!(world.all(contactable_testkit::target(1)).await.len(), 1);
}

/// Rows are sent as the tables were when a connection was made: who meets other tables makes a new one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_column_that_comes_or_goes_meanwhile_stops_nobody() {
    let database = Database::migrated();
    let world = database.world(Options::default());
    let owner = connect(&database.superuser()).await;
    let make_many = async |first: u8| {
        let numbers = first..first + 40;
        let makes = numbers.map(|number| world.make(new(target(number), phone("07700 900001"))));
        for made in join_all(makes).await {
            made.expect("made");
        }
        // Their entries in the trail come together, too, and have nobody who could write them one by one.
        let looks = (first..first + 40).map(|number| world.all(target(number)));
        assert!(join_all(looks).await.iter().all(|held| held.len() == 1));
        world.store.ping().await.expect("all is written");
    };
    make_many(0).await;
    for (change, first) in [("ADD COLUMN later text", 40), ("DROP COLUMN later", 80)] {
        for table in ["contact_detail", "slot", "outbox", "trail"] {
            let alter = format!("ALTER TABLE {table} {change}");
            owner.batch_execute(&alter).await.expect("altered");
        }
        make_many(first).await;
    }
    world.verify_trail(&[]).await.expect("whole");
}

//! Two stores over one database, as two processes have them: they race, and one is as if after the other.

use std::sync::Arc;
use std::time::Duration;

use contactable_domain::contact_detail::NewContactDetail;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{Clock as _, LeaseAsked, RelayId, Tied};
use contactable_domain::succession::Fate;
use contactable_store_postgres::Options;
use contactable_testkit::store_suite::{World, one_of_many_is_carried_out};
use contactable_testkit::{new, phone, target};
use jiff::SignedDuration;
use tokio::time::{Instant, sleep};
use tokio_postgres::Client;

use crate::database::{Database, connect};
use crate::walls::identifier_of;

/// Two worlds over one database, with one clock and one source of ids.
fn pair(database: &Database) -> [World; 2] {
    let first = database.world(Options::default());
    let second = first.beside(Arc::new(database.store(Options::default())));
    [first, second]
}

fn default(target: TargetId, number: u8) -> NewContactDetail {
    NewContactDetail {
        is_default: true,
        ..new(target, phone(&format!("07700 9000{number:02}")))
    }
}

/// A process has died in the middle of a move, and the server does not know yet: others take over all shards but that one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shard_that_is_stuck_stops_no_other() {
    let database = Database::migrated();
    let [first, second] = pair(&database);
    let take = async |world: &World, number: u8| {
        let at = world.clock.now();
        let asked = LeaseAsked {
            relay: RelayId(target(number).uuid()),
            at,
            until: at + SignedDuration::from_secs(30),
        };
        world.store.take_leases(asked).await.expect("asked")
    };
    assert_eq!(take(&first, 1).await.len(), 64);
    let mut dying = connect(&database.superuser()).await;
    let stuck = dying.transaction().await.expect("begun");
    let hold = "SELECT shard FROM relay_lease WHERE shard = 7 FOR UPDATE";
    stuck.query(hold, &[]).await.expect("held");
    first.clock.advance_seconds(60);
    let expected: Vec<u8> = (0..64).filter(|shard| *shard != 7).collect();
    assert_eq!(take(&second, 2).await, expected);
    stuck.rollback().await.expect("over");
    assert_eq!(take(&second, 2).await.len(), 64);
}

/// Five places, of which each has one occupant, and one default; on a target that neither knew before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn places_are_given_once() {
    let database = Database::migrated();
    let worlds = pair(&database);
    let mut tasks = Vec::new();
    for number in 0..40 {
        let world = worlds[usize::from(number) % 2].clone();
        tasks.push(tokio::spawn(async move {
            world.make(default(target(1), number)).await
        }));
    }
    let mut made = 0_usize;
    for task in tasks {
        match task.await.expect("no panic") {
            Ok(_) => made += 1,
            Err(refusal) => assert_eq!(refusal, "too-many-active"),
        }
    }
    assert_eq!(made, 5);
    let all = worlds[1].all(target(1)).await;
    assert_eq!(all.iter().filter(|record| record.is_default).count(), 1);
    for world in &worlds {
        let version = world
            .store
            .target_version(target(1))
            .await
            .expect("readable");
        assert_eq!(version, 5);
        world.store.ping().await.expect("written");
    }
    worlds[0].verify_trail(&[]).await.expect("whole");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_identifier_goes_to_one() {
    let database = Database::migrated();
    let worlds = pair(&database);
    let mut tasks = Vec::new();
    for number in 0..16 {
        let world = worlds[usize::from(number) % 2].clone();
        tasks.push(tokio::spawn(async move {
            let tied = identifier_of(&world, number);
            world
                .store
                .tie(tied, world.entry(Some(target(number))))
                .await
                .expect("kept")
        }));
    }
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.expect("no panic"));
    }
    let first = outcomes.iter().filter(|tied| **tied == Tied::Now).count();
    assert_eq!(first, 1, "{outcomes:?}");
}

/// Each in the other's place at once: one of the two is refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn successions_make_no_circle() {
    let database = Database::migrated();
    let worlds = pair(&database);
    for number in 0..8 {
        let (one, other) = (target(2 * number), target(2 * number + 1));
        for about in [one, other] {
            worlds[0]
                .make(new(about, phone("07700 900001")))
                .await
                .expect("made");
        }
        let outcomes = tokio::join!(
            worlds[0].say(one, Fate::SupersededBy(other)),
            worlds[1].say(other, Fate::SupersededBy(one)),
        );
        assert_ne!(outcomes.0.is_ok(), outcomes.1.is_ok(), "{number}");
    }
}

/// What one wrote, the other sees when it asks afterwards, and chains to.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn they_keep_one_trail() {
    let database = Database::migrated();
    let worlds = pair(&database);
    let mut tasks = Vec::new();
    for world in worlds.clone() {
        tasks.push(tokio::spawn(async move {
            for _ in 0..20 {
                world
                    .store
                    .note(world.entry(Some(target(7))))
                    .await
                    .expect("noted");
                world.store.ping().await.expect("written");
            }
        }));
    }
    for task in tasks {
        task.await.expect("no panic");
    }
    let heads = worlds[0].verify_trail(&[]).await.expect("whole");
    assert_eq!(heads.iter().map(|head| head.number).sum::<u64>(), 40);
    for number in 0..20 {
        let (writer, reader) = (usize::from(number) % 2, usize::from(number + 1) % 2);
        worlds[writer]
            .make(new(target(100 + number), phone("07700 900001")))
            .await
            .expect("made");
        assert_eq!(worlds[reader].all(target(100 + number)).await.len(), 1);
    }
}

/// A request that comes again elsewhere, while it is being carried out, is told what came of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_is_carried_out_once_wherever_it_comes() {
    let database = Database::migrated();
    let superuser = database.superuser();
    // Somebody else holds the target, until both processes wait for it.
    let shut = async |target: TargetId| {
        let client = connect(&superuser).await;
        let hold = "BEGIN; SELECT version FROM target WHERE target_id = '{}' FOR UPDATE";
        let hold = hold.replace("{}", &target.uuid().to_string());
        client.batch_execute(&hold).await.expect("held");
        client
    };
    // Asked by another: within one transaction the same connections are told of, whoever came since.
    let looking = connect(&superuser).await;
    let open = async |client: Client| {
        let waiting = "SELECT count(*) FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid) \
             WHERE NOT l.granted AND a.datname = current_database()";
        // Whoever waits longer has given up.
        let deadline = Instant::now() + Options::default().patience;
        loop {
            let told = looking.query_one(waiting, &[]).await.expect("told");
            if told.get::<_, i64>(0) >= 2 {
                break;
            }
            assert!(Instant::now() < deadline, "the two do not meet");
            sleep(Duration::from_millis(5)).await;
        }
        client.batch_execute("COMMIT").await.expect("let go");
    };
    one_of_many_is_carried_out(&pair(&database), shut, open).await;
}

//! Connections that are lost: idle, in the middle of work, and while a commit is under way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use contactable_domain::contact_detail::NewContactDetail;
use contactable_domain::ids::{ContactDetailId, shard_of};
use contactable_domain::ports::{Clock as _, Ids as _};
use contactable_store_postgres::{Options, PostgresStore};
use contactable_testkit::store_suite::World;
use contactable_testkit::{new, phone, target};
use tokio_postgres::Client;

use crate::database::{Database, SERVICE, connect};
use crate::proxy::{Cut, Proxy};

/// Ends every connection of the service.
async fn terminate(client: &Client) {
    let sql = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
         WHERE datname = current_database() AND usename = $1";
    client.query_one(sql, &[&SERVICE]).await.expect("ended");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn idle_connections_are_replaced() {
    let database = Database::migrated();
    let world = database.world(Options::default());
    let beside = connect(&database.superuser()).await;
    for number in 0..5 {
        world
            .make(new(target(number), phone("07700 900001")))
            .await
            .expect("made");
        assert_eq!(world.all(target(number)).await.len(), 1);
        terminate(&beside).await;
        assert_eq!(world.all(target(number)).await.len(), 1);
        world
            .store
            .standing(target(number))
            .await
            .expect("readable");
        terminate(&beside).await;
    }
    world.store.ping().await.expect("written");
    world.verify_trail(&[]).await.expect("whole");
}

/// Writers and readers go on while connections are ended again and again. What was acknowledged is there, once; who was
/// told that it is not known may find it either way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_and_nothing_doubled() {
    let database = Database::migrated();
    let world = database.world(Options::default());
    let is_over = Arc::new(AtomicBool::new(false));
    let mut tasks = Vec::new();
    for writer in 0..8_u8 {
        let (world, is_over) = (world.clone(), is_over.clone());
        tasks.push(tokio::spawn(async move {
            let mut made = Vec::new();
            let mut number = writer;
            while !is_over.load(Ordering::Relaxed) && number < 240 {
                let about = target(number);
                match world.make(new(about, phone("07700 900001"))).await {
                    Ok(record) => made.push((about, record.id)),
                    Err(why) => assert!(why.starts_with("un"), "{why}"),
                }
                number += 8;
            }
            made
        }));
    }
    let beside = connect(&database.superuser()).await;
    for _ in 0..20 {
        tokio::time::sleep(Duration::from_millis(60)).await;
        terminate(&beside).await;
    }
    is_over.store(true, Ordering::Relaxed);
    let mut made = Vec::new();
    for task in tasks {
        made.extend(task.await.expect("no panic"));
    }
    assert!(!made.is_empty());
    for (about, id) in made {
        let held = world.all(about).await;
        assert_eq!(
            held.iter().map(|record| record.id).collect::<Vec<_>>(),
            [id]
        );
        assert_eq!(world.store.outbox(about).await.expect("readable").len(), 1);
    }
    world.verify_trail(&[]).await.expect("whole");
    let doubled = "SELECT count(*) FROM (SELECT entry_id FROM trail GROUP BY entry_id HAVING count(*) > 1) AS d";
    let doubled: i64 = beside
        .query_one(doubled, &[])
        .await
        .expect("readable")
        .get(0);
    assert_eq!(doubled, 0);
}

/// The connection is cut while a commit is under way: before it arrives, or after it was made and before the answer
/// arrives. Whoever asked gets the right answer all the same, as the trail says whether it was made.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_without_an_answer_is_looked_up() {
    for cut in [Cut::BeforeCommit, Cut::AfterCommit] {
        let database = Database::migrated();
        let proxy = Proxy::start(&database.config(SERVICE));
        let options = Options {
            audit_delay: Duration::from_millis(20),
            ..Options::default()
        };
        let store = PostgresStore::open(&proxy.config(), options).await;
        let world = World::over(Arc::new(store.expect("it opens")));
        for number in 0..6 {
            proxy.cut_next(cut);
            let made = world.make(new(target(number), phone("07700 900001"))).await;
            let made = made.unwrap_or_else(|why| panic!("{cut:?}: {why}"));
            assert_eq!(world.versions(&made).await.len(), 1);
            assert_eq!(world.all(target(number)).await, [made]);
            let told = world.store.outbox(target(number)).await.expect("readable");
            assert_eq!(told.len(), 1);
            // Entries of looks as well.
            proxy.cut_next(cut);
            world.all(target(number)).await;
            while !proxy.has_cut() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
        world.store.ping().await.expect("written");
        let heads = world.verify_trail(&[]).await.expect("whole");
        // One for each that was made, two for looks at each.
        assert_eq!(heads.iter().map(|head| head.number).sum::<u64>(), 6 * 3);
    }
}

/// An entry in the first place of a stream.
const FIRST: &str = "INSERT INTO trail SELECT $1, 1, gen_random_uuid(), 0, '', '', '', '', '', NULL, NULL, NULL, NULL, \
     '', 'allowed', '', gen_random_uuid(), decode(repeat('00', 32), 'hex')";

/// Waits until so many wait for locks.
async fn wait_for_waiting(client: &Client, count: i64) {
    let sql = "SELECT count(*) FROM pg_stat_activity \
         WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let deadline = std::time::Instant::now() + Duration::from_secs(15);
    loop {
        let waiting: i64 = client.query_one(sql, &[]).await.expect("readable").get(0);
        if waiting >= count {
            return;
        }
        assert!(std::time::Instant::now() < deadline, "{waiting} wait");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// The first commit ever in a stream is still under way when its connection is lost: whoever looks for it waits.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_commit_of_a_stream_is_looked_up_too() {
    for cut in [Cut::BeforeCommit, Cut::WhileCommitting, Cut::AfterCommit] {
        for is_look in [false, true] {
            let database = Database::migrated();
            let proxy = Proxy::start(&database.config(SERVICE));
            let options = Options {
                audit_delay: Duration::ZERO,
                ..Options::default()
            };
            let store = PostgresStore::open(&proxy.config(), options).await;
            let world = World::over(Arc::new(store.expect("it opens")));
            let watcher = connect(&database.superuser()).await;
            let mut beside = connect(&database.superuser()).await;
            let held = beside.transaction().await.expect("begun");
            if cut == Cut::WhileCommitting {
                // Whoever writes the first entry waits for what becomes of this one.
                let shard = i64::from(shard_of(target(1).uuid()));
                held.execute(FIRST, &[&shard]).await.expect("held");
            }
            proxy.cut_next(cut);
            let asked = {
                let world = world.clone();
                tokio::spawn(async move {
                    if is_look {
                        let noted = world.store.note(world.entry(Some(target(1))));
                        return noted.await.expect("noted");
                    }
                    let made = world.make(new(target(1), phone("07700 900001")));
                    made.await.expect("made");
                })
            };
            if cut == Cut::WhileCommitting {
                // The commit, and whoever looks for it.
                wait_for_waiting(&watcher, 2).await;
            }
            held.rollback().await.expect("over");
            asked.await.expect("done");
            assert!(proxy.has_cut());
            let lines = world.store.trail(target(1)).await.expect("readable");
            assert_eq!(lines.len(), 1, "{cut:?} {is_look}: {lines:?}");
            let told = world.store.outbox(target(1)).await.expect("readable");
            assert_eq!(told.len(), usize::from(!is_look));
            assert_eq!(world.all(target(1)).await.len(), usize::from(!is_look));
            world.verify_trail(&[]).await.expect("whole");
        }
    }
}

/// The database is gone and stays away: whoever asked is told that nobody knows, and the same request again, when it is
/// back, is answered as if it had come once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_knows_is_said_and_may_be_sent_again() {
    let database = Database::migrated();
    let proxy = Proxy::start(&database.config(SERVICE));
    let options = Options {
        patience: Duration::from_millis(1500),
        ..Options::default()
    };
    let store = PostgresStore::open(&proxy.config(), options).await;
    let world = World::over(Arc::new(store.expect("it opens")));
    let asked = new(target(1), phone("07700 900001"));
    // By the writer that will be asked again.
    world
        .make(new(target(1), phone("07700 900002")))
        .await
        .expect("made");
    proxy.refuse(true);
    proxy.cut_next(Cut::AfterCommit);
    let id = ContactDetailId::from(world.ids.next(world.clock.now()));
    let asked = NewContactDetail {
        id: Some(id),
        ..asked
    };
    let why = world
        .make(asked.clone())
        .await
        .expect_err("there is no answer");
    assert!(why.starts_with("unknown"), "{why}");
    let why = world
        .make(asked.clone())
        .await
        .expect_err("there is no database");
    assert!(why.starts_with("unavailable"), "{why}");
    proxy.refuse(false);
    world.make(asked.clone()).await.expect("the same");
    assert_eq!(world.all(target(1)).await.len(), 2);
    assert_eq!(
        world.store.outbox(target(1)).await.expect("readable").len(),
        2
    );
    world.store.ping().await.expect("written");
    world.verify_trail(&[]).await.expect("whole");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_goes_away_in_the_middle_of_a_read_harms_nobody() {
    let database = Database::migrated();
    let world = database.world(Options::default());
    world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    for round in 0..40_u64 {
        let world = world.clone();
        let asked = tokio::spawn(async move {
            world.store.standing(target(1)).await.expect("readable");
            world.all(target(1)).await;
        });
        tokio::time::sleep(Duration::from_micros(100 * round)).await;
        asked.abort();
    }
    assert_eq!(world.all(target(1)).await.len(), 1);
    world.store.standing(target(1)).await.expect("readable");
    world
        .make(new(target(1), phone("07700 900002")))
        .await
        .expect("made");
}

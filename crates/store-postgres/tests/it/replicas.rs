//! A replica that answers reads: it takes them off the primary, and nobody can tell from what they are told.

use std::sync::Arc;

use contactable_domain::actor::Actor;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ports::{ReplicaState, Store as _};
use contactable_store_postgres::PostgresStore;
use contactable_testkit::store_suite::{
    WAYS, World, asked_sharing, no_read_that_begins_after_a_withdrawal_sees_anything,
};
use contactable_testkit::{new, phone, target};

use crate::pair::{Pair, until};

/// All ways but the one that looks for values: what is found by a value nobody can know beforehand.
const BY_REPLICA: u64 = WAYS.len() as u64 - 1;

fn state(store: &PostgresStore) -> ReplicaState {
    store.replicas()[0]
}

/// Sees a record in every way, all of them by the replica.
async fn seen_by_replica(
    (world, store): (&World, &PostgresStore),
    actor: &Arc<Actor>,
    record: &ContactDetail,
) {
    until("the replica answers", async || {
        let before = state(store).answered;
        assert_eq!(world.ways(actor, record).await, WAYS);
        state(store).answered - before >= BY_REPLICA
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_becomes_of_a_replica_reads_are_right_at_once() {
    let mut pair = Pair::start().await;
    let [store, other] = [pair.store().await, pair.store().await];
    let world = World::over(store.clone());
    let elsewhere = world.beside(other);
    let (housing, others) = (&world.housing, &world.social_care);
    let record = world.make(new(target(1), phone("07700 900001"))).await;
    let record = record.expect("made");
    let grant = world
        .share(asked_sharing(target(1)))
        .await
        .expect("shared")
        .0;
    seen_by_replica((&world, &store), housing, &record).await;
    seen_by_replica((&world, &store), others, &record).await;

    // It stays behind and does not know. Whoever changes something, in whichever process, everybody sees it.
    pair.pause().await;
    world.clock.advance_seconds(60);
    elsewhere.withdraw(&grant).await;
    assert!(world.ways(others, &record).await.is_empty());
    assert_eq!(world.ways(housing, &record).await, WAYS);
    elsewhere.restrict(target(1), true).await;
    assert!(world.ways(housing, &record).await.is_empty());
    elsewhere.restrict(target(1), false).await;
    let changed = elsewhere.replace(&record, phone("07700 900002")).await;
    let changed = changed.expect("replaced");
    assert_eq!(
        world.get_as(housing, record.id).await.as_ref(),
        Ok(&changed)
    );
    assert_eq!(
        world.active(target(1)).await,
        std::slice::from_ref(&changed)
    );
    assert_eq!(world.versions(&record).await.len(), 2);
    let fresh = world.make(new(target(2), phone("07700 900003"))).await;
    let fresh = fresh.expect("made");
    assert_eq!(elsewhere.ways(housing, &fresh).await, WAYS);
    // In the end it counts as too far behind.
    until("it is left alone", async || !state(&store).is_used).await;
    let answered = state(&store).answered;
    assert_eq!(world.ways(housing, &changed).await, WAYS);
    assert_eq!(state(&store).answered, answered);
    pair.resume().await;
    seen_by_replica((&world, &store), housing, &changed).await;

    // Gone, it costs nobody an error.
    pair.standby.stop().expect("it stops");
    for _ in 0..3 {
        assert_eq!(world.ways(housing, &changed).await, WAYS);
    }
    until("it is left alone", async || !state(&store).is_used).await;
    pair.standby.start_again().expect("it starts again");
    seen_by_replica((&world, &store), housing, &changed).await;
}

/// Random sequences of changes and looks, and many at the same time, over a replica that is always a little behind.
#[test]
fn nobody_can_tell_a_replica_from_the_primary() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let (pair, store) = runtime.block_on(async {
        let pair = Pair::start().await;
        let store = pair.store().await;
        (pair, store)
    });
    let fresh = || {
        // Ids and instants are the same again in every sequence.
        runtime.block_on(pair.clear());
        (store.clone() as Arc<_>, ())
    };
    contactable_testkit::random_access::check(2, fresh);
    contactable_testkit::random_history::check(2, fresh);
    let world = World::over(fresh().0);
    runtime.block_on(no_read_that_begins_after_a_withdrawal_sees_anything(world));
    assert!(state(&store).answered > 100, "{:?}", state(&store));
}

//! The second wall: what a race could break, another connection cannot write either.

use contactable_domain::contact_detail::Stamp;
use contactable_domain::event::{LogPlace, SinkName};
use contactable_domain::ids::shard_of;
use contactable_domain::ports::{
    Clock, DeadLetter, HeldShard, LeaseAsked, RelayId, Settled, TargetIdentifier, Tied,
};
use contactable_domain::succession::Fate;
use contactable_store_postgres::Options;
use contactable_testkit::store_suite::{World, asked_sharing, nhs_number};
use contactable_testkit::{new, phone, target};
use tokio_postgres::Client;

use crate::database::{Database, connect};

/// Everything that a schema constraint holds, each once.
pub async fn fill(world: &World) {
    world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    let (grant, _) = world.share(asked_sharing(target(1))).await.expect("shared");
    world.withdraw(&grant).await;
    world.restrict(target(1), true).await;
    let tied = identifier_of(world, 1);
    let tied = world.store.tie(tied, world.entry(Some(target(1)))).await;
    assert_eq!(tied.expect("kept"), Tied::Now);
    let other = world.make(new(target(2), phone("07700 900002"))).await;
    other.expect("made");
    let by = Fate::SupersededBy(target(1));
    world.say(target(2), by).await.expect("both live");
    relay_one(world).await;
    // Also what waits to be written.
    world.store.ping().await.expect("written");
}

/// Moves the first event into the log, where it cannot be told; others wait.
async fn relay_one(world: &World) {
    let (relay, at) = (RelayId(target(9).uuid()), world.clock.now());
    let until = at + jiff::SignedDuration::from_mins(1);
    let asked = LeaseAsked { relay, at, until };
    let taken = world.store.take_leases(asked).await.expect("taken");
    assert_eq!(taken.len(), 64);
    let shard = shard_of(target(1).uuid());
    let held = HeldShard { shard, relay, at };
    let moved = world.store.move_waiting(held, 1).await.expect("moved");
    assert_eq!(moved, Some(1));
    let sink = SinkName::parse("sink").expect("a name");
    let begun = world.store.begin_sink(sink.clone(), true);
    begun.await.expect("begun");
    let letter = DeadLetter {
        place: LogPlace { shard, number: 1 },
        at,
        attempts: 1,
        why: "a\0b".to_owned(),
    };
    let settled = Settled {
        through: 1,
        dead: vec![letter],
    };
    let settled = world.store.settle(held, sink, settled).await;
    assert!(settled.expect("noted"));
}

/// The same NHS number, of this target.
pub fn identifier_of(world: &World, number: u8) -> TargetIdentifier {
    TargetIdentifier {
        target: target(number),
        identifier: nhs_number("9990000018"),
        recorded: Stamp {
            at: world.clock.now(),
            by: world.housing.author.clone(),
        },
    }
}

/// Whether a constraint (class 23) forbids it.
async fn is_refused(client: &Client, sql: &str) -> bool {
    match client.batch_execute(sql).await {
        Err(error) => error
            .code()
            .is_some_and(|code| code.code().starts_with("23")),
        Ok(()) => false,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_writer_breaks_nothing() {
    let database = Database::migrated();
    let world = database.world(Options::default());
    fill(&world).await;
    let second = connect(&database.superuser()).await;
    for sql in [
        // An identifier of another target's; a second one of a system.
        "INSERT INTO identifier_key SELECT system, value, gen_random_uuid() FROM identifier_key",
        "INSERT INTO target_identifier SELECT target_id, system, '1', recorded_at, recorded_by, NULL, NULL \
         FROM target_identifier",
        // A record's id twice in an area, a place that two have, a place that there is not, two successors.
        "INSERT INTO contact_detail_key SELECT id, area, gen_random_uuid(), created_at FROM contact_detail_key",
        "INSERT INTO slot SELECT target_id, area, slot, gen_random_uuid(), created_at FROM slot",
        "UPDATE slot SET slot = 'phone:0'",
        "UPDATE slot SET slot = 'phone:1x'",
        "UPDATE slot SET slot = 'default:'",
        "INSERT INTO successor SELECT target_id, area, id, gen_random_uuid() FROM contact_detail; \
         INSERT INTO successor SELECT target_id, area, id, gen_random_uuid() FROM contact_detail",
        // A record that is what none can be.
        "UPDATE contact_detail SET channel = 'pigeon'",
        "UPDATE contact_detail SET ended_at = created_at",
        "UPDATE contact_detail SET valid_from = 2, valid_until = 1",
        "UPDATE contact_detail SET failure = 'hard'",
        "UPDATE contact_detail SET item = ''",
        "INSERT INTO contact_detail_version SELECT * FROM contact_detail_version",
        // Two entries of one number, one that was never chained, a stream that is none.
        "INSERT INTO trail SELECT * FROM trail LIMIT 1",
        "UPDATE trail SET number = 0 WHERE number = 1",
        "UPDATE trail SET stream = 65",
        "UPDATE trail SET digest = ''",
        // Two heads of a stream, two events of one id.
        "INSERT INTO audit_head SELECT * FROM audit_head LIMIT 1",
        "INSERT INTO outbox SELECT * FROM outbox LIMIT 1",
        "UPDATE outbox SET shard = 64",
        // Two events of one number, shards that there are not, numbers that are none, a letter twice.
        "INSERT INTO event_log SELECT * FROM event_log",
        "UPDATE event_log SET number = 0",
        "UPDATE event_log SET shard = 64",
        "INSERT INTO relay_lease SELECT * FROM relay_lease LIMIT 1",
        "INSERT INTO relay_lease VALUES (64, NULL, 0, 0)",
        "UPDATE relay_lease SET last_number = -1",
        "UPDATE sink_position SET number = -1",
        "INSERT INTO dead_letter SELECT * FROM dead_letter",
        // Two words of one version, two grants of one id.
        "INSERT INTO restriction SELECT * FROM restriction",
        "INSERT INTO sharing_grant SELECT * FROM sharing_grant",
        // Something that is shared with itself, half a withdrawal, a proxy without a name.
        "UPDATE sharing_grant SET to_area = from_area",
        "UPDATE sharing_grant SET withdrawn_how = NULL",
        "UPDATE sharing_grant SET withdrawn_at = recorded_at - 1",
        "UPDATE sharing_grant SET agreed_by = 'proxy'",
        // Two words of one number, fates that are none, a target in its own place, one with two fates.
        "INSERT INTO succession SELECT * FROM succession",
        "UPDATE succession SET fate = 'gone'",
        "UPDATE succession SET fate = 'invalidated'",
        "UPDATE succession SET superseded_by = target_id",
        "UPDATE succession SET superseded_by = NULL",
        "UPDATE target SET superseded_by = target_id",
        "UPDATE target SET invalidated = true WHERE superseded_by IS NOT NULL",
        "UPDATE restriction SET level = 'very'",
    ] {
        assert!(is_refused(&second, sql).await, "{sql}");
    }
    world.verify_trail(&[]).await.expect("whole");
}

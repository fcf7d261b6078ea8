//! The way of events from the outbox to those who are told: the log, who reads it when several processes run, how far
//! each consumer was told, and what could not be told.

use async_trait::async_trait;
use jiff::Timestamp;
use uuid::Uuid;

use super::Unavailable;
use crate::event::{LogPlace, LoggedEvent, SinkName};
use crate::ids::{SHARDS, TargetId};

/// A process that relays events, by an id that it made when it started.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct RelayId(pub Uuid);

/// The wish to relay for a while.
#[derive(Clone, Copy, Debug)]
pub struct LeaseAsked {
    /// Who asks.
    pub relay: RelayId,
    /// Now.
    pub at: Timestamp,
    /// Until when, unless asked again before.
    pub until: Timestamp,
}

/// A shard as one process holds it. What it writes by this is written only while it does.
#[derive(Clone, Copy, Debug)]
pub struct HeldShard {
    /// The shard.
    pub shard: u8,
    /// Who holds it.
    pub relay: RelayId,
    /// Now.
    pub at: Timestamp,
}

/// What waits in the outbox.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Waiting {
    /// How many events. Of very many in a shard not all are counted.
    pub events: u64,
    /// When the oldest of those that were counted was made.
    pub oldest: Option<Timestamp>,
}

/// How far a consumer was told the events of a shard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// The shard.
    pub shard: u8,
    /// The number of the last event that it was told, or that it will never be.
    pub told: u64,
    /// The number of the last event in the log.
    pub last: u64,
    /// The number of the last event that the log forgot.
    pub pruned: u64,
}

/// Some events of a shard, in their order.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct LogPage {
    /// The events.
    pub events: Vec<LoggedEvent>,
    /// Up to which number this is all there is: numbers that are missing will never be taken.
    pub through: u64,
}

/// An event that a consumer could not be told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeadLetter {
    /// The event's place in the log.
    pub place: LogPlace,
    /// When it was given up.
    pub at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// What was the matter. It never holds a value.
    pub why: String,
}

/// What came of telling a consumer some events.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settled {
    /// Every event up to this number was told, given up, or is not for them.
    pub through: u64,
    /// Those that were given up.
    pub dead: Vec<DeadLetter>,
}

/// What the log may forget.
#[derive(Clone, Debug)]
pub struct Pruning {
    /// Events that came into the log before this and were told to every consumer.
    pub before: Timestamp,
    /// Events that were given up before this; those given up later stay.
    pub dead_before: Timestamp,
    /// The consumers that there are. Others are not waited for.
    pub sinks: Vec<SinkName>,
    /// How many events of a shard at once.
    pub limit: u32,
}

/// How many shards each of so many processes holds.
pub fn share_of(relays: u32) -> usize {
    let relays = usize::try_from(relays).unwrap_or(usize::MAX);
    usize::from(SHARDS).div_ceil(relays.max(1))
}

/// Moves events on. Shards are split among the processes that ask for leases; all else goes on one shard at a time.
#[async_trait]
pub trait RelayStore: Send + Sync + 'static {
    /// Notes that this process relays until then, and gives it its share of the shards ([`share_of`]): those it holds,
    /// as far as they are no more than that, and those that nobody holds any more. Gives back which it holds.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn take_leases(&self, asked: LeaseAsked) -> Result<Vec<u8>, Unavailable>;

    /// Gives back what this process holds, so that others need not wait.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn release_leases(&self, relay: RelayId) -> Result<(), Unavailable>;

    /// The shards in which events wait. Cheap: it writes nothing.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn waiting_shards(&self) -> Result<Vec<u8>, Unavailable>;

    /// What waits, in all shards.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn waiting(&self) -> Result<Waiting, Unavailable>;

    /// Moves at most so many events of a shard from the outbox to the end of the log, each target's in the order of
    /// its versions, without leaving out one that comes before one that is moved. How many were moved; `None`, and
    /// nothing is, when the shard is not held.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn move_waiting(&self, held: HeldShard, limit: u32)
    -> Result<Option<usize>, Unavailable>;

    /// Notes a consumer, if it is not known yet, to be told what comes from now on, or with `all` whatever the log
    /// still has.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn begin_sink(&self, sink: SinkName, all: bool) -> Result<(), Unavailable>;

    /// How far a consumer was told, shard by shard; nothing of one that is not known.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn positions(&self, sink: SinkName) -> Result<Vec<Position>, Unavailable>;

    /// At most so many events that follow a place in the log, in their shard.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn log_after(&self, place: LogPlace, limit: u32) -> Result<LogPage, Unavailable>;

    /// Everything that the log has about a target, in order.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn log_of(&self, target: TargetId) -> Result<Vec<LoggedEvent>, Unavailable>;

    /// For each shard the place after which everything comes that came into the log at this instant or later.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn log_since(&self, at: Timestamp) -> Result<Vec<LogPlace>, Unavailable>;

    /// Notes what came of telling a consumer; it never goes back. Whether the shard is held: if not, nothing is noted.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn settle(
        &self,
        held: HeldShard,
        sink: SinkName,
        settled: Settled,
    ) -> Result<bool, Unavailable>;

    /// The events that a consumer could not be told, with what the log has of them, in the order of their places and
    /// after this one.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn dead_letters(
        &self,
        sink: SinkName,
        after: Option<LogPlace>,
        limit: u32,
    ) -> Result<Vec<(DeadLetter, LoggedEvent)>, Unavailable>;

    /// How many events a consumer could not be told.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn count_dead_letters(&self, sink: SinkName) -> Result<u64, Unavailable>;

    /// Forgets that a consumer could not be told this, now that it was.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn forget_dead_letter(&self, sink: SinkName, place: LogPlace) -> Result<(), Unavailable>;

    /// Forgets what nobody needs any more of a shard; how many events. Nothing when the shard is not held.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn prune_log(&self, held: HeldShard, what: Pruning) -> Result<usize, Unavailable>;

    /// Erases every event about a target, those that wait, those in the log and those that could not be told, so that
    /// none of it can be told again.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn erase_events(&self, target: TargetId) -> Result<(), Unavailable>;
}

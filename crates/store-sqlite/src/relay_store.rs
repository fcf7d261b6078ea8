//! The port for events on their way, fulfilled.

use async_trait::async_trait;
use contactable_domain::event::{LogPlace, LoggedEvent, SinkName};
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{
    DeadLetter, HeldShard, LeaseAsked, LogPage, Position, Pruning, RelayId, RelayStore, Settled,
    Unavailable, Waiting,
};
use jiff::Timestamp;
use rusqlite::Connection;

use crate::error::Error;
use crate::{SqliteStore, dead_letters, event_log, leases, outbox, sink_positions};

#[async_trait]
impl RelayStore for SqliteStore {
    async fn take_leases(&self, asked: LeaseAsked) -> Result<Vec<u8>, Unavailable> {
        self.write(move |connection| leases::take(connection, asked))
            .await
    }

    async fn release_leases(&self, relay: RelayId) -> Result<(), Unavailable> {
        self.write(move |connection| leases::release_all(connection, relay))
            .await
    }

    async fn waiting_shards(&self) -> Result<Vec<u8>, Unavailable> {
        self.read(outbox::shards).await
    }

    async fn waiting(&self) -> Result<Waiting, Unavailable> {
        self.read(outbox::waiting).await
    }

    async fn move_waiting(
        &self,
        held: HeldShard,
        limit: u32,
    ) -> Result<Option<usize>, Unavailable> {
        self.write(move |connection| event_log::take_in(connection, held, limit))
            .await
    }

    async fn begin_sink(&self, sink: SinkName, all: bool) -> Result<(), Unavailable> {
        self.write(move |connection| sink_positions::begin(connection, &sink, all))
            .await
    }

    async fn positions(&self, sink: SinkName) -> Result<Vec<Position>, Unavailable> {
        self.read(move |connection| sink_positions::of(connection, &sink))
            .await
    }

    async fn log_after(&self, place: LogPlace, limit: u32) -> Result<LogPage, Unavailable> {
        self.read(move |connection| event_log::after(connection, place, limit))
            .await
    }

    async fn log_of(&self, target: TargetId) -> Result<Vec<LoggedEvent>, Unavailable> {
        self.read(move |connection| event_log::of(connection, target))
            .await
    }

    async fn log_since(&self, at: Timestamp) -> Result<Vec<LogPlace>, Unavailable> {
        self.read(move |connection| event_log::since(connection, at))
            .await
    }

    async fn settle(
        &self,
        held: HeldShard,
        sink: SinkName,
        settled: Settled,
    ) -> Result<bool, Unavailable> {
        self.write(move |connection| settle(connection, held, &sink, &settled))
            .await
    }

    async fn dead_letters(
        &self,
        sink: SinkName,
        after: Option<LogPlace>,
        limit: u32,
    ) -> Result<Vec<(DeadLetter, LoggedEvent)>, Unavailable> {
        self.read(move |connection| dead_letters::of(connection, &sink, after, limit))
            .await
    }

    async fn count_dead_letters(&self, sink: SinkName) -> Result<u64, Unavailable> {
        self.read(move |connection| dead_letters::count(connection, &sink))
            .await
    }

    async fn forget_dead_letter(&self, sink: SinkName, place: LogPlace) -> Result<(), Unavailable> {
        self.write(move |connection| dead_letters::forget(connection, &sink, place))
            .await
    }

    async fn prune_log(&self, held: HeldShard, what: Pruning) -> Result<usize, Unavailable> {
        self.write(move |connection| prune(connection, held, &what))
            .await
    }

    async fn erase_events(&self, target: TargetId) -> Result<(), Unavailable> {
        self.write(move |connection| {
            outbox::erase(connection, target)?;
            event_log::erase(connection, target)
        })
        .await
    }
}

/// Dead letters and the new position, together.
fn settle(
    connection: &Connection,
    held: HeldShard,
    sink: &SinkName,
    settled: &Settled,
) -> Result<bool, Error> {
    if !leases::is_held(connection, held)? {
        return Ok(false);
    }
    for letter in &settled.dead {
        dead_letters::write(connection, sink, letter)?;
    }
    sink_positions::advance(connection, sink, held.shard, settled.through)?;
    Ok(true)
}

fn prune(connection: &Connection, held: HeldShard, what: &Pruning) -> Result<usize, Error> {
    let shard = held.shard;
    if !leases::is_held(connection, held)? {
        return Ok(0);
    }
    dead_letters::prune(connection, shard, what.dead_before)?;
    let told = match sink_positions::told_to_all(connection, shard, &what.sinks)? {
        Some(told) => told,
        None => leases::last_number(connection, shard)?,
    };
    event_log::prune(connection, shard, told, what)
}

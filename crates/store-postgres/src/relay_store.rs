//! The port for events on their way, fulfilled. It is work of the whole service, and so asks for all areas. What is
//! written here has connections of its own: whoever changes something does not wait for events that are moved on.

use std::sync::Arc;

use async_trait::async_trait;
use contactable_domain::event::{LogPlace, LoggedEvent, SinkName};
use contactable_domain::ids::{TargetId, shard_of};
use contactable_domain::ports::{
    DeadLetter, HeldShard, LeaseAsked, LogPage, Position, Pruning, RelayId, RelayStore, Settled,
    Unavailable, Waiting,
};
use jiff::Timestamp;

use crate::areas::Areas;
use crate::connection::Session;
use crate::error::Error;
use crate::{PostgresStore, dead_letters, event_log, leases, outbox, sink_positions};

#[async_trait]
impl RelayStore for PostgresStore {
    async fn take_leases(&self, asked: LeaseAsked) -> Result<Vec<u8>, Unavailable> {
        let keep = |session: Arc<Session>| async move { leases::keep(&session, asked).await };
        let (mut held, more) = self.relay(keep).await?;
        if more > 0 {
            // What was kept is ours whatever comes of this.
            match self.take_over(asked, more).await {
                Ok(taken) => held.extend(taken),
                Err(error) => tracing::debug!(%error, "no shard was taken over"),
            }
        }
        held.sort_unstable();
        Ok(held)
    }

    async fn release_leases(&self, relay: RelayId) -> Result<(), Unavailable> {
        self.relay(|session| async move { leases::release_all(&session, relay).await })
            .await
    }

    async fn waiting_shards(&self) -> Result<Vec<u8>, Unavailable> {
        self.look(|session| async move { outbox::shards(&session).await })
            .await
    }

    async fn waiting(&self) -> Result<Waiting, Unavailable> {
        self.look(|session| async move { outbox::waiting(&session).await })
            .await
    }

    async fn move_waiting(
        &self,
        held: HeldShard,
        limit: u32,
    ) -> Result<Option<usize>, Unavailable> {
        self.relay(|session| async move { event_log::take_in(&session, held, limit).await })
            .await
    }

    async fn begin_sink(&self, sink: SinkName, all: bool) -> Result<(), Unavailable> {
        let sink = &sink;
        self.relay(|session| async move { sink_positions::begin(&session, sink, all).await })
            .await
    }

    async fn positions(&self, sink: SinkName) -> Result<Vec<Position>, Unavailable> {
        let sink = &sink;
        self.look(|session| async move { sink_positions::of(&session, sink).await })
            .await
    }

    async fn log_after(&self, place: LogPlace, limit: u32) -> Result<LogPage, Unavailable> {
        self.look(|session| async move { event_log::after(&session, place, limit).await })
            .await
    }

    async fn log_of(&self, target: TargetId) -> Result<Vec<LoggedEvent>, Unavailable> {
        self.look(|session| async move { event_log::of(&session, target).await })
            .await
    }

    async fn log_since(&self, at: Timestamp) -> Result<Vec<LogPlace>, Unavailable> {
        self.look(|session| async move { event_log::since(&session, at).await })
            .await
    }

    async fn settle(
        &self,
        held: HeldShard,
        sink: SinkName,
        settled: Settled,
    ) -> Result<bool, Unavailable> {
        let (sink, settled) = (&sink, &settled);
        self.relay(|session| async move { settle(&session, held, sink, settled).await })
            .await
    }

    async fn dead_letters(
        &self,
        sink: SinkName,
        after: Option<LogPlace>,
        limit: u32,
    ) -> Result<Vec<(DeadLetter, LoggedEvent)>, Unavailable> {
        let sink = &sink;
        self.look(|session| async move { dead_letters::of(&session, sink, after, limit).await })
            .await
    }

    async fn count_dead_letters(&self, sink: SinkName) -> Result<u64, Unavailable> {
        let sink = &sink;
        self.look(|session| async move { dead_letters::count(&session, sink).await })
            .await
    }

    async fn forget_dead_letter(&self, sink: SinkName, place: LogPlace) -> Result<(), Unavailable> {
        let sink = &sink;
        self.relay(|session| async move { dead_letters::forget(&session, sink, place).await })
            .await
    }

    async fn prune_log(&self, held: HeldShard, what: Pruning) -> Result<usize, Unavailable> {
        let what = &what;
        self.relay(|session| async move { prune(&session, held, what).await })
            .await
    }

    async fn erase_events(&self, target: TargetId) -> Result<(), Unavailable> {
        self.relay(|session| async move {
            // Nobody moves or gives up one of them meanwhile.
            leases::hold_anyones(&session, shard_of(target.uuid())).await?;
            outbox::erase(&session, target).await?;
            event_log::erase(&session, target).await
        })
        .await
    }
}

impl PostgresStore {
    async fn relay<T, F>(
        &self,
        work: impl Fn(Arc<Session>) -> F + Send + Sync,
    ) -> Result<T, Unavailable>
    where
        F: Future<Output = Result<T, Error>> + Send,
    {
        Ok(self.relay.run(&Areas::all(), work).await?)
    }

    /// Takes so many shards that nobody holds any more: all at once, or where one is in the way, one by one.
    async fn take_over(&self, asked: LeaseAsked, count: usize) -> Result<Vec<u8>, Error> {
        let areas = &Areas::none();
        let take =
            |session: Arc<Session>| async move { leases::take_over(&session, asked, count).await };
        match self.relay.run(areas, take).await {
            Err(error) if !error.is_of_the_connection() => {}
            outcome => return outcome,
        }
        let free = |session: Arc<Session>| async move { leases::free(&session, asked).await };
        let mut taken = Vec::new();
        for shard in self.relay.run(areas, free).await? {
            let take = |session: Arc<Session>| async move {
                leases::take_over_one(&session, asked, shard).await
            };
            match self.relay.run(areas, take).await {
                Ok(true) => taken.push(shard),
                Err(error) if error.is_of_the_connection() => break,
                Ok(false) | Err(_) => {}
            }
            if taken.len() == count {
                break;
            }
        }
        Ok(taken)
    }

    async fn look<T, F>(
        &self,
        query: impl Fn(Arc<Session>) -> F + Send + Sync,
    ) -> Result<T, Unavailable>
    where
        F: Future<Output = Result<T, Error>> + Send,
    {
        self.read(&Areas::all(), query).await
    }
}

/// Dead letters and the new position, together.
async fn settle(
    session: &Session,
    held: HeldShard,
    sink: &SinkName,
    settled: &Settled,
) -> Result<bool, Error> {
    if leases::hold(session, held).await?.is_none() {
        return Ok(false);
    }
    for letter in &settled.dead {
        dead_letters::write(session, sink, letter).await?;
    }
    sink_positions::advance(session, sink, held.shard, settled.through).await?;
    Ok(true)
}

async fn prune(session: &Session, held: HeldShard, what: &Pruning) -> Result<usize, Error> {
    let shard = held.shard;
    let Some(last) = leases::hold(session, held).await? else {
        return Ok(0);
    };
    dead_letters::prune(session, shard, what.dead_before).await?;
    let told = sink_positions::told_to_all(session, shard, &what.sinks).await?;
    event_log::prune(session, shard, told.unwrap_or(last), what).await
}

//! The table `event_log`: events in the order in which they are delivered.

use contactable_domain::area::AreaKey;
use contactable_domain::event::{LogPlace, LoggedEvent, withheld};
use contactable_domain::ids::{ContactDetailId, EventId, SHARDS, TargetId, shard_of};
use contactable_domain::ports::{HeldShard, LogPage, Pruning};
use futures_util::future::try_join3;
use jiff::Timestamp;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::batch::{Batch, values};
use crate::cells::Cells;
use crate::connection::{Session, Values};
use crate::error::Error;
use crate::leases;

macro_rules! columns {
    () => {
        "l.shard, l.number, l.event_id, l.target_id, l.area, l.record_id, l.version, l.sequence, \
         l.logged_at, l.body, \
         coalesce((SELECT t.restricted FROM target AS t WHERE t.target_id = l.target_id), false)"
    };
}
pub(crate) use columns;

/// Held from here on, so that each can be moved and none is left out because somebody changes it meanwhile.
const NEXT: &str = "SELECT target_id, sequence, event_id FROM outbox WHERE shard = $1 \
     ORDER BY target_id, sequence, event_id LIMIT $2 FOR UPDATE";
const TAKE_IN: &str = "INSERT INTO event_log (shard, number, event_id, target_id, area, record_id, version, \
     sequence, logged_at, body) SELECT o.shard, k.number, o.event_id, o.target_id, o.area, o.record_id, o.version, \
     o.sequence, $6::bigint, o.body FROM unnest($2::bigint[], $3::uuid[], $4::bigint[], $5::uuid[]) \
     AS k (number, target_id, sequence, event_id) JOIN outbox AS o ON o.shard = $1 AND o.target_id = k.target_id \
     AND o.sequence = k.sequence AND o.event_id = k.event_id";
const TAKE_OUT: &str = "DELETE FROM outbox AS o USING unnest($2::uuid[], $3::bigint[], $4::uuid[]) \
     AS k (target_id, sequence, event_id) WHERE o.shard = $1 AND o.target_id = k.target_id \
     AND o.sequence = k.sequence AND o.event_id = k.event_id";
const AFTER: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM event_log AS l WHERE l.shard = $1 AND l.number > $2 ORDER BY l.number LIMIT $3"
);
const OF: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM event_log AS l WHERE l.shard = $1 AND l.target_id = $2 ORDER BY l.number"
);
const SINCE: &str = "SELECT number FROM event_log WHERE shard = $1 AND logged_at >= $2 \
     ORDER BY number LIMIT 1";
const REPLACE: &str = "UPDATE event_log SET body = $3 WHERE shard = $1 AND number = $2";
const ERASE_DEAD: &str = "DELETE FROM dead_letter WHERE shard = $1 AND number IN \
     (SELECT number FROM event_log WHERE shard = $1 AND target_id = $2)";
const ERASE: &str = "DELETE FROM event_log WHERE shard = $1 AND target_id = $2";
/// Numbers are given as time goes on: it looks no further than the first event that is not old. `least` passes over the
/// number that is not there when all are.
const OLD: &str = "SELECT l.number FROM event_log AS l WHERE l.shard = $1 AND l.logged_at < $3 \
     AND l.number <= least($2, (SELECT n.number FROM event_log AS n WHERE n.shard = $1 AND n.logged_at >= $3 \
     ORDER BY n.logged_at, n.number LIMIT 1)) \
     AND NOT EXISTS (SELECT 1 FROM dead_letter AS d WHERE d.shard = l.shard AND d.number = l.number) \
     ORDER BY l.number LIMIT $4";
/// By itself: joined with what is old, the plan may read the whole shard.
const PRUNE: &str = "DELETE FROM event_log WHERE shard = $1 AND number = ANY ($2::bigint[])";

pub const STATEMENTS: &[&str] = &[
    NEXT, TAKE_IN, TAKE_OUT, AFTER, OF, SINCE, REPLACE, ERASE_DEAD, ERASE, OLD, PRUNE,
];

/// Moves events from the outbox to the end of the log. Those of a target stand together there, in their order.
pub async fn take_in(
    session: &Session,
    held: HeldShard,
    limit: u32,
) -> Result<Option<usize>, Error> {
    let Some(last) = leases::hold(session, held).await? else {
        return Ok(None);
    };
    let shard = i64::from(held.shard);
    let keys = session.rows(NEXT, &[&shard, &i64::from(limit)]).await?;
    if keys.is_empty() {
        return Ok(Some(0));
    }
    let (mut numbers, mut targets) = (Vec::new(), Vec::new());
    let (mut sequences, mut ids): (Vec<i64>, Vec<Uuid>) = (Vec::new(), Vec::new());
    for (key, number) in keys.iter().zip(last + 1..) {
        let cells = Cells::of("outbox", key);
        numbers.push(whole(number));
        targets.push(cells.uuid(0)?);
        sequences.push(cells.get(1)?);
        ids.push(cells.uuid(2)?);
    }
    let at = held.at.as_microsecond();
    let taken_in: Values<'_> = &[&shard, &numbers, &targets, &sequences, &ids, &at];
    let taken_out: Values<'_> = &[&shard, &targets, &sequences, &ids];
    // Sent in this order, and carried out so.
    let (put, gone, ()) = try_join3(
        session.execute(TAKE_IN, taken_in),
        session.execute(TAKE_OUT, taken_out),
        leases::give(session, held.shard, numbers.len()),
    )
    .await?;
    if put != gone || usize::try_from(put) != Ok(numbers.len()) {
        return Err(Error::Overtaken);
    }
    Ok(Some(numbers.len()))
}

/// Events that follow a place.
pub async fn after(session: &Session, place: LogPlace, limit: u32) -> Result<LogPage, Error> {
    let (shard, number) = (i64::from(place.shard), whole(place.number));
    let events = select(session, AFTER, &[&shard, &number, &i64::from(limit)]).await?;
    let through = match events.last() {
        Some(last) if u32::try_from(events.len()) == Ok(limit) => last.place.number,
        _ => leases::last_number(session, place.shard).await?,
    };
    Ok(LogPage { events, through })
}

/// Everything about a target.
pub async fn of(session: &Session, target: TargetId) -> Result<Vec<LoggedEvent>, Error> {
    let target = target.uuid();
    select(session, OF, &[&i64::from(shard_of(target)), &target]).await
}

/// The places after which everything comes that is no older.
pub async fn since(session: &Session, at: Timestamp) -> Result<Vec<LogPlace>, Error> {
    let mut places = Vec::new();
    for shard in 0..SHARDS {
        let values: Values<'_> = &[&i64::from(shard), &at.as_microsecond()];
        let number = match session.row(SINCE, values).await? {
            Some(first) => Cells::of("event_log", &first).whole(0)?.saturating_sub(1),
            None => leases::last_number(session, shard).await?,
        };
        places.push(LogPlace { shard, number });
    }
    Ok(places)
}

/// Takes what records say out of a target's events. Whoever does it asks for all areas.
pub async fn withhold(session: &Session, target: TargetId) -> Result<(), Error> {
    let mut batch = Batch::default();
    for event in of(session, target).await? {
        let LogPlace { shard, number } = event.place;
        let row = values![i64::from(shard), whole(number), withheld(&event.body)];
        // It may be forgotten meanwhile.
        batch.add(REPLACE, row);
    }
    batch.run(session).await
}

/// Takes out every event about a target, and with it that it could not be told.
pub async fn erase(session: &Session, target: TargetId) -> Result<(), Error> {
    let target = target.uuid();
    let values: Values<'_> = &[&i64::from(shard_of(target)), &target];
    session.execute(ERASE_DEAD, values).await?;
    session.execute(ERASE, values).await?;
    Ok(())
}

/// Forgets what is old, up to where every consumer was told, but for what could not be told.
pub async fn prune(
    session: &Session,
    shard: u8,
    told: u64,
    what: &Pruning,
) -> Result<usize, Error> {
    let (before, limit) = (what.before.as_microsecond(), i64::from(what.limit));
    let values: Values<'_> = &[&i64::from(shard), &whole(told), &before, &limit];
    let old = session.rows(OLD, values).await?;
    let number = |row| Cells::of("event_log", row).get(0);
    let old: Vec<i64> = old.iter().map(number).collect::<Result<_, Error>>()?;
    let Some(last) = old.last() else {
        return Ok(0);
    };
    let shard = i64::from(shard);
    session.execute(PRUNE, &[&shard, &old]).await?;
    leases::note_pruned(session, shard, *last).await?;
    Ok(old.len())
}

async fn select(
    session: &Session,
    sql: &str,
    values: Values<'_>,
) -> Result<Vec<LoggedEvent>, Error> {
    let rows = session.rows(sql, values).await?;
    rows.iter().map(|row| read(row, 0)).collect()
}

/// The event in the columns from this one on.
pub fn read(row: &Row, from: usize) -> Result<LoggedEvent, Error> {
    let cells = Cells::of("event_log", row);
    let area: &str = cells.get(from + 4)?;
    Ok(LoggedEvent {
        place: LogPlace {
            shard: cells.shard(from)?,
            number: cells.whole(from + 1)?,
        },
        id: EventId::from(cells.uuid(from + 2)?),
        target: TargetId::from(cells.uuid(from + 3)?),
        area: (!area.is_empty()).then(|| AreaKey::of(area)),
        record: ContactDetailId::from(cells.uuid(from + 5)?),
        version: cells.whole(from + 6)?,
        sequence: cells.whole(from + 7)?,
        logged_at: cells.instant(from + 8)?,
        body: cells.get(from + 9)?,
        is_restricted: cells.get(from + 10)?,
    })
}

/// A number as a column has it.
pub fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

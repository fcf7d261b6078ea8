//! The table `event_log`: events in the order in which they are delivered.

use contactable_domain::area::AreaKey;
use contactable_domain::event::{LogPlace, LoggedEvent, withheld};
use contactable_domain::ids::{ContactDetailId, EventId, SHARDS, TargetId, shard_of};
use contactable_domain::ports::{HeldShard, LogPage, Pruning};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Params, params};

use crate::cells::Cells;
use crate::error::Error;
use crate::leases;

macro_rules! columns {
    () => {
        "l.shard, l.number, l.event_id, l.target_id, l.area, l.record_id, l.version, l.sequence, \
         l.logged_at, l.body, coalesce((SELECT t.restricted FROM target t WHERE t.target_id = l.target_id), 0)"
    };
}
pub(crate) use columns;

/// Numbers are given as time goes on: it looks no further than the first event that is not old.
const PRUNE: &str = "DELETE FROM event_log WHERE shard = ?1 AND number IN ( \
     SELECT l.number FROM event_log l WHERE l.shard = ?1 AND l.logged_at < ?3 \
     AND l.number <= min(?2, coalesce((SELECT n.number FROM event_log n \
         WHERE n.shard = ?1 AND n.logged_at >= ?3 ORDER BY n.logged_at, n.number LIMIT 1), ?2)) \
     AND NOT EXISTS (SELECT 1 FROM dead_letter d WHERE d.shard = l.shard AND d.number = l.number) \
     ORDER BY l.number LIMIT ?4) RETURNING number";

/// Moves events from the outbox to the end of the log. Those of a target stand together there, in their order.
pub fn take_in(
    connection: &Connection,
    held: HeldShard,
    limit: u32,
) -> Result<Option<usize>, Error> {
    let waiting = keys(connection, held.shard, limit)?;
    let Some(last) = leases::number(connection, held, waiting.len())? else {
        return Ok(None);
    };
    let insert = "INSERT INTO event_log (shard, number, event_id, target_id, area, record_id, \
                  version, sequence, logged_at, body) SELECT shard, ?5, event_id, target_id, area, \
                  record_id, version, sequence, ?6, body FROM outbox \
                  WHERE shard = ?1 AND target_id = ?2 AND sequence = ?3 AND event_id = ?4";
    let delete = "DELETE FROM outbox \
                  WHERE shard = ?1 AND target_id = ?2 AND sequence = ?3 AND event_id = ?4";
    let mut insert = connection.prepare_cached(insert)?;
    let mut delete = connection.prepare_cached(delete)?;
    let mut number = i64::try_from(last).unwrap_or(i64::MAX);
    for (target, sequence, id) in &waiting {
        number += 1;
        let at = held.at.as_microsecond();
        insert.execute(params![held.shard, target, sequence, id, number, at])?;
        delete.execute(params![held.shard, target, sequence, id])?;
    }
    Ok(Some(waiting.len()))
}

type Key = ([u8; 16], i64, [u8; 16]);

fn keys(connection: &Connection, shard: u8, limit: u32) -> Result<Vec<Key>, Error> {
    let sql = "SELECT target_id, sequence, event_id FROM outbox WHERE shard = ?1 \
               ORDER BY target_id, sequence, event_id LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let keys = statement.query_map(params![shard, limit], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// Events that follow a place.
pub fn after(connection: &Connection, place: LogPlace, limit: u32) -> Result<LogPage, Error> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " FROM event_log l WHERE l.shard = ?1 AND l.number > ?2 ORDER BY l.number LIMIT ?3"
    );
    let events = select(
        connection,
        sql,
        params![place.shard, whole(place.number), limit],
    )?;
    let through = match events.last() {
        Some(last) if u32::try_from(events.len()) == Ok(limit) => last.place.number,
        _ => leases::last_number(connection, place.shard)?,
    };
    Ok(LogPage { events, through })
}

/// Everything about a target.
pub fn of(connection: &Connection, target: TargetId) -> Result<Vec<LoggedEvent>, Error> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " FROM event_log l WHERE l.shard = ?1 AND l.target_id = ?2 ORDER BY l.number"
    );
    let target = target.uuid();
    select(
        connection,
        sql,
        params![shard_of(target), target.into_bytes()],
    )
}

/// The places after which everything comes that is no older.
pub fn since(connection: &Connection, at: Timestamp) -> Result<Vec<LogPlace>, Error> {
    let sql = "SELECT number FROM event_log WHERE shard = ?1 AND logged_at >= ?2 \
               ORDER BY number LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut places = Vec::new();
    for shard in 0..SHARDS {
        let values = params![shard, at.as_microsecond()];
        let first = statement.query_row(values, |row| row.get::<_, i64>(0));
        let number = match first.optional()? {
            Some(first) => first.unsigned_abs() - 1,
            None => leases::last_number(connection, shard)?,
        };
        places.push(LogPlace { shard, number });
    }
    Ok(places)
}

/// Takes what records say out of a target's events.
pub fn withhold(connection: &Connection, target: TargetId) -> Result<(), Error> {
    let sql = "UPDATE event_log SET body = ?3 WHERE shard = ?1 AND number = ?2";
    for event in of(connection, target)? {
        let LogPlace { shard, number } = event.place;
        connection.prepare_cached(sql)?.execute(params![
            shard,
            whole(number),
            withheld(&event.body)
        ])?;
    }
    Ok(())
}

/// Takes out every event about a target, and with it that it could not be told.
pub fn erase(connection: &Connection, target: TargetId) -> Result<(), Error> {
    let (shard, target) = (shard_of(target.uuid()), target.uuid().into_bytes());
    for sql in [
        "DELETE FROM dead_letter WHERE shard = ?1 AND number IN \
         (SELECT number FROM event_log WHERE shard = ?1 AND target_id = ?2)",
        "DELETE FROM event_log WHERE shard = ?1 AND target_id = ?2",
    ] {
        connection
            .prepare_cached(sql)?
            .execute(params![shard, target])?;
    }
    Ok(())
}

/// Forgets what is old, up to where every consumer was told, but for what could not be told.
pub fn prune(
    connection: &Connection,
    shard: u8,
    told: u64,
    what: &Pruning,
) -> Result<usize, Error> {
    let (before, told) = (what.before.as_microsecond(), whole(told));
    let mut statement = connection.prepare_cached(PRUNE)?;
    let gone = statement.query_map(params![shard, told, before, what.limit], |row| {
        row.get::<_, i64>(0)
    })?;
    let numbers = gone.collect::<Result<Vec<i64>, _>>()?;
    if let Some(last) = numbers.iter().max() {
        leases::note_pruned(connection, shard, last.unsigned_abs())?;
    }
    Ok(numbers.len())
}

fn select(
    connection: &Connection,
    sql: &str,
    values: impl Params,
) -> Result<Vec<LoggedEvent>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(read(Cells::of("event_log", row), 0)?);
    }
    Ok(events)
}

/// The event in the columns from this one on.
pub fn read(cells: Cells<'_>, from: usize) -> Result<LoggedEvent, Error> {
    let area: String = cells.get(from + 4)?;
    let number = |index| Ok::<_, Error>(cells.get::<i64>(from + index)?.unsigned_abs());
    Ok(LoggedEvent {
        place: LogPlace {
            shard: cells.get(from)?,
            number: number(1)?,
        },
        id: EventId::from(cells.uuid(from + 2)?),
        target: TargetId::from(cells.uuid(from + 3)?),
        area: (!area.is_empty()).then(|| AreaKey::of(&area)),
        record: ContactDetailId::from(cells.uuid(from + 5)?),
        version: number(6)?,
        sequence: number(7)?,
        logged_at: cells.instant(from + 8)?,
        body: cells.get(from + 9)?,
        is_restricted: cells.get(from + 10)?,
    })
}

/// A number as a column has it.
pub fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    /// Forgetting what is old costs as much as there is of it, however much the log has.
    #[test]
    fn pruning_looks_at_nothing_that_is_young() {
        let mut connection = Connection::open_in_memory().unwrap();
        crate::migrations::migrate(&mut connection).unwrap();
        let fill = "WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < 5000) \
                    INSERT INTO event_log SELECT 3, n, zeroblob(16), zeroblob(16), 'a', zeroblob(16), 1, 1, \
                    CASE WHEN n <= 3 THEN 10 ELSE 20 END, '' FROM count; \
                    INSERT INTO dead_letter SELECT 'one', shard, number, 20, 1, '' FROM event_log WHERE number > 3000; \
                    INSERT INTO dead_letter VALUES ('one', 3, 2, 10, 1, '')";
        connection.execute_batch(fill).unwrap();
        let mut statement = connection.prepare(PRUNE).unwrap();
        let gone = statement
            .query_map(params![3, 5000, 15, 500], |row| row.get(0))
            .unwrap();
        assert_eq!(gone.collect::<Result<Vec<i64>, _>>().unwrap(), [1, 3]);
        let steps = statement.get_status(StatementStatus::VmStep);
        assert!((1..1000).contains(&steps), "{steps} steps");
    }
}

//! The table `sink_position`: how far each consumer was told.

use contactable_domain::event::SinkName;
use contactable_domain::ports::Position;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::cells::Cells;
use crate::error::Error;
use crate::event_log::whole;

/// Notes a consumer that is not known yet.
pub fn begin(connection: &Connection, sink: &SinkName, all: bool) -> Result<(), Error> {
    let sql = "INSERT INTO sink_position (sink, shard, number) \
               SELECT ?1, shard, CASE WHEN ?2 THEN 0 ELSE last_number END FROM relay_lease \
               WHERE true ON CONFLICT (sink, shard) DO NOTHING";
    connection
        .prepare_cached(sql)?
        .execute(params![sink.as_str(), all])?;
    Ok(())
}

/// How far a consumer was told, shard by shard.
pub fn of(connection: &Connection, sink: &SinkName) -> Result<Vec<Position>, Error> {
    let sql = "SELECT p.shard, p.number, r.last_number, r.last_pruned FROM sink_position p \
               JOIN relay_lease r ON r.shard = p.shard WHERE p.sink = ?1 ORDER BY p.shard";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([sink.as_str()])?;
    let mut positions = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of("sink_position", row);
        positions.push(Position {
            shard: cells.get(0)?,
            told: cells.get::<i64>(1)?.unsigned_abs(),
            last: cells.get::<i64>(2)?.unsigned_abs(),
            pruned: cells.get::<i64>(3)?.unsigned_abs(),
        });
    }
    Ok(positions)
}

/// Notes that a consumer was told up to this number, if it was not further already.
pub fn advance(
    connection: &Connection,
    sink: &SinkName,
    shard: u8,
    through: u64,
) -> Result<(), Error> {
    let sql = "UPDATE sink_position SET number = ?3 WHERE sink = ?1 AND shard = ?2 AND number < ?3";
    connection
        .prepare_cached(sql)?
        .execute(params![sink.as_str(), shard, whole(through)])?;
    Ok(())
}

/// The number up to which each of these consumers was told the events of a shard; `None` when there is no consumer.
pub fn told_to_all(
    connection: &Connection,
    shard: u8,
    sinks: &[SinkName],
) -> Result<Option<u64>, Error> {
    let sql = "SELECT number FROM sink_position WHERE sink = ?1 AND shard = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let mut least = None;
    for sink in sinks {
        let values = params![sink.as_str(), shard];
        let told = statement.query_row(values, |row| row.get::<_, i64>(0));
        // One that is not known yet was told nothing.
        let told = told.optional()?.unwrap_or(0).unsigned_abs();
        least = Some(least.map_or(told, |least: u64| least.min(told)));
    }
    Ok(least)
}

//! The table `dead_letter`: what a consumer could not be told.

use contactable_domain::event::{LogPlace, LoggedEvent, SinkName};
use contactable_domain::ports::DeadLetter;
use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::cells::Cells;
use crate::error::Error;
use crate::event_log::{self, columns, whole};

/// Adds one. The one from an earlier time, that was replayed and failed again, makes room.
pub fn write(connection: &Connection, sink: &SinkName, letter: &DeadLetter) -> Result<(), Error> {
    let sql = "REPLACE INTO dead_letter (sink, shard, number, failed_at, attempts, why) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    connection.prepare_cached(sql)?.execute(params![
        sink.as_str(),
        letter.place.shard,
        whole(letter.place.number),
        letter.at.as_microsecond(),
        letter.attempts,
        letter.why,
    ])?;
    Ok(())
}

/// Those of a consumer that follow a place.
pub fn of(
    connection: &Connection,
    sink: &SinkName,
    after: Option<LogPlace>,
    limit: u32,
) -> Result<Vec<(DeadLetter, LoggedEvent)>, Error> {
    let sql = concat!(
        "SELECT d.failed_at, d.attempts, d.why, ",
        columns!(),
        " FROM dead_letter d JOIN event_log l ON l.shard = d.shard AND l.number = d.number \
         WHERE d.sink = ?1 AND (d.shard, d.number) > (?2, ?3) \
         ORDER BY d.shard, d.number LIMIT ?4"
    );
    let (shard, number) = after.map_or((-1, 0), |place| (i64::from(place.shard), place.number));
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![sink.as_str(), shard, whole(number), limit])?;
    let mut letters = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of("dead_letter", row);
        let event = event_log::read(cells, 3)?;
        let letter = DeadLetter {
            place: event.place,
            at: cells.instant(0)?,
            attempts: cells.get(1)?,
            why: cells.get(2)?,
        };
        letters.push((letter, event));
    }
    Ok(letters)
}

/// How many a consumer has.
pub fn count(connection: &Connection, sink: &SinkName) -> Result<u64, Error> {
    let sql = "SELECT count(*) FROM dead_letter WHERE sink = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let count: i64 = statement.query_row([sink.as_str()], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// Takes one out.
pub fn forget(connection: &Connection, sink: &SinkName, place: LogPlace) -> Result<(), Error> {
    let sql = "DELETE FROM dead_letter WHERE sink = ?1 AND shard = ?2 AND number = ?3";
    connection.prepare_cached(sql)?.execute(params![
        sink.as_str(),
        place.shard,
        whole(place.number)
    ])?;
    Ok(())
}

/// Takes out those of a shard that are old.
pub fn prune(connection: &Connection, shard: u8, before: Timestamp) -> Result<(), Error> {
    let sql = "DELETE FROM dead_letter WHERE shard = ?1 AND failed_at < ?2";
    connection
        .prepare_cached(sql)?
        .execute(params![shard, before.as_microsecond()])?;
    Ok(())
}

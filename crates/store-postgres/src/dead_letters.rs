//! The table `dead_letter`: what a consumer could not be told.

use contactable_domain::event::{LogPlace, LoggedEvent, SinkName};
use contactable_domain::ports::DeadLetter;
use jiff::Timestamp;

use crate::cells::Cells;
use crate::connection::{Session, Values};
use crate::error::Error;
use crate::event_log::{self, columns, whole};

/// An event that was erased meanwhile leaves nothing behind.
const WRITE: &str = "INSERT INTO dead_letter (sink, shard, number, failed_at, attempts, why) \
     SELECT $1::text, l.shard, l.number, $4::bigint, $5::bigint, $6::text FROM event_log AS l WHERE l.shard = $2 AND l.number = $3 \
     ON CONFLICT (sink, shard, number) DO UPDATE SET failed_at = $4, attempts = $5, why = $6";
const OF: &str = concat!(
    "SELECT d.failed_at, d.attempts, d.why, ",
    columns!(),
    " FROM dead_letter AS d JOIN event_log AS l ON l.shard = d.shard AND l.number = d.number \
     WHERE d.sink = $1 AND (d.shard, d.number) > ($2, $3) ORDER BY d.shard, d.number LIMIT $4"
);
const COUNT: &str = "SELECT count(*) FROM dead_letter WHERE sink = $1";
const FORGET: &str = "DELETE FROM dead_letter WHERE sink = $1 AND shard = $2 AND number = $3";
const PRUNE: &str = "DELETE FROM dead_letter WHERE shard = $1 AND failed_at < $2";

pub const STATEMENTS: &[&str] = &[WRITE, OF, COUNT, FORGET, PRUNE];

/// Adds one. The one from an earlier time, that was replayed and failed again, makes room.
pub async fn write(session: &Session, sink: &SinkName, letter: &DeadLetter) -> Result<(), Error> {
    let LogPlace { shard, number } = letter.place;
    let values: Values<'_> = &[
        &sink.as_str(),
        &i64::from(shard),
        &whole(number),
        &letter.at.as_microsecond(),
        &i64::from(letter.attempts),
        // PostgreSQL keeps no text with a zero byte in it, and what a consumer answered must not stop the relay.
        &letter.why.replace('\0', "\u{fffd}"),
    ];
    session.execute(WRITE, values).await?;
    Ok(())
}

/// Those of a consumer that follow a place.
pub async fn of(
    session: &Session,
    sink: &SinkName,
    after: Option<LogPlace>,
    limit: u32,
) -> Result<Vec<(DeadLetter, LoggedEvent)>, Error> {
    let (shard, number) = after.map_or((-1, 0), |place| (i64::from(place.shard), place.number));
    let values: Values<'_> = &[&sink.as_str(), &shard, &whole(number), &i64::from(limit)];
    let rows = session.rows(OF, values).await?;
    let read = |row| {
        let cells = Cells::of("dead_letter", row);
        let event = event_log::read(row, 3)?;
        let attempts: i64 = cells.get(1)?;
        let letter = DeadLetter {
            place: event.place,
            at: cells.instant(0)?,
            attempts: u32::try_from(attempts).map_err(|_| cells.corrupt(1))?,
            why: cells.get(2)?,
        };
        Ok((letter, event))
    };
    rows.iter().map(read).collect()
}

/// How many a consumer has.
pub async fn count(session: &Session, sink: &SinkName) -> Result<u64, Error> {
    match session.row(COUNT, &[&sink.as_str()]).await? {
        Some(row) => Cells::of("dead_letter", &row).whole(0),
        None => Ok(0),
    }
}

/// Takes one out.
pub async fn forget(session: &Session, sink: &SinkName, place: LogPlace) -> Result<(), Error> {
    let (shard, number) = (i64::from(place.shard), whole(place.number));
    session
        .execute(FORGET, &[&sink.as_str(), &shard, &number])
        .await?;
    Ok(())
}

/// Takes out those of a shard that are old.
pub async fn prune(session: &Session, shard: u8, before: Timestamp) -> Result<(), Error> {
    session
        .execute(PRUNE, &[&i64::from(shard), &before.as_microsecond()])
        .await?;
    Ok(())
}

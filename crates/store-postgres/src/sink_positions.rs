//! The table `sink_position`: how far each consumer was told.

use contactable_domain::event::SinkName;
use contactable_domain::ports::Position;

use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;
use crate::event_log::whole;

const BEGIN: &str = "INSERT INTO sink_position (sink, shard, number) \
     SELECT $1::text, shard, CASE WHEN $2::boolean THEN 0 ELSE last_number END FROM relay_lease \
     ORDER BY shard ON CONFLICT (sink, shard) DO NOTHING";
const OF: &str = "SELECT p.shard, p.number, r.last_number, r.last_pruned FROM sink_position AS p \
     JOIN relay_lease AS r ON r.shard = p.shard WHERE p.sink = $1 ORDER BY p.shard";
const ADVANCE: &str =
    "UPDATE sink_position SET number = $3 WHERE sink = $1 AND shard = $2 AND number < $3";
const TOLD: &str = "SELECT number FROM sink_position WHERE sink = $1 AND shard = $2";

pub const STATEMENTS: &[&str] = &[BEGIN, OF, ADVANCE, TOLD];

/// Notes a consumer that is not known yet.
pub async fn begin(session: &Session, sink: &SinkName, all: bool) -> Result<(), Error> {
    session.execute(BEGIN, &[&sink.as_str(), &all]).await?;
    Ok(())
}

/// How far a consumer was told, shard by shard.
pub async fn of(session: &Session, sink: &SinkName) -> Result<Vec<Position>, Error> {
    let rows = session.rows(OF, &[&sink.as_str()]).await?;
    let read = |row| {
        let cells = Cells::of("sink_position", row);
        Ok(Position {
            shard: cells.shard(0)?,
            told: cells.whole(1)?,
            last: cells.whole(2)?,
            pruned: cells.whole(3)?,
        })
    };
    rows.iter().map(read).collect()
}

/// Notes that a consumer was told up to this number, if it was not further already.
pub async fn advance(
    session: &Session,
    sink: &SinkName,
    shard: u8,
    through: u64,
) -> Result<(), Error> {
    let (shard, through) = (i64::from(shard), whole(through));
    session
        .execute(ADVANCE, &[&sink.as_str(), &shard, &through])
        .await?;
    Ok(())
}

/// The number up to which each of these consumers was told the events of a shard; `None` when there is no consumer.
pub async fn told_to_all(
    session: &Session,
    shard: u8,
    sinks: &[SinkName],
) -> Result<Option<u64>, Error> {
    let mut least = None;
    for sink in sinks {
        let told = session
            .row(TOLD, &[&sink.as_str(), &i64::from(shard)])
            .await?;
        let told = told.map(|row| Cells::of("sink_position", &row).whole(0));
        // One that is not known yet was told nothing.
        let told = told.transpose()?.unwrap_or(0);
        least = Some(least.map_or(told, |least: u64| least.min(told)));
    }
    Ok(least)
}

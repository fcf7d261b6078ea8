//! The table `outbox`: events that wait to be moved into the log, in the council's shape. Its key is the order in which
//! they go on: a target's by its version when they were written.

use contactable_domain::event::{
    AccessEvent, ContactDetailEvent, PreferencesEvent, made_at, withheld,
};
use contactable_domain::ids::{EventId, TargetId, shard_of};
use contactable_domain::ports::Waiting;
use contactable_domain::preferences::ContactPreferences;
use contactable_domain::target_version::TargetVersion;
use uuid::Uuid;

use crate::batch::{Batch, values};
use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;
use crate::event_log::whole;

const INSERT: &str = "INSERT INTO outbox (shard, event_id, target_id, area, record_id, version, body, sequence) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const BODIES: &str = "SELECT sequence, event_id, body FROM outbox WHERE shard = $1 AND target_id = $2 \
     ORDER BY sequence, event_id";
const REPLACE: &str = "UPDATE outbox SET body = $5 \
     WHERE shard = $1 AND target_id = $2 AND sequence = $3 AND event_id = $4";
const ERASE: &str = "DELETE FROM outbox WHERE shard = $1 AND target_id = $2";
// Each shard by a look at its first key, however many wait.
const SHARDS: &str = "SELECT r.shard FROM relay_lease AS r WHERE (SELECT o.target_id FROM outbox AS o \
     WHERE o.shard = r.shard ORDER BY o.target_id LIMIT 1) IS NOT NULL ORDER BY r.shard";
// Of each shard the first so many are counted.
const WAITING: &str = "SELECT count(*), min(w.id COLLATE \"C\") FROM relay_lease AS r \
     CROSS JOIN LATERAL (SELECT o.event_id::text AS id FROM outbox AS o WHERE o.shard = r.shard \
     ORDER BY o.target_id, o.sequence, o.event_id LIMIT 1000) AS w";

pub const STATEMENTS: &[&str] = &[INSERT, BODIES, REPLACE, ERASE, SHARDS, WAITING];

/// Adds an event about a record, at this version of its target.
pub fn write<'a>(
    batch: &mut Batch<'a>,
    event: &'a ContactDetailEvent,
    sequence: TargetVersion,
) -> Result<(), Error> {
    let target = event.target().uuid();
    let row = values![
        i64::from(shard_of(target)),
        event.id.uuid(),
        target,
        event.new.area.as_str(),
        event.record().uuid(),
        i64::from(event.new.version.number()),
        serde_json::to_string(&event.council())?,
        whole(sequence.number()),
    ];
    batch.add_one(INSERT, row);
    Ok(())
}

/// Adds an event about a target's wishes, at this version of it; where the record would be, it has the target.
pub fn write_preferences<'a>(
    batch: &mut Batch<'a>,
    event: &PreferencesEvent,
    new: &'a ContactPreferences,
    sequence: TargetVersion,
) -> Result<(), Error> {
    let target = new.target.uuid();
    let row = values![
        i64::from(shard_of(target)),
        event.id.uuid(),
        target,
        new.area.as_str(),
        target,
        i64::from(new.version.number()),
        serde_json::to_string(&event.council())?,
        whole(sequence.number()),
    ];
    batch.add_one(INSERT, row);
    Ok(())
}

/// Adds an event about who may see a target; where the record would be, it has the target, and its version. It is of no
/// area: whoever writes it asks for all.
pub fn write_access(
    batch: &mut Batch<'_>,
    event: &AccessEvent,
    version: TargetVersion,
) -> Result<(), Error> {
    let target = event.target.uuid();
    let row = values![
        i64::from(shard_of(target)),
        event.id.uuid(),
        target,
        "",
        target,
        whole(version.number()),
        serde_json::to_string(&event.council())?,
        whole(version.number()),
    ];
    batch.add_one(INSERT, row);
    Ok(())
}

/// Takes what records say out of a target's events, which are then as they are told about a restricted person. Whoever
/// does it asks for all areas. An event that is moved into the log meanwhile makes the transaction start over.
pub async fn withhold(session: &Session, target: TargetId) -> Result<(), Error> {
    let target = target.uuid();
    let shard = i64::from(shard_of(target));
    let mut batch = Batch::default();
    for row in session.rows(BODIES, &[&shard, &target]).await? {
        let cells = Cells::of("outbox", &row);
        let (sequence, id): (i64, Uuid) = (cells.get(0)?, cells.uuid(1)?);
        let less = withheld(cells.get(2)?);
        batch.add_one(REPLACE, values![shard, target, sequence, id, less]);
    }
    batch.run(session).await
}

/// Takes out every event about a target.
pub async fn erase(session: &Session, target: TargetId) -> Result<(), Error> {
    let target = target.uuid();
    let shard = i64::from(shard_of(target));
    session.execute(ERASE, &[&shard, &target]).await?;
    Ok(())
}

/// The shards in which events wait.
pub async fn shards(session: &Session) -> Result<Vec<u8>, Error> {
    let rows = session.rows(SHARDS, &[]).await?;
    rows.iter()
        .map(|row| Cells::of("relay_lease", row).shard(0))
        .collect()
}

/// What waits.
pub async fn waiting(session: &Session) -> Result<Waiting, Error> {
    let Some(row) = session.row(WAITING, &[]).await? else {
        return Ok(Waiting::default());
    };
    let cells = Cells::of("outbox", &row);
    let first = cells.optional_word(1, |text| Uuid::parse_str(text).ok())?;
    Ok(Waiting {
        events: cells.whole(0)?,
        oldest: first.and_then(|id| made_at(EventId::from(id))),
    })
}

/// The bodies of a target's events, oldest first.
pub async fn bodies(session: &Session, target: TargetId) -> Result<Vec<String>, Error> {
    let target = target.uuid();
    let rows = session
        .rows(BODIES, &[&i64::from(shard_of(target)), &target])
        .await?;
    rows.iter()
        .map(|row| Cells::of("outbox", row).get(2))
        .collect()
}

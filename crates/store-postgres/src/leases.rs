//! The tables `relay_lease` and `relay_member`: which process moves and delivers the events of which shard.

use contactable_domain::ports::{HeldShard, LeaseAsked, RelayId, share_of};

use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;
use crate::settings;

const FORGET_GONE: &str = "DELETE FROM relay_member WHERE until <= $1 AND relay <> $2";
const NOTE: &str = "INSERT INTO relay_member (relay, until) VALUES ($1, $2) \
     ON CONFLICT (relay) DO UPDATE SET until = $2";
const COUNT: &str = "SELECT count(*) FROM relay_member";
const LEAVE: &str = "DELETE FROM relay_member WHERE relay = $1";
const HELD_BY: &str = "SELECT shard FROM relay_lease WHERE holder = $1 ORDER BY shard";
const CLAIM: &str = "UPDATE relay_lease SET holder = $2, until = $4 \
     WHERE shard = $1 AND (holder = $2 OR until <= $3)";
const FREE: &str = "SELECT shard FROM relay_lease WHERE until <= $1 AND holder IS DISTINCT FROM $2 \
     ORDER BY shard";
const RELEASE: &str =
    "UPDATE relay_lease SET holder = NULL, until = 0 WHERE shard = $1 AND holder = $2";
const RELEASE_ALL: &str = "UPDATE relay_lease SET holder = NULL, until = 0 WHERE holder = $1";
const HOLD: &str = "SELECT last_number FROM relay_lease \
     WHERE shard = $1 AND holder = $2 AND until > $3 FOR UPDATE";
const HOLD_ANYONES: &str = "SELECT last_number FROM relay_lease WHERE shard = $1 FOR UPDATE";
const GIVE: &str = "UPDATE relay_lease SET last_number = last_number + $2 WHERE shard = $1";
const NOTE_PRUNED: &str =
    "UPDATE relay_lease SET last_pruned = greatest(last_pruned, $2) WHERE shard = $1";
const LAST_NUMBER: &str = "SELECT last_number FROM relay_lease WHERE shard = $1";

pub const STATEMENTS: &[&str] = &[
    FORGET_GONE,
    NOTE,
    COUNT,
    LEAVE,
    HELD_BY,
    CLAIM,
    FREE,
    RELEASE,
    RELEASE_ALL,
    HOLD,
    HOLD_ANYONES,
    GIVE,
    NOTE_PRUNED,
    LAST_NUMBER,
];

/// A process that has died may keep a shard's row until the server finds out. Others do not wait for that: they take the
/// shard over a later time.
const BRIEFLY: &str = "SET LOCAL lock_timeout = '1s'";

/// Keeps what a process holds, up to its share; and whether it may have more.
pub async fn keep(session: &Session, asked: LeaseAsked) -> Result<(Vec<u8>, usize), Error> {
    settings::lock(session, settings::RELAY).await?;
    let share = share_of(members(session, asked).await?);
    let mut held = of(session, asked.relay).await?;
    for shard in held.split_off(share.min(held.len())) {
        release(session, asked.relay, shard).await?;
    }
    let mut kept = Vec::with_capacity(held.len());
    for shard in held {
        // One whose time was over may be another's by now.
        if claim(session, asked, shard).await? {
            kept.push(shard);
        }
    }
    let more = share - kept.len();
    Ok((kept, more))
}

/// Takes so many shards that nobody holds any more.
pub async fn take_over(
    session: &Session,
    asked: LeaseAsked,
    count: usize,
) -> Result<Vec<u8>, Error> {
    session.control(BRIEFLY).await?;
    settings::lock(session, settings::RELAY).await?;
    let mut taken = Vec::new();
    for shard in free(session, asked).await?.into_iter().take(count) {
        if claim(session, asked, shard).await? {
            taken.push(shard);
        }
    }
    Ok(taken)
}

/// Takes this shard if nobody holds it any more.
pub async fn take_over_one(session: &Session, asked: LeaseAsked, shard: u8) -> Result<bool, Error> {
    session.control(BRIEFLY).await?;
    claim(session, asked, shard).await
}

/// The shards that nobody holds any more.
pub async fn free(session: &Session, asked: LeaseAsked) -> Result<Vec<u8>, Error> {
    let at = asked.at.as_microsecond();
    let rows = session.rows(FREE, &[&at, &asked.relay.0]).await?;
    rows.iter()
        .map(|row| Cells::of("relay_lease", row).shard(0))
        .collect()
}

/// Notes that this process relays; how many do.
async fn members(session: &Session, asked: LeaseAsked) -> Result<u32, Error> {
    let (at, until) = (asked.at.as_microsecond(), asked.until.as_microsecond());
    session.execute(FORGET_GONE, &[&at, &asked.relay.0]).await?;
    session.execute(NOTE, &[&asked.relay.0, &until]).await?;
    let count = match session.row(COUNT, &[]).await? {
        Some(row) => Cells::of("relay_member", &row).get::<i64>(0)?,
        None => 0,
    };
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The shards of a process. One that another took over meanwhile is not among them.
async fn of(session: &Session, relay: RelayId) -> Result<Vec<u8>, Error> {
    let rows = session.rows(HELD_BY, &[&relay.0]).await?;
    rows.iter()
        .map(|row| Cells::of("relay_lease", row).shard(0))
        .collect()
}

/// Whether the shard is this process's until then: it was before, or nobody's.
async fn claim(session: &Session, asked: LeaseAsked, shard: u8) -> Result<bool, Error> {
    let (at, until) = (asked.at.as_microsecond(), asked.until.as_microsecond());
    let claimed = session
        .execute(CLAIM, &[&i64::from(shard), &asked.relay.0, &at, &until])
        .await?;
    Ok(claimed == 1)
}

async fn release(session: &Session, relay: RelayId, shard: u8) -> Result<(), Error> {
    session
        .execute(RELEASE, &[&i64::from(shard), &relay.0])
        .await?;
    Ok(())
}

/// Gives back everything that a process holds.
pub async fn release_all(session: &Session, relay: RelayId) -> Result<(), Error> {
    settings::lock(session, settings::RELAY).await?;
    session.execute(RELEASE_ALL, &[&relay.0]).await?;
    session.execute(LEAVE, &[&relay.0]).await?;
    Ok(())
}

/// Keeps others from taking a shard over before the commit; the last number that the log gave there. `None` when it is
/// not held.
pub async fn hold(session: &Session, held: HeldShard) -> Result<Option<u64>, Error> {
    let (shard, at) = (i64::from(held.shard), held.at.as_microsecond());
    let row = session.row(HOLD, &[&shard, &held.relay.0, &at]).await?;
    row.map(|row| Cells::of("relay_lease", &row).whole(0))
        .transpose()
}

/// Keeps whoever holds a shard from writing there before the commit.
pub async fn hold_anyones(session: &Session, shard: u8) -> Result<(), Error> {
    session.row(HOLD_ANYONES, &[&i64::from(shard)]).await?;
    Ok(())
}

/// Notes that the log gave so many more numbers in a shard.
pub async fn give(session: &Session, shard: u8, count: usize) -> Result<(), Error> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    session.execute(GIVE, &[&i64::from(shard), &count]).await?;
    Ok(())
}

/// Notes that the log forgot events of a shard up to this number.
pub async fn note_pruned(session: &Session, shard: i64, last: i64) -> Result<(), Error> {
    session.execute(NOTE_PRUNED, &[&shard, &last]).await?;
    Ok(())
}

/// The last number that the log gave in a shard.
pub async fn last_number(session: &Session, shard: u8) -> Result<u64, Error> {
    match session.row(LAST_NUMBER, &[&i64::from(shard)]).await? {
        Some(row) => Cells::of("relay_lease", &row).whole(0),
        None => Err(Error::Failed(format!("shard {shard} has no row"))),
    }
}

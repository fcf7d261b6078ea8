//! The tables `relay_lease` and `relay_member`: which process moves and delivers the events of which shard.

use contactable_domain::ids::SHARDS;
use contactable_domain::ports::{HeldShard, LeaseAsked, RelayId, share_of};
use rusqlite::{Connection, params};

use crate::error::Error;
use crate::event_log::whole;

/// Gives a process its share; the shards that it holds now.
pub fn take(connection: &Connection, asked: LeaseAsked) -> Result<Vec<u8>, Error> {
    let share = share_of(members(connection, asked)?);
    let mut held = of(connection, asked.relay)?;
    for shard in held.split_off(share.min(held.len())) {
        release(connection, asked.relay, shard)?;
    }
    for shard in &held {
        claim(connection, asked, *shard)?;
    }
    for shard in 0..SHARDS {
        if held.len() >= share {
            break;
        }
        if !held.contains(&shard) && claim(connection, asked, shard)? {
            held.push(shard);
        }
    }
    held.sort_unstable();
    Ok(held)
}

/// Notes that this process relays; how many do.
fn members(connection: &Connection, asked: LeaseAsked) -> Result<u32, Error> {
    connection
        .prepare_cached("DELETE FROM relay_member WHERE until <= ?1")?
        .execute([asked.at.as_microsecond()])?;
    connection
        .prepare_cached("REPLACE INTO relay_member (relay, until) VALUES (?1, ?2)")?
        .execute(params![
            asked.relay.0.into_bytes(),
            asked.until.as_microsecond()
        ])?;
    let mut statement = connection.prepare_cached("SELECT count(*) FROM relay_member")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// The shards of a process. One that another took over meanwhile is not among them.
fn of(connection: &Connection, relay: RelayId) -> Result<Vec<u8>, Error> {
    let sql = "SELECT shard FROM relay_lease WHERE holder = ?1 ORDER BY shard";
    let mut statement = connection.prepare_cached(sql)?;
    let shards = statement.query_map([relay.0.into_bytes()], |row| row.get(0))?;
    Ok(shards.collect::<Result<_, _>>()?)
}

/// Whether the shard is this process's until then: it was before, or nobody's.
fn claim(connection: &Connection, asked: LeaseAsked, shard: u8) -> Result<bool, Error> {
    let sql = "UPDATE relay_lease SET holder = ?2, until = ?4 \
               WHERE shard = ?1 AND (holder = ?2 OR until <= ?3)";
    let claimed = connection.prepare_cached(sql)?.execute(params![
        shard,
        asked.relay.0.into_bytes(),
        asked.at.as_microsecond(),
        asked.until.as_microsecond(),
    ])?;
    Ok(claimed == 1)
}

fn release(connection: &Connection, relay: RelayId, shard: u8) -> Result<(), Error> {
    let sql = "UPDATE relay_lease SET holder = NULL, until = 0 WHERE shard = ?1 AND holder = ?2";
    connection
        .prepare_cached(sql)?
        .execute(params![shard, relay.0.into_bytes()])?;
    Ok(())
}

/// Gives back everything that a process holds.
pub fn release_all(connection: &Connection, relay: RelayId) -> Result<(), Error> {
    let id = relay.0.into_bytes();
    connection
        .prepare_cached("UPDATE relay_lease SET holder = NULL, until = 0 WHERE holder = ?1")?
        .execute([id])?;
    connection
        .prepare_cached("DELETE FROM relay_member WHERE relay = ?1")?
        .execute([id])?;
    Ok(())
}

/// Gives so many numbers out in a shard that is held, and by that keeps others from taking it over before the commit;
/// the last number before them. `None` when it is not held.
pub fn number(
    connection: &Connection,
    held: HeldShard,
    count: usize,
) -> Result<Option<u64>, Error> {
    let sql = "UPDATE relay_lease SET last_number = last_number + ?4 \
               WHERE shard = ?1 AND holder = ?2 AND until > ?3 RETURNING last_number - ?4";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![
        held.shard,
        held.relay.0.into_bytes(),
        held.at.as_microsecond(),
        i64::try_from(count).unwrap_or(i64::MAX),
    ])?;
    let before = rows.next()?.map(|row| row.get::<_, i64>(0)).transpose()?;
    Ok(before.map(i64::unsigned_abs))
}

/// Whether a shard is held, and nobody takes it over before the commit.
pub fn is_held(connection: &Connection, held: HeldShard) -> Result<bool, Error> {
    Ok(number(connection, held, 0)?.is_some())
}

/// Notes that the log forgot events of a shard up to this number.
pub fn note_pruned(connection: &Connection, shard: u8, last: u64) -> Result<(), Error> {
    let sql = "UPDATE relay_lease SET last_pruned = max(last_pruned, ?2) WHERE shard = ?1";
    connection
        .prepare_cached(sql)?
        .execute(params![shard, whole(last)])?;
    Ok(())
}

/// The last number that the log gave in a shard.
pub fn last_number(connection: &Connection, shard: u8) -> Result<u64, Error> {
    let sql = "SELECT last_number FROM relay_lease WHERE shard = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let last: i64 = statement.query_row([shard], |row| row.get(0))?;
    Ok(last.unsigned_abs())
}

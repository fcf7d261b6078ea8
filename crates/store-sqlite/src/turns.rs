//! The table `validity_turn`: the days on which records will begin or stop to be valid, until told.

use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::{ContactDetail, Turn};
use contactable_domain::ids::{ContactDetailId, SHARDS, TargetId, shard_of};
use contactable_domain::ports::TellTurn;
use contactable_domain::time::day_of;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::contact_details::{self, Place};
use crate::error::Error;
use crate::row::day_micros;
use crate::{outbox, targets};

/// A day on which a record was expected to turn.
pub struct Due {
    on: Date,
    place: Place,
}

/// Notes the days that this version of a record brings. What an earlier version brought may stand: whoever
/// tells turns looks at the record again.
pub fn expect(connection: &Connection, record: &ContactDetail) -> Result<(), Error> {
    for (on, _) in record.turns_after(record.recorded.day()) {
        note(connection, &Place::of(record), on)?;
    }
    Ok(())
}

fn note(connection: &Connection, place: &Place, on: Date) -> Result<(), Error> {
    let sql = "INSERT INTO validity_turn (shard, turns_on, target_id, area, id, created_at) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING";
    let target = place.target.uuid();
    connection.prepare_cached(sql)?.execute(params![
        shard_of(target),
        day_micros(on),
        target.into_bytes(),
        place.area.as_str(),
        place.id.uuid().into_bytes(),
        place.created_at,
    ])?;
    Ok(())
}

/// The first `limit` days that have come by this one.
pub fn due(connection: &Connection, on: Date, limit: usize) -> Result<Vec<Due>, Error> {
    let sql = "SELECT turns_on, target_id, area, id, created_at FROM validity_turn \
               WHERE shard = ?1 AND turns_on <= ?2 ORDER BY turns_on, target_id LIMIT ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = Vec::new();
    for shard in 0..SHARDS {
        let left = i64::try_from(limit - found.len()).unwrap_or(i64::MAX);
        let mut rows = statement.query(params![shard, day_micros(on), left])?;
        while let Some(row) = rows.next()? {
            let micros = Timestamp::from_microsecond(row.get(0)?).map_err(|_| corrupt())?;
            let area: String = row.get(2)?;
            found.push(Due {
                on: day_of(micros),
                place: Place {
                    target: TargetId::from(Uuid::from_bytes(row.get(1)?)),
                    area: AreaKey::of(&area),
                    id: ContactDetailId::from(Uuid::from_bytes(row.get(3)?)),
                    created_at: row.get(4)?,
                },
            });
        }
        if found.len() == limit {
            break;
        }
    }
    Ok(found)
}

/// Tells those that did turn, and forgets all of them; each is told by whoever forgets it, so once.
pub fn tell(
    connection: &Connection,
    due: &[Due],
    today: Date,
    event: &TellTurn,
) -> Result<(), Error> {
    for Due { on, place } in due {
        if !forget(connection, place, *on)? {
            continue;
        }
        let record = match contact_details::current(connection, place) {
            Ok(Some(record)) => record,
            Ok(None) => continue,
            Err(error @ Error::Corrupt { .. }) => {
                // It must not keep all others from being told.
                tracing::error!(%error, "a record that turned cannot be read");
                note(connection, place, today.tomorrow().unwrap_or(today))?;
                continue;
            }
            Err(error) => return Err(error),
        };
        let target = targets::in_short(connection, place.target)?;
        let tell = |turn, on| {
            let event = event(&record, turn, on, target.is_restricted);
            outbox::write(connection, &event, target.version.number())
        };
        if let Some(turn) = record.turn_on(*on) {
            tell(turn, *on)?;
        }
        look_on(connection, &record, (*on, today), tell)?;
    }
    Ok(())
}

/// Tells what came between the day for which a record was looked at and today, and notes what is still to
/// come: a day may have been expected too early, or overtaken by a change.
fn look_on(
    connection: &Connection,
    record: &ContactDetail,
    (looked_at, today): (Date, Date),
    tell: impl Fn(Turn, Date) -> Result<(), Error>,
) -> Result<(), Error> {
    for (on, turn) in record.turns_after(looked_at) {
        if on > today {
            note(connection, &Place::of(record), on)?;
        } else {
            // It may be noted as well, and is told here.
            forget(connection, &Place::of(record), on)?;
            tell(turn, on)?;
        }
    }
    Ok(())
}

fn forget(connection: &Connection, place: &Place, on: Date) -> Result<bool, Error> {
    let sql = "DELETE FROM validity_turn WHERE shard = ?1 AND turns_on = ?2 AND target_id = ?3 \
               AND area = ?4 AND id = ?5";
    let target = place.target.uuid();
    let deleted = connection.prepare_cached(sql)?.execute(params![
        shard_of(target),
        day_micros(on),
        target.into_bytes(),
        place.area.as_str(),
        place.id.uuid().into_bytes(),
    ])?;
    Ok(deleted == 1)
}

fn corrupt() -> Error {
    Error::Corrupt {
        table: "validity_turn",
        column: "turns_on",
    }
}

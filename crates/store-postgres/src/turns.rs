//! The table `validity_turn`: the days on which records will begin or stop to be valid, until told.

use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::{ContactDetailId, SHARDS, TargetId, shard_of};
use contactable_domain::ports::TellTurn;
use jiff::civil::Date;

use crate::batch::{Batch, values};
use crate::cells::Cells;
use crate::connection::Session;
use crate::contact_details::{self, Place};
use crate::error::{Error, Halt};
use crate::row::day_micros;
use crate::targets::Hold;
use crate::unit::Transaction;
use crate::{outbox, targets};

const NOTE: &str = "INSERT INTO validity_turn (shard, turns_on, target_id, area, id, created_at) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
const DUE: &str = "SELECT turns_on, target_id, area, id, created_at FROM validity_turn \
     WHERE shard = $1 AND turns_on <= $2 ORDER BY turns_on, target_id LIMIT $3";
const FORGET: &str = "DELETE FROM validity_turn WHERE shard = $1 AND turns_on = $2 AND target_id = $3 \
     AND area = $4 AND id = $5";

pub const STATEMENTS: &[&str] = &[NOTE, DUE, FORGET];

/// A day on which a record was expected to turn.
pub struct Due {
    on: Date,
    place: Place,
}

impl Due {
    /// Whose record it is.
    pub fn target(&self) -> TargetId {
        self.place.target
    }
}

/// Notes the days that this version of a record brings. What an earlier version brought may stand: whoever
/// tells turns looks at the record again.
pub fn expect(batch: &mut Batch<'_>, record: &ContactDetail) {
    for (on, _) in record.turns_after(record.recorded.day()) {
        note(batch, &Place::of(record), on);
    }
}

fn note(batch: &mut Batch<'_>, place: &Place, on: Date) {
    let target = place.target.uuid();
    let row = values![
        i64::from(shard_of(target)),
        day_micros(on),
        target,
        place.area.as_str().to_owned(),
        place.id.uuid(),
        place.created_at,
    ];
    batch.add(NOTE, row);
}

/// The first `limit` days that have come by this one.
pub async fn due(session: &Session, on: Date, limit: usize) -> Result<Vec<Due>, Error> {
    let mut found = Vec::new();
    for shard in 0..SHARDS {
        let left = i64::try_from(limit - found.len()).unwrap_or(i64::MAX);
        let key = (i64::from(shard), day_micros(on));
        for row in session.rows(DUE, &[&key.0, &key.1, &left]).await? {
            let cells = Cells::of("validity_turn", &row);
            found.push(Due {
                on: cells.day(0)?,
                place: Place {
                    target: TargetId::from(cells.uuid(1)?),
                    area: cells.area(2)?,
                    id: ContactDetailId::from(cells.uuid(3)?),
                    created_at: cells.get(4)?,
                },
            });
        }
        if found.len() == limit {
            break;
        }
    }
    Ok(found)
}

/// Tells those of one target that did turn, and forgets all of them; each is told by whoever forgets it, so once.
pub async fn tell(
    transaction: &Transaction,
    target: TargetId,
    due: &[Due],
    today: Date,
    event: &TellTurn,
) -> Result<(), Halt> {
    let short = targets::in_short(transaction, target, Hold::UntilTheEnd).await?;
    for Due { on, place } in due {
        if !forget(transaction, place, *on).await? {
            continue;
        }
        let record = match contact_details::current(transaction, place).await {
            Ok(Some(record)) => record,
            Ok(None) => continue,
            Err(error @ (Error::Corrupt { .. } | Error::CorruptCell { .. })) => {
                // It must not keep all others from being told.
                tracing::error!(%error, "a record that turned cannot be read");
                let mut batch = Batch::default();
                note(&mut batch, place, today.tomorrow().unwrap_or(today));
                transaction.write(batch)?;
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let event = |turn, on| event(&record, turn, on, short.is_restricted);
        let mut told = Vec::from_iter(record.turn_on(*on).map(|turn| event(turn, *on)));
        let mut days = Vec::new();
        for (on, turn) in record.turns_after(*on) {
            if on > today {
                days.push(on);
            } else {
                // It may be noted as well, and is told here.
                forget(transaction, place, on).await?;
                told.push(event(turn, on));
            }
        }
        let mut batch = Batch::default();
        // What is still to come: a day may have been expected too early, or overtaken by a change.
        for on in days {
            note(&mut batch, place, on);
        }
        for event in &told {
            outbox::write(&mut batch, event, short.version)?;
        }
        transaction.write(batch)?;
    }
    Ok(())
}

async fn forget(session: &Session, place: &Place, on: Date) -> Result<bool, Error> {
    let target = place.target.uuid();
    let area = place.area.as_str();
    let (shard, day) = (i64::from(shard_of(target)), day_micros(on));
    let key: [&(dyn tokio_postgres::types::ToSql + Sync); 5] =
        [&shard, &day, &target, &area, &place.id.uuid()];
    Ok(session.execute(FORGET, &key).await? == 1)
}

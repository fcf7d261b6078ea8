//! The table `succession`: every word on what became of a target.

use contactable_domain::ids::TargetId;
use contactable_domain::succession::{Fate, Party, Succession, Survivor};

use crate::batch::{Batch, values};
use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;
use crate::targets::Hold;
use crate::{identifiers, standing, targets};

pub const LATEST: &str = "SELECT version, fate, superseded_by, reason, recorded_at, recorded_by, recorded_by_name, \
     recorded_by_email FROM succession WHERE target_id = $1 ORDER BY version DESC LIMIT 1";
const WRITE: &str = "INSERT INTO succession (target_id, version, fate, superseded_by, reason, recorded_at, \
     recorded_by, recorded_by_name, recorded_by_email) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

pub const STATEMENTS: &[&str] = &[LATEST, WRITE];

/// The last word on it.
pub async fn latest(session: &Session, target: TargetId) -> Result<Option<Succession>, Error> {
    let Some(row) = session.row(LATEST, &[&target.uuid()]).await? else {
        return Ok(None);
    };
    let cells = Cells::of("succession", &row);
    let survivor = cells.optional_uuid(2)?.map(TargetId::from);
    Ok(Some(Succession {
        target,
        fate: cells.word(1, |word| Fate::parse(word, survivor))?,
        reason: cells.text(3)?,
        version: cells.version(0)?,
        recorded: cells.stamp(4)?,
    }))
}

/// Adds the next word.
pub fn write<'a>(batch: &mut Batch<'a>, succession: &'a Succession) {
    let stamp = &succession.recorded;
    let survivor = succession.fate.survivor();
    let row = values![
        succession.target.uuid(),
        i64::from(succession.version.number()),
        succession.fate.as_str(),
        survivor.map(TargetId::uuid),
        succession.reason.as_str(),
        stamp.at.as_microsecond(),
        &stamp.by.subject,
        &stamp.by.name,
        &stamp.by.email,
    ];
    batch.add_one(WRITE, row);
}

/// A target as the rule sees it, held until the transaction ends.
pub async fn party(session: &Session, target: TargetId) -> Result<Party, Error> {
    let standing = standing::whole(session, target, Hold::UntilTheEnd).await?;
    let is_known =
        standing.changed_at.is_some() || !identifiers::of(session, target).await?.is_empty();
    Ok(Party {
        target,
        standing,
        is_known,
    })
}

/// Under which target a target's details are kept now.
pub async fn survivor(session: &Session, target: TargetId) -> Result<Survivor, Error> {
    let mut fates = Vec::new();
    loop {
        let mut asked = None;
        let mut known = fates.iter().copied();
        // The rule asks for one fate after the other and is pure: it is asked again with those that are known so far.
        let found = Survivor::of(target, |at| {
            let fate = known.next();
            if fate.is_none() {
                asked = Some(at);
            }
            fate.ok_or(Unread)
        });
        match (found, asked) {
            (Ok(Some(survivor)), _) => return Ok(survivor),
            (Err(Unread), Some(at)) => fates.push(targets::fate(session, at).await?),
            (Ok(None) | Err(Unread), _) => {
                return Err(Error::Corrupt {
                    table: "target",
                    column: "superseded_by",
                });
            }
        }
    }
}

/// The fate of a target has to be read first.
struct Unread;

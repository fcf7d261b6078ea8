//! The table `target`: how many changes each target has seen and when it saw the last, and what decides who may see
//! it, in short.

use contactable_domain::ids::TargetId;
use contactable_domain::succession::Fate;
use contactable_domain::target_version::TargetVersion;
use jiff::Timestamp;
use tokio_postgres::Row;

use crate::batch::{Batch, values};
use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;

/// What is known of a target in short.
#[derive(Clone, Copy, Default)]
pub struct InShort {
    /// When it was last changed.
    pub changed_at: Option<Timestamp>,
    /// How many changes it has seen.
    pub version: TargetVersion,
    /// Whether the person is restricted.
    pub is_restricted: bool,
    /// Whether anything was ever shared.
    pub is_shared: bool,
    /// Whether another took its place, or it was made invalid.
    pub is_ended: bool,
}

/// The columns of [`InShort`].
macro_rules! short {
    () => {
        "t.changed_at, t.restricted, t.shared, t.invalidated OR t.superseded_by IS NOT NULL, t.version"
    };
}
pub(crate) use short;

const IN_SHORT: &str = concat!(
    "SELECT ",
    short!(),
    " FROM target AS t WHERE target_id = $1"
);
pub const IN_SHORT_HELD: &str = concat!(
    "SELECT ",
    short!(),
    " FROM target AS t WHERE target_id = $1 FOR UPDATE"
);
const FATE: &str = "SELECT superseded_by, invalidated FROM target WHERE target_id = $1";
const BEGIN: &str = "INSERT INTO target (target_id, version, changed_at) VALUES ($1, $2, $3) \
     ON CONFLICT (target_id) DO NOTHING";
pub const RAISE: &str =
    "UPDATE target SET version = $2 + 1, changed_at = $3 WHERE target_id = $1 AND version = $2";
const MARK_SHARED: &str = "UPDATE target SET shared = true WHERE target_id = $1";
const MARK_RESTRICTED: &str = "UPDATE target SET restricted = $2 WHERE target_id = $1";
const MARK_FATE: &str =
    "UPDATE target SET superseded_by = $2, invalidated = $3 WHERE target_id = $1";

pub const STATEMENTS: &[&str] = &[
    IN_SHORT,
    IN_SHORT_HELD,
    FATE,
    BEGIN,
    RAISE,
    MARK_SHARED,
    MARK_RESTRICTED,
    MARK_FATE,
];

/// Whether a target is only looked at, or held until the transaction ends, so that all changes of it follow each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// It is looked at.
    Not,
    /// Nobody else changes it meanwhile. One that is not known yet cannot be held: whoever begins it first wins, and all
    /// others start over.
    UntilTheEnd,
}

/// What is known of a target in short.
pub async fn in_short(session: &Session, target: TargetId, hold: Hold) -> Result<InShort, Error> {
    let sql = match hold {
        Hold::Not => IN_SHORT,
        Hold::UntilTheEnd => IN_SHORT_HELD,
    };
    let row = session.row(sql, &[&target.uuid()]).await?;
    row.map_or(Ok(InShort::default()), |row| InShort::read(&row, 0))
}

impl InShort {
    /// Reads the columns of [`short!`] from one on; all of them are null where the target is not known.
    pub fn read(row: &Row, first: usize) -> Result<Self, Error> {
        let cells = Cells::of("target", row);
        let Some(changed_at) = cells.optional_instant(first)? else {
            return Ok(Self::default());
        };
        Ok(Self {
            changed_at: Some(changed_at),
            is_restricted: cells.get(first + 1)?,
            is_shared: cells.get(first + 2)?,
            is_ended: cells.get(first + 3)?,
            version: TargetVersion::new(cells.get::<i64>(first + 4)?.unsigned_abs()),
        })
    }

    /// Whether there is nothing besides the rule of areas that decides who sees it.
    pub fn is_plain(&self) -> bool {
        !self.is_restricted && !self.is_shared && !self.is_ended
    }
}

/// What became of it.
pub async fn fate(session: &Session, target: TargetId) -> Result<Fate, Error> {
    let Some(row) = session.row(FATE, &[&target.uuid()]).await? else {
        return Ok(Fate::Restored);
    };
    let cells = Cells::of("target", &row);
    Ok(match (cells.optional_uuid(0)?, cells.get(1)?) {
        (Some(survivor), _) => Fate::SupersededBy(TargetId::from(survivor)),
        (None, true) => Fate::Invalidated,
        (None, false) => Fate::Restored,
    })
}

/// Counts one more change than were known of; fails if there have been others since.
pub fn raise_version(batch: &mut Batch<'_>, target: TargetId, known: TargetVersion, at: Timestamp) {
    if known == TargetVersion::default() {
        return begin_at(batch, target, known.next(), at);
    }
    batch.add_one(
        RAISE,
        values![target.uuid(), number(known), at.as_microsecond()],
    );
}

/// Takes over a target that was not known before, in the version that it has elsewhere.
pub fn begin_at(batch: &mut Batch<'_>, target: TargetId, version: TargetVersion, at: Timestamp) {
    batch.add_one(
        BEGIN,
        values![target.uuid(), number(version), at.as_microsecond()],
    );
}

fn number(version: TargetVersion) -> i64 {
    i64::try_from(version.number()).unwrap_or(i64::MAX)
}

/// Notes that something is shared.
pub fn mark_shared(batch: &mut Batch<'_>, target: TargetId) {
    batch.add_one(MARK_SHARED, values![target.uuid()]);
}

/// Notes whether the person is restricted.
pub fn mark_restricted(batch: &mut Batch<'_>, target: TargetId, is_on: bool) {
    batch.add_one(MARK_RESTRICTED, values![target.uuid(), is_on]);
}

/// Notes what became of it.
pub fn mark_fate(batch: &mut Batch<'_>, target: TargetId, fate: Fate) {
    let survivor = fate.survivor().map(TargetId::uuid);
    batch.add_one(
        MARK_FATE,
        values![target.uuid(), survivor, fate == Fate::Invalidated],
    );
}

//! In which state a read found what it is about. Everything that belongs to a target and may be read from a replica
//! changes together with the target's version and instant, so two that found the same state found the same.

use std::collections::HashMap;

use contactable_domain::ids::{ContactDetailId, TargetId};
use futures_util::future::try_join;
use uuid::Uuid;

use crate::cells::Cells;
use crate::connection::Session;
use crate::contact_details::Place;
use crate::error::Error;
use crate::targets::InShort;

const OF_TARGETS: &str = "SELECT t.target_id, t.target_id, '', t.version, t.changed_at \
     FROM target AS t WHERE t.target_id = ANY ($1)";
const OF_RECORDS: &str = "SELECT k.id, k.target_id, k.area, t.version, t.changed_at \
     FROM contact_detail_key AS k LEFT JOIN target AS t ON t.target_id = k.target_id \
     WHERE k.id = ANY ($1)";

pub const STATEMENTS: &[&str] = &[OF_TARGETS, OF_RECORDS];

/// What a read is about.
#[derive(Clone, Debug)]
pub enum About {
    /// These targets.
    Targets(Vec<TargetId>),
    /// The records with this id, and their targets.
    Record(ContactDetailId),
}

impl About {
    /// How many reads want it.
    pub fn reads(&self) -> usize {
        match self {
            Self::Targets(targets) => targets.len(),
            Self::Record(_) => 1,
        }
    }

    /// What is looked for: targets, or records.
    fn keys(&self) -> (Vec<Uuid>, Vec<Uuid>) {
        match self {
            Self::Targets(targets) => (targets.iter().map(|id| id.uuid()).collect(), Vec::new()),
            Self::Record(id) => (Vec::new(), vec![id.uuid()]),
        }
    }
}

/// A target that was found, in which area where it was found by a record, and its state.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Found {
    target: Uuid,
    area: String,
    /// Version and instant: two databases that went apart may count alike.
    state: Option<(i64, i64)>,
}

/// Everything that was found.
#[derive(PartialEq, Eq, Debug)]
pub struct Seen(Vec<Found>);

impl Seen {
    fn of(mut found: Vec<Found>) -> Self {
        found.sort_unstable();
        found.dedup();
        Self(found)
    }

    /// Those of these targets that are known.
    pub fn of_targets<'a>(targets: impl IntoIterator<Item = (Uuid, &'a InShort)>) -> Self {
        let found = targets.into_iter().filter_map(|(target, short)| {
            let state = state(short);
            let area = String::new();
            state.map(|_| Found {
                target,
                area,
                state,
            })
        });
        Self::of(found.collect())
    }

    /// Where a record is, and what is known of the targets there.
    pub fn of_places<'a>(places: impl IntoIterator<Item = (&'a Place, &'a InShort)>) -> Self {
        let found = |(place, short): (&Place, &InShort)| Found {
            target: place.target.uuid(),
            area: place.area.as_str().to_owned(),
            state: state(short),
        };
        Self::of(places.into_iter().map(found).collect())
    }
}

fn state(short: &InShort) -> Option<(i64, i64)> {
    let number = i64::try_from(short.version.number()).unwrap_or(i64::MAX);
    short.changed_at.map(|at| (number, at.as_microsecond()))
}

/// What is found of several things at once.
pub struct Sighting(HashMap<Uuid, Vec<Found>>);

impl Sighting {
    /// Looks, as of now or as of the transaction that is open.
    pub async fn of<'a>(
        session: &Session,
        all: impl IntoIterator<Item = &'a About>,
    ) -> Result<Self, Error> {
        let (mut targets, mut records) = (Vec::new(), Vec::new());
        for (of_targets, of_records) in all.into_iter().map(About::keys) {
            targets.extend(of_targets);
            records.extend(of_records);
        }
        let (targets, records) = try_join(
            look(session, OF_TARGETS, &targets),
            look(session, OF_RECORDS, &records),
        )
        .await?;
        let mut found: HashMap<Uuid, Vec<Found>> = HashMap::new();
        for (key, one) in targets.into_iter().chain(records) {
            found.entry(key).or_default().push(one);
        }
        Ok(Self(found))
    }

    /// What was found of this, which was among what was looked for.
    pub fn seen(&self, about: &About) -> Seen {
        let (targets, records) = about.keys();
        let found = targets.iter().chain(&records);
        let found = found.filter_map(|key| self.0.get(key)).flatten();
        Seen::of(found.cloned().collect())
    }
}

async fn look(session: &Session, sql: &str, keys: &[Uuid]) -> Result<Vec<(Uuid, Found)>, Error> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let rows = session.rows(sql, &[&keys]).await?;
    let found = |row| {
        let cells = Cells::of("target", row);
        let (version, at): (Option<i64>, Option<i64>) = (cells.get(3)?, cells.get(4)?);
        let found = Found {
            target: cells.uuid(1)?,
            area: cells.get(2)?,
            state: version.zip(at),
        };
        Ok((cells.uuid(0)?, found))
    };
    rows.iter().map(found).collect()
}

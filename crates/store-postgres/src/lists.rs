//! The records of a target that somebody sees: a page of those that are wanted, or all; as they are now, or as they
//! were held at an instant. Of a record's versions the one that counted then is the last that was recorded by then.
//! Who sees what is decided by how things stand now, whatever the instant.

use std::sync::Arc;

use contactable_domain::access::Standing;
use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::TargetId;
use contactable_domain::listing::{Listing, Page, Position};
use contactable_domain::ports::{Held, HeldBy};
use contactable_domain::time::DayBounds;
use jiff::Timestamp;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use crate::areas::Areas;
use crate::connection::Session;
use crate::contact_details::select;
use crate::error::Error;
use crate::row::columns;
use crate::targets::InShort;
use crate::together::{Question, Together};
use crate::view::{self, View};
use crate::{preferences, standing};

/// Which rows are wanted: not retired and not lapsed unless everything is, and true on the day unless that
/// does not matter. Days and instants stand in the same columns; see [`DayBounds`].
macro_rules! wanted {
    () => {
        " AND ($5 OR (ended_at IS NULL \
          AND (valid_until IS NULL OR valid_until >= $6) \
          AND (usage IS DISTINCT FROM 'temporary' OR coalesce(valid_from, created_at) >= $7))) \
         AND (NOT $8 OR ( \
          (valid_until IS NULL OR valid_until >= $6) \
          AND (usage IS DISTINCT FROM 'temporary' OR coalesce(valid_from, created_at) >= $7) \
          AND (coalesce(valid_from, created_at) < $9 \
           OR (valid_from IS NULL AND valid_until < $9)))) \
         ORDER BY created_at, id"
    };
}
pub(crate) use wanted;

const PAGE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM contact_detail \
     WHERE target_id = $1 AND area = $2 AND (created_at, id) > ($3, $4)",
    wanted!()
);

const PAGE_AS_OF: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM contact_detail_version AS v \
     WHERE target_id = $1 AND area = $2 AND (created_at, id) > ($3, $4) \
     AND recorded_at <= $10 AND NOT EXISTS (SELECT 1 FROM contact_detail_version AS w \
      WHERE w.target_id = v.target_id AND w.area = v.area AND w.created_at = v.created_at \
      AND w.id = v.id AND w.version = v.version + 1 AND w.recorded_at <= $10)",
    wanted!()
);

const ALL: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM contact_detail WHERE target_id = $1 AND area = $2 ORDER BY created_at, id"
);

const ALL_AS_OF: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM contact_detail_version AS v WHERE target_id = $1 AND area = $2 \
     AND recorded_at <= $3 AND NOT EXISTS (SELECT 1 FROM contact_detail_version AS w \
      WHERE w.target_id = v.target_id AND w.area = v.area AND w.created_at = v.created_at \
      AND w.id = v.id AND w.version = v.version + 1 AND w.recorded_at <= $3) \
     ORDER BY created_at, id"
);

pub const STATEMENTS: &[&str] = &[PAGE, PAGE_AS_OF, ALL, ALL_AS_OF];

/// A page of a target's records in one look, as of now; `None` where it takes more to know who sees what.
pub async fn plain_page(looks: &Arc<Together>, listing: &Listing) -> Result<Option<Page>, Error> {
    if listing.viewer.is_patient() || listing.as_of.is_some() {
        return Ok(None);
    }
    // Most targets are like this; whether this one is comes with the records.
    let assumed = Standing::default();
    let areas = listing.viewer.sight(&assumed).areas();
    let question = Question {
        areas: areas.iter().map(|area| area.as_str().to_owned()).collect(),
        bounds: Bounds::of(listing),
        // One more than the page holds, to know whether there are more.
        limit: i64::try_from(listing.limit.saturating_add(1)).unwrap_or(i64::MAX),
    };
    let rows = looks.rows(question, listing.target).await?;
    let short = rows.first().map_or(Ok(InShort::default()), |row| {
        InShort::read(row, view::RECORD)
    })?;
    let standing = standing::of(short);
    let sight = listing.viewer.sight(&standing);
    if !short.is_plain() || sight.areas() != areas {
        return Ok(None);
    }
    if areas.iter().any(|area| sight.of_area(area).is_err()) {
        return Ok(None);
    }
    let mut records = Vec::new();
    for row in &rows {
        records.extend(view::record_of(row)?);
    }
    // Those about several targets come in no promised order.
    records.sort_by_key(Position::of);
    Ok(Some(listing.page_of(records, sight.glimpse())))
}

/// A page of a target's records: each area's part is a range of the table, and the parts are merged.
pub async fn page(session: &Session, listing: &Listing) -> Result<Page, Error> {
    let standing = standing::before(session, listing.target, &listing.viewer).await?;
    let sight = listing.viewer.sight(&standing);
    let areas = sight.areas();
    session.ask_for(&Areas::of(&areas)).await?;
    let mut records = Vec::new();
    for area in &areas {
        records.extend(part(session, listing, area, &View::of(sight, area)).await?);
    }
    Ok(listing.page_of(records, sight.glimpse()))
}

/// From where on, and by which days, records are wanted.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Bounds {
    after_at: i64,
    after_id: Uuid,
    historic: bool,
    first: i64,
    temporary_from: i64,
    valid_only: bool,
    next: i64,
}

impl Bounds {
    fn of(listing: &Listing) -> Self {
        let day = DayBounds::of(listing.on);
        let after = listing.after;
        Self {
            after_at: after.map_or(i64::MIN, |after| after.created_at.as_microsecond()),
            after_id: after.map_or(Uuid::nil(), |after| after.id.uuid()),
            historic: listing.wants_historic(),
            first: day.first.as_microsecond(),
            temporary_from: day.temporary_from.as_microsecond(),
            valid_only: listing.wants_valid_only(),
            next: day.next.as_microsecond(),
        }
    }

    /// From the third parameter on.
    pub fn values(&self) -> [&(dyn ToSql + Sync); 7] {
        [
            &self.after_at,
            &self.after_id,
            &self.historic,
            &self.first,
            &self.temporary_from,
            &self.valid_only,
            &self.next,
        ]
    }
}

/// What one area adds to a page: one record more than the page holds, to know whether there are more.
async fn part(
    session: &Session,
    listing: &Listing,
    area: &AreaKey,
    view: &View<'_>,
) -> Result<Vec<ContactDetail>, Error> {
    let bounds = Bounds::of(listing);
    let (target, name) = (listing.target.uuid(), area.as_str());
    let mut values: Vec<&(dyn ToSql + Sync)> = vec![&target, &name];
    values.extend(bounds.values());
    let as_of = listing.as_of.map(Timestamp::as_microsecond);
    let mut records = match &as_of {
        None => select(session, PAGE, &values).await?,
        Some(at) => {
            values.push(at);
            select(session, PAGE_AS_OF, &values).await?
        }
    };
    records.retain(|record| view.shows(record));
    records.truncate(listing.limit.saturating_add(1));
    Ok(records)
}

/// Everything that somebody sees of what is held about a target, historic records too.
pub async fn held(session: &Session, target: TargetId, by: &HeldBy) -> Result<Held, Error> {
    let standing = standing::before(session, target, &by.viewer).await?;
    let sight = by.viewer.sight(&standing);
    let areas = sight.areas();
    session.ask_for(&Areas::of(&areas)).await?;
    let mut records = Vec::new();
    let mut preferences = Vec::new();
    for area in &areas {
        let view = View::of(sight, area);
        let mut all = all(session, target, area, by.as_of).await?;
        all.retain(|record| view.shows(record));
        records.extend(all);
        // Of an area that shares only some of it too: what it was told not to do rules out what it shares.
        preferences.extend(preferences::at(session, target, area, by.as_of).await?);
    }
    if areas.len() > 1 {
        records.sort_by_key(Position::of);
    }
    Ok(Held {
        target,
        records,
        preferences,
        glimpse: sight.glimpse(),
    })
}

/// The records of an area that were not retired at an instant.
pub async fn not_retired_at(
    session: &Session,
    target: TargetId,
    area: &AreaKey,
    at: Timestamp,
) -> Result<Vec<ContactDetail>, Error> {
    let mut records = all(session, target, area, Some(at)).await?;
    records.retain(|record| record.ended.is_none());
    Ok(records)
}

async fn all(
    session: &Session,
    target: TargetId,
    area: &AreaKey,
    as_of: Option<Timestamp>,
) -> Result<Vec<ContactDetail>, Error> {
    let (target, area) = (target.uuid(), area.as_str());
    match as_of {
        None => select(session, ALL, &[&target, &area]).await,
        Some(at) => select(session, ALL_AS_OF, &[&target, &area, &at.as_microsecond()]).await,
    }
}

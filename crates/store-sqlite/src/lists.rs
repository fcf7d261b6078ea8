//! The records of a target that somebody sees: a page of those that are wanted, or all; as they are now, or as they
//! were held at an instant. Of a record's versions the one that counted then is the last that was recorded by then.
//! Who sees what is decided by how things stand now, whatever the instant.

use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::TargetId;
use contactable_domain::listing::{Listing, Page, Position};
use contactable_domain::ports::{Held, HeldBy};
use contactable_domain::time::DayBounds;
use jiff::Timestamp;
use rusqlite::{Connection, ToSql, params, params_from_iter};
use uuid::Uuid;

use crate::contact_details::select_seen;
use crate::error::Error;
use crate::row::columns;
use crate::view::View;
use crate::{preferences, standing};

/// Which rows are wanted: not retired and not lapsed unless everything is, and true on the day unless that
/// does not matter. Days and instants stand in the same columns; see [`DayBounds`].
macro_rules! wanted {
    () => {
        " AND (?5 OR (ended_at IS NULL \
          AND (valid_until IS NULL OR valid_until >= ?6) \
          AND (usage IS NOT 'temporary' OR coalesce(valid_from, created_at) >= ?7))) \
         AND (NOT ?8 OR ( \
          (valid_until IS NULL OR valid_until >= ?6) \
          AND (usage IS NOT 'temporary' OR coalesce(valid_from, created_at) >= ?7) \
          AND (coalesce(valid_from, created_at) < ?9 \
           OR (valid_from IS NULL AND valid_until < ?9)))) \
         ORDER BY created_at, id"
    };
}

const PAGE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM contact_detail \
     WHERE target_id = ?1 AND area = ?2 AND (created_at, id) > (?3, ?4)",
    wanted!()
);

const PAGE_AS_OF: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM contact_detail_version AS v \
     WHERE target_id = ?1 AND area = ?2 AND (created_at, id) > (?3, ?4) \
     AND recorded_at <= ?10 AND NOT EXISTS (SELECT 1 FROM contact_detail_version AS w \
      WHERE w.target_id = v.target_id AND w.area = v.area AND w.created_at = v.created_at \
      AND w.id = v.id AND w.version = v.version + 1 AND w.recorded_at <= ?10)",
    wanted!()
);

/// A page of a target's records: each area's part is a range of the table, read as far as the page needs, and the
/// parts are merged.
pub fn page(connection: &Connection, listing: &Listing) -> Result<Page, Error> {
    let standing = standing::before(connection, listing.target, &listing.viewer)?;
    let sight = listing.viewer.sight(&standing);
    let mut records = Vec::new();
    for area in &sight.areas() {
        records.extend(part(connection, listing, area, &View::of(sight, area))?);
    }
    Ok(listing.page_of(records, sight.glimpse()))
}

/// What one area adds to a page.
fn part(
    connection: &Connection,
    listing: &Listing,
    area: &AreaKey,
    view: &View<'_>,
) -> Result<Vec<ContactDetail>, Error> {
    let after_at = listing
        .after
        .map_or(i64::MIN, |after| after.created_at.as_microsecond());
    let after_id = listing.after.map_or(Uuid::nil(), |after| after.id.uuid());
    let day = DayBounds::of(listing.on);
    let key = params![
        listing.target.uuid().into_bytes(),
        area.as_str(),
        after_at,
        after_id.into_bytes(),
        listing.wants_historic(),
        day.first.as_microsecond(),
        day.temporary_from.as_microsecond(),
        listing.wants_valid_only(),
        day.next.as_microsecond(),
    ];
    // One more than the page holds, to know whether there are more.
    let of = (area, listing.limit.saturating_add(1));
    let sees = |record: &ContactDetail| view.shows(record);
    match listing.as_of {
        None => select_seen(connection, PAGE, key, of, sees),
        Some(at) => {
            let as_of = at.as_microsecond();
            let last: &[&dyn ToSql] = params![as_of];
            let key = key.iter().chain(last).copied();
            select_seen(connection, PAGE_AS_OF, params_from_iter(key), of, sees)
        }
    }
}

const ALL: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM contact_detail WHERE target_id = ?1 AND area = ?2 ORDER BY created_at, id"
);

const ALL_AS_OF: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM contact_detail_version AS v WHERE target_id = ?1 AND area = ?2 \
     AND recorded_at <= ?3 AND NOT EXISTS (SELECT 1 FROM contact_detail_version AS w \
      WHERE w.target_id = v.target_id AND w.area = v.area AND w.created_at = v.created_at \
      AND w.id = v.id AND w.version = v.version + 1 AND w.recorded_at <= ?3) \
     ORDER BY created_at, id"
);

/// Everything that somebody sees of what is held about a target, historic records too.
pub fn held(connection: &Connection, target: TargetId, by: &HeldBy) -> Result<Held, Error> {
    let standing = standing::before(connection, target, &by.viewer)?;
    let sight = by.viewer.sight(&standing);
    let areas = sight.areas();
    let mut records = Vec::new();
    let mut preferences = Vec::new();
    for area in &areas {
        let view = View::of(sight, area);
        records.extend(all(connection, (target, area), by.as_of, &view)?);
        // Of an area that shares only some of it too: what it was told not to do rules out what it shares.
        preferences.extend(preferences::at(connection, target, area, by.as_of)?);
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
pub fn not_retired_at(
    connection: &Connection,
    target: TargetId,
    area: &AreaKey,
    at: Timestamp,
) -> Result<Vec<ContactDetail>, Error> {
    let target = target.uuid().into_bytes();
    let key = params![target, area.as_str(), at.as_microsecond()];
    let held = |record: &ContactDetail| record.ended.is_none();
    select_seen(connection, ALL_AS_OF, key, (area, usize::MAX), held)
}

fn all(
    connection: &Connection,
    (target, area): (TargetId, &AreaKey),
    as_of: Option<Timestamp>,
    view: &View<'_>,
) -> Result<Vec<ContactDetail>, Error> {
    let target = target.uuid().into_bytes();
    let of = (area, usize::MAX);
    let sees = |record: &ContactDetail| view.shows(record);
    match as_of {
        None => {
            let key = params![target, area.as_str()];
            select_seen(connection, ALL, key, of, sees)
        }
        Some(at) => {
            let key = params![target, area.as_str(), at.as_microsecond()];
            select_seen(connection, ALL_AS_OF, key, of, sees)
        }
    }
}

//! What of a record somebody sees who names it by its id.

use contactable_domain::access::{Basis, Rule, Sight, Standing, Viewer};
use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::ports::Sighted;
use tokio_postgres::Row;

use crate::areas::Areas;
use crate::cells::Cells;
use crate::connection::Session;
use crate::contact_details::{self, Place};
use crate::error::Error;
use crate::reads::{Plain, Reads};
use crate::replicas::seen::{About, Seen};
use crate::row::{self, columns};
use crate::standing;
use crate::targets::{InShort, short};

/// Something that is seen and why, or the rule that hides it.
pub type Look<T> = Result<(T, Basis), Rule>;

/// A viewer's sight of what one area holds about a target.
pub struct View<'a> {
    sight: Sight<'a>,
    /// Whether it is all seen, so that no record has to be looked at.
    whole: bool,
}

impl<'a> View<'a> {
    pub fn of(sight: Sight<'a>, area: &AreaKey) -> Self {
        let whole = sight.of_area(area).is_ok();
        Self { sight, whole }
    }

    /// Whether this record of the area is seen.
    pub fn shows(&self, record: &ContactDetail) -> bool {
        self.whole || self.sight.sees(record)
    }
}

/// Where the records with an id are, what is known of their targets in short, and as many of the records as the areas
/// that are asked for hold.
pub const PLAIN_FIND: &str = concat!(
    "SELECT d.*, ",
    short!(),
    ", k.area, k.target_id, k.created_at FROM contact_detail_key AS k \
     LEFT JOIN target AS t ON t.target_id = k.target_id \
     LEFT JOIN LATERAL (SELECT ",
    columns!(),
    " FROM contact_detail AS c WHERE c.target_id = k.target_id AND c.area = k.area \
     AND c.created_at = k.created_at AND c.id = k.id) AS d ON true \
     WHERE k.id = $1 ORDER BY k.area"
);
/// How many columns a record has.
pub const RECORD: usize = 52;
/// How many columns a target in short has.
pub const SHORT: usize = 5;

/// A record in its current version; `None` where it takes more than a look to know who sees it.
pub async fn find_plain(
    reads: &Reads,
    id: ContactDetailId,
    viewer: &Viewer,
) -> Result<Option<Sighted<ContactDetail>>, Error> {
    if viewer.is_patient() {
        return Ok(None);
    }
    let plain = Standing::default();
    let areas = viewer.sight(&plain).areas();
    let plain = Plain {
        sql: PLAIN_FIND,
        values: &[&id.uuid()],
        about: About::Record(id),
        seen: &|rows| seen(rows, id),
    };
    let rows = reads.plain(&Areas::of(&areas), &plain).await?;
    let mut found = Vec::new();
    for row in &rows {
        let (place, short) = (place_of(row, id)?, InShort::read(row, RECORD)?);
        if !short.is_plain() {
            return Ok(None);
        }
        found.push((place, short, row));
    }
    found.sort_by_key(|(place, ..)| order(viewer, place));
    let mut hidden = None;
    for (place, short, row) in found {
        let standing = standing::of(short);
        let sight = viewer.sight(&standing);
        let look = if sight.areas().contains(&place.area) {
            record_of(row)?.map(|record| sight.of(&record).map(|basis| (record, basis)))
        } else {
            Some(Err(hidden_by(&sight, &place.area)))
        };
        match look {
            Some(Ok((record, basis))) => return Ok(Some(Sighted::Seen(record, basis))),
            Some(Err(rule)) => {
                hidden.get_or_insert((place.target, rule));
            }
            None => {}
        }
    }
    Ok(Some(unseen(hidden)))
}

/// In which state rows show the targets.
fn seen(rows: &[Row], id: ContactDetailId) -> Result<Seen, Error> {
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.push((place_of(row, id)?, InShort::read(row, RECORD)?));
    }
    let found = found.iter().map(|(place, short)| (place, short));
    Ok(Seen::of_places(found))
}

fn place_of(row: &Row, id: ContactDetailId) -> Result<Place, Error> {
    let cells = Cells::of("contact_detail_key", row);
    let first = RECORD + SHORT;
    Ok(Place {
        target: TargetId::from(cells.uuid(first + 1)?),
        area: cells.area(first)?,
        created_at: cells.get(first + 2)?,
        id,
    })
}

/// The record with which a row begins, if there is one.
pub fn record_of(row: &Row) -> Result<Option<ContactDetail>, Error> {
    match Cells::of("contact_detail", row).optional_uuid(0)? {
        Some(_) => row::read(row).map(Some),
        None => Ok(None),
    }
}

/// A record in its current version.
pub async fn find(
    session: &Session,
    id: ContactDetailId,
    viewer: &Viewer,
) -> Result<Sighted<ContactDetail>, Error> {
    let mut hidden = None;
    for place in places(session, id, viewer).await? {
        let standing = standing::before(session, place.target, viewer).await?;
        match current(session, &viewer.sight(&standing), &place).await? {
            Some(Ok((record, basis))) => return Ok(Sighted::Seen(record, basis)),
            Some(Err(rule)) => {
                hidden.get_or_insert((place.target, rule));
            }
            None => {}
        }
    }
    Ok(unseen(hidden))
}

/// The versions of a record that are seen, of this area's if one is named. Whoever does not see what it says now sees
/// none of them.
pub async fn versions(
    session: &Session,
    id: ContactDetailId,
    area: Option<&AreaKey>,
    viewer: &Viewer,
) -> Result<Sighted<Vec<ContactDetail>>, Error> {
    let mut places = places(session, id, viewer).await?;
    places.retain(|place| area.is_none_or(|area| place.area == *area));
    let mut hidden = None;
    for place in places {
        let standing = standing::before(session, place.target, viewer).await?;
        let sight = viewer.sight(&standing);
        match current(session, &sight, &place).await? {
            Some(Ok((_, basis))) => {
                let mut versions = contact_details::versions(session, &place).await?;
                versions.retain(|version| sight.sees(version));
                return Ok(Sighted::Seen(versions, basis));
            }
            Some(Err(rule)) => {
                hidden.get_or_insert((place.target, rule));
            }
            None => {}
        }
    }
    Ok(unseen(hidden))
}

/// One area after the other, the viewer's own first: the first that shows something is the one that counts.
async fn places(
    session: &Session,
    id: ContactDetailId,
    viewer: &Viewer,
) -> Result<Vec<Place>, Error> {
    let mut places = contact_details::places(session, id).await?;
    places.sort_by_key(|place| order(viewer, place));
    Ok(places)
}

fn order(viewer: &Viewer, place: &Place) -> usize {
    let mut own = viewer.actor.areas.iter();
    own.position(|own| *own.key() == place.area)
        .unwrap_or(usize::MAX)
}

fn unseen<T>(hidden: Option<(TargetId, Rule)>) -> Sighted<T> {
    hidden.map_or(Sighted::NothingThere, |(target, rule)| {
        Sighted::Hidden(target, rule)
    })
}

fn hidden_by(sight: &Sight<'_>, area: &AreaKey) -> Rule {
    sight.of_area(area).err().unwrap_or(Rule::AnotherArea)
}

/// The record at this place, if it is there. Its row is read only where the viewer may see anything of its area.
pub async fn current(
    session: &Session,
    sight: &Sight<'_>,
    place: &Place,
) -> Result<Option<Look<ContactDetail>>, Error> {
    let areas = sight.areas();
    if !areas.contains(&place.area) {
        return Ok(Some(Err(hidden_by(sight, &place.area))));
    }
    session.ask_for(&Areas::of(&areas)).await?;
    let Some(record) = contact_details::current(session, place).await? else {
        return Ok(None);
    };
    Ok(Some(sight.of(&record).map(|basis| (record, basis))))
}

//! What of a record somebody sees who names it by its id.

use contactable_domain::access::{Basis, Rule, Sight, Viewer};
use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::ContactDetailId;
use contactable_domain::ports::Sighted;
use rusqlite::Connection;

use crate::contact_details::{self, Place};
use crate::error::Error;
use crate::standing;

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

/// A record in its current version.
pub fn find(
    connection: &Connection,
    id: ContactDetailId,
    viewer: &Viewer,
) -> Result<Sighted<ContactDetail>, Error> {
    let places = contact_details::places(connection, id)?;
    look(connection, places, viewer, |sight, place| {
        current(connection, sight, place)
    })
}

/// The versions of a record that are seen, of this area's if one is named. Whoever does not see what it says now sees
/// none of them.
pub fn versions(
    connection: &Connection,
    id: ContactDetailId,
    area: Option<&AreaKey>,
    viewer: &Viewer,
) -> Result<Sighted<Vec<ContactDetail>>, Error> {
    let mut places = contact_details::places(connection, id)?;
    places.retain(|place| area.is_none_or(|area| place.area == *area));
    look(connection, places, viewer, |sight, place| {
        let Some(now) = current(connection, sight, place)? else {
            return Ok(None);
        };
        let basis = match now {
            Ok((_, basis)) => basis,
            Err(rule) => return Ok(Some(Err(rule))),
        };
        let mut versions = contact_details::versions(connection, place, u32::MAX)?;
        versions.retain(|version| sight.sees(version));
        Ok(Some(Ok((versions, basis))))
    })
}

/// Looks in one area after the other, the viewer's own first, up to the first that shows something.
fn look<T>(
    connection: &Connection,
    mut places: Vec<Place>,
    viewer: &Viewer,
    at: impl Fn(&Sight<'_>, &Place) -> Result<Option<Look<T>>, Error>,
) -> Result<Sighted<T>, Error> {
    let own = |place: &Place| {
        viewer
            .actor
            .areas
            .iter()
            .position(|own| *own.key() == place.area)
    };
    places.sort_by_key(|place| own(place).unwrap_or(usize::MAX));
    let mut hidden = None;
    for place in &places {
        let standing = standing::before(connection, place.target, viewer)?;
        match at(&viewer.sight(&standing), place)? {
            Some(Ok((seen, basis))) => return Ok(Sighted::Seen(seen, basis)),
            Some(Err(rule)) => {
                hidden.get_or_insert((place.target, rule));
            }
            None => {}
        }
    }
    Ok(hidden.map_or(Sighted::NothingThere, |(target, rule)| {
        Sighted::Hidden(target, rule)
    }))
}

/// The record at this place, if it is there. Its row is read only where the viewer may see anything of its area.
pub fn current(
    connection: &Connection,
    sight: &Sight<'_>,
    place: &Place,
) -> Result<Option<Look<ContactDetail>>, Error> {
    if !sight.areas().contains(&place.area) {
        let rule = sight.of_area(&place.area).err();
        return Ok(Some(Err(rule.unwrap_or(Rule::AnotherArea))));
    }
    let Some(record) = contact_details::current(connection, place)? else {
        return Ok(None);
    };
    Ok(Some(sight.of(&record).map(|basis| (record, basis))))
}

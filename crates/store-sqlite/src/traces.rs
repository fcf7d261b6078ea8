//! Finding records by what they say or once said.

use contactable_domain::access::Standing;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::trace::{LookupKey, LookupTerm, TracePage, TraceQuery, Traced};
use rusqlite::Connection;

use crate::contact_details::{self, Place};
use crate::error::Error;
use crate::{lookup, standing, view};

/// A page of the records that are found and seen.
pub fn page(
    connection: &Connection,
    key: &LookupKey,
    query: &TraceQuery,
) -> Result<TracePage, Error> {
    let mut search = Search {
        connection,
        query,
        standing: None,
    };
    let mut page = TracePage::default();
    let fingerprint = query.term.fingerprint(key);
    lookup::each_after(connection, fingerprint, query.after, |place| {
        let Some(traced) = search.at(&place)? else {
            return Ok(true);
        };
        let last = page.found.last().map(|last| position(&last.record));
        // Records of two areas may have one id, after which the next page would begin: they stay together.
        if page.found.len() >= query.limit && last != Some(position(&traced.record)) {
            page.next = last;
            return Ok(false);
        }
        page.found.push(traced);
        Ok(true)
    })?;
    Ok(page)
}

fn position(record: &ContactDetail) -> (TargetId, ContactDetailId) {
    (record.target.id, record.id)
}

struct Search<'a> {
    connection: &'a Connection,
    query: &'a TraceQuery,
    /// Of the target at hand.
    standing: Option<(TargetId, Standing)>,
}

impl Search<'_> {
    /// The record at this place, if the viewer sees it and a version of it that says what is looked for.
    fn at(&mut self, place: &Place) -> Result<Option<Traced>, Error> {
        let viewer = &self.query.viewer;
        let standing = match self.standing.take() {
            Some((target, standing)) if target == place.target => standing,
            _ => standing::before(self.connection, place.target, viewer)?,
        };
        let (_, standing) = self.standing.insert((place.target, standing));
        let sight = viewer.sight(standing);
        let Some(Ok((record, basis))) = view::current(self.connection, &sight, place)? else {
            return Ok(None);
        };
        let says_so = |version: &ContactDetail| {
            LookupTerm::of(&version.information).as_ref() == Some(&self.query.term)
        };
        let says_so_now = says_so(&record);
        // What it said earlier may have been of a channel that is not shared.
        let said_so = says_so_now || {
            let versions = contact_details::versions(self.connection, place, u32::MAX)?;
            versions
                .iter()
                .any(|version| says_so(version) && sight.sees(version))
        };
        Ok(said_so.then_some(Traced {
            record,
            says_so_now,
            basis,
        }))
    }
}

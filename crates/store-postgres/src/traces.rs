//! Finding records by what they say or once said.

use contactable_domain::access::Standing;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::trace::{LookupKey, LookupTerm, TracePage, TraceQuery, Traced};

use crate::connection::Session;
use crate::contact_details::{self, Place};
use crate::error::Error;
use crate::{lookup, standing, view};

/// How many places are read at once.
const BATCH: i64 = 200;

/// A page of the records that are found and seen.
pub async fn page(
    session: &Session,
    key: &LookupKey,
    query: &TraceQuery,
) -> Result<TracePage, Error> {
    let mut search = Search {
        session,
        query,
        standing: None,
    };
    let mut page = TracePage::default();
    let fingerprint = query.term.fingerprint(key);
    let mut after = lookup::start(query.after);
    loop {
        let places = lookup::next(session, fingerprint, &after, BATCH).await?;
        let Some(last) = places.last() else {
            return Ok(page);
        };
        after = (
            last.target.uuid(),
            last.id.uuid(),
            last.area.as_str().to_owned(),
        );
        for place in places {
            let Some(traced) = search.at(&place).await? else {
                continue;
            };
            let last = page.found.last().map(|last| position(&last.record));
            // Records of two areas may have one id, after which the next page would begin: they stay together.
            if page.found.len() >= query.limit && last != Some(position(&traced.record)) {
                page.next = last;
                return Ok(page);
            }
            page.found.push(traced);
        }
    }
}

fn position(record: &ContactDetail) -> (TargetId, ContactDetailId) {
    (record.target.id, record.id)
}

struct Search<'a> {
    session: &'a Session,
    query: &'a TraceQuery,
    /// Of the target at hand.
    standing: Option<(TargetId, Standing)>,
}

impl Search<'_> {
    /// The record at this place, if the viewer sees it and a version of it that says what is looked for.
    async fn at(&mut self, place: &Place) -> Result<Option<Traced>, Error> {
        let viewer = &self.query.viewer;
        let standing = match self.standing.take() {
            Some((target, standing)) if target == place.target => standing,
            _ => standing::before(self.session, place.target, viewer).await?,
        };
        let (_, standing) = self.standing.insert((place.target, standing));
        let sight = viewer.sight(standing);
        let Some(Ok((record, basis))) = view::current(self.session, &sight, place).await? else {
            return Ok(None);
        };
        let says_so = |version: &ContactDetail| {
            LookupTerm::of(&version.information).as_ref() == Some(&self.query.term)
        };
        let says_so_now = says_so(&record);
        // What it said earlier may have been of a channel that is not shared.
        let mut said_so = says_so_now;
        if !said_so {
            let versions = contact_details::versions(self.session, place).await?;
            let mut versions = versions.iter();
            said_so = versions.any(|version| says_so(version) && sight.sees(version));
        }
        Ok(said_so.then_some(Traced {
            record,
            says_so_now,
            basis,
        }))
    }
}

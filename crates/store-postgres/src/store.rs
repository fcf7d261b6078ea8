//! The port, fulfilled: writes go to the writers, questions to the readers.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use contactable_domain::access::Viewer;
use contactable_domain::area::AreaKey;
use contactable_domain::audit::SERVICE_STREAM;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::listing::{Listing, Page};
use contactable_domain::ports::{
    Backlog, Changes, Decide, DecidePreferences, Held, HeldBy, PreferencesKey, RecordKey,
    ReplicaState, Scope, Sighted, Store, StoreError, TellTurn, Unavailable,
};
use contactable_domain::preferences::ContactPreferences;
use futures_util::future::try_join_all;
use jiff::civil::Date;
use tracing::Instrument as _;

use crate::areas::Areas;
use crate::asking::reading;
use crate::cells::Cells;
use crate::error::Error;
use crate::replicas::seen::About;
use crate::turns::Due;
use crate::unit::Footprint;
use crate::{
    PostgresStore, change, contact_details, done_requests, lists, preferences, turns, view,
};

#[async_trait]
impl Store for PostgresStore {
    async fn change(&self, scope: Scope, decide: Decide) -> Result<Changes, StoreError> {
        let footprint = self.footprint(&scope).await?;
        let (key, asked) = (self.lookup_key.clone(), Arc::new((scope, decide)));
        self.commit(footprint, move |transaction| {
            let (key, asked) = (key.clone(), asked.clone());
            async move { change::run(&transaction, &key, &asked.0, &asked.1).await }
        })
        .await
    }

    async fn find(
        &self,
        id: ContactDetailId,
        viewer: Viewer,
    ) -> Result<Sighted<ContactDetail>, Unavailable> {
        let plain = view::find_plain(&self.readers, id, &viewer);
        if let Some(found) = plain.instrument(reading()).await? {
            return Ok(found);
        }
        let viewer = &viewer;
        self.read_by(viewer, &About::Record(id), |session| async move {
            view::find(&session, id, viewer).await
        })
        .await
    }

    async fn list(&self, listing: Listing) -> Result<Page, Unavailable> {
        let plain = lists::plain_page(&self.looks, &listing);
        if let Some(page) = plain.instrument(reading()).await? {
            return Ok(page);
        }
        let listing = &listing;
        let about = About::Targets(vec![listing.target]);
        self.read_by(&listing.viewer, &about, |session| async move {
            lists::page(&session, listing).await
        })
        .await
    }

    async fn versions(
        &self,
        id: ContactDetailId,
        area: Option<AreaKey>,
        viewer: Viewer,
    ) -> Result<Sighted<Vec<ContactDetail>>, Unavailable> {
        let (area, viewer) = (area.as_ref(), &viewer);
        self.read_by(viewer, &About::Record(id), |session| async move {
            view::versions(&session, id, area, viewer).await
        })
        .await
    }

    async fn held(&self, targets: Vec<TargetId>, by: HeldBy) -> Result<Vec<Held>, Unavailable> {
        let (about, by) = (&About::Targets(targets.clone()), &by);
        let targets = &targets;
        self.read_by(&by.viewer, about, |session| async move {
            let mut all = Vec::with_capacity(targets.len());
            for target in targets {
                all.push(lists::held(&session, *target, by).await?);
            }
            Ok(all)
        })
        .await
    }

    async fn change_preferences(
        &self,
        key: PreferencesKey,
        decide: DecidePreferences,
    ) -> Result<Option<ContactPreferences>, StoreError> {
        let footprint = Footprint::of(key.target, Areas::of([&key.area]));
        let asked = Arc::new((key, decide));
        self.commit(footprint, move |transaction| {
            let asked = asked.clone();
            async move { preferences::change(&transaction, &asked.0, &asked.1).await }
        })
        .await
    }

    async fn preference_versions(
        &self,
        key: PreferencesKey,
        viewer: Viewer,
    ) -> Result<Sighted<Vec<ContactPreferences>>, Unavailable> {
        let (key, viewer) = (&key, &viewer);
        let about = About::Targets(vec![key.target]);
        self.read_by(viewer, &about, |session| async move {
            preferences::seen_versions(&session, key, viewer).await
        })
        .await
    }

    async fn tell_turns(
        &self,
        on: Date,
        limit: usize,
        tell: TellTurn,
    ) -> Result<usize, Unavailable> {
        self.forget_requests(on).await?;
        let due = self
            .read(&Areas::all(), |session| async move {
                turns::due(&session, on, limit).await
            })
            .await?;
        let count = due.len();
        let mut by_target: BTreeMap<TargetId, Vec<Due>> = BTreeMap::new();
        for due in due {
            by_target.entry(due.target()).or_default().push(due);
        }
        let tell = Arc::new(tell);
        let told = by_target.into_iter().map(|(target, due)| {
            let asked = Arc::new((due, tell.clone()));
            self.write(Footprint::of(target, Areas::all()), move |transaction| {
                let asked = asked.clone();
                async move { turns::tell(&transaction, target, &asked.0, on, &asked.1).await }
            })
        });
        try_join_all(told).await?;
        Ok(count)
    }

    async fn ping(&self) -> Result<(), Unavailable> {
        self.readers.ping().await?;
        Ok(self.writers.ping().await?)
    }

    fn replicas(&self) -> Vec<ReplicaState> {
        self.readers.replicas()
    }

    fn backlog(&self) -> Backlog {
        Backlog {
            queries: self.readers.waiting(),
            ..self.writers.backlog()
        }
    }
}

impl PostgresStore {
    /// What a change of records touches. A record that is named by its id alone is looked for first; where it is never
    /// changes.
    async fn footprint(&self, scope: &Scope) -> Result<Footprint, Error> {
        Ok(match scope {
            Scope::New { target, area, .. } => Footprint::of(*target, Areas::of([area])),
            Scope::Existing(key) | Scope::Successor { old: key, .. } => {
                let areas = Areas::of(&key.areas);
                match key.target {
                    Some(target) => Footprint::of(target, areas),
                    None => self.around(key, areas).await?,
                }
            }
        })
    }

    async fn around(&self, key: &RecordKey, areas: Areas) -> Result<Footprint, Error> {
        let values: crate::connection::Values<'_> = &[&key.id.uuid()];
        let rows = self.readers.rows(&areas, contact_details::PLACES, values);
        for row in rows.instrument(reading()).await? {
            let cells = Cells::of("contact_detail_key", &row);
            if key.areas.contains(&cells.area(0)?) {
                return Ok(Footprint::of(TargetId::from(cells.uuid(1)?), areas));
            }
        }
        // It may come into being meanwhile: the unit looks again.
        Ok(Footprint {
            stream: SERVICE_STREAM,
            about: Some(key.id.uuid()),
            areas,
        })
    }

    async fn forget_requests(&self, on: Date) -> Result<(), Unavailable> {
        let footprint = Footprint {
            stream: SERVICE_STREAM,
            about: None,
            areas: Areas::none(),
        };
        self.write(footprint, move |transaction| async move {
            Ok(done_requests::forget(&transaction, on).await?)
        })
        .await
    }
}

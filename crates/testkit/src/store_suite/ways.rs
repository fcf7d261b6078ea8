//! The ways in which a record can be come by.

use std::sync::Arc;

use contactable_domain::access::{Operation, Viewer};
use contactable_domain::actor::{Actor, PurposeOfUse, Role};
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::listing::{Listing, Wanted};
use contactable_domain::ports::{Clock, HeldBy, Sighted};
use contactable_domain::time::day_of;
use contactable_domain::trace::{LookupTerm, TracePage, TraceQuery};

use super::World;

/// All ways: in a list of what is active, by its id, in a list of everything, in one as of now, with its versions,
/// among all that is held, by what it says.
pub const WAYS: [&str; 7] = [
    "active",
    "id",
    "everything",
    "as-of",
    "versions",
    "held",
    "traced",
];

/// All ways that are open to whoever broke the glass.
pub const LOOKING_WAYS: [&str; 6] = ["active", "id", "everything", "as-of", "versions", "held"];

/// Somebody who may trace too, otherwise the same.
pub fn tracer(actor: &Arc<Actor>) -> Arc<Actor> {
    let mut actor = Actor::clone(actor);
    actor.roles.push(Role::Tracer);
    Arc::new(actor)
}

impl World {
    /// The ways in which somebody sees a record.
    pub async fn ways(&self, actor: &Arc<Actor>, record: &ContactDetail) -> Vec<&'static str> {
        self.ways_for(actor, record, PurposeOfUse::General).await
    }

    /// The same, for a purpose.
    pub async fn ways_for(
        &self,
        actor: &Arc<Actor>,
        record: &ContactDetail,
        purpose: PurposeOfUse,
    ) -> Vec<&'static str> {
        let look = Look {
            world: self,
            actor,
            record,
            purpose,
        };
        let (see, see_history) = (Operation::See, Operation::SeeHistory);
        let seen = [
            look.lists(Wanted::Active, false, see).await,
            look.finds(see).await,
            look.lists(Wanted::Everything, false, see_history).await,
            look.lists(Wanted::Everything, true, see_history).await,
            look.reads_versions().await,
            look.holds().await,
            look.traces().await,
        ];
        let ways = WAYS.into_iter().zip(seen);
        ways.filter_map(|(way, seen)| seen.then_some(way)).collect()
    }

    /// How many versions somebody sees of a record.
    pub async fn versions_as(
        &self,
        actor: &Arc<Actor>,
        record: &ContactDetail,
        purpose: PurposeOfUse,
    ) -> usize {
        let viewer = self.viewer_for(actor, Operation::SeeHistory, purpose);
        let found = self.store.versions(record.id, None, viewer).await;
        match found.expect("readable") {
            Sighted::Seen(versions, _) => versions.len(),
            Sighted::Hidden(..) | Sighted::NothingThere => 0,
        }
    }

    /// By which of the values that it ever had somebody finds a record.
    pub async fn traced_by_history(
        &self,
        actor: &Arc<Actor>,
        versions: &[ContactDetail],
        purpose: PurposeOfUse,
    ) -> Vec<bool> {
        let mut found = Vec::new();
        for record in versions {
            let look = Look {
                world: self,
                actor,
                record,
                purpose,
            };
            found.push(look.traces().await);
        }
        found
    }

    /// What somebody finds who looks for this, on pages of this size.
    pub async fn trace(&self, actor: &Arc<Actor>, typed: &str, limit: usize) -> Vec<TracePage> {
        let term = LookupTerm::parse(typed).expect("something to look for");
        let viewer = self.viewer(&tracer(actor), Operation::Trace);
        let mut query = TraceQuery {
            term,
            viewer,
            after: None,
            limit,
        };
        let mut pages = Vec::new();
        loop {
            let page = self.store.trace(query.clone()).await.expect("readable");
            query.after = page.next;
            pages.push(page);
            if query.after.is_none() {
                return pages;
            }
        }
    }
}

/// Somebody's look at a record.
struct Look<'a> {
    world: &'a World,
    actor: &'a Arc<Actor>,
    record: &'a ContactDetail,
    purpose: PurposeOfUse,
}

impl Look<'_> {
    fn viewer(&self, operation: Operation) -> Viewer {
        self.world.viewer_for(self.actor, operation, self.purpose)
    }

    fn is_it(&self, other: &ContactDetail) -> bool {
        (other.id, &other.area) == (self.record.id, &self.record.area)
    }

    async fn lists(&self, wanted: Wanted, as_of: bool, operation: Operation) -> bool {
        let now = self.world.clock.now();
        let listing = Listing {
            target: self.record.target.id,
            viewer: self.viewer(operation),
            wanted,
            as_of: as_of.then_some(now),
            on: day_of(now),
            valid_only: false,
            after: None,
            limit: 1000,
        };
        let page = self.world.store.list(listing).await.expect("readable");
        page.records.iter().any(|other| self.is_it(other))
    }

    async fn finds(&self, operation: Operation) -> bool {
        let viewer = self.viewer(operation);
        let found = self.world.store.find(self.record.id, viewer).await;
        match found.expect("readable") {
            Sighted::Seen(found, _) => self.is_it(&found),
            Sighted::Hidden(..) | Sighted::NothingThere => false,
        }
    }

    async fn reads_versions(&self) -> bool {
        let viewer = self.viewer(Operation::SeeHistory);
        let area = Some(self.record.area.clone());
        let found = self
            .world
            .store
            .versions(self.record.id, area, viewer)
            .await;
        match found.expect("readable") {
            Sighted::Seen(versions, _) => versions.iter().any(|other| self.is_it(other)),
            Sighted::Hidden(..) | Sighted::NothingThere => false,
        }
    }

    async fn holds(&self) -> bool {
        let by = HeldBy {
            viewer: self.viewer(Operation::SeeHistory),
            as_of: None,
        };
        let held = self.world.store.held(vec![self.record.target.id], by).await;
        let mut records = held
            .expect("readable")
            .into_iter()
            .flat_map(|held| held.records);
        records.any(|other| self.is_it(&other))
    }

    /// As somebody who may trace.
    async fn traces(&self) -> bool {
        let Some(term) = LookupTerm::of(&self.record.information) else {
            return false;
        };
        let actor = tracer(self.actor);
        let query = TraceQuery {
            term,
            viewer: self
                .world
                .viewer_for(&actor, Operation::Trace, self.purpose),
            after: None,
            limit: 1000,
        };
        let page = self.world.store.trace(query).await.expect("readable");
        page.found.iter().any(|traced| self.is_it(&traced.record))
    }
}

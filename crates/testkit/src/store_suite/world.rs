use std::sync::Arc;

use contactable_domain::actor::{Actor, PurposeOfUse};
use contactable_domain::area::{ServiceArea, ServiceAreas};
use contactable_domain::contact_detail::{
    Amendment, ContactDetail, Information, NewContactDetail, Precondition,
};
use contactable_domain::ids::{ContactDetailId, CorrelationId, TargetId};
use contactable_domain::listing::{Page, Wanted};
use contactable_domain::ports::{Clock, Evidence, Ids};
use contactable_service::{Caller, ContactDetails, Failure, Moment, PageRequest, TargetRecord};

use crate::{FrozenClock, HOUSING, NHS, SOCIAL_CARE, SeededIds, actor_of, draft};

/// A store with the use cases over it, a frozen clock, and staff of two areas.
#[derive(Clone)]
pub struct World {
    /// The store.
    pub store: Arc<dyn Evidence>,
    /// Its clock.
    pub clock: Arc<FrozenClock>,
    /// Its ids.
    pub ids: Arc<SeededIds>,
    /// The use cases.
    pub use_cases: ContactDetails,
    /// Somebody of Housing.
    pub housing: Arc<Actor>,
    /// Somebody of Social Care.
    pub social_care: Arc<Actor>,
}

/// A record, or the code of a refusal.
pub(crate) type Done = Result<ContactDetail, String>;

impl World {
    /// A world over this store.
    pub fn over(store: Arc<dyn Evidence>) -> Self {
        Self::with(store, Arc::default(), Arc::default())
    }

    /// The same world over another store, at the same time and with ids that differ.
    #[must_use]
    pub fn beside(&self, store: Arc<dyn Evidence>) -> Self {
        Self::with(store, self.clock.clone(), self.ids.clone())
    }

    fn with(store: Arc<dyn Evidence>, clock: Arc<FrozenClock>, ids: Arc<SeededIds>) -> Self {
        let areas = [HOUSING, SOCIAL_CARE, NHS].into_iter();
        let areas = areas.filter_map(ServiceArea::named);
        Self {
            use_cases: ContactDetails::new(store.clone(), clock.clone(), ids.clone())
                .with_areas(Arc::new(ServiceAreas::new(areas))),
            store,
            clock,
            ids,
            housing: actor_of(&[HOUSING]),
            social_care: actor_of(&[SOCIAL_CARE]),
        }
    }

    /// A call by somebody.
    pub fn caller<'a>(&self, actor: &'a Arc<Actor>) -> Caller<'a> {
        Caller {
            actor,
            purpose: PurposeOfUse::General,
            correlation: CorrelationId::from(self.ids.next(self.clock.now())),
        }
    }

    /// Makes a record as somebody; the error is the refusal's code.
    pub async fn make_as(&self, actor: &Arc<Actor>, new: NewContactDetail) -> Done {
        told(
            self.use_cases
                .create_contact_detail(self.caller(actor), new)
                .await,
        )
    }

    /// Makes a record of Housing.
    pub async fn make(&self, new: NewContactDetail) -> Done {
        self.make_as(&self.housing, new).await
    }

    /// Amends a record of Housing.
    pub async fn amend(&self, id: ContactDetailId, amendment: Amendment) -> Done {
        let caller = self.caller(&self.housing);
        told(
            self.use_cases
                .amend_contact_detail(caller, id, amendment, Precondition::Any)
                .await,
        )
    }

    /// Replaces what a record of Housing says.
    pub async fn replace(&self, record: &ContactDetail, information: Information) -> Done {
        let caller = self.caller(&self.housing);
        told(
            self.use_cases
                .replace_information(caller, pair(record), draft(&information), Precondition::Any)
                .await,
        )
    }

    /// Retires a record of Housing.
    pub async fn end(&self, record: &ContactDetail) -> Done {
        let caller = self.caller(&self.housing);
        told(
            self.use_cases
                .end_contact_detail(caller, pair(record), None, Precondition::Any)
                .await,
        )
    }

    /// One record as somebody sees it.
    pub async fn get_as(&self, actor: &Arc<Actor>, id: ContactDetailId) -> Done {
        let seen = self
            .use_cases
            .get_contact_detail(self.caller(actor), id)
            .await;
        told(seen.map(|seen| seen.what))
    }

    /// A page as somebody sees it.
    pub async fn page_as(&self, actor: &Arc<Actor>, target: TargetId, page: PageRequest) -> Page {
        let listed = self
            .use_cases
            .list_contact_details(self.caller(actor), target, page);
        listed.await.expect("reading is allowed")
    }

    /// All records of Housing, historic ones too.
    pub async fn all(&self, target: TargetId) -> Vec<ContactDetail> {
        self.listed(target, Wanted::Everything).await
    }

    /// The active records of Housing.
    pub async fn active(&self, target: TargetId) -> Vec<ContactDetail> {
        self.listed(target, Wanted::Active).await
    }

    async fn listed(&self, target: TargetId, wanted: Wanted) -> Vec<ContactDetail> {
        let all = PageRequest {
            wanted,
            ..EVERYTHING
        };
        self.page_as(&self.housing, target, all).await.records
    }
}

/// All records of a target on one page, historic ones too, as they are now.
pub const EVERYTHING: PageRequest = PageRequest {
    wanted: Wanted::Everything,
    moment: Moment {
        as_of: None,
        valid_on: None,
    },
    limit: 1000,
    after: None,
};

/// A record with its target.
pub(crate) fn pair(record: &ContactDetail) -> TargetRecord {
    TargetRecord {
        target: record.target.id,
        id: record.id,
    }
}

/// The outcome, with a refusal as its code.
pub(crate) fn told(outcome: Result<ContactDetail, Failure>) -> Done {
    outcome.map_err(code_of)
}

/// The code of a refusal.
pub(crate) fn code_of(failure: Failure) -> String {
    match failure {
        Failure::Refused(refusal) => refusal.because().to_owned(),
        Failure::Unavailable(unavailable) => format!("unavailable: {unavailable}"),
        Failure::OutcomeUnknown(unavailable) => format!("unknown: {unavailable}"),
    }
}

//! What may be done with contact details. Each use case has a file of its own and the same shape:
//! may this actor, what do the rules say, write everything in one unit of work, leave an audit entry.
//! Transports call these and nothing else.
#![deny(missing_docs)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod amend_contact_detail;
mod approach_patient;
mod arrival;
mod ask_contactability;
mod audit_trail;
mod break_glass;
mod change_patient;
mod changing;
mod check_health;
mod check_value;
mod create_contact_detail;
mod end_contact_detail;
mod export_audit;
mod failure;
mod get_contact_detail;
mod identify_target;
mod list_contact_details;
mod list_patients;
mod mark_contact_detail;
mod noting;
mod preferences;
mod read_areas;
mod read_history;
mod read_patient;
mod read_sharing;
mod read_timeline;
mod recorder;
pub mod relay;
mod replace_information;
mod replace_kind;
mod restrict_person;
mod revoke_access;
mod share;
mod show_contact_details;
mod standing;
mod succession;
mod supersede_contact_detail;
mod take_over;
mod tell_turns;
mod trace;
mod unsaid;
mod whole_changes;
mod withdraw_sharing;

use std::sync::{Arc, RwLock};

use contactable_domain::actor::{Actor, PurposeOfUse};
use contactable_domain::area::ServiceAreas;
use contactable_domain::ids::CorrelationId;
use contactable_domain::ports::{Clock, Gazetteer, Ids, Store};
use contactable_domain::revocation::RevocationList;

pub use approach_patient::Approach;
pub use ask_contactability::{AskedContactability, PermittedQuestion};
pub use audit_trail::AskedEntries;
pub use break_glass::{AskedPass, BreakGlassReport};
pub use change_patient::{PatientToChange, PatientUpdate};
pub use export_audit::AuditExport;
pub use failure::Failure;
pub use get_contact_detail::Seen;
pub use list_contact_details::{Moment, PageRequest};
pub use list_patients::PatientListing;
pub use read_areas::OwnArea;
pub use read_patient::FoundPatient;
pub use read_timeline::SeenTimeline;
pub use replace_information::TargetRecord;
pub use replace_kind::{AskedKind, KindReplaced};
pub use share::AskedGrant;
pub use show_contact_details::View;
pub use take_over::{Arriving, Carrying, Manner, TakenOver};
pub use unsaid::Unsaid;
pub use withdraw_sharing::{AskedWithdrawal, WithdrawnGrant};

/// Who asks, and in which request.
#[derive(Clone, Copy)]
pub struct Caller<'a> {
    /// The verified actor.
    pub actor: &'a Arc<Actor>,
    /// For what they say they ask.
    pub purpose: PurposeOfUse,
    /// The request, as told in events, audit entries and log lines.
    pub correlation: CorrelationId,
}

/// The use cases, over one store, one clock and one source of ids.
#[derive(Clone)]
pub struct ContactDetails {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    gazetteer: Option<Arc<dyn Gazetteer>>,
    areas: Arc<ServiceAreas>,
    revoked: Arc<RwLock<RevocationList>>,
}

impl ContactDetails {
    /// The use cases over these.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Self {
        Self {
            store,
            clock,
            ids,
            gazetteer: None,
            areas: Arc::default(),
            revoked: Arc::default(),
        }
    }

    /// The same use cases where there are these service areas, which sharing can name.
    #[must_use]
    pub fn with_areas(self, areas: Arc<ServiceAreas>) -> Self {
        Self { areas, ..self }
    }

    /// The same use cases with a gazetteer, for areas that want UPRNs looked up.
    #[must_use]
    pub fn with_gazetteer(self, gazetteer: Option<Arc<dyn Gazetteer>>) -> Self {
        Self { gazetteer, ..self }
    }

    /// The clock, for showing what is active now.
    pub fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// The source of ids, for requests that come without a correlation id.
    pub fn ids(&self) -> &dyn Ids {
        self.ids.as_ref()
    }
}

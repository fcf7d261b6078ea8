//! How the parts come together. Tests wire the same parts with another clock and other ids.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use contactable_domain::area::ServiceAreas;
use contactable_domain::ports::{Clock, Gazetteer, Ids, Store, Unavailable};
use contactable_domain::value::PhoneNumber;
use contactable_http::auth::{Issuer, TokenVerifier};
use contactable_http::edges::{Edges, RateLimits};
use contactable_http::{App, InputRules, fhir, router};
use contactable_service::ContactDetails;
use contactable_service::relay::Relay;
use contactable_store_sqlite::{Options, SqliteStore};

use crate::config::Relayed;

/// Everything the service is made of, apart from the store.
pub struct Parts {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New ids.
    pub ids: Arc<dyn Ids>,
    /// The service areas.
    pub areas: ServiceAreas,
    /// Whose tokens are believed.
    pub issuers: Vec<Issuer>,
    /// By what requests are read.
    pub input: InputRules,
    /// The list of addresses in which UPRNs are looked up, if there is one.
    pub gazetteer: Option<Arc<dyn Gazetteer>>,
    /// Whether the deployed paths take a token without `Bearer` before it.
    pub bare_tokens: bool,
    /// How often somebody may ask.
    pub limits: RateLimits,
    /// What else is held against every request.
    pub edges: Edges,
    /// What is decided of the PDS-compatible interface.
    pub fhir: fhir::Settings,
}

/// Opens the embedded store, working as usual.
///
/// # Errors
/// [`Unavailable`] when the file cannot be opened or migrated.
pub fn open_store(path: &Path) -> Result<Arc<SqliteStore>, Unavailable> {
    SqliteStore::open(path, Options::default()).map(Arc::new)
}

/// The use cases over a store.
pub fn use_cases(parts: &Parts, store: Arc<dyn Store>) -> ContactDetails {
    ContactDetails::new(store, parts.clock.clone(), parts.ids.clone())
        .with_gazetteer(parts.gazetteer.clone())
        .with_areas(Arc::new(parts.areas.clone()))
}

/// The relay of events over the same store.
pub fn relay(parts: &Parts, store: Arc<dyn Store>, relayed: Relayed) -> Arc<Relay> {
    let (clock, ids) = (parts.clock.clone(), parts.ids.clone());
    let relay = Relay::new(store, clock, ids, relayed.sinks, relayed.settings);
    Arc::new(relay)
}

/// Takes over what is revoked and notes the start in the trail, before anybody is let in.
///
/// # Errors
/// [`Unavailable`].
pub async fn begin(use_cases: &ContactDetails) -> Result<(), Unavailable> {
    use_cases.load_revocations().await?;
    use_cases.note_configuration().await
}

/// The service over these use cases.
pub fn service(parts: Parts, contact_details: ContactDetails) -> Router {
    // The first number loads the numbering plans, which no caller should wait for.
    PhoneNumber::loose("+442079460018".to_owned());
    let verifier = TokenVerifier::new(parts.issuers, parts.clock);
    // The service starts whether their servers answer or not.
    verifier.tend_keys();
    router(App {
        contact_details,
        input: Arc::new(parts.input),
        verifier: Arc::new(verifier),
        areas: Arc::new(parts.areas),
        bare_tokens: parts.bare_tokens,
        limits: Arc::new(parts.limits),
        edges: parts.edges,
        fhir: Arc::new(parts.fhir),
    })
}

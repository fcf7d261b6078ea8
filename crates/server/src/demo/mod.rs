//! `contactable demo`: everything on loopback, with invented people and tokens that anybody can make.

mod banner;
mod claims;
mod data_dir;
mod issuer;
mod personas;
mod place;
mod recording;
pub mod sample_data;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use contactable_domain::area::{
    LetterPolicy, LetterRules, PlaceRules, Profile, Retiring, ServiceArea, ServiceAreas, Team,
};
use contactable_domain::value::{DramaNumbers, ValueRules};
use contactable_http::InputRules;
use contactable_http::edges::{Edges, RateLimits, RateSettings, TrustedProxies};
use contactable_http::fhir::Settings;
use contactable_service::ContactDetails;
use contactable_service::relay::Relay;

pub use issuer::{is_demo_key_set, issuers, key_set, staff_issuer, token};
pub use personas::{PATIENT_NHS_NUMBER, Persona};
pub use place::DemoServer;

use crate::config::{Relayed, demo_sink};
use crate::failure::Failure;
use crate::relay_check::RelayCheck;
use crate::wiring::{Parts, begin, open_store, relay, service, use_cases};
use crate::{SystemClock, TimeOrderedIds};
use data_dir::DataDir;
use place::Place;

/// How a demo is started.
pub struct DemoOptions {
    /// Where to listen; loopback only.
    pub listen: SocketAddr,
    /// Where to keep the data; a temporary folder if `None`.
    pub data_dir: Option<PathBuf>,
    /// The database of PostgreSQL to keep the data in instead.
    pub database: Option<DemoServer>,
    /// Whether to put in the invented people.
    pub sample_data: bool,
    /// Whether requests are held against the usual limits of how often somebody may ask. Without them tests and
    /// measurements may ask as often as they like.
    pub limits: bool,
    /// Whether to print what happens.
    pub events: bool,
}

/// A demo that is ready to listen.
pub struct Demo {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The service.
    pub service: Router,
    /// What it is over.
    pub use_cases: ContactDetails,
    /// The relay of its events.
    pub relay: Arc<Relay>,
    place: Place,
    sample_data: bool,
}

/// Opens the data and puts in the invented people, if it has none.
///
/// # Errors
/// [`Failure`]: not loopback, not a demo's folder, or the store cannot be opened.
pub async fn start(options: DemoOptions) -> Result<Demo, Failure> {
    if !options.listen.ip().is_loopback() {
        return Err(Failure::NotLoopback(options.listen));
    }
    let place = Place::find(options.database.as_ref(), options.data_dir)?;
    let store = place.database().open().await?;
    if options.sample_data {
        recording::record_sample_data(store.clone(), &areas()).await?;
    }
    let mut parts = parts(options.limits);
    let relayed = Relayed {
        sinks: options.events.then(demo_sink).into_iter().collect(),
        ..Relayed::default()
    };
    let relay = relay(&parts, store.clone(), relayed);
    parts.edges.checks = Arc::new(vec![Arc::new(RelayCheck::of(&relay))]);
    let use_cases = use_cases(&parts, store);
    begin(&use_cases).await?;
    Ok(Demo {
        listen: options.listen,
        service: service(parts, use_cases.clone()),
        use_cases,
        relay,
        place,
        sample_data: options.sample_data,
    })
}

/// The database of a demo that keeps its data in this folder.
///
/// # Errors
/// [`Failure::NoDemo`].
pub fn database(folder: &std::path::Path) -> Result<PathBuf, Failure> {
    DataDir::existing(folder)
}

/// The same; an empty folder becomes that of a demo that has not started yet.
///
/// # Errors
/// [`Failure::NoDemo`], or the folder cannot be written to.
pub fn make_database(folder: &std::path::Path) -> Result<(), Failure> {
    if DataDir::awaits_demo(folder) {
        let data_dir = DataDir::open(Some(folder.to_owned()))?;
        open_store(&data_dir.database())?;
    }
    DataDir::existing(folder).map(drop)
}

/// The areas of a demo. Housing has teams that retire their own records, and sends letters to a forwarding
/// address first; the NHS sends them in the order of NHS Notify and holds Patients.
pub fn areas() -> ServiceAreas {
    let housing = ServiceArea::named("Housing").map(|area| {
        let teams = ["Repairs", "Lettings"].into_iter().filter_map(Team::named);
        area.with_teams(teams, Retiring::RecordingTeam)
            .with_letter_rules(LetterRules {
                forwarding_first: true,
                ..LetterRules::default()
            })
    });
    let nhs = ServiceArea::named("NHS").map(|area| {
        area.with_letter_rules(LetterRules {
            policy: LetterPolicy::NhsNotify,
            ..LetterRules::default()
        })
        .with_places(PlaceRules {
            profile: Profile::Pds,
            ..PlaceRules::default()
        })
    });
    let all = [housing, ServiceArea::named("Social Care"), nhs];
    ServiceAreas::new(all.into_iter().flatten())
}

/// What a demo takes: numbers that nobody answers, too.
pub fn input_rules() -> InputRules {
    InputRules {
        values: Arc::new(ValueRules {
            drama_numbers: DramaNumbers::Accepted,
            ..ValueRules::default()
        }),
        ..InputRules::default()
    }
}

fn parts(limited: bool) -> Parts {
    let areas = areas();
    let rates = if limited {
        RateSettings::default()
    } else {
        RateSettings::OFF
    };
    Parts {
        clock: Arc::new(SystemClock),
        ids: Arc::new(TimeOrderedIds::default()),
        issuers: issuers(&areas),
        areas,
        input: input_rules(),
        gazetteer: None,
        bare_tokens: true,
        limits: RateLimits::new(&rates, TrustedProxies::default()),
        edges: Edges::default(),
        fhir: Settings::default(),
    }
}

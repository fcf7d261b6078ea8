//! `contactable demo`: everything on loopback, with invented people and tokens that anybody can make.

mod banner;
mod data_dir;
mod issuer;
mod personas;
mod recording;
pub mod sample_data;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use contactable_domain::area::{ServiceArea, ServiceAreas};
use contactable_domain::value::{DramaNumbers, ValueRules};
use contactable_http::InputRules;

pub use issuer::{is_demo_key_set, issuer, key_set, token};
pub use personas::Persona;

use crate::failure::Failure;
use crate::wiring::{Parts, open_store, service};
use crate::{SystemClock, TimeOrderedIds};
use data_dir::DataDir;

/// How a demo is started.
pub struct DemoOptions {
    /// Where to listen; loopback only.
    pub listen: SocketAddr,
    /// Where to keep the data; a temporary folder if `None`.
    pub data_dir: Option<PathBuf>,
    /// Whether to put in the invented people.
    pub sample_data: bool,
}

/// A demo that is ready to listen.
pub struct Demo {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The service.
    pub service: Router,
    data_dir: DataDir,
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
    let data_dir = DataDir::open(options.data_dir)?;
    let store = open_store(&data_dir.database())?;
    if options.sample_data {
        recording::record_sample_data(store.clone(), &areas()).await?;
    }
    Ok(Demo {
        listen: options.listen,
        service: service(parts(), store),
        data_dir,
        sample_data: options.sample_data,
    })
}

/// The areas of a demo.
pub fn areas() -> ServiceAreas {
    ServiceAreas::new(
        ["Housing", "Social Care", "NHS"]
            .into_iter()
            .filter_map(ServiceArea::named),
    )
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

fn parts() -> Parts {
    let areas = areas();
    Parts {
        clock: Arc::new(SystemClock),
        ids: Arc::new(TimeOrderedIds::default()),
        issuers: issuer(&areas).into_iter().collect(),
        areas,
        input: input_rules(),
        gazetteer: None,
        bare_tokens: true,
    }
}

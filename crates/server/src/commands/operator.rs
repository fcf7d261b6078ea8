//! Somebody at the command line of the machine that has the data.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use contactable_domain::actor::{AccessMode, Actor, Author, PurposeOfUse, Role};
use contactable_domain::area::{Profile, ServiceAreas};
use contactable_domain::ids::CorrelationId;
use contactable_domain::ports::{Ids as _, Store};
use contactable_service::relay::Sink;
use contactable_service::{Caller, ContactDetails};

use crate::failure::Failure;
use crate::{SystemClock, TimeOrderedIds, config, demo, wiring};

/// Where the data is.
#[derive(Args)]
pub struct Place {
    /// The configuration file that says where the data is.
    #[arg(
        long,
        value_name = "FILE",
        env = "CONTACTABLE_CONFIG",
        required_unless_present = "demo"
    )]
    config: Option<PathBuf>,
    /// The folder of a demo that was started with --data-dir.
    #[arg(long, value_name = "FOLDER", conflicts_with = "config")]
    demo: Option<PathBuf>,
}

/// Where the data is, and which of its sinks is meant.
#[derive(Args)]
pub struct SinkPlace {
    /// The configuration file that says where the data is and how the sink is reached.
    #[arg(long, value_name = "FILE", env = "CONTACTABLE_CONFIG")]
    config: PathBuf,
    /// The name of the sink.
    #[arg(long, value_name = "NAME")]
    sink: String,
}

impl SinkPlace {
    /// Opens the data, and finds the sink.
    pub async fn open(&self) -> Result<(Operator, Sink), Failure> {
        let configuration = config::load(&self.config)?;
        let mut sinks = configuration.relayed().sinks.into_iter();
        let sink = sinks.find(|sink| sink.name.as_str() == self.sink);
        let sink = sink.ok_or_else(|| Failure::Given {
            option: "--sink",
            told: "no sink of the configuration has this name".to_owned(),
        })?;
        let store = configuration.open_store().await?;
        let areas = configuration.into_parts().areas.into();
        Ok((opened((store, areas), Vec::new()), sink))
    }
}

/// Somebody who can read the data. The audit trail names them.
pub struct Operator {
    /// The service areas: they may ask on behalf of any.
    pub areas: Arc<ServiceAreas>,
    /// The data.
    pub store: Arc<dyn Store>,
    /// What may be done with it.
    pub use_cases: ContactDetails,
    actor: Arc<Actor>,
    correlation: CorrelationId,
}

impl Place {
    /// Opens the data.
    pub async fn open(&self) -> Result<Operator, Failure> {
        Ok(opened(self.store().await?, Vec::new()))
    }

    /// Opens the data for whoever gives people back, restricted people among them.
    pub async fn open_to_give_back(&self) -> Result<Operator, Failure> {
        Ok(opened(self.store().await?, vec![Role::Safeguarding]))
    }

    /// The same for whoever takes people over. A demo that is to start later may have no data yet.
    pub async fn open_to_take_over(&self) -> Result<Operator, Failure> {
        if let Some(folder) = &self.demo {
            demo::make_database(folder)?;
        }
        self.open_to_give_back().await
    }

    /// The file of the embedded store.
    pub fn sqlite_file(&self) -> Result<PathBuf, Failure> {
        if let Some(folder) = &self.demo {
            return demo::database(folder);
        }
        let file = self.config.as_deref().unwrap_or(Path::new(""));
        let configuration = config::load(file)?;
        let kept_in = configuration.sqlite_file();
        kept_in.map(Path::to_owned).ok_or(Failure::NotOneFile)
    }

    async fn store(&self) -> Result<(Arc<dyn Store>, Arc<ServiceAreas>), Failure> {
        if let Some(folder) = &self.demo {
            let store = wiring::open_store(&demo::database(folder)?)?;
            return Ok((store, Arc::new(demo::areas())));
        }
        let file = self.config.as_deref().unwrap_or(Path::new(""));
        let configuration = config::load(file)?;
        let store = configuration.open_store().await?;
        Ok((store, configuration.into_parts().areas.into()))
    }
}

impl Operator {
    /// Whether there is an area that holds Patients.
    ///
    /// # Errors
    /// [`Failure::NoPatients`] when there is none.
    pub fn has_patients(&self) -> Result<(), Failure> {
        let mut areas = self.areas.iter();
        let has_one = areas.any(|area| area.places().profile == Profile::Pds);
        has_one.then_some(()).ok_or(Failure::NoPatients)
    }

    /// Who asks, as use cases take it.
    pub fn caller(&self) -> Caller<'_> {
        Caller {
            actor: &self.actor,
            purpose: PurposeOfUse::General,
            correlation: self.correlation,
        }
    }
}

/// The data in the hands of whoever runs this program, with these roles.
fn opened((store, areas): (Arc<dyn Store>, Arc<ServiceAreas>), roles: Vec<Role>) -> Operator {
    let ids = Arc::new(TimeOrderedIds::default());
    let use_cases = ContactDetails::new(store.clone(), Arc::new(SystemClock), ids.clone());
    Operator {
        actor: Arc::new(Actor {
            roles,
            ..operator(&areas)
        }),
        correlation: CorrelationId::from(ids.next(use_cases.clock().now())),
        use_cases,
        areas,
        store,
    }
}

fn operator(areas: &ServiceAreas) -> Actor {
    let user = user_id().map_or_else(|| "unknown".to_owned(), |id| id.to_string());
    let author = Author {
        subject: format!("operator:{user}"),
        name: None,
        email: None,
    };
    Actor::new(
        AccessMode::Operator,
        "local",
        author,
        areas.iter().cloned().collect(),
    )
}

/// As whom this program runs, from the system: whoever starts it can put any name into its environment. `None` where
/// the system does not tell in this way.
fn user_id() -> Option<u32> {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::MetadataExt as _;
        std::fs::metadata("/proc/self").ok().map(|of| of.uid())
    }
    #[cfg(not(target_os = "linux"))]
    None
}

//! Keeps contact details in PostgreSQL: a few writers that each commit waiting writes together, connections for reading
//! that all requests share, transactions for what takes several steps.
//!
//! Reading order: [`PostgresStore`] and `store.rs` (the port, over `asking.rs`), `change.rs` (one unit of work),
//! `writers.rs`, `writer.rs`, `attempt.rs`, `group.rs`, `wave.rs`, `batch.rs`, `encoded.rs` and `many.rs` (group commit,
//! and what is done when a connection is lost), `reads.rs`, `replicas/`, `readers.rs`, `together.rs` and
//! `transactions.rs` (where reads go, and how), `connection.rs` (over `way.rs`: to whom, and until when), then a file for
//! each table; `relay_store.rs` moves events on. Who sees what of it: `standing.rs` (what decides), `lists.rs`, `view.rs`
//! and `traces.rs` (what is read), and the database's own wall between areas, which `areas.rs` speaks to.

mod access_store;
mod areas;
mod asking;
mod attempt;
mod batch;
mod carried;
mod cells;
mod chain;
mod change;
mod connection;
mod contact_details;
mod dead_letters;
mod done_requests;
mod encoded;
mod error;
mod event_log;
mod evidence;
mod finding_out;
mod group;
mod holdings;
mod hosts;
mod identifiers;
mod leases;
mod lists;
mod lookup;
mod lookup_index;
mod many;
mod metrics;
mod migrations;
mod outbox;
mod passes;
mod patients;
mod preferences;
mod readers;
mod reads;
mod relay_store;
mod replicas;
mod restrictions;
mod revocations;
mod round;
mod row;
mod settings;
mod sharing_grants;
mod silence;
mod sink_positions;
mod slots;
mod standing;
mod standing_change;
mod statements;
mod store;
mod successions;
mod targets;
mod timeline;
mod tls;
mod together;
mod traces;
mod trail;
mod trail_store;
mod transactions;
mod turns;
mod unit;
mod view;
mod wave;
mod way;
mod whole;
mod whole_store;
mod writer;
mod writers;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use contactable_domain::ports::Unavailable;
use contactable_domain::trace::LookupKey;
pub use tokio_postgres::Config;

/// The statement that does for many what one of [`STATEMENTS`] does for one, by its text and the types of its parameters.
pub use many::of as for_many;
pub use migrations::{Migration, migrate};
pub use statements::ALL as STATEMENTS;
pub use tls::may_be_in_the_clear;

use connection::Server;
use error::Error;
use reads::Reads;
use replicas::Replicas;
use replicas::replica::Replica;
use together::Together;
use transactions::Transactions;
use writers::Writers;

/// How a store works.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many connections share the reads of one set of areas.
    pub readers: usize,
    /// How many connections write.
    pub writers: usize,
    /// How long at most an audit entry of a read waits to be committed. With no delay, whoever notes one waits for
    /// the commit.
    pub audit_delay: Duration,
    /// How long the database has to answer before it counts as gone.
    pub patience: Duration,
    /// The secret by which values are looked up; the database keeps one of its own unless given.
    pub lookup_key: Option<LookupKey>,
    /// The certificates by which the database's is checked; those of the system unless given.
    pub ca_file: Option<PathBuf>,
    /// Copies of the database that may answer reads.
    pub replicas: Vec<Config>,
    /// How far behind a copy may be that is asked.
    pub max_staleness: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            readers: 2,
            writers: 4,
            audit_delay: Duration::from_millis(50),
            patience: Duration::from_secs(15),
            lookup_key: None,
            ca_file: None,
            replicas: Vec::new(),
            max_staleness: Duration::from_secs(1),
        }
    }
}

impl Options {
    /// The replicas, watched from now on.
    fn watched(&self, primary: &Arc<Server>) -> Result<Option<Replicas>, Unavailable> {
        if self.replicas.is_empty() {
            return Ok(None);
        }
        let replica = |config: &Config| {
            let server = Server::any(config.clone(), self.ca_file.as_deref())?;
            Ok(Replica::new(server, self.readers, self.patience))
        };
        let replicas: Result<Vec<_>, Error> = self.replicas.iter().map(replica).collect();
        Ok(Some(Replicas::start(
            primary,
            replicas?,
            self.max_staleness,
        )?))
    }
}

/// A store in one database. Dropping it commits what was accepted and ends its writers.
pub struct PostgresStore {
    readers: Arc<Reads>,
    /// Looks that are asked together.
    looks: Arc<Together>,
    writers: Writers,
    /// For what moves events on: not by the writers, whom nobody who changes something is to wait for.
    relay: Transactions,
    /// Whether entries of the trail are committed before whoever notes them goes on.
    notes_at_once: bool,
    lookup_key: Arc<LookupKey>,
}

impl PostgresStore {
    /// Opens a database whose schema is up to date.
    ///
    /// # Errors
    /// [`Unavailable`] when it cannot be reached, or its schema is older than this program.
    pub async fn open(config: &Config, options: Options) -> Result<Self, Unavailable> {
        let server = Arc::new(Server::primary(config, options.ca_file.as_deref())?);
        migrations::check(&server).await?;
        let session = server.session(statements::ALL).await?;
        let replicas = options.watched(&server)?;
        let lookup_key = lookup_index::open(&session, options.lookup_key).await?;
        let writers = Writers::start(
            &server,
            options.writers,
            options.audit_delay,
            options.patience,
        )?;
        let readers = Reads::new(&server, options.readers, options.patience, replicas);
        let readers = Arc::new(readers);
        Ok(Self {
            looks: Together::new(&readers),
            readers,
            relay: Transactions::that_write(&server, options.patience),
            writers,
            notes_at_once: options.audit_delay.is_zero(),
            lookup_key: Arc::new(lookup_key),
        })
    }
}

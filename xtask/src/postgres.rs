//! `cargo xtask postgres`: the PostgreSQL that tests need, for as long as a developer wants it.

use contactable_rig::{Postgres, Settings, debian};

use crate::Failure;

/// How tests reach a PostgreSQL in which they may do everything.
pub const POSTGRES: &str = "CONTACTABLE_TEST_POSTGRES";
/// Where tests find the server of NATS.
pub const NATS_SERVER: &str = "CONTACTABLE_TEST_NATS_SERVER";

/// What tests need besides the workspace: a PostgreSQL of their own and the server of NATS.
pub struct TestServers {
    // Ends when this is dropped.
    _postgres: Option<Postgres>,
    variables: Vec<(&'static str, String)>,
}

impl TestServers {
    /// Starts what is not there yet: whoever names a server by its variable has it used.
    ///
    /// # Errors
    /// A package is missing and cannot be installed, or PostgreSQL does not start.
    pub fn start() -> Result<Self, Failure> {
        let mut variables = Vec::new();
        let mut postgres = None;
        let is_wanted = |name: &str| std::env::var_os(name).is_none();
        // Both at once, so that the lists of packages are fetched once.
        let wanted = [
            (POSTGRES, debian::POSTGRESQL),
            (NATS_SERVER, debian::NATS_SERVER),
        ];
        let wanted = wanted.into_iter().filter(|(name, _)| is_wanted(name));
        debian::need(&wanted.map(|(_, package)| package).collect::<Vec<_>>())?;
        if is_wanted(POSTGRES) {
            let started = Postgres::start(Settings::default())?;
            variables.push((POSTGRES, started.connection()));
            postgres = Some(started);
        }
        if is_wanted(NATS_SERVER) {
            let program = debian::program("nats-server")?;
            variables.push((NATS_SERVER, program.display().to_string()));
        }
        Ok(Self {
            _postgres: postgres,
            variables,
        })
    }

    /// By which variables tests find them.
    pub fn variables(&self) -> &[(&'static str, String)] {
        &self.variables
    }
}

/// Starts it, says how to use it, and keeps it until the developer ends this.
///
/// # Errors
/// It does not start.
pub fn run() -> Result<(), Failure> {
    let servers = TestServers::start()?;
    println!("For the tests, such as cargo nextest run -p contactable-store-postgres:\n");
    for (name, value) in servers.variables() {
        println!("export {name}='{value}'");
    }
    println!("\nPostgreSQL runs until this is interrupted; then everything in it is gone.");
    loop {
        std::thread::park();
    }
}

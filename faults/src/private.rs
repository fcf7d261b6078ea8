//! A PostgreSQL of our own, with a database for each stage.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::str::FromStr as _;

use contactable_harness::Failure;
use contactable_rig::{Login, Postgres, Settings, Urls};
use tokio_postgres::Config;

use crate::held::{Database, execute};

/// The role that owns the tables, and the one with least rights that the service has.
const OWNER: &str = "contactable_owner";
const SERVICE: &str = "contactable";

/// A running one, which listens on a port, too.
pub struct Private {
    pub server: Postgres,
    count: u32,
}

impl Private {
    /// Sets one up that survives what is done to it.
    ///
    /// # Errors
    /// It does not start.
    pub fn start() -> Result<Self, Failure> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = Postgres::start(Settings {
            durable: true,
            port: Some(port),
        })?;
        let superuser = Config::from_str(&server.connection())?;
        for role in [OWNER, SERVICE] {
            let make = format!("CREATE ROLE {role} LOGIN PASSWORD '{}'", server.password());
            execute(&superuser, &make)?;
        }
        Ok(Self { server, count: 0 })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.server.port()))
    }

    /// A new database, by this way.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn database(&mut self, folder: &Path, way: SocketAddr) -> Result<Logins, Failure> {
        self.count += 1;
        let name = format!("faults_{}", self.count);
        let superuser = Config::from_str(&self.server.connection())?;
        execute(&superuser, &format!("CREATE DATABASE {name} OWNER {OWNER}"))?;
        let password_file = folder.join("database.password");
        std::fs::write(&password_file, self.server.password())?;
        let setting = |role: &str| {
            setting(&Login {
                url: format!("postgres://{role}@{way}/{name}?sslmode=disable"),
                password_file: password_file.clone(),
            })
        };
        let mut reader = superuser;
        reader.dbname(&name);
        Ok(Logins {
            service: setting(SERVICE),
            owner: of_owner(&setting(OWNER)),
            reader: Database::Postgres(Box::new(reader)),
        })
    }
}

/// How a database is come by.
pub struct Logins {
    /// The table `[database]` of the service, without its head.
    pub service: String,
    /// That of whoever makes the tables.
    pub owner: String,
    /// Who reads every row.
    pub reader: Database,
}

impl Logins {
    /// Those to a cluster.
    ///
    /// # Errors
    /// The password cannot be read.
    pub fn to_cluster(urls: &Urls) -> Result<Self, Failure> {
        Ok(Self {
            service: setting(&urls.service),
            owner: of_owner(&setting(&urls.owner)),
            reader: reader(&urls.superuser)?,
        })
    }
}

fn setting(login: &Login) -> String {
    let (url, file) = (&login.url, login.password_file.display());
    format!("url = \"{url}\"\npassword_file = \"{file}\"")
}

/// With the role that gets its rights when the tables are made.
fn of_owner(setting: &str) -> String {
    format!("{setting}\nservice_role = \"{SERVICE}\"")
}

fn reader(login: &Login) -> Result<Database, Failure> {
    let mut configuration = Config::from_str(&login.url)?;
    configuration.password(std::fs::read_to_string(&login.password_file)?.trim_end());
    Ok(Database::Postgres(Box::new(configuration)))
}

//! Who may log in to the cluster's PostgreSQL, and how.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use crate::account::Account;
use crate::folder::secret_file;
use crate::{Failure, password};

/// The database of the service, and that of a demo.
const DATABASE: &str = "contactable";
const DEMO: &str = "contactable_demo";

/// The role that owns the tables, and the one with least rights that the service has.
const OWNER: &str = "contactable_owner";
const SERVICE: &str = "contactable";

/// Who may do everything.
const SUPERUSER: &str = "postgres";

/// The passwords of all roles.
pub struct Passwords {
    pub superuser: String,
    pub replication: String,
    pub rewind: String,
    owner: String,
    service: String,
}

impl Passwords {
    pub fn new() -> Result<Self, Failure> {
        Ok(Self {
            superuser: password::new()?,
            replication: password::new()?,
            rewind: password::new()?,
            owner: password::new()?,
            service: password::new()?,
        })
    }

    /// Makes the databases and the two roles.
    pub fn script(&self) -> String {
        let mut script = String::new();
        for (role, password) in [(OWNER, &self.owner), (SERVICE, &self.service)] {
            let _ = writeln!(script, "CREATE ROLE {role} LOGIN PASSWORD '{password}';");
        }
        for database in [DATABASE, DEMO] {
            let _ = writeln!(script, "CREATE DATABASE {database} OWNER {OWNER};");
            let _ = writeln!(script, "REVOKE ALL ON DATABASE {database} FROM PUBLIC;");
            let _ = writeln!(script, "GRANT CONNECT ON DATABASE {database} TO {SERVICE};");
        }
        script
    }
}

/// How somebody logs in.
#[derive(Clone, Debug)]
pub struct Login {
    /// The URL with all machines in it, which leads to the primary. It holds no password.
    pub url: String,
    /// The file with the password.
    pub password_file: PathBuf,
}

/// Who can log in.
#[derive(Clone, Debug)]
pub struct Urls {
    /// The service.
    pub service: Login,
    /// The owner of the tables, who may migrate them.
    pub owner: Login,
    /// The same for the database of a demo.
    pub demo: Login,
    /// Who may do everything.
    pub superuser: Login,
}

impl Urls {
    /// The URLs over these ways, with the passwords in files.
    pub(super) fn make(
        folder: &Path,
        ways: &[SocketAddr],
        passwords: &Passwords,
        account: Account,
    ) -> Result<Self, Failure> {
        let hosts: Vec<_> = ways.iter().map(ToString::to_string).collect();
        let hosts = hosts.join(",");
        let password_file = |role: &str, password: &str| -> Result<PathBuf, Failure> {
            let file = folder.join(format!("{role}.password"));
            secret_file(&file, password, account)?;
            Ok(file)
        };
        let login = |role: &str, database: &str, file: &PathBuf| Login {
            url: format!(
                "postgres://{role}@{hosts}/{database}?target_session_attrs=read-write&connect_timeout=3"
            ),
            password_file: file.clone(),
        };
        let service = password_file(SERVICE, &passwords.service)?;
        let owner = password_file(OWNER, &passwords.owner)?;
        let superuser = password_file(SUPERUSER, &passwords.superuser)?;
        Ok(Self {
            service: login(SERVICE, DATABASE, &service),
            owner: login(OWNER, DATABASE, &owner),
            demo: login(OWNER, DEMO, &owner),
            superuser: login(SUPERUSER, DATABASE, &superuser),
        })
    }
}

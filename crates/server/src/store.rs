//! The stores there are, each by its name in the one place: a file of SQLite, or a database of PostgreSQL.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;

use contactable_domain::ports::{Store, Unavailable};
use contactable_store_postgres::{Config, Migration, PostgresStore};
use contactable_store_sqlite::SqliteStore;
use secrecy::{ExposeSecret as _, SecretString};

/// What may stand before the colon of a URL of PostgreSQL.
pub const SCHEMES: [&str; 2] = ["postgres", "postgresql"];

/// Where data is kept, and how.
#[derive(Clone)]
pub enum Database {
    /// In one file.
    Sqlite(PathBuf, contactable_store_sqlite::Options),
    /// In a database that a server keeps.
    Postgres(Box<Postgres>),
}

/// A database of PostgreSQL.
#[derive(Clone)]
pub struct Postgres {
    server: Config,
    options: contactable_store_postgres::Options,
    /// The role as which the service runs, where the tables belong to another.
    service_role: Option<String>,
    /// Whether the schema is brought up to date before it is opened.
    migrates: bool,
}

/// Why a URL of PostgreSQL cannot be used. It does not repeat the URL: somebody may have put a password into it.
#[derive(Debug, thiserror::Error)]
pub enum BadUrl {
    /// It cannot be read.
    #[error(
        "this is not a URL of PostgreSQL; write postgres://ROLE@HOST/DATABASE, with several hosts apart by commas"
    )]
    Unreadable,
    /// It has what belongs into a file.
    #[error(
        "give the password in a file of its own, which password_file names (--database-password-file for a demo)"
    )]
    HoldsPassword,
    /// It names no role or no database.
    #[error("name the role and the database, as in postgres://ROLE@HOST/DATABASE")]
    Incomplete,
    /// It leads to another machine without TLS, or with TLS only if that machine likes.
    #[error(
        "this database is on another machine, and data crosses no network in the clear; add sslmode=require, as in \
         postgres://ROLE@HOST/DATABASE?sslmode=require (after & where there is a ? already)"
    )]
    InTheClear,
}

impl Postgres {
    /// The database at this URL, which may not hold the password.
    ///
    /// # Errors
    /// [`BadUrl`].
    pub fn at(url: &str, options: contactable_store_postgres::Options) -> Result<Self, BadUrl> {
        Ok(Self {
            server: server_at(url)?,
            options,
            service_role: None,
            migrates: false,
        })
    }

    /// With a copy of it that answers reads.
    ///
    /// # Errors
    /// [`BadUrl`].
    pub fn with_replica(mut self, url: &str) -> Result<Self, BadUrl> {
        self.options.replicas.push(server_at(url)?);
        Ok(self)
    }

    /// With a password, for its copies too. Spaces and line breaks around it are not part of it.
    pub fn with_password(mut self, password: &SecretString) -> Self {
        for server in self.options.replicas.iter_mut().chain([&mut self.server]) {
            server.password(password.expose_secret().trim());
        }
        self
    }

    /// With a role of its own for the service, which migrating gives its rights.
    pub fn for_role(mut self, role: Option<String>) -> Self {
        self.service_role = role;
        self
    }

    /// Brought up to date before it is opened, or only by the command for it.
    pub fn migrating(mut self, migrates: bool) -> Self {
        self.migrates = migrates;
        self
    }

    /// The name of the database.
    pub fn name(&self) -> &str {
        self.server.get_dbname().unwrap_or_default()
    }

    async fn migrate(&self) -> Result<(), Unavailable> {
        let migration = Migration {
            service_role: self.service_role.as_deref(),
            ca_file: self.options.ca_file.as_deref(),
        };
        contactable_store_postgres::migrate(&self.server, &migration).await
    }

    async fn open(&self) -> Result<PostgresStore, Unavailable> {
        if self.migrates {
            self.migrate().await?;
        }
        PostgresStore::open(&self.server, self.options.clone()).await
    }
}

fn server_at(url: &str) -> Result<Config, BadUrl> {
    let server = Config::from_str(url).map_err(|_| BadUrl::Unreadable)?;
    if server.get_password().is_some() {
        return Err(BadUrl::HoldsPassword);
    }
    if server.get_user().is_none() || server.get_dbname().is_none() {
        return Err(BadUrl::Incomplete);
    }
    if contactable_store_postgres::may_be_in_the_clear(&server) {
        return Err(BadUrl::InTheClear);
    }
    Ok(server)
}

impl Database {
    /// Opens it. The schema of a file is brought up to date by that.
    ///
    /// # Errors
    /// [`Unavailable`] when it cannot be opened, or its schema is older than this program.
    pub async fn open(&self) -> Result<Arc<dyn Store>, Unavailable> {
        match self {
            Self::Sqlite(file, options) => {
                let store = SqliteStore::open(file, options.clone());
                store.map(|store| Arc::new(store) as Arc<dyn Store>)
            }
            Self::Postgres(postgres) => {
                let store = postgres.open().await;
                store.map(|store| Arc::new(store) as Arc<dyn Store>)
            }
        }
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// [`Unavailable`] when that fails; what was begun is undone.
    pub async fn migrate(&self) -> Result<(), Unavailable> {
        match self {
            Self::Sqlite(..) => self.open().await.map(drop),
            Self::Postgres(postgres) => postgres.migrate().await,
        }
    }

    /// The file, if it is one.
    pub fn sqlite_file(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(file, _) => Some(file),
            Self::Postgres(_) => None,
        }
    }

    /// What to call it in front of people: the file, or the database's name.
    pub fn told(&self) -> String {
        match self {
            Self::Sqlite(file, _) => file.display().to_string(),
            Self::Postgres(postgres) => format!("the database {}", postgres.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(url: &str) -> Result<Postgres, BadUrl> {
        Postgres::at(url, contactable_store_postgres::Options::default())
    }

    #[test]
    fn several_hosts_and_settings_are_read() {
        let url = "postgres://service@one:5433,two/contactable?sslmode=require&target_session_attrs=read-write";
        let postgres = at(url).unwrap();
        assert_eq!(postgres.name(), "contactable");
        assert_eq!(postgres.server.get_hosts().len(), 2);
    }

    #[test]
    fn a_url_that_cannot_be_used_is_not_repeated() {
        for url in [
            "postgres://service:s3cret@host/contactable",
            "postgres://s3cret@host",
            "postgres://host/s3cret",
            "postgres://service@host:s3cret/contactable",
            "postgres://service@host/contactable?s3cret=1",
        ] {
            let Err(bad) = at(url) else {
                panic!("{url} was taken");
            };
            assert!(!format!("{bad} {bad:?}").contains("s3cret"), "{url}");
        }
    }

    #[test]
    fn another_machine_is_reached_by_tls_only_and_so_are_copies() {
        let here = || at("postgres://service@localhost,[::1]/contactable").unwrap();
        for end in ["", "?sslmode=prefer", "?sslmode=disable"] {
            let url = format!("postgres://service@localhost,db.example/contactable{end}");
            assert!(matches!(at(&url), Err(BadUrl::InTheClear)), "{url}");
            let copied = here().with_replica(&url);
            assert!(matches!(copied, Err(BadUrl::InTheClear)), "{url}");
        }
        let url = "postgres://service@localhost,db.example/contactable?sslmode=require";
        assert!(at(url).is_ok() && here().with_replica(url).is_ok());
    }

    #[test]
    fn line_breaks_are_not_part_of_a_password() {
        let postgres = at("postgres://service@localhost/contactable").unwrap();
        let postgres = postgres.with_password(&SecretString::from("s3cret\n".to_owned()));
        assert_eq!(postgres.server.get_password(), Some(&b"s3cret"[..]));
    }
}

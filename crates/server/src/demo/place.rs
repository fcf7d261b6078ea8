//! Where a demo keeps its data: in a folder, or in a database of PostgreSQL that is a demo's by its name.

use std::path::{Path, PathBuf};

use super::data_dir::DataDir;
use crate::failure::Failure;
use crate::secret::read_secret;
use crate::store::{Database, Postgres};

/// How the name of a demo's database begins: a demo accepts tokens that anybody can make, and must never open other
/// data.
const NAME: &str = "contactable_demo";

const URL: &str = "--database-url";

/// A database of PostgreSQL to keep a demo's data in.
pub struct DemoServer {
    /// Its URL, without a password.
    pub url: String,
    /// The file with the password, if there is one.
    pub password_file: Option<PathBuf>,
}

/// Where the data is.
pub enum Place {
    /// In a folder.
    Folder(DataDir),
    /// In a database.
    Server(Box<Postgres>),
}

impl Place {
    /// In the database if one is given, or else in the folder, or else in a temporary one.
    pub fn find(server: Option<&DemoServer>, folder: Option<PathBuf>) -> Result<Self, Failure> {
        match server {
            None => DataDir::open(folder).map(Self::Folder),
            Some(server) => server.database().map(|found| Self::Server(Box::new(found))),
        }
    }

    /// What to open.
    pub fn database(&self) -> Database {
        match self {
            Self::Folder(folder) => Database::Sqlite(
                folder.database(),
                contactable_store_sqlite::Options::default(),
            ),
            Self::Server(postgres) => Database::Postgres(postgres.clone()),
        }
    }

    /// The same in words.
    pub fn told(&self) -> String {
        match self {
            Self::Folder(DataDir::Temporary(_)) => {
                "in a temporary folder, gone when it stops".to_owned()
            }
            Self::Folder(DataDir::Kept(path)) => format!("kept in {}", path.display()),
            Self::Server(postgres) => format!("kept in the database {}", postgres.name()),
        }
    }
}

impl DemoServer {
    fn database(&self) -> Result<Postgres, Failure> {
        let options = contactable_store_postgres::Options::default();
        let found = Postgres::at(&self.url, options).map_err(|bad| given(URL, bad))?;
        if !found.name().starts_with(NAME) {
            let told = format!(
                "a demo accepts tokens that anybody can make; give it a database whose name begins with {NAME}"
            );
            return Err(given(URL, told));
        }
        let found = found.migrating(true);
        let password = self.password_file.as_deref().map(password).transpose()?;
        Ok(match password {
            Some(password) => found.with_password(&password),
            None => found,
        })
    }
}

fn password(file: &Path) -> Result<secrecy::SecretString, Failure> {
    read_secret(file).map_err(|error| given("--database-password-file", error))
}

fn given(option: &'static str, told: impl std::fmt::Display) -> Failure {
    let told = told.to_string();
    Failure::Given { option, told }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_database_of_a_demo_is_taken() {
        let at = |name: &str| {
            let url = format!("postgres://somebody@localhost/{name}");
            let password_file = None;
            Place::find(Some(&DemoServer { url, password_file }), None)
        };
        assert!(at("contactable_demo").is_ok());
        assert!(at("contactable_demo_2").is_ok());
        let Err(refused) = at("contactable") else {
            panic!("other data was taken for a demo's");
        };
        assert!(refused.to_string().starts_with(URL), "{refused}");
    }
}

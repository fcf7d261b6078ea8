//! Copies of the file: made while a service writes it, looked at before anybody relies on them, and put in its place.

mod copy;
mod examine;
mod exchange;

use rusqlite::ErrorCode;

pub use copy::copy;
pub use examine::{Examined, examine};
pub use exchange::{Exchanged, exchange};

/// Why a copy was not made or not used. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file is no database, or not one of this service.
    #[error("this is not a database of this service")]
    NotOurs,
    /// What SQLite's own check finds wrong with the file; the first of it.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// The file was made by a later version of the program.
    #[error(
        "its schema is version {schema}, and this program knows {newest} at most; use a newer program"
    )]
    Newer {
        /// The schema of the file.
        schema: u32,
        /// The newest one that this program knows.
        newest: u32,
    },
    /// A service, or somebody else, has the file open.
    #[error("the database is in use; stop the service first")]
    InUse,
    /// There is a database already.
    #[error("there is a database already; with --replace it is kept under another name")]
    Exists,
    /// There is no database, but something is left of one, which would be taken for a part of the next.
    #[error("{0} is left of another database; move it away first")]
    LeftOver(String),
    /// The database itself was given for its backup.
    #[error("this is the database itself; give a backup of it")]
    Itself,
    /// There is no room on the disk for the copy.
    #[error("there is no room on the disk; make some and do it again")]
    NoRoom,
    /// A file cannot be read or written.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// SQLite cannot do it.
    #[error("{0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotOurs,
            Some(ErrorCode::DiskFull) => Self::NoRoom,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}

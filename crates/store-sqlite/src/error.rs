use contactable_domain::ports::{StoreError, Unavailable};

/// A failure of SQLite, of a migration, or of a row that cannot be what the schema promises.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("migration: {0}")]
    Migration(#[from] refinery::Error),
    #[error("cannot use the file: {0}")]
    File(#[from] std::io::Error),
    #[error("event: {0}")]
    Event(#[from] serde_json::Error),
    #[error("column {column} of {table} holds what it cannot hold")]
    Corrupt {
        table: &'static str,
        column: &'static str,
    },
    #[error("column {column} of {table} holds what it cannot hold")]
    CorruptCell { table: &'static str, column: String },
    #[error("no randomness for a key: {0}")]
    Randomness(#[from] getrandom::Error),
    #[error("{0}")]
    Failed(String),
    #[error("the {0} has stopped")]
    Stopped(&'static str),
}

impl Error {
    /// Whether the file as a whole cannot be written now, so that trying each write alone would only take
    /// longer to fail.
    pub fn is_of_the_file(&self) -> bool {
        use rusqlite::ErrorCode::{
            CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, ReadOnly, SystemIoFailure,
        };
        let Self::Sqlite(error) = self else {
            return false;
        };
        let whole = [
            CannotOpen,
            DatabaseBusy,
            DatabaseLocked,
            DiskFull,
            ReadOnly,
            SystemIoFailure,
        ];
        error
            .sqlite_error_code()
            .is_some_and(|code| whole.contains(&code))
    }
}

impl From<Error> for Unavailable {
    fn from(error: Error) -> Self {
        Self(error.to_string())
    }
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        Self::Unavailable(error.into())
    }
}

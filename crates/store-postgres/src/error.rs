use contactable_domain::ports::{StoreError, Unavailable};
use contactable_domain::refusal::Refusal;
use tokio_postgres::error::SqlState;

use crate::trail::Mark;

/// A failure of PostgreSQL, of the way to it, of a migration, or of a row that cannot be what the schema promises.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{}", in_words(.0))]
    Postgres(#[from] tokio_postgres::Error),
    #[error("cannot reach the database: {0}")]
    Unreachable(String),
    #[error("migration: {}", of_migration(.0))]
    Migration(#[from] refinery::Error),
    #[error("{0}")]
    Schema(String),
    #[error("event: {0}")]
    Event(#[from] serde_json::Error),
    #[error("column {column} of {table} holds what it cannot hold")]
    Corrupt {
        table: &'static str,
        column: &'static str,
    },
    #[error("column {column} of {table} holds what it cannot hold")]
    CorruptCell { table: &'static str, column: String },
    #[error("no randomness: {0}")]
    Randomness(#[from] getrandom::Error),
    #[error("{0}")]
    Failed(String),
    #[error("somebody else was first")]
    Overtaken,
    /// Of something that was asked together with what failed.
    #[error("something asked at the same time failed")]
    Echo,
    #[error("the database did not answer in time")]
    TooSlow,
    #[error("the {0} has stopped")]
    Stopped(&'static str),
    /// The connection was lost while a commit was under way.
    #[error("it is not known whether a commit was made: {why}")]
    OutcomeUnknown { why: String, mark: Option<Mark> },
}

/// What went wrong, without what was being written: the detail that the server adds to a broken constraint holds values.
fn in_words(error: &tokio_postgres::Error) -> String {
    match error.as_db_error() {
        Some(told) => {
            let table = told.table().unwrap_or("-");
            let constraint = told.constraint().unwrap_or("-");
            match told.constraint() {
                Some(_) => format!(
                    "{} (table {table}, constraint {constraint})",
                    told.code().code()
                ),
                None => format!("{}: {}", told.code().code(), plain(told)),
            }
        }
        None => match std::error::Error::source(error) {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        },
    }
}

/// What the migration says, and what the database said to it.
fn of_migration(error: &refinery::Error) -> String {
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if let Some(told) = cause.downcast_ref::<tokio_postgres::Error>() {
            return in_words(told);
        }
        source = cause.source();
    }
    error.to_string()
}

/// Messages about data (class 22) name the data.
fn plain(told: &tokio_postgres::error::DbError) -> &str {
    if told.code().code().starts_with("22") {
        told.severity()
    } else {
        told.message()
    }
}

impl Error {
    /// Whether the connection is of no use any more, and another may be.
    pub fn is_of_the_connection(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::TooSlow => true,
            _ if self.is_of_other_tables() => true,
            Self::Postgres(error) => match error.code() {
                Some(code) => is_of_the_server(code),
                None => !is_of_a_value(error),
            },
            _ => false,
        }
    }

    /// Whether the database's tables have other columns than when the connection was made, as after a migration.
    pub fn is_of_other_tables(&self) -> bool {
        matches!(self, Self::Postgres(error) if error.code() == Some(&SqlState::DATATYPE_MISMATCH))
    }

    /// Whether the same again may well succeed, because it failed over what others did at that moment.
    pub fn is_of_a_race(&self) -> bool {
        match self {
            Self::Overtaken => true,
            Self::Postgres(error) => error.code().is_some_and(|code| {
                *code == SqlState::UNIQUE_VIOLATION
                    || *code == SqlState::T_R_SERIALIZATION_FAILURE
                    || *code == SqlState::T_R_DEADLOCK_DETECTED
            }),
            _ => false,
        }
    }

    /// Whether it only says that an earlier statement of the transaction failed.
    pub fn is_an_echo(&self) -> bool {
        match self {
            Self::Echo => true,
            Self::Postgres(error) => error.code() == Some(&SqlState::IN_FAILED_SQL_TRANSACTION),
            _ => false,
        }
    }
}

/// The server goes away, is not there yet, or became one that only reads.
fn is_of_the_server(code: &SqlState) -> bool {
    code.code().starts_with("08")
        || code.code().starts_with("57P")
        || *code == SqlState::READ_ONLY_SQL_TRANSACTION
        || *code == SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT
}

/// Failures of the driver that are about a value and not about the connection.
fn is_of_a_value(error: &tokio_postgres::Error) -> bool {
    let text = error.to_string();
    text.starts_with("error serializing parameter")
        || text.starts_with("error deserializing column")
}

impl From<Error> for Unavailable {
    fn from(error: Error) -> Self {
        Self(error.to_string())
    }
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match error {
            Error::OutcomeUnknown { .. } => Self::OutcomeUnknown(error.into()),
            _ => Self::Unavailable(error.into()),
        }
    }
}

/// Why a unit of work did not do what was asked.
#[derive(Debug)]
pub enum Halt {
    /// A rule refused it.
    Refused(Refusal),
    /// It could not be written.
    Failed(Error),
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

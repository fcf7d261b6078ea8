//! What the service keeps, read straight from its tables: by this program's own statements, so that the store under test
//! has no say in what is found.

mod cells;
mod load;
mod postgres;
mod sqlite;

use std::path::PathBuf;

pub use postgres::execute;
use tokio_postgres::Config;

use contactable_harness::Failure;
use uuid::Uuid;

/// Where the tables are.
#[derive(Clone)]
pub enum Database {
    /// A file.
    Sqlite(PathBuf),
    /// A server, by the configuration of somebody who sees every row.
    Postgres(Box<Config>),
}

impl Database {
    /// How many changes there were, by the versions of all targets; quick where there are too many to read.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn changes(&self) -> Result<i64, Failure> {
        match self {
            Self::Sqlite(file) => sqlite::at_one_moment(file, load::changes),
            Self::Postgres(configuration) => postgres::at_one_moment(configuration, load::changes),
        }
    }

    /// Reads everything, as it stood at one moment.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn read(&self) -> Result<Held, Failure> {
        match self {
            Self::Sqlite(file) => sqlite::at_one_moment(file, load::everything),
            Self::Postgres(configuration) => {
                postgres::at_one_moment(configuration, load::everything)
            }
        }
    }
}

/// Everything that is kept.
#[derive(Clone, Default, Debug)]
pub struct Held {
    pub targets: Vec<Target>,
    /// Every record as it is now.
    pub records: Vec<Version>,
    /// Every version of every record.
    pub versions: Vec<Version>,
    pub keys: Vec<Key>,
    pub slots: Vec<Slot>,
    /// The records that can be found by what they say.
    pub indexed: Vec<Key>,
    /// What is known of wishes now.
    pub wishes: Vec<Wish>,
    /// Every version of that.
    pub wish_versions: Vec<Wish>,
    pub grants: Vec<Grant>,
    /// The NHS numbers of targets.
    pub numbers: Vec<(String, Uuid)>,
    /// Changes of Patients that were carried out.
    pub done: Vec<Target>,
    /// Every event, waiting or told.
    pub events: Vec<Event>,
    pub trail: Vec<Entry>,
    pub heads: Vec<Head>,
}

/// A target, or how a request left one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    pub target: Uuid,
    pub version: i64,
}

/// A version of a record.
#[expect(
    clippy::struct_field_names,
    reason = "a version has a number, which is called so everywhere"
)]
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    pub target: Uuid,
    pub area: String,
    pub record: Uuid,
    pub version: i64,
    pub value: String,
    pub description: Option<String>,
    pub is_default: bool,
    pub is_ended: bool,
    pub recorded_at: i64,
}

/// Where a record is.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Key {
    pub target: Uuid,
    pub area: String,
    pub record: Uuid,
}

/// A place that only one record has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    pub key: Key,
    pub name: String,
}

/// A version of what is known of a target's wishes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wish {
    pub target: Uuid,
    pub area: String,
    pub version: i64,
    pub times: Option<String>,
}

/// A sharing grant.
#[expect(clippy::struct_field_names, reason = "its id is called so everywhere")]
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grant {
    pub target: Uuid,
    pub grant: Uuid,
    pub wording: String,
    pub is_withdrawn: bool,
    pub reason: Option<String>,
}

/// Where an event is; what is told comes before what waits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// In the log of its shard, under this number.
    Log(i64),
    /// Waiting, at this version of its target.
    Waiting(i64),
}

/// An event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    pub shard: i64,
    pub place: Place,
    pub id: Uuid,
    pub target: Uuid,
    pub area: String,
    /// The record; the target where it is about no record.
    pub record: Uuid,
    pub version: i64,
    pub kind: String,
    pub correlation: Uuid,
    /// What it says of the record: value and description.
    pub says: Option<(String, Option<String>)>,
}

/// An entry of the trail.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub stream: i64,
    pub number: i64,
    pub id: Uuid,
    pub target: Option<Uuid>,
    pub record: Option<Uuid>,
    pub grant: Option<Uuid>,
    pub action: String,
    pub is_allowed: bool,
    pub because: String,
    pub correlation: Uuid,
}

/// How far a stream of the trail has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    pub stream: i64,
    pub number: i64,
}

impl Version {
    /// Whose version it is.
    pub fn key(&self) -> Key {
        Key {
            target: self.target,
            area: self.area.clone(),
            record: self.record,
        }
    }
}

impl Event {
    /// The record that it is about, if it is about one.
    pub fn key(&self) -> Key {
        Key {
            target: self.target,
            area: self.area.clone(),
            record: self.record,
        }
    }

    /// Whether it tells of a change of a record.
    pub fn is_of_record(&self) -> bool {
        matches!(
            self.kind.as_str(),
            "ContactDetailAddedEvent" | "ContactDetailEditedEvent" | "ContactDetailDeletedEvent"
        )
    }

    /// Whether it tells of a change of wishes.
    pub fn is_of_wishes(&self) -> bool {
        self.kind == "ContactPreferencesChangedEvent"
    }
}

impl Entry {
    /// Whether it is about something that was changed.
    pub fn is_of_change(&self) -> bool {
        const CHANGING: [&str; 12] = [
            "create",
            "amend",
            "replace-information",
            "end",
            "lose-default",
            "supersede",
            "set-preferences",
            "share",
            "withdraw-sharing",
            "patch-patient",
            "take-over",
            "replace-kind",
        ];
        let is_changing = CHANGING.contains(&self.action.as_str());
        self.is_allowed && is_changing && self.because != "no-change"
    }

    /// Whether it is about a person as a whole, whose records have entries of their own.
    pub fn is_of_whole(&self) -> bool {
        matches!(self.action.as_str(), "patch-patient" | "take-over")
    }
}

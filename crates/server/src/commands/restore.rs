//! `contactable restore`: a backup takes the place of the database.

use std::path::{Path, PathBuf};

use clap::Args;
use contactable_domain::ports::Clock as _;
use contactable_store_sqlite::backup::{self, Exchanged};

use super::operator::Place;
use super::partial::Partial;
use super::{backup as backing_up, say};
use crate::SystemClock;
use crate::failure::Failure;

/// What is put where.
#[derive(Args)]
pub struct Arguments {
    /// The backup.
    file: PathBuf,
    /// Put it in the place of a database that is there, which is kept under another name.
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    place: Place,
}

/// Checks a copy of the backup and puts it in the place of the database. The backup itself stays as it is.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let database = arguments.place.sqlite_file()?;
    let failed = |error| Failure::Backup(database.clone(), error);
    if database.exists() && !arguments.replace {
        return Err(failed(backup::BackupError::Exists));
    }
    let place = |file: &Path| file.canonicalize().ok();
    if place(&database).is_some_and(|is| place(&arguments.file) == Some(is)) {
        return Err(failed(backup::BackupError::Itself));
    }
    let partial = Partial::of(&database)?;
    backing_up::copy(&arguments.file, partial.path())?;
    let found = backup::examine(partial.path());
    let found = found.map_err(|error| Failure::Backup(arguments.file.clone(), error))?;
    let synced = partial.sync();
    synced.map_err(|error| Failure::File(partial.path().to_owned(), error))?;
    let kept = kept_as(&database);
    let kept = arguments.replace.then_some(kept.as_path());
    let exchanged = backup::exchange(partial.path(), &database, kept).map_err(failed)?;
    let before = match exchanged {
        Exchanged::New => String::new(),
        Exchanged::Kept(kept) => format!("; what was there before is {}", kept.display()),
    };
    say(&format!(
        "{} holds what {} held: schema {}, {} versions of records{before}",
        database.display(),
        arguments.file.display(),
        found.schema,
        found.versions
    ));
    Ok(())
}

/// Under which name a database is kept whose place another one takes.
fn kept_as(database: &Path) -> PathBuf {
    let now = SystemClock.now().strftime("%Y%m%dT%H%M%S%.3fZ");
    let mut name = database.as_os_str().to_owned();
    name.push(format!(".before-{now}"));
    name.into()
}

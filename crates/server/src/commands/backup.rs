//! `contactable backup`: a copy of the database as it is at one moment, made while the service goes on writing.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Args;
use contactable_store_sqlite::backup::{self, BackupError};

use super::operator::Place;
use super::partial::Partial;
use super::{progress, say};
use crate::failure::Failure;

/// What is copied, and where to.
#[derive(Args)]
pub struct Arguments {
    /// The file to write; there must be none. Only its owner can read it.
    file: PathBuf,
    #[command(flatten)]
    place: Place,
}

/// Copies the database, checks the copy, and gives it its name.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (database, file) = (arguments.place.sqlite_file()?, &arguments.file);
    let failed = |error| Failure::Backup(file.clone(), error);
    // Said before the work is done, and once more by the file system when it is.
    if file.exists() {
        return Err(exists(file));
    }
    let partial = Partial::of(file)?;
    copy(&database, partial.path())?;
    let found = backup::examine(partial.path()).map_err(failed)?;
    let named = partial
        .sync()
        .and_then(|()| give_name(partial.path(), file));
    named.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => exists(file),
        _ => Failure::File(file.clone(), error),
    })?;
    say(&format!(
        "{} is a backup of {}: sound, schema {}, {} versions of records",
        file.display(),
        database.display(),
        found.schema,
        found.versions
    ));
    Ok(())
}

/// Copies a database into a file, with a bar for whoever watches.
pub fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let bar = progress::bar(0);
    let copied = backup::copy(from, to, |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    copied.map_err(|error| match error {
        BackupError::File(error) => Failure::File(from.to_owned(), error),
        BackupError::NoRoom => Failure::Backup(to.to_owned(), error),
        error => Failure::Backup(from.to_owned(), error),
    })
}

/// A second name first, which never takes the place of another file; the first one goes after.
fn give_name(partial: &Path, file: &Path) -> std::io::Result<()> {
    std::fs::hard_link(partial, file)?;
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    std::fs::File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn exists(file: &Path) -> Failure {
    let problem = "there is such a file already, and it is left as it is";
    let error = std::io::Error::new(ErrorKind::AlreadyExists, problem);
    Failure::File(file.to_owned(), error)
}

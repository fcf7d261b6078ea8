//! Putting a file in the place of the database. At every moment the place holds what was there before or what is
//! there after, each whole; and no service can run on what was there before.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

use super::{BackupError, copy};
use crate::connection::LOCK_PATIENCE;

/// For how long the file that was replaced stays locked: longer than whoever opened it just before waits for it.
const LOCKED: Duration = Duration::from_millis(500).saturating_add(LOCK_PATIENCE);

/// What SQLite keeps beside a database.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// What became of the file that was there before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Exchanged {
    /// There was none.
    New,
    /// It is kept under this name.
    Kept(PathBuf),
}

/// Gives a file the place of the database. One that is there is kept as `kept`, if that is wanted.
///
/// # Errors
/// [`BackupError`].
pub fn exchange(
    file: &Path,
    database: &Path,
    kept: Option<&Path>,
) -> Result<Exchanged, BackupError> {
    let exchanged = match (database.exists(), kept) {
        (false, _) => put_new(file, database)?,
        (true, None) => return Err(BackupError::Exists),
        (true, Some(kept)) => replace(file, database, kept)?,
    };
    Ok(exchanged)
}

fn put_new(file: &Path, database: &Path) -> Result<Exchanged, BackupError> {
    for beside in BESIDE.map(|end| named(database, end)) {
        if beside.exists() {
            return Err(BackupError::LeftOver(beside.display().to_string()));
        }
    }
    // Unlike a change of name it never takes the place of a file that came meanwhile.
    match std::fs::hard_link(file, database) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(BackupError::Exists),
        done => done?,
    }
    std::fs::remove_file(file)?;
    make_durable(database)?;
    Ok(Exchanged::New)
}

fn replace(file: &Path, database: &Path, kept: &Path) -> Result<Exchanged, BackupError> {
    let locked = lock(database)?;
    keep_owner(database, file);
    forget_other_names(database, kept)?;
    std::fs::hard_link(database, kept)?;
    // Only a file that is damaged has something beside it now.
    for end in BESIDE {
        let beside = named(database, end);
        if beside.exists() {
            std::fs::rename(&beside, named(kept, end))?;
        }
    }
    std::fs::rename(file, database)?;
    make_durable(database)?;
    if let Some(locked) = locked {
        // Whoever opened the old file just before gives up, and does not write where nobody looks.
        std::thread::sleep(LOCKED);
        drop(locked);
    }
    Ok(Exchanged::Kept(kept.to_owned()))
}

/// A program that was killed just before may have given the database a second name and not yet a successor. That name
/// is of no use, and whoever opened the file by it would not see what is written by the other.
fn forget_other_names(database: &Path, kept: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let place = |file: &Path| std::fs::symlink_metadata(file).map(|is| (is.dev(), is.ino()));
        let here = place(database)?;
        for entry in std::fs::read_dir(folder_of(kept))? {
            let other = entry?.path();
            if other.file_name() != database.file_name() && place(&other)? == here {
                std::fs::remove_file(&other)?;
            }
        }
    }
    Ok(())
}

/// Takes the database for itself, with everything of its write-ahead log in it. A file that is no database, or is
/// damaged, cannot be locked, and nobody can run on it.
fn lock(database: &Path) -> Result<Option<Connection>, BackupError> {
    let connection = copy::open(database)?;
    let done = connection
        .query_row("PRAGMA journal_mode = DELETE", [], |row| {
            row.get::<_, String>(0)
        })
        .and_then(|_| connection.execute_batch("BEGIN EXCLUSIVE"));
    match done {
        Ok(()) => Ok(Some(connection)),
        Err(error) => match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Ok(None),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Err(BackupError::InUse),
            _ => Err(error.into()),
        },
    }
}

/// Has a file belong to whom the other belongs, if whoever does this may say so: the administrator of the machine
/// restores what the service has to read.
fn keep_owner(of: &Path, file: &Path) {
    #[cfg(unix)]
    if let Ok(of) = std::fs::metadata(of) {
        use std::os::unix::fs::MetadataExt as _;
        let _ = std::os::unix::fs::chown(file, Some(of.uid()), Some(of.gid()));
    }
}

/// Names of files are durable when their folder is.
fn make_durable(file: &Path) -> std::io::Result<()> {
    File::open(folder_of(file))?.sync_all()
}

fn folder_of(file: &Path) -> &Path {
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    folder.unwrap_or(Path::new("."))
}

fn named(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    name.into()
}

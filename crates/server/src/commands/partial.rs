//! A file that is still being written, beside the one that it is to become. Only its owner can read it, and what a
//! killed program left of it is overwritten by the next.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The file, as long as it is being written; gone when dropped, unless it has got its name.
pub struct Partial {
    path: PathBuf,
    /// Keeps others from writing it, too. Never read or written: the database in it has locks that would go with this.
    lock: Option<File>,
}

impl Partial {
    /// Begins a file that is to become this one.
    pub fn of(file: &Path) -> Result<Self, Failure> {
        let mut name = file.as_os_str().to_owned();
        name.push(".partial");
        let path = PathBuf::from(name);
        let lock = open(&path).map_err(|error| Failure::File(path.clone(), error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Failure::BeingWritten(file.to_owned())),
            Err(TryLockError::Error(error)) => return Err(Failure::File(path, error)),
        }
        // It would be taken for what is to be undone in the new one.
        let _ = std::fs::remove_file(journal_of(&path));
        let emptied = lock.set_len(0);
        emptied.map_err(|error| Failure::File(path.clone(), error))?;
        let lock = Some(lock);
        Ok(Self { path, lock })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes what was written durable.
    pub fn sync(&self) -> std::io::Result<()> {
        self.lock.as_ref().map_or(Ok(()), File::sync_all)
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        // There is none where it has got its name. A journal is left where a full disk ended the work.
        let _ = std::fs::remove_file(&self.path);
        let _ = std::fs::remove_file(journal_of(&self.path));
        self.lock = None;
    }
}

/// What SQLite keeps beside a file while it is written.
fn journal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    name.into()
}

fn open(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

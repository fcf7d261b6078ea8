//! Temporary folders that servers can use and others cannot look into.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use crate::Failure;
use crate::account::Account;

/// The longest path under which a socket can be made, less the socket's own name.
const LONGEST: usize = 80;

/// A new folder. Removing it is the business of whoever asks for it.
pub fn temporary(kind: &str, account: Account) -> Result<PathBuf, Failure> {
    let mut inside = std::env::temp_dir();
    if inside.as_os_str().len() > LONGEST / 2 {
        inside = PathBuf::from("/tmp");
    }
    let prefix = format!("contactable-{kind}-");
    let folder = tempfile::Builder::new()
        .prefix(&prefix)
        .tempdir_in(inside)?;
    let folder = folder.keep();
    give(&folder, account)?;
    Ok(folder)
}

/// A folder inside one of those.
pub fn inside(folder: &Path, name: &str, account: Account) -> Result<PathBuf, Failure> {
    let path = folder.join(name);
    std::fs::create_dir(&path)?;
    give(&path, account)?;
    Ok(path)
}

fn give(folder: &Path, account: Account) -> Result<(), Failure> {
    std::fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    Ok(account.own(folder)?)
}

/// A file with a secret, which only the account (and root) can read.
pub fn secret_file(path: &Path, text: &str, account: Account) -> Result<(), Failure> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = std::fs::OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    Ok(account.own(path)?)
}

//! A small disk for the data of one machine, which can be filled.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Failure;
use crate::account::Account;
use crate::folder::inside;
use crate::warden::Warden;

/// Enough for the data of a test with its log.
const SIZE: &str = "2g";

const FILLER: &str = "filler";

/// Where a machine keeps its data.
pub struct Disk {
    folder: PathBuf,
    is_small: bool,
}

impl Disk {
    /// A file system of its own in memory where mounting works, which takes root and a system that lets it; or else a
    /// folder, which cannot be filled.
    pub fn make(machine: &Path, account: Account, warden: &Warden) -> Result<Self, Failure> {
        let folder = inside(machine, "disk", account)?;
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={SIZE}"), "contactable"]);
        mount.arg(&folder).stdin(Stdio::null());
        mount.stdout(Stdio::null()).stderr(Stdio::null());
        let is_small = mount.status().is_ok_and(|status| status.success());
        if is_small {
            warden.mounted(&folder)?;
            account.own(&folder)?;
        }
        Ok(Self { folder, is_small })
    }

    /// The data of PostgreSQL on it.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Leaves no room on it.
    pub fn fill(&self) -> Result<(), Failure> {
        if !self.is_small {
            return Err("not feasible here: a small disk could not be mounted".into());
        }
        let mut file = File::create(self.folder.join(FILLER))?;
        let mut bytes = vec![0; 1024 * 1024];
        while !bytes.is_empty() {
            match file.write_all(&bytes) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::StorageFull => {
                    bytes.truncate(bytes.len() / 2);
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Makes room again.
    pub fn free(&self) -> Result<(), Failure> {
        match std::fs::remove_file(self.folder.join(FILLER)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}

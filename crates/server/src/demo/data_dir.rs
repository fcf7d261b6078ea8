use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::failure::Failure;

/// Marks a folder as a demo's, so that a demo never opens real data with keys that anybody has.
const MARKER: &str = "contactable-demo";
const DATABASE: &str = "contactable.db";

/// Where a demo keeps its data.
pub enum DataDir {
    /// Until it stops.
    Temporary(TempDir),
    /// For good.
    Kept(PathBuf),
}

impl DataDir {
    /// A temporary folder, or the one given, made if it is missing.
    pub fn open(given: Option<PathBuf>) -> Result<Self, Failure> {
        let Some(path) = given else {
            let folder = tempfile::Builder::new()
                .prefix("contactable-demo-")
                .tempdir()?;
            return Ok(Self::Temporary(folder));
        };
        std::fs::create_dir_all(&path)?;
        let marker = path.join(MARKER);
        if !marker.exists() {
            if path.join(DATABASE).exists() {
                return Err(Failure::NotADemo(path));
            }
            std::fs::write(&marker, "The data beside this file is a demo's.\n")?;
        }
        Ok(Self::Kept(path))
    }

    /// The database in the folder of a demo that is or was there.
    pub fn existing(path: &Path) -> Result<PathBuf, Failure> {
        let database = path.join(DATABASE);
        if path.join(MARKER).exists() && database.exists() {
            Ok(database)
        } else {
            Err(Failure::NoDemo(path.to_owned()))
        }
    }

    /// Whether a demo that is still to start can keep its data in this folder: it is empty, or a demo made it its own
    /// and has no data yet.
    pub fn awaits_demo(path: &Path) -> bool {
        let Ok(mut inside) = std::fs::read_dir(path) else {
            return false;
        };
        let has_marker = path.join(MARKER).exists();
        inside.next().is_none() || has_marker && !path.join(DATABASE).exists()
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        match self {
            Self::Temporary(folder) => folder.path(),
            Self::Kept(path) => path,
        }
    }

    /// The database in it.
    pub fn database(&self) -> PathBuf {
        self.path().join(DATABASE)
    }
}

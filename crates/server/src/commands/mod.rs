//! Commands that look at values, tables, records and the trail; each in a file of its own. Only `contactability`,
//! `audit`, `events`, `target`, `import_fhir` and `export_fhir` open the store; `backup` and `restore` take its file as a
//! whole.

pub mod audit;
pub mod backup;
pub mod check;
pub mod contactability;
pub mod events;
pub mod export_fhir;
pub mod health;
pub mod hl7;
pub mod import_fhir;
pub mod import_pseudo_postcodes;
mod operator;
mod partial;
mod progress;
pub mod restore;
mod table;
pub mod target;
pub mod vocabulary;

use std::io::{Read as _, Write as _};
use std::path::Path;

use crate::failure::Failure;

/// Prints a line. Whoever read the output may have gone away, which is no reason to stop.
pub fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// The whole of a file, or of standard input for `-`.
pub fn read_all(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes)?;
    } else {
        bytes = std::fs::read(file).map_err(|error| Failure::File(file.to_owned(), error))?;
    }
    Ok(bytes)
}

/// The same as text.
pub fn read_text(file: &Path) -> Result<String, Failure> {
    String::from_utf8(read_all(file)?).map_err(|_| Failure::NotText(file.to_owned()))
}

//! `cargo xtask openapi`: the OpenAPI document is generated from the code and kept beside it, so that
//! a change to the interface shows in review.

use std::path::PathBuf;

use crate::Failure;
use crate::cargo::{cargo, output, root};

/// Writes the document anew.
///
/// # Errors
/// The server did not build or print it, or the file could not be written.
pub fn write() -> Result<(), Failure> {
    let document = generate()?;
    std::fs::write(path(), document)?;
    println!("Wrote {}", path().display());
    Ok(())
}

/// Compares the document in the repository with what the code says.
///
/// # Errors
/// They differ, or there is nothing to compare.
pub fn check() -> Result<(), Failure> {
    let kept = std::fs::read(path())
        .map_err(|e| format!("crates/http/openapi.json: {e}; run `cargo xtask openapi`"))?;
    if generate()? == kept {
        Ok(())
    } else {
        Err("crates/http/openapi.json is out of date; run `cargo xtask openapi`".into())
    }
}

fn path() -> PathBuf {
    root().join("crates/http/openapi.json")
}

fn generate() -> Result<Vec<u8>, Failure> {
    let mut server = cargo(["run", "--quiet", "--package", "contactable-server"]);
    output(server.args(["--", "openapi"]))
}

//! `cargo xtask fhir-client`: a FHIR client library from outside, as teams use it, reads and changes patients of a demo
//! and finds every answer sound. The client is a Python program in `xtask/fhir_client`.

mod python;

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::Failure;
use crate::cargo::{root, target};
use crate::conformance::build;
use crate::conformance::program::Program;
use crate::conformance::server::Server;

/// Where the client is, and which libraries it needs.
const CLIENT: &str = "xtask/fhir_client";
const REQUIREMENTS: &str = "requirements.txt";
/// What it tries.
const TESTS: [&str; 2] = ["test_reading", "test_changing"];
/// Whom it asks about: invented people under numbers that are set aside for tests.
const PATIENTS: &str = "patients.json";
const PATIENT: &str = "9990000018";
const RESTRICTED: &str = "9990000026";
const UNKNOWN: &str = "9990000034";
/// Where the interface begins.
const BASE: &str = "/personal-demographics/FHIR/R4";
/// Who asks.
const CALLERS: [&str; 3] = ["worker", "patient", "app"];

/// Makes ready whatever the client needs, and has it ask a demo on a free port.
///
/// # Errors
/// There is no Python to run it with, its libraries cannot be installed, the demo does not start, or the client was
/// answered otherwise than it should be.
pub fn run() -> Result<(), Failure> {
    let client = root().join(CLIENT);
    let interpreter = python::prepared(&client.join(REQUIREMENTS), &target().join("fhir-client"))?;
    let program = build(false)?;
    let folder = TempDir::with_prefix("contactable-fhir-client-")?;
    let server = Server::start(&program, folder.path(), false)?;
    import(&program, folder.path(), &client.join(PATIENTS))?;
    let mut story = Command::new(interpreter);
    // By name, because none found would be none failed.
    story.args(["-m", "unittest", "--verbose"]).args(TESTS);
    story.current_dir(&client);
    // The sources stay as they are.
    story.env("PYTHONDONTWRITEBYTECODE", "1");
    story.env("PDS_BASE_URL", format!("http://{}{BASE}", server.address));
    story.env("PDS_PATIENT", PATIENT);
    story.env("PDS_RESTRICTED_PATIENT", RESTRICTED);
    story.env("PDS_UNKNOWN_PATIENT", UNKNOWN);
    for caller in CALLERS {
        let token = program.run(&["token".to_owned(), format!("pds-{caller}")])?;
        let name = format!("PDS_{}_TOKEN", caller.to_uppercase());
        story.env(name, token.trim());
    }
    // Without the environment, which holds tokens.
    eprintln!(
        "\n$ python -m unittest --verbose {} (in {CLIENT})",
        TESTS.join(" ")
    );
    let status = story.status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("the FHIR client was answered otherwise than it should be ({status})").into())
    }
}

fn import(program: &Program, demo: &Path, patients: &Path) -> Result<(), String> {
    let words = [
        "import".as_ref(),
        "fhir".as_ref(),
        "--carry".as_ref(),
        "--demo".as_ref(),
        demo.as_os_str(),
        patients.as_os_str(),
    ];
    program.run(&words).map(drop)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn those_asked_about_are_those_imported() {
        let text = std::fs::read_to_string(root().join(CLIENT).join(PATIENTS)).unwrap();
        let bundle: Value = serde_json::from_str(&text).unwrap();
        let entries = bundle["entry"].as_array().unwrap();
        let resources = entries.iter().map(|entry| &entry["resource"]);
        let ids: Vec<_> = resources
            .filter(|resource| resource["resourceType"] == "Patient")
            .map(|resource| resource["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids, [PATIENT, RESTRICTED]);
        assert!(!text.contains(UNKNOWN));
    }

    #[test]
    fn every_library_has_one_version_and_its_hashes() {
        let text = std::fs::read_to_string(root().join(CLIENT).join(REQUIREMENTS)).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with([' ', '#']));
        let mut count = 0;
        for line in lines {
            assert!(line.contains("==") && line.ends_with('\\'), "{line}");
            count += 1;
        }
        assert!(count >= 2, "{count}");
    }
}

//! Bringing about what a case begins with: a demo's folder with its patients on record. Folders that would begin
//! alike are seeded once and copied, so that no case sees what another one did.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::case::{Content, Preconditions};
use super::fixtures::{Fixtures, bare_patient, is_of, joined};
use super::program::Program;
use super::server::Server;

/// The patients whom the open sandbox always has.
const STANDING: [&str; 3] = [
    "sandbox_mocks/Patient.json",
    "sandbox_mocks/Sensitive_Patient.json",
    "sandbox_mocks/Minimal_Patient.json",
];
/// Those who are related to the first of them.
const RELATED: [&str; 2] = [
    "sandbox_mocks/RelatedPersonBundle.json",
    "sandbox_mocks/Referenced_RelatedPersonBundle.json",
];
/// The sandbox knows those related to this patient, and not the patient: there only for whoever asks for them.
const HALF_KNOWN: (&str, &str, &str) = (
    "/Patient/9000000017/RelatedPerson",
    "sandbox_mocks/Patient-Jayne-Smyth.json",
    "sandbox_mocks/Personal_Details_RelatedPersonBundle.json",
);

/// What is to be on record.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Plan {
    preconditions: Preconditions,
    /// Bundles of related people.
    related: Vec<&'static str>,
}

impl Plan {
    /// What a case names; of an open sandbox, unless it names something, what that has.
    pub fn of(content: &Content) -> Self {
        let preconditions = Preconditions {
            rate: None,
            ..content.preconditions.clone()
        };
        if content.auth.mode != "sandbox-open" || preconditions != Preconditions::default() {
            return Self {
                preconditions,
                related: Vec::new(),
            };
        }
        let mut patients = STANDING.to_vec();
        let mut related = RELATED.to_vec();
        let (path, patient, their) = HALF_KNOWN;
        if content.request.path == path {
            patients.push(patient);
            related.push(their);
        }
        Self {
            preconditions: Preconditions {
                patients: patients.into_iter().map(str::to_owned).collect(),
                ..preconditions
            },
            related,
        }
    }
}

/// The folders that were seeded so far.
pub struct Seeds<'a> {
    program: &'a Program,
    fixtures: Fixtures,
    empty: TempDir,
    seeded: BTreeMap<Plan, Result<TempDir, String>>,
}

impl<'a> Seeds<'a> {
    /// Begins with the folder of a demo that has nothing on record.
    ///
    /// # Errors
    /// The demo does not start.
    pub fn new(program: &'a Program, fixtures: Fixtures) -> Result<Self, String> {
        let empty = folder()?;
        drop(Server::start(program, empty.path(), false)?);
        Ok(Self {
            program,
            fixtures,
            empty,
            seeded: BTreeMap::new(),
        })
    }

    /// A folder of its own with this on record.
    ///
    /// # Errors
    /// It cannot be put on record; says why.
    pub fn fresh(&mut self, plan: &Plan) -> Result<TempDir, String> {
        if !self.seeded.contains_key(plan) {
            let seeded = self.seed(plan);
            self.seeded.insert(plan.clone(), seeded);
        }
        match self.seeded.get(plan) {
            Some(Ok(seeded)) => copy(seeded.path()),
            Some(Err(why)) => Err(why.clone()),
            None => Err("nothing was seeded".to_owned()),
        }
    }

    fn seed(&self, plan: &Plan) -> Result<TempDir, String> {
        let folder = copy(self.empty.path())?;
        let demo = folder.path();
        let Preconditions {
            patients,
            superseded,
            invalidated,
            ..
        } = &plan.preconditions;
        let mut known = Vec::new();
        for file in patients {
            let resource = self.fixtures.read(file)?;
            self.import(demo, &resource)
                .map_err(|why| format!("{file}: {why}"))?;
            known.push(resource);
        }
        if !plan.related.is_empty() {
            let bundles = plan.related.iter().map(|file| self.fixtures.read(file));
            self.import(demo, &joined(bundles.collect::<Result<_, _>>()?))?;
        }
        let named = superseded.iter().flat_map(|(old, by)| [old, by]);
        for number in named.chain(invalidated) {
            if !known.iter().any(|resource| is_of(resource, number)) {
                let bare = bare_patient(number);
                self.import(demo, &bare)?;
                known.push(bare);
            }
        }
        for (old, by) in superseded {
            self.target(demo, &["supersede", "--nhs-number", old, "--by", by])?;
        }
        for number in invalidated {
            self.target(demo, &["invalidate", "--nhs-number", number])?;
        }
        Ok(folder)
    }

    fn import(&self, demo: &Path, resource: &Value) -> Result<(), String> {
        let file = tempfile::Builder::new().suffix(".json").tempfile();
        let file = file.map_err(|error| error.to_string())?;
        let text = resource.to_string();
        std::fs::write(file.path(), text).map_err(|error| error.to_string())?;
        let mut words: Vec<&OsStr> = ["import", "fhir", "--demo"].map(OsStr::new).to_vec();
        words.extend([
            demo.as_os_str(),
            "--carry".as_ref(),
            file.path().as_os_str(),
        ]);
        self.program.run(&words).map(drop)
    }

    fn target(&self, demo: &Path, words: &[&str]) -> Result<(), String> {
        let mut all: Vec<&OsStr> = vec!["target".as_ref()];
        all.extend(words.iter().map(OsStr::new));
        all.extend(["--demo".as_ref(), demo.as_os_str()]);
        self.program.run(&all).map(drop)
    }
}

fn folder() -> Result<TempDir, String> {
    let folder = tempfile::Builder::new()
        .prefix("contactable-conformance-")
        .tempdir();
    folder.map_err(|error| error.to_string())
}

/// The files of a folder, in a folder of their own.
fn copy(from: &Path) -> Result<TempDir, String> {
    let to = folder()?;
    let copied = std::fs::read_dir(from).and_then(|mut files| {
        files.try_for_each(|file| {
            let file = file?;
            std::fs::copy(file.path(), to.path().join(file.file_name())).map(drop)
        })
    });
    copied.map_err(|error| format!("copying a folder: {error}"))?;
    Ok(to)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn plan(mode: &str, path: &str, preconditions: &Value) -> Plan {
        let content = json!({
            "auth": { "mode": mode },
            "preconditions": preconditions,
            "request": { "method": "GET", "path": path },
            "expect": { "status": 200 },
        });
        Plan::of(&serde_json::from_value(content).unwrap())
    }

    #[test]
    fn a_case_has_what_it_names() {
        let named = json!({ "patients": ["a.json"], "rate": "tripped" });
        for mode in ["sandbox-open", "healthcare-worker"] {
            let plan = plan(mode, "/Patient/9000000009", &named);
            assert_eq!(plan.preconditions.patients, ["a.json"]);
            assert!(plan.related.is_empty() && plan.preconditions.rate.is_none());
        }
        let nothing = plan("healthcare-worker", "/Patient/9000000009", &json!({}));
        assert!(nothing.preconditions == Preconditions::default());
    }

    #[test]
    fn the_open_sandbox_has_its_patients() {
        let standing = plan("sandbox-open", "/Patient/9000000017", &json!({}));
        assert_eq!(standing.preconditions.patients, STANDING);
        assert_eq!(standing.related, RELATED);
        let asked = plan("sandbox-open", HALF_KNOWN.0, &json!({}));
        assert_eq!(asked.preconditions.patients.len(), 4);
        assert_eq!(asked.related.len(), 3);
    }

    #[test]
    fn a_copy_is_a_folder_of_its_own() {
        let from = folder().unwrap();
        std::fs::write(from.path().join("a"), "1").unwrap();
        let copied = copy(from.path()).unwrap();
        std::fs::write(copied.path().join("a"), "2").unwrap();
        assert_eq!(std::fs::read_to_string(from.path().join("a")).unwrap(), "1");
        assert!(copy(&from.path().join("nowhere")).is_err());
    }
}

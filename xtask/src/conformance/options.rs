//! The command line of `cargo xtask conformance`.

use std::path::PathBuf;

use super::case::Case;

pub const USAGE: &str = "\
Usage: cargo xtask conformance FOLDER [OPTIONS]

  FOLDER           has pds_cases.json and pds_fixtures
  --case ID        only this case; may be given several times
  --group NAME     only the cases of this group
  --json FILE      write what became of each case to a file, too
  --release        build the server with optimisation

docs/conformance.md says what is put on record for a case, and how.";

/// Which cases to put, and where they are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    pub folder: PathBuf,
    pub json: Option<PathBuf>,
    pub release: bool,
    cases: Vec<String>,
    group: Option<String>,
}

impl Options {
    /// Reads the command line.
    ///
    /// # Errors
    /// It cannot be read; says why.
    pub fn read(arguments: &[&str]) -> Result<Self, String> {
        let mut folder = None;
        let mut options = Self {
            folder: PathBuf::new(),
            json: None,
            release: false,
            cases: Vec::new(),
            group: None,
        };
        let mut rest = arguments.iter();
        while let Some(word) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{word} needs a value"));
            match *word {
                "--release" => options.release = true,
                "--json" => options.json = Some(value()?.into()),
                "--group" => options.group = Some((*value()?).to_owned()),
                "--case" => options.cases.push((*value()?).to_owned()),
                other if other.starts_with('-') => return Err(format!("unknown option {other}")),
                path if folder.is_none() => folder = Some(PathBuf::from(path)),
                other => return Err(format!("there is one folder of cases, and {other} too")),
            }
        }
        options.folder = folder.ok_or("name the folder that has pds_cases.json")?;
        Ok(options)
    }

    /// Whether this case is to be put.
    pub fn asks_for(&self, case: &Case) -> bool {
        let by_id = self.cases.is_empty() || self.cases.contains(&case.id);
        let by_group = self.group.as_ref().is_none_or(|name| *name == case.group);
        by_id && by_group
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Options, String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        Options::read(&words)
    }

    fn case(id: &str, group: &str) -> Case {
        Case {
            id: id.to_owned(),
            name: String::new(),
            group: group.to_owned(),
            confidence: "exact".to_owned(),
            content: Err(String::new()),
        }
    }

    #[test]
    fn every_case_unless_some_are_named() {
        let all = read("cases").unwrap();
        assert!(all.asks_for(&case("read-001", "read")));
        let some = read("cases --case read-001 --case read-003 --release").unwrap();
        assert!(some.release && some.asks_for(&case("read-003", "read")));
        assert!(!some.asks_for(&case("read-005", "read")));
        let group = read("--group read cases --json out.json").unwrap();
        assert_eq!(group.folder, PathBuf::from("cases"));
        assert_eq!(group.json, Some(PathBuf::from("out.json")));
        assert!(!group.asks_for(&case("search-001", "search")));
    }

    #[test]
    fn mistakes_are_told() {
        for line in ["", "a b", "a --case", "a --fast", "--json"] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}

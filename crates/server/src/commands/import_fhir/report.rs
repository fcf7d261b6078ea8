//! What is told of an import: each refusal as it comes, and at the end how many, and what was left out why. By
//! position only: never a value, a name or a number of somebody's.
#![allow(clippy::print_stderr, reason = "a command says what it refuses")]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use contactable_fhir::import::LeftOut;
use contactable_service::TakenOver;
use indicatif::ProgressBar;

use crate::failure::Failure;

/// How many refusals are told on the terminal when there is no file for them.
const TOLD_AT_MOST: u64 = 20;

/// How many kinds of what is left out are told apart; an input of rubbish may have any number.
const MAX_KINDS: usize = 200;

/// The longest name of a member that FHIR has, with some to spare.
const MAX_NAME: usize = 40;

/// What has come of an import so far.
pub struct Report {
    file: Option<(PathBuf, BufWriter<File>)>,
    outcomes: BTreeMap<&'static str, u64>,
    refused: u64,
    left_out: BTreeMap<(String, &'static str), u64>,
}

impl Report {
    /// A report whose single lines go to this file, if there is one.
    ///
    /// # Errors
    /// [`Failure::File`].
    pub fn to(file: Option<&Path>) -> Result<Self, Failure> {
        let create = |path: &Path| match File::create(path) {
            Ok(file) => Ok((path.to_owned(), BufWriter::new(file))),
            Err(error) => Err(Failure::File(path.to_owned(), error)),
        };
        Ok(Self {
            file: file.map(create).transpose()?,
            outcomes: BTreeMap::new(),
            refused: 0,
            left_out: BTreeMap::new(),
        })
    }

    /// Counts what became of somebody.
    pub fn count(&mut self, so: TakenOver) {
        *self.outcomes.entry(word(so)).or_default() += 1;
    }

    /// How many people came to something.
    pub fn people(&self) -> u64 {
        self.outcomes.values().sum()
    }

    /// How many were refused.
    pub fn refused(&self) -> u64 {
        self.refused
    }

    /// Tells of something that was refused.
    ///
    /// # Errors
    /// [`Failure::File`] when the file for it cannot be written to.
    pub fn refuse(&mut self, place: &str, why: &str, bar: &ProgressBar) -> Result<(), Failure> {
        self.refused += 1;
        if self.file.is_some() {
            return self.write(&format!("refused\t{place}\t\t{why}"));
        }
        if self.refused <= TOLD_AT_MOST {
            bar.suspend(|| eprintln!("{place}: {why}"));
        } else if self.refused == TOLD_AT_MOST + 1 {
            bar.suspend(|| eprintln!("More was refused; --report FILE tells of all of it"));
        }
        Ok(())
    }

    /// Tells of parts that were left out.
    ///
    /// # Errors
    /// [`Failure::File`].
    pub fn leave_out(&mut self, place: &str, parts: &[LeftOut]) -> Result<(), Failure> {
        for LeftOut { path, why } in parts {
            let path = names_only(path);
            if self.file.is_some() {
                self.write(&format!("left out\t{place}\t{path}\t{why}"))?;
            }
            let mut kind = (without_positions(&path), *why);
            if self.left_out.len() >= MAX_KINDS && !self.left_out.contains_key(&kind) {
                kind = ("other parts".to_owned(), *why);
            }
            *self.left_out.entry(kind).or_default() += 1;
        }
        Ok(())
    }

    fn write(&mut self, line: &str) -> Result<(), Failure> {
        let Some((path, file)) = &mut self.file else {
            return Ok(());
        };
        writeln!(file, "{line}").map_err(|error| Failure::File(path.clone(), error))
    }

    /// Everything told, the totals as text.
    ///
    /// # Errors
    /// [`Failure::File`].
    pub fn conclude(&mut self) -> Result<String, Failure> {
        if let Some((path, file)) = &mut self.file {
            let flushed = file.flush();
            flushed.map_err(|error| Failure::File(path.clone(), error))?;
        }
        let count = |so| self.outcomes.get(word(so)).copied().unwrap_or_default();
        let (superseded, invalidated) =
            (count(TakenOver::Superseded), count(TakenOver::Invalidated));
        let mut lines = vec![
            format!("new         {:>8}", count(TakenOver::New)),
            format!("changed     {:>8}", count(TakenOver::Changed)),
            format!("unchanged   {:>8}", count(TakenOver::Unchanged)),
            format!(
                "left alone  {:>8}  ({superseded} superseded, {invalidated} invalidated)",
                superseded + invalidated
            ),
            format!("refused     {:>8}", self.refused),
        ];
        if !self.left_out.is_empty() {
            lines.push("Left out:".to_owned());
        }
        for ((kind, why), count) in &self.left_out {
            lines.push(format!("{count:>8}  {kind}: {why}"));
        }
        Ok(lines.join("\n"))
    }
}

fn word(so: TakenOver) -> &'static str {
    match so {
        TakenOver::New => "new",
        TakenOver::Changed => "changed",
        TakenOver::Unchanged => "unchanged",
        TakenOver::Superseded => "superseded",
        TakenOver::Invalidated => "invalidated",
        TakenOver::Unknown => "unknown",
    }
}

/// A path of which only what can be the name of a member, or a position, is shown: whoever wrote the input may have
/// written anything where a name should be.
fn names_only(path: &str) -> String {
    let part = |part: &str| {
        let position = part.len() <= 6 && part.bytes().all(|b| b.is_ascii_digit());
        let letters = part.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_');
        let shown = position || (letters && part.len() <= MAX_NAME);
        if shown {
            part.to_owned()
        } else {
            "?".to_owned()
        }
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn without_positions(path: &str) -> String {
    let is_name = |part: &&str| !part.bytes().all(|b| b.is_ascii_digit());
    path.split('/')
        .filter(is_name)
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_shows_names_and_positions() {
        for (path, shown, kind) in [
            ("telecom/2/rank", "telecom/2/rank", "telecom/rank"),
            ("_birthDate", "_birthDate", "_birthDate"),
            ("9990000018", "?", "?"),
            ("Mr A Person", "?", "?"),
            ("a/b@example.com", "a/?", "a/?"),
        ] {
            assert_eq!(names_only(path), shown);
            assert_eq!(without_positions(&names_only(path)), kind);
        }
    }

    #[test]
    fn kinds_are_counted_and_their_number_is_bounded() {
        let mut report = Report::to(None).unwrap();
        for index in 0..MAX_KINDS * 2 {
            let letters: String = index
                .to_string()
                .bytes()
                .map(|b| char::from(b + 49))
                .collect();
            let part = LeftOut {
                path: format!("telecom/{index}/{letters}"),
                why: "there is no place for it",
            };
            report.leave_out("line 1", &[part]).unwrap();
        }
        assert_eq!(report.left_out.len(), MAX_KINDS + 1);
        let counted: u64 = report.left_out.values().sum();
        assert_eq!(counted, MAX_KINDS as u64 * 2);
        assert!(report.conclude().unwrap().contains("200  other parts: "));
    }
}

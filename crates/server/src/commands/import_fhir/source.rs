//! Where the input comes from: one file, the files of a folder by name, or standard input.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::pieces::{Form, Pieces};
use crate::failure::Failure;

/// How many digits in a file's name may be somebody's number.
const DIGITS_OF_A_NUMBER: usize = 10;

/// The inputs, opened one after the other.
pub struct Sources {
    files: std::vec::IntoIter<(Option<String>, PathBuf)>,
    bytes: Option<u64>,
}

impl Sources {
    /// The inputs at a path.
    ///
    /// # Errors
    /// [`Failure::File`] for one that is not there, [`Failure::NothingToImport`] for a folder without any.
    pub fn of(from: &Path) -> Result<Self, Failure> {
        let failed = |error| Failure::File(from.to_owned(), error);
        if from == Path::new("-") {
            let files = vec![(None, from.to_owned())].into_iter();
            return Ok(Self { files, bytes: None });
        }
        let mut files = vec![(None, from.to_owned())];
        if std::fs::metadata(from).map_err(failed)?.is_dir() {
            files = files_of(from).map_err(failed)?;
            if files.is_empty() {
                return Err(Failure::NothingToImport(from.to_owned()));
            }
        }
        let length = |(_, file): &(_, PathBuf)| std::fs::metadata(file).map(|data| data.len());
        let bytes = files.iter().map(length).sum::<Result<u64, _>>().ok();
        Ok(Self {
            files: files.into_iter(),
            // A pipe has no length that anybody could know.
            bytes: bytes.filter(|bytes| *bytes > 0),
        })
    }

    /// How many bytes there are, if that can be known.
    pub fn bytes(&self) -> Option<u64> {
        self.bytes
    }
}

impl Iterator for Sources {
    type Item = Result<Pieces, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let (name, path) = self.files.next()?;
        Some(open(name, path))
    }
}

fn open(name: Option<String>, path: PathBuf) -> Result<Pieces, Failure> {
    let reader: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        match File::open(&path) {
            Ok(file) => Box::new(BufReader::new(file)),
            Err(error) => return Err(Failure::File(path, error)),
        }
    };
    let form = has_ending(&path, "ndjson").then_some(Form::OneALine);
    Ok(Pieces::of(reader, name, path, form))
}

/// The files of a folder that may hold resources, by name, each with how it is called in reports.
fn files_of(folder: &Path) -> std::io::Result<Vec<(Option<String>, PathBuf)>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() && (has_ending(&path, "json") || has_ending(&path, "ndjson")) {
            files.push(path);
        }
    }
    files.sort();
    let named = (1..).zip(files);
    Ok(named
        .map(|(index, path)| (Some(called(index, &path)), path))
        .collect())
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension()
        .is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

/// What a file is called in reports: by its name, unless somebody's number may be in that, and then by its place.
fn called(index: usize, path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    if digits >= DIGITS_OF_A_NUMBER || name.chars().any(char::is_control) {
        format!("file {index} of the folder by name")
    } else {
        name.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_its_name_unless_that_may_tell_who_is_in_it() {
        let called = |name: &str| called(3, Path::new(name));
        assert_eq!(called("in/clinic-2.ndjson"), "clinic-2.ndjson");
        for telling in [
            "9990000018.json",
            "p_9990000018_2.json",
            "999 000 0018.json",
        ] {
            assert_eq!(called(telling), "file 3 of the folder by name");
        }
    }
}

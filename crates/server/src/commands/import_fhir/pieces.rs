//! An input taken apart into what is read at once: a line of NDJSON, or the whole of a text that is written over many
//! lines. So a file of millions is never held as a whole.

use std::io::{BufRead, Read as _};
use std::path::PathBuf;

use contactable_fhir::import::NotFhir;

use crate::failure::Failure;

const NOT_TEXT: &str = "not UTF-8 text";

/// How an input is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One resource a line.
    OneALine,
    /// One resource over many lines.
    Whole,
}

/// A part of an input that is read at once.
pub struct Piece {
    file: Option<String>,
    /// The line that it is, where each is read by itself.
    line: Option<usize>,
    /// How long it is.
    pub bytes: u64,
    /// What it says, or why that cannot be read.
    pub text: Result<String, &'static str>,
}

/// The pieces of one input, in order.
pub struct Pieces {
    reader: Box<dyn BufRead>,
    file: Option<String>,
    path: PathBuf,
    form: Option<Form>,
    line: usize,
}

impl Pieces {
    /// The pieces of an input, whose form is found out unless it is known. The file is how it is called in reports.
    pub fn of(
        reader: Box<dyn BufRead>,
        file: Option<String>,
        path: PathBuf,
        form: Option<Form>,
    ) -> Self {
        Self {
            reader,
            file,
            path,
            form,
            line: 0,
        }
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// [`Failure::File`].
    pub fn next(&mut self) -> Result<Option<Piece>, Failure> {
        let next = self.read();
        next.map_err(|error| Failure::File(self.path.clone(), error))
    }

    fn read(&mut self) -> std::io::Result<Option<Piece>> {
        let mut bytes = Vec::new();
        loop {
            let begins = bytes.len();
            if self.reader.read_until(b'\n', &mut bytes)? == 0 {
                let is_untold = self.form.is_none();
                self.form = Some(Form::Whole);
                // An input in which there is nothing is told of, too.
                return Ok(is_untold.then(|| self.piece(None, bytes)));
            }
            self.line += 1;
            let line = bytes.get(begins..).unwrap_or_default();
            let is_blank = line.trim_ascii().is_empty();
            match self.form {
                Some(Form::OneALine) if is_blank => bytes.clear(),
                Some(Form::OneALine) => return Ok(Some(self.piece(Some(self.line), bytes))),
                Some(Form::Whole) => {}
                None if is_blank => {}
                None if line.trim_ascii().ends_with(b"}") => {
                    self.form = Some(Form::OneALine);
                    return Ok(Some(self.piece(Some(self.line), bytes.split_off(begins))));
                }
                None => {
                    self.reader.read_to_end(&mut bytes)?;
                    self.form = Some(Form::Whole);
                    return Ok(Some(self.piece(None, bytes)));
                }
            }
        }
    }

    fn piece(&self, line: Option<usize>, bytes: Vec<u8>) -> Piece {
        Piece {
            file: self.file.clone(),
            line,
            bytes: bytes.len() as u64,
            text: String::from_utf8(bytes).map_err(|_| NOT_TEXT),
        }
    }
}

impl Piece {
    /// The file that it is from, as it is told.
    fn file(&self) -> String {
        self.file.clone().unwrap_or_else(|| "the input".to_owned())
    }

    /// Where it begins.
    pub fn beginning(&self) -> String {
        self.place_of("line 1")
    }

    /// The place of something in it, as it is told: in a piece that is one line, that is the first.
    pub fn place_of(&self, within: &str) -> String {
        let within = match self.line {
            Some(line) => {
                let rest = within.strip_prefix("line 1").unwrap_or_default();
                format!("line {line}{rest}")
            }
            None => within.to_owned(),
        };
        match &self.file {
            Some(file) => format!("{file}, {within}"),
            None => within,
        }
    }

    /// Why nothing of it is looked at, and where that is.
    pub fn told_of(&self, why: NotFhir) -> (String, String) {
        match (why, self.line) {
            (NotFhir::NotJson { .. }, Some(_)) => (self.beginning(), "not JSON".to_owned()),
            (why, _) => (self.file(), why.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &'static str, form: Option<Form>) -> Vec<(String, String)> {
        let reader = Box::new(text.as_bytes());
        let mut pieces = Pieces::of(reader, None, PathBuf::new(), form);
        let mut all = Vec::new();
        while let Some(piece) = pieces.next().unwrap() {
            let text = piece.text.clone().unwrap();
            all.push((piece.beginning(), text.trim().to_owned()));
        }
        all
    }

    fn told(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(place, text): &(&str, &str)| ((*place).to_owned(), (*text).to_owned());
        expected.iter().map(owned).collect()
    }

    #[test]
    fn lines_are_read_one_by_one() {
        let lines = "\n{\"a\":1}\n\n{\"b\":2}\r\nrubbish\n{\"c\":3}";
        let each = told(&[
            ("line 2", "{\"a\":1}"),
            ("line 4", "{\"b\":2}"),
            ("line 5", "rubbish"),
            ("line 6", "{\"c\":3}"),
        ]);
        assert_eq!(pieces(lines, None), each);
        assert_eq!(pieces(lines, Some(Form::OneALine)), each);
    }

    #[test]
    fn what_is_written_over_many_lines_is_read_as_a_whole() {
        let whole = "{\n  \"a\": 1\n}\n";
        assert_eq!(pieces(whole, None), told(&[("line 1", whole.trim())]));
    }

    #[test]
    fn nothing_is_told_of_once() {
        assert_eq!(pieces("", None), told(&[("line 1", "")]));
        assert_eq!(pieces("\n \n", None), told(&[("line 1", "")]));
        assert_eq!(pieces("\n", Some(Form::OneALine)), told(&[]));
    }
}

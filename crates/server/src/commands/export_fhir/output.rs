//! Where Patients are written to: standard output, or a file that is there as a whole or not at all.

use std::fs::File;
use std::io::{BufWriter, ErrorKind, Stdout, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::failure::Failure;

/// In which form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One Patient a line.
    OneALine,
    /// One Bundle, with an entry a line.
    Bundle,
}

const BEGIN: &str = r#"{"resourceType":"Bundle","type":"collection","entry":["#;
const BEGIN_EMPTY: &str = r#"{"resourceType":"Bundle","type":"collection"}"#;
const END: &str = "]}";

/// Patients on their way out.
pub struct Output {
    to: To,
    form: Form,
    is_begun: bool,
}

enum To {
    Terminal(BufWriter<Stdout>),
    /// Something that is there and no ordinary file, such as a pipe.
    Device(PathBuf, BufWriter<File>),
    /// A file beside the one that it becomes at the end; nobody but its owner can read it.
    File(PathBuf, BufWriter<NamedTempFile>),
}

impl Output {
    /// Begins to write.
    ///
    /// # Errors
    /// [`Failure::File`].
    pub fn to(path: Option<&Path>, form: Form) -> Result<Self, Failure> {
        let to = match path {
            None => To::Terminal(BufWriter::new(std::io::stdout())),
            Some(path) => {
                let opened = open(path);
                opened.map_err(|error| Failure::File(path.to_owned(), error))?
            }
        };
        Ok(Self {
            to,
            form,
            is_begun: false,
        })
    }

    /// Writes one Patient.
    ///
    /// # Errors
    /// [`Failure::File`] or [`Failure::Io`].
    pub fn write(&mut self, patient: &str) -> Result<(), Failure> {
        let text = match (self.form, self.is_begun) {
            (Form::OneALine, _) => format!("{patient}\n"),
            (Form::Bundle, false) => format!("{BEGIN}\n{{\"resource\":{patient}}}"),
            (Form::Bundle, true) => format!(",\n{{\"resource\":{patient}}}"),
        };
        self.is_begun = true;
        self.put(&text)
    }

    /// Writes what is left, and gives the file its name.
    ///
    /// # Errors
    /// [`Failure::File`] or [`Failure::Io`].
    pub fn conclude(mut self) -> Result<(), Failure> {
        match (self.form, self.is_begun) {
            (Form::OneALine, _) => {}
            (Form::Bundle, false) => self.put(&format!("{BEGIN_EMPTY}\n"))?,
            (Form::Bundle, true) => self.put(&format!("\n{END}\n"))?,
        }
        match self.to {
            To::Terminal(mut out) => gone_is_done(out.flush()),
            To::Device(path, mut out) => out.flush().map_err(|error| Failure::File(path, error)),
            To::File(path, out) => {
                let kept = keep(out, &path);
                kept.map_err(|error| Failure::File(path, error))
            }
        }
    }

    fn put(&mut self, text: &str) -> Result<(), Failure> {
        let bytes = text.as_bytes();
        match &mut self.to {
            To::Terminal(out) => out.write_all(bytes).map_err(Failure::Io),
            To::Device(path, out) => {
                let written = out.write_all(bytes);
                written.map_err(|error| Failure::File(path.clone(), error))
            }
            To::File(path, out) => {
                let written = out.write_all(bytes);
                written.map_err(|error| Failure::File(path.clone(), error))
            }
        }
    }
}

fn open(path: &Path) -> std::io::Result<To> {
    let is_device = std::fs::metadata(path).is_ok_and(|data| !data.is_file());
    if is_device {
        let file = File::options().write(true).open(path)?;
        return Ok(To::Device(path.to_owned(), BufWriter::new(file)));
    }
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let beside = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    Ok(To::File(path.to_owned(), BufWriter::new(beside)))
}

fn keep(out: BufWriter<NamedTempFile>, path: &Path) -> std::io::Result<()> {
    let file = out.into_inner().map_err(|error| error.into_error())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Whoever read the output may have gone away.
fn gone_is_done(flushed: std::io::Result<()>) -> Result<(), Failure> {
    match flushed {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::Io(error)),
        _ => Ok(()),
    }
}

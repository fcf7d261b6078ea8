//! Where the server that is measured lives.

use std::path::{Path, PathBuf};
use std::process::Command;

use uuid::Uuid;

use crate::Failure;
use crate::floors::bare;
use crate::http::{Answer, Request, ask};
use crate::options::Options;
use crate::process::Server;
use crate::subject::numbered;

/// The folder of the database.
pub const DATA: &str = "data";

/// A directory for everything, which is taken away at the end.
pub struct House<'a> {
    pub options: &'a Options,
    pub dir: PathBuf,
}

/// Where a server keeps its data.
#[derive(Clone, Copy)]
pub enum Kept<'a> {
    /// In a file in this folder.
    Folder(&'a str),
    /// In a database of PostgreSQL.
    Url(&'a str),
}

impl Drop for House<'_> {
    fn drop(&mut self) {
        if let Err(failure) = std::fs::remove_dir_all(&self.dir) {
            eprintln!("{}: {failure}", self.dir.display());
        }
    }
}

impl<'a> House<'a> {
    pub fn new(options: &'a Options) -> Result<Self, Failure> {
        let name = format!("contactable-bench-{}", std::process::id());
        let dir = std::env::temp_dir().join(name);
        std::fs::create_dir_all(dir.join(DATA))?;
        Ok(Self { options, dir })
    }

    pub fn database(&self) -> PathBuf {
        self.database_in(DATA)
    }

    pub fn database_in(&self, data: &str) -> PathBuf {
        self.dir.join(data).join("contactable.db")
    }

    pub fn start(&self) -> Result<Server, Failure> {
        self.start_over(DATA)
    }

    pub fn start_over(&self, data: &str) -> Result<Server, Failure> {
        self.start_build(&self.options.server, Kept::Folder(data))
    }

    /// The other build, over a copy of the data.
    pub fn start_beside(&self) -> Result<Option<Server>, Failure> {
        let Some(program) = &self.options.beside else {
            return Ok(None);
        };
        let copy = self.dir.join("beside");
        std::fs::create_dir_all(&copy)?;
        for file in std::fs::read_dir(self.dir.join(DATA))? {
            let file = file?;
            std::fs::copy(file.path(), copy.join(file.file_name()))?;
        }
        self.start_build(program, Kept::Folder("beside")).map(Some)
    }

    pub fn start_build(&self, program: &Path, kept: Kept<'_>) -> Result<Server, Failure> {
        let mut command = Command::new(program);
        command.args(["demo", "--listen", "127.0.0.1:0", "--no-sample-data"]);
        let name = match kept {
            Kept::Folder(data) => {
                command.arg("--data-dir").arg(self.dir.join(data));
                data
            }
            Kept::Url(url) => {
                command.args(["--database-url", url]);
                DATA
            }
        };
        Server::start(&mut command, &self.dir.join(format!("{name}.log")))
    }

    pub fn start_bare(&self, answer: &Answer) -> Result<Server, Failure> {
        let body = self.dir.join("body.json");
        std::fs::write(&body, &answer.body)?;
        let mut command = Command::new(std::env::current_exe()?);
        command
            .args([bare::COMMAND, &answer.content_type])
            .arg(body);
        Server::start(&mut command, &self.dir.join("bare.log"))
    }

    /// A token of somebody who may read and write the records.
    pub fn token(&self) -> Result<String, Failure> {
        self.token_of("officer")
    }

    pub fn token_of(&self, persona: &str) -> Result<String, Failure> {
        let mut command = Command::new(&self.options.server);
        let output = command.args(["token", persona]).output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{command:?} failed: {said}").into());
        }
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }

    /// Creates these contact details of a target.
    pub fn create(&self, server: &Server, target: Uuid, bodies: &[String]) -> Result<(), Failure> {
        let token = self.token()?;
        let [subject] = numbered(std::iter::once(target))?[..] else {
            return Err("no target".into());
        };
        for body in bodies {
            let mut request = Request::create(server.address(), &token, body);
            ask(server.address(), request.about(subject))?;
        }
        Ok(())
    }

    pub fn seeds(&self) -> impl Iterator<Item = u64> + use<> {
        (1..).take(self.options.rounds)
    }
}

//! What is done, in order: fill a database, measure reads, measure creates, tell. What is compared is
//! measured in turn, round after round, so that a slow minute of the machine is shared by both sides.

use std::path::{Path, PathBuf};
use std::process::Command;

use uuid::Uuid;

use crate::Failure;
use crate::dataset::{Dataset, details};
use crate::figures::Figures;
use crate::floors::{bare, library};
use crate::http::{Answer, Request, ask};
use crate::options::Options;
use crate::process::Server;
use crate::report::Report;
use crate::{load, machine};

/// The rounds of everything that was measured.
#[derive(Default)]
pub struct Rounds {
    pub bare: Vec<Figures>,
    pub library_reads: Vec<Figures>,
    pub reads: Vec<Figures>,
    pub beside: Vec<Figures>,
    pub questions: Vec<Figures>,
    pub single_questions: Vec<Figures>,
    pub many_questions: Vec<Figures>,
    pub library_creates: Vec<Figures>,
    pub creates: Vec<Figures>,
}

/// Measures and tells.
///
/// # Errors
/// A server does not start, answers otherwise than it should, or the database fails.
pub fn run(options: &Options) -> Result<(), Failure> {
    let house = House::new(options)?;
    println!("Filling a database with {} targets", options.targets);
    let dataset = house.fill()?;
    let mut rounds = Rounds::default();
    house.measure_reads(&dataset, &mut rounds)?;
    house.measure_creates(&dataset, &mut rounds)?;
    let report = Report {
        machine: machine::describe(&house.dir),
        options,
        rounds: &rounds,
    };
    println!("\n{}", report.text());
    if let Some(file) = &options.write {
        report.write(file)?;
        println!("Written to {}", file.display());
    }
    Ok(())
}

/// Where the server that is measured lives, with the directory that is taken away at the end.
struct House<'a> {
    options: &'a Options,
    dir: PathBuf,
}

impl Drop for House<'_> {
    fn drop(&mut self) {
        if let Err(failure) = std::fs::remove_dir_all(&self.dir) {
            eprintln!("{}: {failure}", self.dir.display());
        }
    }
}

impl<'a> House<'a> {
    fn new(options: &'a Options) -> Result<Self, Failure> {
        let name = format!("contactable-bench-{}", std::process::id());
        let dir = std::env::temp_dir().join(name);
        std::fs::create_dir_all(dir.join("data"))?;
        Ok(Self { options, dir })
    }

    fn database(&self) -> PathBuf {
        self.dir.join("data").join("contactable.db")
    }

    fn start(&self) -> Result<Server, Failure> {
        self.start_build(&self.options.server, "data")
    }

    /// The other build, over a copy of the data.
    fn start_beside(&self) -> Result<Option<Server>, Failure> {
        let Some(program) = &self.options.beside else {
            return Ok(None);
        };
        let copy = self.dir.join("beside");
        std::fs::create_dir_all(&copy)?;
        for file in std::fs::read_dir(self.dir.join("data"))? {
            let file = file?;
            std::fs::copy(file.path(), copy.join(file.file_name()))?;
        }
        self.start_build(program, "beside").map(Some)
    }

    fn start_build(&self, program: &Path, data: &str) -> Result<Server, Failure> {
        let mut command = Command::new(program);
        command.args(["demo", "--listen", "127.0.0.1:0", "--no-sample-data"]);
        command.arg("--data-dir").arg(self.dir.join(data));
        Server::start(&mut command, &self.dir.join(format!("{data}.log")))
    }

    fn start_bare(&self, answer: &Answer) -> Result<Server, Failure> {
        let body = self.dir.join("body.json");
        std::fs::write(&body, &answer.body)?;
        let mut command = Command::new(std::env::current_exe()?);
        command
            .args([bare::COMMAND, &answer.content_type])
            .arg(body);
        Server::start(&mut command, &self.dir.join("bare.log"))
    }

    /// A token of somebody who may read and write the records.
    fn token(&self) -> Result<String, Failure> {
        let mut command = Command::new(&self.options.server);
        let output = command.args(["token", "officer"]).output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{command:?} failed: {said}").into());
        }
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    }

    fn fill(&self) -> Result<Dataset, Failure> {
        let server = self.start()?;
        let token = self.token()?;
        let first = Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111);
        for body in details::five() {
            let mut request = Request::create(server.address(), &token, &body);
            ask(server.address(), request.about(first))?;
        }
        server.stop()?;
        Dataset::fill(&self.database(), first, self.options.targets)
    }

    fn measure_reads(&self, dataset: &Dataset, rounds: &mut Rounds) -> Result<(), Failure> {
        let beside = self.start_beside()?;
        let server = self.start()?;
        let mut request = Request::list(server.address(), &self.token()?);
        let any = dataset.targets.first().ok_or("no targets")?;
        let answer = ask(server.address(), request.about(*any))?;
        has_five(&answer)?;
        let bare = self.start_bare(&answer)?;
        for seed in self.seeds() {
            let asked =
                |of: &Server| load::measure(of, &request, &dataset.targets, self.options, seed);
            rounds.bare.push(told("reads, bare handler", asked(&bare)?));
            rounds.reads.push(told("reads, server", asked(&server)?));
            if let Some(beside) = &beside {
                rounds
                    .beside
                    .push(told("reads, other build", asked(beside)?));
            }
            self.measure_questions(&server, dataset, rounds, seed)?;
            let library = library::reads(&self.database(), dataset, self.options, seed)?;
            rounds.library_reads.push(told("reads, library", library));
        }
        bare.stop()?;
        if let Some(beside) = beside {
            beside.stop()?;
        }
        server.stop()
    }

    /// One question after the other on every connection, as the reads; then on one connection alone, one by
    /// one and a thousand at once.
    fn measure_questions(
        &self,
        server: &Server,
        dataset: &Dataset,
        rounds: &mut Rounds,
        seed: u64,
    ) -> Result<(), Failure> {
        let token = self.token()?;
        let one = Request::reach(server.address(), &token);
        let many = Request::reach_many(server.address(), &token, AT_ONCE);
        let alone = Options {
            connections: 1,
            ..self.options.clone()
        };
        let ask =
            |request, options| load::measure(server, request, &dataset.targets, options, seed);
        rounds
            .questions
            .push(told("questions, server", ask(&one, self.options)?));
        rounds
            .single_questions
            .push(told("questions, one by one", ask(&one, &alone)?));
        rounds
            .many_questions
            .push(told("questions, a thousand at once", ask(&many, &alone)?));
        Ok(())
    }

    /// The server is stopped while the library writes, and begins afresh as the library does.
    fn measure_creates(&self, dataset: &Dataset, rounds: &mut Rounds) -> Result<(), Failure> {
        let body = details::one_more();
        let token = self.token()?;
        for seed in self.seeds() {
            let library = library::creates(&self.database(), dataset, self.options, seed)?;
            rounds
                .library_creates
                .push(told("creates, library", library));
            let server = self.start()?;
            let request = Request::create(server.address(), &token, &body);
            let ours = load::measure(&server, &request, &dataset.targets, self.options, seed)?;
            rounds.creates.push(told("creates, server", ours));
            server.stop()?;
        }
        Ok(())
    }

    fn seeds(&self) -> impl Iterator<Item = u64> + use<> {
        (1..).take(self.options.rounds)
    }
}

/// How many targets one question is about.
const AT_ONCE: usize = 1000;

/// Says how it goes, for whoever waits.
fn told(what: &str, figures: Figures) -> Figures {
    println!("{what}: {:.0} a second", figures.per_second);
    figures
}

/// Copies that the server did not take for real ones would make reads look quick.
fn has_five(answer: &Answer) -> Result<(), Failure> {
    let read: serde_json::Value = serde_json::from_slice(&answer.body)?;
    match read["results"].as_array().map(Vec::len) {
        Some(5) => Ok(()),
        _ => Err(format!("not five records: {read}").into()),
    }
}

//! What is done, in order: fill a database, measure reads, measure creates, the same of patients, tell. What is compared is
//! measured in turn, round after round, so that a slow minute of the machine is shared by both sides.

mod patients;

use uuid::Uuid;

use crate::Failure;
use crate::dataset::{Dataset, details};
use crate::figures::Figures;
use crate::floors::library;
use crate::house::House;
use crate::http::{Answer, Request, ask};
use crate::load::About;
use crate::options::Options;
use crate::process::Server;
use crate::report::{self, Report};
use crate::{load, machine};
pub use patients::PatientRounds;

/// The rounds of everything that was measured.
#[derive(Default)]
pub struct Rounds {
    /// How many bytes the file has for each target, before it grows.
    pub bytes_each: u64,
    pub bare: Vec<Figures>,
    pub library_reads: Vec<Figures>,
    pub reads: Vec<Figures>,
    pub beside: Vec<Figures>,
    pub questions: Vec<Figures>,
    pub single_questions: Vec<Figures>,
    pub many_questions: Vec<Figures>,
    pub library_creates: Vec<Figures>,
    pub creates: Vec<Figures>,
    pub patients: PatientRounds,
}

/// Measures and tells.
///
/// # Errors
/// A server does not start, answers otherwise than it should, or the database fails.
pub fn run(options: &Options) -> Result<(), Failure> {
    let house = House::new(options)?;
    println!("Filling a database with {} targets", options.targets);
    let dataset = house.fill()?;
    let file = std::fs::metadata(house.database())?;
    let mut rounds = Rounds {
        bytes_each: file.len() / u64::try_from(options.targets)?,
        ..Rounds::default()
    };
    house.measure_reads(&dataset, &mut rounds)?;
    house.measure_creates(&dataset, &mut rounds)?;
    house.measure_patients(&mut rounds.patients)?;
    let report = Report {
        machine: machine::describe(&house.dir),
        options,
        rounds: &rounds,
    };
    println!("\n{}", report.text());
    if let Some(file) = &options.write {
        report::write(file, report::BEGIN, &report.text())?;
        println!("Written to {}", file.display());
    }
    Ok(())
}

impl House<'_> {
    fn fill(&self) -> Result<Dataset, Failure> {
        let server = self.start()?;
        let first = Uuid::from_u128(0x1111_1111_1111_4111_8111_1111_1111_1111);
        let bodies = details::five();
        self.create(&server, first, &bodies)?;
        server.stop()?;
        Dataset::fill(
            &self.database(),
            (first, bodies.len()),
            self.options.targets,
        )
    }

    fn measure_reads(&self, dataset: &Dataset, rounds: &mut Rounds) -> Result<(), Failure> {
        let beside = self.start_beside()?;
        let server = self.start()?;
        let mut request = Request::list(server.address(), &self.token()?);
        let any = dataset.targets.first().ok_or("no targets")?;
        let answer = ask(server.address(), request.about(*any))?;
        has_records(&answer, details::five().len())?;
        let bare = self.start_bare(&answer)?;
        let load = dataset.asked(request);
        for seed in self.seeds() {
            let asked = |of: &Server| load::measure(of, &load, self.options, seed);
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
        let ask = |request: &Request, options| {
            load::measure(server, &dataset.asked(request.clone()), options, seed)
        };
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
            let ours = load::measure(&server, &dataset.asked(request), self.options, seed)?;
            rounds.creates.push(told("creates, server", ours));
            server.stop()?;
        }
        Ok(())
    }
}

impl Dataset {
    /// This request, about any of the targets.
    fn asked(&self, request: Request) -> About {
        let subjects = self.targets.clone();
        About { request, subjects }
    }
}

/// How many targets one question is about.
const AT_ONCE: usize = 1000;

/// Says how it goes, for whoever waits.
pub fn told(what: &str, figures: Figures) -> Figures {
    println!("{what}: {:.0} a second", figures.per_second);
    figures
}

/// Copies that the server did not take for real ones would make reads look quick.
pub fn has_records(answer: &Answer, count: usize) -> Result<(), Failure> {
    let read: serde_json::Value = serde_json::from_slice(&answer.body)?;
    match read["results"].as_array().map(Vec::len) {
        Some(records) if records == count => Ok(()),
        _ => Err(format!("not {count} records: {read}").into()),
    }
}

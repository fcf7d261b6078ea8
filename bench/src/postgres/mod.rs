//! The server over PostgreSQL, beside `pgbench` over the same rows on the same server of the database: prepared reads of a
//! target's records, and commits of one row. Both have the machine in turn, with whoever asks on it.

mod database;
mod pgbench;
mod report;

use std::sync::Arc;

use crate::Failure;
use crate::dataset::details;
use crate::figures::Figures;
use crate::house::{House, Kept};
use crate::http::{Request, ask};
use crate::load::{self, About};
use crate::machine;
use crate::measure::{has_records, told};
use crate::options::Options;
use crate::process::Server;
use crate::subject::Subject;
use database::{Bytes, Database};
use pgbench::Pgbench;
use report::Report;

/// On how many connections the server is asked besides, to see that it does not break down.
const CROWDS: [usize; 3] = [10, 100, 1000];

/// The rounds of everything that was measured.
#[derive(Default)]
struct Rounds {
    floor_reads: Vec<Figures>,
    reads: Vec<Figures>,
    floor_creates: Vec<Figures>,
    creates: Vec<Figures>,
    /// For each of the crowds.
    crowd_reads: [Vec<Figures>; 3],
    crowd_creates: [Vec<Figures>; 3],
}

/// Measures and tells.
///
/// # Errors
/// PostgreSQL or the server does not start, the server answers otherwise than it should, or the database fails.
pub fn run(options: &Options) -> Result<(), Failure> {
    let house = House::new(options)?;
    let database = Database::start(options.targets)?;
    println!("Filling a database with {} targets", options.targets);
    let targets = fill(&house, &database)?;
    let mut rounds = Rounds::default();
    let bytes = Ground {
        house: &house,
        database: &database,
        targets,
    }
    .measure(&mut rounds)?;
    let report = Report {
        machine: machine::describe(database.folder()),
        options,
        rounds: &rounds,
        bytes: &bytes,
    };
    println!("\n{}", report.text());
    if let Some(file) = &options.write {
        crate::report::write(file, report::BEGIN, &report.text())?;
        println!("Written to {}", file.display());
    }
    Ok(())
}

/// The server writes about a first target, and the others get copies of its rows.
fn fill(house: &House<'_>, database: &Database) -> Result<Arc<[Subject]>, Failure> {
    let server = start(house, database)?;
    house.create(&server, database::FIRST, &details::five())?;
    server.stop()?;
    database.fill()?;
    database.targets()
}

fn start(house: &House<'_>, database: &Database) -> Result<Server, Failure> {
    house.start_build(&house.options.server, Kept::Url(&database.url()))
}

/// On what is measured.
struct Ground<'a> {
    house: &'a House<'a>,
    database: &'a Database,
    targets: Arc<[Subject]>,
}

impl Ground<'_> {
    fn measure(&self, rounds: &mut Rounds) -> Result<Bytes, Failure> {
        let options = self.house.options;
        let pgbench = Pgbench::new(self.database, options)?;
        let token = self.house.token()?;
        for seed in self.house.seeds() {
            let floor = pgbench.reads()?;
            rounds.floor_reads.push(told("reads, pgbench", floor));
            let server = start(self.house, self.database)?;
            let mut list = Request::list(server.address(), &token);
            let any = *self.targets.first().ok_or("no targets")?;
            has_records(
                &ask(server.address(), list.about(any))?,
                details::five().len(),
            )?;
            let list = self.asked(list);
            let reads = load::measure(&server, &list, options, seed)?;
            rounds.reads.push(told("reads, server", reads));
            self.crowds(&server, &list, seed, &mut rounds.crowd_reads)?;
            server.stop()?;
        }
        // Before it grows.
        let each_target = self.database.bytes_of_a_target()?;
        for seed in self.house.seeds() {
            let floor = pgbench.creates()?;
            rounds.floor_creates.push(told("creates, pgbench", floor));
            let server = start(self.house, self.database)?;
            let create = Request::create(server.address(), &token, &details::one_more());
            let create = self.asked(create);
            let creates = load::measure(&server, &create, options, seed)?;
            rounds.creates.push(told("creates, server", creates));
            self.crowds(&server, &create, seed, &mut rounds.crowd_creates)?;
            server.stop()?;
        }
        Ok(Bytes {
            each_target,
            an_entry: self.database.bytes_of_a_row("trail")?,
            an_event: self.database.bytes_of_a_row("event_log")?,
        })
    }

    fn crowds(
        &self,
        server: &Server,
        load: &About,
        seed: u64,
        rounds: &mut [Vec<Figures>; 3],
    ) -> Result<(), Failure> {
        for (connections, rounds) in CROWDS.into_iter().zip(rounds) {
            let options = Options {
                connections,
                ..self.house.options.clone()
            };
            let figures = load::measure(server, load, &options, seed)?;
            rounds.push(told(&format!("on {connections} connections"), figures));
        }
        Ok(())
    }

    /// This request, about any of the targets.
    fn asked(&self, request: Request) -> About {
        let subjects = self.targets.clone();
        About { request, subjects }
    }
}

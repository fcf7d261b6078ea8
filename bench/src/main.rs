//! Measures the shipped server over loopback, and in the same run what bounds it from below: a bare
//! handler that answers with the same bytes, and the database library used straight.
//!
//! Wall-clock figures depend on the machine and on whatever else it does. The ratios to floors taken
//! in the same minutes hold, so they are what to look at; nothing here passes or fails by the clock.
//!
//! Over PostgreSQL the floor is its own measuring program, see [`postgres`].
//!
//! Reading order: [`measure`] (what is done), [`dataset`] (on what), [`load`] (how requests are made),
//! [`floors`] (against what), [`report`] (what is told). Apart from these, [`values`]: what reading a value
//! costs without any server.

// A command-line tool speaks by printing.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod dataset;
mod figures;
mod floors;
mod house;
mod http;
mod load;
mod machine;
mod measure;
mod options;
mod postgres;
mod report;
mod subject;
mod values;

use std::process::ExitCode;

use contactable_harness::{Failure, process, random};
use options::{Options, Store, Told};

/// The server's allocator, so that the bare floor has no other.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match Options::told(&arguments) {
        Ok(Told::Help) => {
            println!("{}", options::USAGE);
            return ExitCode::SUCCESS;
        }
        Ok(Told::ServeBare { content_type, body }) => floors::bare::serve(&content_type, &body),
        Ok(Told::Values(options)) => values::run(&options),
        Ok(Told::Measure(options)) if options.store == Store::Postgres => postgres::run(&options),
        Ok(Told::Measure(options)) => {
            measure::run(&options).and_then(|()| values::run(&options.values()))
        }
        Err(mistake) => {
            eprintln!("{mistake}\n\n{}", options::USAGE);
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("contactable-bench: {failure}");
            ExitCode::FAILURE
        }
    }
}

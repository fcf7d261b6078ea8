//! Breaks the service, its database and its sinks while clients ask, and checks that whatever was acknowledged is there
//! once, in order, with its event and its audit entry, and whatever was not is there wholly or not at all.
//!
//! Reading order: [`scenario`] (what is broken), [`load`] (who asks), [`told`] (what they were told), [`held`] (what is
//! kept), [`check`] (whether the two agree).

// A command-line tool speaks by printing.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod call;
mod check;
mod client;
mod door;
mod held;
mod load;
mod options;
mod private;
mod proxy;
mod scenario;
mod service;
mod sinks;
mod stage;
mod tokens;
mod told;

use std::process::ExitCode;

use options::Options;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let options = match Options::told(&arguments) {
        Ok(Some(options)) => options,
        Ok(None) => {
            println!("{}", options::USAGE);
            return ExitCode::SUCCESS;
        }
        Err(mistake) => {
            eprintln!("{mistake}\n\n{}", options::USAGE);
            return ExitCode::from(2);
        }
    };
    match scenario::run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("contactable-faults: {failure}");
            ExitCode::FAILURE
        }
    }
}

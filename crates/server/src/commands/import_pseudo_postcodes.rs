//! `contactable import pseudo-postcodes`: the official table, checked and written in the form that the
//! setting `pseudo_postcodes` reads.

use std::path::PathBuf;

use clap::Args;
use contactable_domain::value::{PseudoPostcodes, PseudoRow};

use super::{read_text, say};
use crate::failure::Failure;

/// What to import.
#[derive(Args)]
pub struct Arguments {
    /// The official file (ODS, "Pseudo Country Postcode"), or comma-separated lines with a header that
    /// names a column code and a column meaning; - for standard input.
    file: PathBuf,
    /// Where to write the table; the setting `pseudo_postcodes` names this file then.
    #[arg(long, value_name = "FILE")]
    into: PathBuf,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let text = read_text(&arguments.file)?;
    let (rows, problems) = PseudoPostcodes::read_official(&text);
    for problem in &problems {
        say(&format!(
            "line {} left out: {}",
            problem.line, problem.problem
        ));
    }
    if rows.is_empty() {
        let nothing = "no line of the file is a pseudo-postcode with its meaning".to_owned();
        return Err(Failure::PseudoPostcodes(nothing));
    }
    let builtin = PseudoPostcodes::builtin();
    let new = |row: &&PseudoRow| builtin.meaning(row.code).is_empty();
    let changed = |row: &&PseudoRow| {
        let known = builtin.meaning(row.code);
        !known.is_empty() && !known.contains(&row.meaning.as_str())
    };
    let (added, other) = (
        rows.iter().filter(new).count(),
        rows.iter().filter(changed).count(),
    );
    std::fs::write(&arguments.into, PseudoPostcodes::to_csv(&rows))
        .map_err(|error| Failure::File(arguments.into.clone(), error))?;
    say(&format!(
        "{} rows written to {}: {added} for codes that the program does not know, {other} with another meaning \
         than it has; {} lines left out",
        rows.len(),
        arguments.into.display(),
        problems.len()
    ));
    say(
        "Name the file in the setting pseudo_postcodes, or give it to `contactable check --pseudo-postcodes`.",
    );
    Ok(())
}

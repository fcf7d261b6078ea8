//! What is told: a table, at the terminal and in a file beside the words about it.

use std::path::Path;

use crate::Failure;
use crate::figures::{Figures, ratio};
use crate::floors::library::GROUP;
use crate::measure::{PatientRounds, Rounds};
use crate::options::Options;

/// What begins the figures about SQLite.
pub const BEGIN: &str = "<!-- measured:sqlite -->";
/// What ends the figures of every section.
pub const END: &str = "<!-- /measured -->";

/// The words of a file that is not there yet.
const PREAMBLE: &str = "\
# Performance

`cargo xtask bench` measures the shipped server over loopback and, in the same minutes, what bounds it
from below, and writes the figures here. Look at the ratios: figures by the second depend on the machine
and on what else it does.
";

/// Everything there is to tell.
pub struct Report<'a> {
    pub machine: String,
    pub options: &'a Options,
    pub rounds: &'a Rounds,
}

impl Report<'_> {
    /// The report as Markdown.
    pub fn text(&self) -> String {
        let Options {
            targets,
            connections,
            rounds,
            window,
            warm_up,
            ..
        } = self.options;
        format!(
            "{}.\n\n\
             SQLite, {targets} targets with 5 contact details each; {connections} connections, each \
             asking again once it is answered; everything in turn for {window:?} after {warm_up:?} of \
             warming up, rounds: {rounds}; medians, and medians of the rounds' own ratios. As many patients \
             in a database of their own, with 8 contact details each, which a council has too. The file has {} bytes \
             for each target with five contact details, their history, events, trail and places.\n\n\
             {}",
            self.machine,
            self.rounds.bytes_each,
            self.table()
        )
    }

    fn table(&self) -> String {
        let rounds = self.rounds;
        let library = format!("The library alone, commits of {GROUP}, one thread");
        let beside = if rounds.beside.is_empty() {
            String::new()
        } else {
            line(
                "The server; to the reads of the other build",
                Some(&rounds.reads),
                Some(&rounds.beside),
            )
        };
        let rows = [
            line(
                "**Reads**: the five contact details of a target",
                None,
                None,
            ),
            line("A bare handler, the same bytes", Some(&rounds.bare), None),
            line("The server", Some(&rounds.reads), Some(&rounds.bare)),
            beside,
            line(
                "The library alone, one thread",
                Some(&rounds.library_reads),
                None,
            ),
            line("**Contactability** of a target", None, None),
            line(
                "The server; to its reads",
                Some(&rounds.questions),
                Some(&rounds.reads),
            ),
            line(
                "One connection, one by one",
                Some(&rounds.single_questions),
                None,
            ),
            line(
                "One connection, 1,000 in a POST (targets a second); to one by one",
                Some(&rounds.many_questions),
                Some(&rounds.single_questions),
            ),
            line(
                "**Creates**: an address, durably, with history, event and audit",
                None,
                None,
            ),
            line(&library, Some(&rounds.library_creates), None),
            line(
                "The server",
                Some(&rounds.creates),
                Some(&rounds.library_creates),
            ),
            patients(&rounds.patients),
        ];
        table(&rows)
    }
}

/// Puts a report between the line that begins it and the next end, leaving the rest of the file as it is.
///
/// # Errors
/// The file has no such lines, or cannot be read or written.
pub fn write(file: &Path, begin: &str, text: &str) -> Result<(), Failure> {
    let kept = match std::fs::read_to_string(file) {
        Ok(kept) => kept,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            format!("{PREAMBLE}\n{begin}\n{END}\n")
        }
        Err(e) => return Err(e.into()),
    };
    put(file, &kept, begin, text)
}

/// Writes a file that was kept so far with a text between the line that begins it and the next end.
///
/// # Errors
/// There are no such lines, or the file cannot be written.
pub fn put(file: &Path, kept: &str, begin: &str, text: &str) -> Result<(), Failure> {
    let new = between_markers(kept, begin, text);
    let new = new.ok_or_else(|| format!("{} has no line {begin}", file.display()))?;
    Ok(std::fs::write(file, new)?)
}

fn between_markers(kept: &str, begin: &str, text: &str) -> Option<String> {
    let (before, rest) = kept.split_once(begin)?;
    let (_, after) = rest.split_once(END)?;
    let text = text.trim_end();
    Some(format!("{before}{begin}\n{text}\n{END}{after}"))
}

/// The rows about patients.
fn patients(rounds: &PatientRounds) -> String {
    let to_council = |what, ours, council| line(what, Some(ours), Some(council));
    [
        line(
            "**Patients by FHIR**: four telecoms, three addresses, an emergency contact, preferences",
            None,
            None,
        ),
        line(
            "A council's read of the same records",
            Some(&rounds.council_reads),
            None,
        ),
        to_council(
            "GET of the patient; to the council's read",
            &rounds.reads,
            &rounds.council_reads,
        ),
        line(
            "A council's create beside them",
            Some(&rounds.council_creates),
            None,
        ),
        to_council(
            "PATCH of the mobile; to the council's create",
            &rounds.changes,
            &rounds.council_creates,
        ),
    ]
    .concat()
}

/// A table with these rows.
pub fn table(rows: &[String]) -> String {
    format!(
        "| what | a second | p50 | p99 | CPU each | to its floor |\n\
         | --- | ---: | ---: | ---: | ---: | ---: |\n{}",
        rows.concat()
    )
}

/// A row of the table; a heading within it when there are no figures.
pub fn line(what: &str, rounds: Option<&[Figures]>, floor: Option<&[Figures]>) -> String {
    let Some(rounds) = rounds else {
        return format!("| {what} | | | | | |\n");
    };
    let median = Figures::medians(rounds);
    let time = |time: Option<std::time::Duration>| {
        time.map_or_else(
            || "–".to_owned(),
            |time| format!("{:.2} ms", time.as_secs_f64() * 1e3),
        )
    };
    let cpu = match median.cpu_micros {
        // It is not known of a program that ended.
        0.0 => "–".to_owned(),
        micros => format!("{micros:.1} µs"),
    };
    let to_floor = floor.map_or_else(String::new, |f| format!("**{:.2}**", ratio(rounds, f)));
    format!(
        "| {what} | {:.0} | {} | {} | {cpu} | {to_floor} |\n",
        median.per_second,
        time(median.p50),
        time(median.p99),
    )
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn only_what_is_between_the_markers_changes() {
        let kept = format!("# Title\n\n{BEGIN}\nold\n{END}\n\nMore.\n");
        let new = between_markers(&kept, BEGIN, "new\n").unwrap();
        assert_eq!(new, format!("# Title\n\n{BEGIN}\nnew\n{END}\n\nMore.\n"));
        assert_eq!(between_markers("# Title", BEGIN, "new"), None);
    }

    #[test]
    fn a_line_has_medians_and_the_ratio() {
        let nanos = vec![1_000_000; 50];
        let ours = Figures::timed(nanos, Duration::from_secs(1), Duration::from_millis(2));
        let floor = Figures::counted(100, Duration::from_secs(1), Duration::from_millis(1));
        assert_eq!(
            line("Ours", Some(&[ours]), Some(&[floor])),
            "| Ours | 50 | 1.00 ms | 1.00 ms | 40.0 µs | **0.50** |\n"
        );
        assert_eq!(
            line("Floor", Some(&[floor]), None),
            "| Floor | 100 | – | – | 10.0 µs |  |\n"
        );
    }
}

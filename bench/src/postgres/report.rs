//! What is told of PostgreSQL.

use super::{Bytes, CROWDS, Rounds};
use crate::options::Options;
use crate::report::{line, table};

pub const BEGIN: &str = "<!-- measured:postgres -->";

pub struct Report<'a> {
    pub machine: String,
    pub options: &'a Options,
    pub rounds: &'a Rounds,
    pub bytes: &'a Bytes,
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
             PostgreSQL from Debian's package on the same machine, flushing every commit to disk; {targets} targets with \
             5 contact details each; {connections} connections, each asking again once it is answered, of `pgbench` with \
             prepared statements and two threads as of the load generator; everything in turn for {window:?} after \
             {warm_up:?} of warming up, rounds: {rounds}; medians, and medians of the rounds' own ratios. CPU is the \
             server's own, without the database's.\n\n\
             {}\n\
             What is kept, with its indexes, in bytes:\n\n\
             | what | bytes |\n\
             | --- | ---: |\n{}",
            self.machine,
            self.figures(),
            self.sizes(),
        )
    }

    fn figures(&self) -> String {
        let rounds = self.rounds;
        let mut rows = vec![
            line(
                "**Reads**: the five contact details of a target",
                None,
                None,
            ),
            line("`pgbench`", Some(&rounds.floor_reads), None),
            line(
                "The server, token check and audit on",
                Some(&rounds.reads),
                Some(&rounds.floor_reads),
            ),
        ];
        rows.extend(crowds(&rounds.crowd_reads));
        rows.extend([
            line("**Creates**: an address, durably", None, None),
            line(
                "`pgbench`: the row alone",
                Some(&rounds.floor_creates),
                None,
            ),
            line(
                "The server, with history, event and audit",
                Some(&rounds.creates),
                Some(&rounds.floor_creates),
            ),
        ]);
        rows.extend(crowds(&rounds.crowd_creates));
        table(&rows)
    }

    fn sizes(&self) -> String {
        let each_target: f64 = self.bytes.each_target.iter().map(|(_, bytes)| bytes).sum();
        let mut rows: Vec<String> = self
            .bytes
            .each_target
            .iter()
            .map(|(table, bytes)| {
                format!("| `{table}`, a target with five contact details | {bytes:.0} |\n")
            })
            .collect();
        rows.push(format!("| All of these | **{each_target:.0}** |\n"));
        let an_entry = self.bytes.an_entry;
        rows.push(format!("| `trail`, an entry | **{an_entry:.0}** |\n"));
        let an_event = self.bytes.an_event;
        rows.push(format!("| `event_log`, an event | **{an_event:.0}** |\n"));
        rows.concat()
    }
}

fn crowds(rounds: &[Vec<crate::figures::Figures>; 3]) -> Vec<String> {
    let row = |(connections, rounds): (usize, &Vec<_>)| {
        line(
            &format!("The server on {connections} connections"),
            Some(rounds),
            None,
        )
    };
    CROWDS.into_iter().zip(rounds).map(row).collect()
}

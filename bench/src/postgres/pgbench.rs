//! What bounds the server from below: PostgreSQL's own measuring program, with prepared statements.

use std::path::PathBuf;
use std::time::Duration;

use super::database::{BETWEEN, Database, ID, NAME};
use crate::Failure;
use crate::figures::Figures;
use crate::options::Options;

pub struct Pgbench<'a> {
    database: &'a Database,
    options: &'a Options,
    reads: PathBuf,
    creates: PathBuf,
}

impl<'a> Pgbench<'a> {
    /// Writes down what it is to do.
    ///
    /// # Errors
    /// The database refuses, or a file cannot be written.
    pub fn new(database: &'a Database, options: &'a Options) -> Result<Self, Failure> {
        let target = format!("(:a::text || '{BETWEEN}' || :b::text)::uuid");
        let count = database.count();
        let reads = database.folder().join("reads.sql");
        let select = format!(
            "SELECT * FROM contact_detail WHERE target_id = {target} AND area = '{}' \
             AND ended_at IS NULL ORDER BY created_at, id;",
            database.area()?
        );
        std::fs::write(&reads, script(1, count, &select))?;
        let creates = database.folder().join("creates.sql");
        // Targets of its own: what the server reads does not grow by it.
        let insert = format!("{};", database.one_row(&target)?);
        std::fs::write(&creates, script(count + 1, 2 * count, &insert))?;
        Ok(Self {
            database,
            options,
            reads,
            creates,
        })
    }

    /// The records of a target.
    ///
    /// # Errors
    /// It fails.
    pub fn reads(&self) -> Result<Figures, Failure> {
        self.measure(&self.reads)
    }

    /// A record, and its commit.
    ///
    /// # Errors
    /// It fails.
    pub fn creates(&self) -> Result<Figures, Failure> {
        self.measure(&self.creates)
    }

    fn measure(&self, script: &PathBuf) -> Result<Figures, Failure> {
        self.run(script, self.options.warm_up)?;
        self.run(script, self.options.window)
    }

    fn run(&self, script: &PathBuf, time: Duration) -> Result<Figures, Failure> {
        let mut command = self.database.program("pgbench");
        command.args(["--no-vacuum", "--protocol=prepared", "--jobs=2"]);
        command.arg(format!("--client={}", self.options.connections));
        command.arg(format!("--time={}", time.as_secs().max(1)));
        command.arg("--file").arg(script).arg(NAME);
        let output = command.output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        told(&String::from_utf8(output.stdout)?)
    }
}

/// A statement about a target whose number lies between these.
fn script(first: usize, last: usize, statement: &str) -> String {
    let [a, b] = ID;
    format!("\\set n random({first}, {last})\n\\set a {a} + :n\n\\set b {b} + :n\n{statement}\n")
}

/// The figures in what it prints.
fn told(printed: &str) -> Result<Figures, Failure> {
    let tps = printed.lines().find_map(|line| {
        let figure = line.strip_prefix("tps = ")?;
        figure.split(' ').next()?.parse().ok()
    });
    let per_second: f64 = tps.ok_or_else(|| format!("pgbench told no tps:\n{printed}"))?;
    Ok(Figures {
        per_second,
        p50: None,
        p99: None,
        cpu_micros: 0.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_figure_is_found() {
        let printed = "latency average = 1.623 ms\ninitial connection time = 40.1 ms\n\
                       tps = 19715.250146 (without initial connection time)\n";
        assert!((told(printed).unwrap().per_second - 19_715.250_146).abs() < 1e-6);
        assert!(told("nothing").is_err());
    }
}

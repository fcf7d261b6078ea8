//! Steps that all run, whatever came of the ones before, and are summed up at the end: one run shows
//! everything there is to mend.

use crate::Failure;

/// What came of a step.
enum Outcome {
    Passed,
    Failed(String),
    NotRun(String),
}

/// The steps of a chore so far.
#[derive(Default)]
pub struct Steps {
    done: Vec<(&'static str, Outcome)>,
}

impl Steps {
    /// Does a step and notes what came of it.
    pub fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<(), Failure>) {
        let outcome = match work() {
            Ok(()) => Outcome::Passed,
            Err(failure) => {
                eprintln!("{name}: {failure}");
                Outcome::Failed(failure.to_string())
            }
        };
        self.done.push((name, outcome));
    }

    /// Notes a step that could not be done here, which is not a failure but must be seen.
    pub fn not_run(&mut self, name: &'static str, because: &str) {
        eprintln!("\n{name}: NOT RUN: {because}");
        self.done.push((name, Outcome::NotRun(because.to_owned())));
    }

    /// Sums up.
    ///
    /// # Errors
    /// A step failed.
    pub fn finish(self) -> Result<(), Failure> {
        eprintln!();
        for line in self.summary() {
            eprintln!("{line}");
        }
        match self.failed() {
            0 => Ok(()),
            1 => Err("1 step failed".into()),
            failed => Err(format!("{failed} steps failed").into()),
        }
    }

    fn failed(&self) -> usize {
        let failed = |outcome: &Outcome| matches!(outcome, Outcome::Failed(_));
        self.done.iter().filter(|(_, o)| failed(o)).count()
    }

    fn summary(&self) -> impl Iterator<Item = String> {
        self.done.iter().map(|(name, outcome)| match outcome {
            Outcome::Passed => format!("passed   {name}"),
            Outcome::NotRun(because) => format!("not run  {name}: {because}"),
            Outcome::Failed(failure) => {
                let first = failure.lines().next().unwrap_or_default();
                format!("FAILED   {name}: {first}")
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_steps_run_and_one_failure_is_enough_to_fail() {
        let mut steps = Steps::default();
        steps.step("first", || Err("broken\nin detail".into()));
        steps.not_run("second", "no tool");
        steps.step("third", || Ok(()));
        let summary: Vec<_> = steps.summary().collect();
        assert_eq!(
            summary,
            [
                "FAILED   first: broken",
                "not run  second: no tool",
                "passed   third"
            ]
        );
        assert!(steps.finish().is_err());
    }

    #[test]
    fn what_was_not_run_fails_nothing() {
        let mut steps = Steps::default();
        steps.not_run("licences", "no tool");
        assert!(steps.finish().is_ok());
    }
}

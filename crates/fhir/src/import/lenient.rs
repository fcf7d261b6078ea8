//! Who is told of faults in what is taken over: they are noted, and the part that has them is left out.

use super::LeftOut;
use super::gaps::Gaps;
use crate::outcome::{Case, Fault, Problem, Undecided};
use crate::read::{Node, Sink};

const MAX_NAME: usize = 50;

/// What was left out so far.
#[derive(Default)]
pub(super) struct Lenient {
    pub(super) left_out: Vec<LeftOut>,
    pub(super) gaps: Gaps,
    /// How often something that has a place could not be read.
    pub(super) faults: usize,
}

impl Lenient {
    pub(super) fn note(&mut self, path: impl Into<String>, why: &'static str) {
        self.faults += 1;
        self.leave_out(path, why);
    }

    /// Leaves out what there is no place for, which says nothing against the rest.
    pub(super) fn leave_out(&mut self, path: impl Into<String>, why: &'static str) {
        let path = path.into();
        self.left_out.push(LeftOut { path, why });
    }
}

impl Sink for Lenient {
    fn told(&mut self, fault: Fault) -> Result<(), Problem> {
        self.note(fault.field, why(fault.case));
        Ok(())
    }

    fn unknown(&mut self, node: &Node<'_>, names: &[&str]) -> Result<(), Problem> {
        for name in names {
            self.leave_out(node.path_of(&short(name)), "there is no place for it");
        }
        Ok(())
    }

    fn is_lenient(&self) -> bool {
        true
    }
}

/// The name of a member that nobody knows may be anything: as much of it as a log may show.
pub(super) fn short(name: &str) -> String {
    name.chars().take(MAX_NAME).collect()
}

fn why(case: Case) -> &'static str {
    match case {
        Case::Undecided(Undecided::MissingMember) => "it is needed and not there",
        Case::Undecided(Undecided::WrongType) => "it is not of the type that it should be",
        Case::Undecided(Undecided::UnknownCode) => "it is none of the codes that are kept",
        Case::Undecided(Undecided::TooManyItems) => "there are more than are kept",
        Case::Undecided(Undecided::NotADate) => "it is not a date",
        _ => "it cannot be kept",
    }
}

//! Which code each case is answered with: the house's decision, unless the configuration has another.

use std::collections::BTreeMap;

use contactable_domain::patient::Breach;

use super::case::of_breach;
use super::{Case, ErrorCode, Undecided};

/// The codes of the cases that PDS does not publish one for.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Codes {
    set: BTreeMap<&'static str, ErrorCode>,
}

/// A word that is no case or no code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum UnknownWord {
    /// There is no such case, or its code is published.
    Case,
    /// There is no such code that an update can be refused with.
    Code,
}

impl Codes {
    /// The code that a case is answered with.
    pub fn of(&self, case: impl Into<Case>) -> ErrorCode {
        let (name, usual) = match case.into() {
            Case::Breach(breach) => (breach.as_str(), of_breach(breach).0),
            Case::Undecided(case) => (case.as_str(), case.code()),
        };
        self.set.get(name).copied().unwrap_or(usual)
    }

    /// Answers a case with another code.
    ///
    /// # Errors
    /// [`UnknownWord`] for what is no case or no code with which an update can be refused.
    pub fn set(&mut self, case: &str, code: &str) -> Result<(), UnknownWord> {
        let mut decided = Self::decided();
        let (name, _) = decided
            .find(|(name, _)| *name == case)
            .ok_or(UnknownWord::Case)?;
        let refuses = |row: &ErrorCode| matches!(row.status(), 400 | 403);
        let code = ErrorCode::parse(code).filter(refuses);
        self.set.insert(name, code.ok_or(UnknownWord::Code)?);
        Ok(())
    }

    /// Every case whose code is the house's decision, with it.
    pub fn decided() -> impl Iterator<Item = (&'static str, ErrorCode)> {
        let breaches = Breach::ALL.iter().filter_map(|breach| {
            let (code, is_published) = of_breach(*breach);
            (!is_published).then_some((breach.as_str(), code))
        });
        let others = Undecided::ALL.iter();
        breaches.chain(others.map(|case| (case.as_str(), case.code())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_cases_have_one_name() {
        let mut names: Vec<&str> = Codes::decided().map(|(name, _)| name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert_eq!(count, Breach::ALL.len() - 3 + Undecided::ALL.len());
    }

    #[test]
    fn every_decision_is_documented() {
        let page = include_str!("../../../../docs/rules.md");
        for (name, code) in Codes::decided() {
            let row = format!("| `{name}` | {} |", code.code());
            assert!(page.contains(&row), "docs/rules.md lacks: {row}");
        }
    }

    #[test]
    fn a_decision_can_be_changed_and_nothing_else() {
        let mut codes = Codes::default();
        assert_eq!(codes.of(Breach::SecondOfKind), ErrorCode::InvalidUpdate);
        codes.set("second-of-kind", "FORBIDDEN_UPDATE").unwrap();
        assert_eq!(codes.of(Breach::SecondOfKind), ErrorCode::ForbiddenUpdate);
        for (case, code, why) in [
            ("second-of-kin", "FORBIDDEN_UPDATE", UnknownWord::Case),
            ("end-before-start", "FORBIDDEN_UPDATE", UnknownWord::Case),
            ("too-long", "TOO_LONG", UnknownWord::Code),
            ("too-long", "TOO_MANY_MATCHES", UnknownWord::Code),
            ("too-long", "UNKNOWN_ERROR", UnknownWord::Code),
            ("too-long", "RESOURCE_NOT_FOUND", UnknownWord::Code),
        ] {
            assert_eq!(codes.set(case, code), Err(why), "{case} {code}");
        }
        assert_eq!(codes.of(Undecided::TooLong), ErrorCode::InvalidValue);
    }
}

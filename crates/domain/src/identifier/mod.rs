//! Identifiers that a target has elsewhere: an NHS number, a tenure reference, another council's
//! number. Which systems of them there are, and the form each has, is configured.

mod form;
mod system;

pub use form::IdentifierForm;
pub use system::{IdentifierSystem, IdentifierSystems, SystemProblem};

use crate::refusal::{Code, Field, Reason, Refusal};
use crate::value::NhsNumber;
use crate::warning::Warning;

/// One identifier of a target: the system it belongs to and its value in the normal form of that
/// system. Its `Debug` form hides the value.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Identifier {
    system: String,
    value: String,
}

impl Identifier {
    /// Parses an identifier of the system with this name or URI.
    ///
    /// # Errors
    /// `not-an-identifier` when the system is not configured or the value has not its form,
    /// `not-an-nhs-number`, `required`, `too-long`, `control-character` and W42 as the value deserves.
    pub fn parse(
        systems: &IdentifierSystems,
        system: &str,
        value: &str,
    ) -> Result<Self, Vec<Reason>> {
        let system = systems.find(system).ok_or_else(|| {
            vec![Reason::new(
                Code::NotAnIdentifier,
                "This is an identifier of a system that this service does not know",
                "Use a system from the configured list",
            )]
        })?;
        Ok(Self {
            system: system.name.clone(),
            value: system.form.read(value)?,
        })
    }

    /// Takes an identifier that was parsed before it was stored: the name of its system and its normal
    /// form. For stores only.
    pub fn from_stored(system: String, value: String) -> Self {
        Self { system, value }
    }

    /// The name of its system.
    pub fn system(&self) -> &str {
        &self.system
    }

    /// The value in the normal form of its system.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The NHS number, when it is one.
    pub fn nhs_number(&self) -> Option<NhsNumber> {
        let is_one = self.system == IdentifierSystem::NHS_NUMBER;
        is_one.then(|| NhsNumber::parse(&self.value).ok()).flatten()
    }

    /// What somebody should look at: an NHS number set aside for tests.
    pub fn warnings(&self) -> Vec<Warning> {
        let number = self.nhs_number();
        number.map_or_else(Vec::new, |number| number.warnings())
    }
}

impl std::fmt::Debug for Identifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Identifier({}, ..)", self.system)
    }
}

/// The refusal of an identifier that another target has.
pub fn in_use() -> Refusal {
    let reason = Reason::new(
        Code::IdentifierInUse,
        "This identifier is tied to another target",
        "Check whether the two are one person, and merge them first",
    );
    Refusal::conflict(Field::Identifier, reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::warning::WarningCode;

    fn systems() -> IdentifierSystems {
        let tenure = IdentifierSystem {
            name: "tenure-reference".to_owned(),
            uri: "https://council.example/id/tenure".to_owned(),
            target_kinds: vec!["tenure".to_owned()],
            form: IdentifierForm::Digits { min: 7, max: 10 },
        };
        IdentifierSystems::new(vec![tenure]).unwrap()
    }

    #[test]
    fn a_system_goes_by_name_or_uri() {
        for system in [
            "tenure-reference",
            "TENURE-REFERENCE",
            "https://council.example/id/tenure",
        ] {
            let found = Identifier::parse(&systems(), system, "0912 345").unwrap();
            assert_eq!(
                (found.system(), found.value()),
                ("tenure-reference", "0912345")
            );
            let stored = Identifier::from_stored(found.system.clone(), found.value.clone());
            assert_eq!(stored, found);
        }
    }

    #[test]
    fn an_unknown_system_is_refused() {
        let reasons = Identifier::parse(&systems(), "passport", "1").unwrap_err();
        assert_eq!(reasons.first().unwrap().code, Code::NotAnIdentifier);
    }

    #[test]
    fn an_nhs_number_is_one_and_may_be_for_tests() {
        let uri = "https://fhir.nhs.uk/Id/nhs-number";
        let number = Identifier::parse(&systems(), uri, "999 000 0018").unwrap();
        assert_eq!(
            (number.system(), number.value()),
            ("nhs-number", "9990000018")
        );
        assert!(number.nhs_number().is_some_and(|number| number.is_test()));
        let warning = number.warnings().into_iter().next().unwrap();
        assert_eq!(warning.code, WarningCode::TestIdentifier);
        let reasons = Identifier::parse(&systems(), uri, "9990000019").unwrap_err();
        assert_eq!(reasons.first().unwrap().code, Code::NotAnNhsNumber);
        let tenure = Identifier::parse(&systems(), "tenure-reference", "9990000018").unwrap();
        assert!(tenure.nhs_number().is_none() && tenure.warnings().is_empty());
    }

    #[test]
    fn debug_hides_the_value() {
        let number = Identifier::parse(&systems(), "nhs-number", "9990000018").unwrap();
        assert_eq!(format!("{number:?}"), "Identifier(nhs-number, ..)");
    }
}

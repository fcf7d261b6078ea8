//! The systems that identifiers belong to.

use super::form::IdentifierForm;

const LONGEST_NAME: usize = 50;
const LONGEST_URI: usize = 200;

/// A system of identifiers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IdentifierSystem {
    /// Its short name, for configuration and for our own interface: small letters, digits and single
    /// hyphens, a letter first, at most 50.
    pub name: String,
    /// Its URI, for FHIR (`Identifier.system`): absolute, without spaces, at most 200 characters.
    pub uri: String,
    /// The words of the kinds of target that can have such an identifier; empty for every kind.
    pub target_kinds: Vec<String>,
    /// What its identifiers look like.
    pub form: IdentifierForm,
}

impl IdentifierSystem {
    /// The name of the system of NHS numbers, which is always there.
    pub const NHS_NUMBER: &'static str = "nhs-number";
    /// The URI of the system of NHS numbers (NHS England, FHIR naming systems).
    pub const NHS_NUMBER_URI: &'static str = "https://fhir.nhs.uk/Id/nhs-number";

    fn nhs_number() -> Self {
        Self {
            name: Self::NHS_NUMBER.to_owned(),
            uri: Self::NHS_NUMBER_URI.to_owned(),
            target_kinds: vec!["person".to_owned()],
            form: IdentifierForm::NhsNumber,
        }
    }

    /// Whether a target of the kind with this word can have such an identifier.
    pub fn is_for(&self, target_kind: &str) -> bool {
        let kinds = &self.target_kinds;
        kinds.is_empty() || kinds.iter().any(|k| k.eq_ignore_ascii_case(target_kind))
    }

    fn is_called(&self, name_or_uri: &str) -> bool {
        self.name.eq_ignore_ascii_case(name_or_uri) || self.uri == name_or_uri
    }

    fn problems(&self) -> impl Iterator<Item = &'static str> {
        let checks = [
            (
                is_name(&self.name),
                "The name is not small letters, digits and single hyphens, a letter first, at most 50",
            ),
            (
                is_uri(&self.uri),
                "The URI is not absolute, such as https://council.example/id/tenure, or too long",
            ),
            (
                self.form.is_possible(),
                "The lengths are not from 1 to 200, the least not above the most",
            ),
            (
                self.target_kinds.iter().all(|kind| is_name(kind)),
                "A kind of target is not small letters, digits and single hyphens",
            ),
        ];
        checks
            .into_iter()
            .filter_map(|(is_right, problem)| (!is_right).then_some(problem))
    }
}

/// What is wrong with a configured system.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("identifier system {name:?}: {problem}")]
pub struct SystemProblem {
    /// The name of the system, as configured.
    pub name: String,
    /// What is wrong, for whoever configures the service.
    pub problem: &'static str,
}

/// The systems of identifiers that the service takes. NHS numbers are always among them.
#[derive(Clone, Debug)]
pub struct IdentifierSystems(Vec<IdentifierSystem>);

impl IdentifierSystems {
    /// The system of NHS numbers, and those configured.
    ///
    /// # Errors
    /// Every name, URI, kind and length that cannot be, and every name or URI that is there already.
    pub fn new(configured: Vec<IdentifierSystem>) -> Result<Self, Vec<SystemProblem>> {
        let mut systems = Self::default();
        let mut problems = Vec::new();
        for system in configured {
            let duplicate = systems.duplicate(&system);
            problems.extend(
                system
                    .problems()
                    .chain(duplicate)
                    .map(|problem| SystemProblem {
                        name: system.name.clone(),
                        problem,
                    }),
            );
            systems.0.push(system);
        }
        if problems.is_empty() {
            Ok(systems)
        } else {
            Err(problems)
        }
    }

    fn duplicate(&self, new: &IdentifierSystem) -> Option<&'static str> {
        let is_there = self
            .0
            .iter()
            .any(|s| s.is_called(&new.name) || s.uri == new.uri);
        is_there.then_some("There is another system of this name or URI")
    }

    /// The system with this name, in any case, or this URI.
    pub fn find(&self, name_or_uri: &str) -> Option<&IdentifierSystem> {
        self.0.iter().find(|system| system.is_called(name_or_uri))
    }

    /// Every system, NHS numbers first.
    pub fn iter(&self) -> impl Iterator<Item = &IdentifierSystem> {
        self.0.iter()
    }
}

impl Default for IdentifierSystems {
    fn default() -> Self {
        Self(vec![IdentifierSystem::nhs_number()])
    }
}

fn is_name(name: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    name.len() <= LONGEST_NAME
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.split('-').all(is_word)
}

fn is_uri(uri: &str) -> bool {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    uri.len() <= LONGEST_URI
        && uri
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"<>\"".contains(&byte))
        && uri
            .split_once(':')
            .is_some_and(|(scheme, rest)| is_scheme(scheme) && !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn system(name: &str, uri: &str) -> IdentifierSystem {
        IdentifierSystem {
            name: name.to_owned(),
            uri: uri.to_owned(),
            target_kinds: Vec::new(),
            form: IdentifierForm::Text { max: 20 },
        }
    }

    fn problems(systems: Vec<IdentifierSystem>) -> usize {
        IdentifierSystems::new(systems).err().map_or(0, |p| p.len())
    }

    #[test]
    fn nhs_numbers_are_always_there_and_for_people() {
        let systems = IdentifierSystems::new(vec![system("rent-account", "urn:x:rent")]).unwrap();
        let names: Vec<&str> = systems.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["nhs-number", "rent-account"]);
        let nhs = systems.find("https://fhir.nhs.uk/Id/nhs-number").unwrap();
        assert!(nhs.is_for("person") && nhs.is_for("Person") && !nhs.is_for("tenure"));
        assert!(systems.find("rent-account").unwrap().is_for("anything"));
    }

    #[test]
    fn duplicates_are_refused() {
        let again = [
            vec![system("nhs-number", "urn:x:y")],
            vec![system("other", IdentifierSystem::NHS_NUMBER_URI)],
            vec![system("a", "urn:x:a"), system("a", "urn:x:b")],
            vec![system("a", "urn:x:a"), system("b", "urn:x:a")],
        ];
        for list in again {
            assert_eq!(problems(list), 1);
        }
    }

    #[test]
    fn bad_names_uris_and_lengths_are_refused() {
        for name in [
            "",
            "A",
            "1a",
            "a b",
            "a--b",
            "-a",
            "a-",
            "é",
            &"a".repeat(51),
        ] {
            assert_eq!(problems(vec![system(name, "urn:x:a")]), 1, "{name}");
        }
        for uri in [
            "",
            "tenure",
            "urn:",
            ":x",
            "https://a b",
            "1:x",
            "urn:<b>",
            &"u".repeat(300),
        ] {
            assert_eq!(problems(vec![system("a", uri)]), 1, "{uri}");
        }
        let mut all = system("A", "x");
        all.form = IdentifierForm::Text { max: 0 };
        all.target_kinds = vec!["A Kind".to_owned()];
        assert_eq!(problems(vec![all]), 4);
    }

    #[test]
    fn a_problem_names_the_system() {
        let found = IdentifierSystems::new(vec![system("A", "urn:x:a")]).unwrap_err();
        let text = found.first().unwrap().to_string();
        assert!(
            text.starts_with("identifier system \"A\": The name"),
            "{text}"
        );
    }
}

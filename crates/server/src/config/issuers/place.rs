use std::fmt::Display;

use crate::config::ConfigError;

/// Where in the file something stands, as refusals name it.
pub struct Place(String);

impl Place {
    /// The issuer at this place of the list.
    pub fn of_issuer(index: usize) -> Self {
        Self(format!("issuers[{index}]"))
    }

    /// Something within it.
    pub fn within(&self, key: &str) -> Self {
        Self(format!("{}.{key}", self.0))
    }

    /// What is wrong with a key of it.
    pub fn refuse(&self, key: &str, problem: impl Display) -> ConfigError {
        ConfigError::key(format!("{}.{key}", self.0), problem)
    }

    /// What is wrong with all of it.
    pub fn refuse_all(&self, problem: impl Display) -> ConfigError {
        ConfigError::key(self.0.clone(), problem)
    }
}

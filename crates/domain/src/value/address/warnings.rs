//! What is odd about an address that was taken.

use super::Address;
use crate::refusal::Field;
use crate::value::disclosures;
use crate::warning::{FieldWarning, Warning, WarningCode};

impl Address {
    /// What somebody should look at: that no letter can be sent there and why, and lines that seem to
    /// say how to get in or hold other personal data (PDS standard, "Address validation").
    pub fn warnings(&self) -> Vec<FieldWarning> {
        let mut found: Vec<FieldWarning> = self.unmailable().into_iter().collect();
        for number in 1..=5 {
            let line = self.line(number).map(disclosures).unwrap_or_default();
            found.extend(line.into_iter().map(|warning| FieldWarning {
                field: self.field_of_line(number),
                warning,
            }));
        }
        found
    }

    fn unmailable(&self) -> Option<FieldWarning> {
        let why = self.mailable().err()?;
        Some(FieldWarning {
            field: Field::Value,
            warning: Warning::new(
                WarningCode::NotMailable,
                format!("No letter can be sent here. {}", why.explanation()),
                "Use another address for letters, or put this one right",
            ),
        })
    }

    /// An address on one line shows it as line 1, but it was given as the value.
    fn field_of_line(&self, number: u8) -> Field {
        if self.lines().is_some() {
            Field::AddressLine(number)
        } else {
            Field::Value
        }
    }
}

//! What a record is taken with, but what somebody should look at.

use super::Information;
use crate::refusal::Field;
use crate::value::{ContactValue, PhonePurpose, PlainText, disclosures};
use crate::warning::{FieldWarning, Warning};

impl Information {
    /// Everything about it that somebody should look at (PDS standard, "Address validation", messaging
    /// about personal data and access; house).
    pub fn warnings(&self) -> Vec<FieldWarning> {
        let mut found = match &self.value {
            ContactValue::Phone(n) | ContactValue::Fax(n) | ContactValue::Textphone(n) => {
                let purpose = PhonePurpose::of(self.value.channel(), self.label);
                at(Field::Value, n.warnings(purpose))
            }
            ContactValue::Email(address) => at(Field::Value, address.warnings()),
            ContactValue::Address(address) => address.warnings(),
        };
        let note = self.description.as_ref().map(PlainText::as_str);
        found.extend(at(
            Field::Description,
            note.map(disclosures).unwrap_or_default(),
        ));
        found
    }
}

fn at(field: Field, warnings: Vec<Warning>) -> Vec<FieldWarning> {
    let of_field = |warning| FieldWarning { field, warning };
    warnings.into_iter().map(of_field).collect()
}

//! Information as a caller gives it, borrowed while it is read and owned while it waits.

use std::sync::Arc;

use super::Information;
use crate::refusal::FieldProblem;
use crate::value::{AddressInput, AddressNeeds, ValueRules};
use crate::vocabulary::{Channel, Label};

/// Information as a caller gives it.
#[derive(Clone, Copy)]
pub struct InformationInput<'a> {
    /// How the target is reached.
    pub channel: Channel,
    /// What it is for and whose it is.
    pub label: Label,
    /// The value; for an address with lines it is worked out from them.
    pub value: Option<&'a str>,
    /// The note beside the value; blank counts as none.
    pub description: Option<&'a str>,
    /// The parts of an address. Its one line is taken from `value`.
    pub address: AddressInput<'a>,
    /// The settings by which it is read.
    pub rules: &'a ValueRules,
}

/// Information that is to replace a record's, kept until the record is at hand: what stays as it is, is
/// not held against today's rules. Its `Debug` form hides what it holds.
#[derive(Clone)]
pub struct InformationDraft {
    channel: Channel,
    label: Label,
    value: Option<String>,
    description: Option<String>,
    lines: [Option<String>; 5],
    postcode: Option<String>,
    country: Option<String>,
    uprn: Option<String>,
    paf_key: Option<String>,
    is_overseas: bool,
    overseas: Option<String>,
    needs: AddressNeeds,
    knows_four_lines: bool,
    rules: Arc<ValueRules>,
}

impl InformationDraft {
    /// Keeps what a caller gives.
    pub fn of(input: &InformationInput<'_>, rules: Arc<ValueRules>) -> Self {
        let own = |text: Option<&str>| text.map(str::to_owned);
        let address = &input.address;
        Self {
            channel: input.channel,
            label: input.label,
            value: own(input.value),
            description: own(input.description),
            lines: address.lines.map(own),
            postcode: own(address.postcode),
            country: own(address.country),
            uprn: own(address.uprn),
            paf_key: own(address.paf_key),
            is_overseas: address.is_overseas,
            overseas: own(address.overseas),
            needs: address.needs,
            knows_four_lines: address.knows_four_lines,
            rules,
        }
    }

    /// What it comes to, in the place of what the record says now.
    ///
    /// # Errors
    /// As [`Information::parse_beside`].
    pub fn beside(&self, before: &Information) -> Result<Information, Vec<FieldProblem>> {
        Information::parse_beside(&self.input(), before)
    }

    fn input(&self) -> InformationInput<'_> {
        InformationInput {
            channel: self.channel,
            label: self.label,
            value: self.value.as_deref(),
            description: self.description.as_deref(),
            address: AddressInput {
                one_line: None,
                lines: self.lines.each_ref().map(Option::as_deref),
                postcode: self.postcode.as_deref(),
                country: self.country.as_deref(),
                uprn: self.uprn.as_deref(),
                paf_key: self.paf_key.as_deref(),
                is_overseas: self.is_overseas,
                overseas: self.overseas.as_deref(),
                needs: self.needs,
                knows_four_lines: self.knows_four_lines,
            },
            rules: &self.rules,
        }
    }
}

impl std::fmt::Debug for InformationDraft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InformationDraft(..)")
    }
}

use super::CheckAs;
use crate::refusal::Reason;
use crate::split::Part;
use crate::vocabulary::{Channel, Label};
use crate::warning::Warning;

/// What the service makes of a value.
#[derive(Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The value as given.
    pub input: String,
    /// What it was checked as.
    pub checked_as: CheckAs,
    /// Whether it is taken.
    pub valid: bool,
    /// Its normal form, when it is taken.
    pub normal: Option<String>,
    /// How it is shown to people, when it is taken.
    pub shown: Option<String>,
    /// What kind of number, postcode or address it is, as far as that can be told.
    pub kind: Option<&'static str>,
    /// The country or area of a number: two letters, or `001` for none in particular.
    pub region: Option<String>,
    /// Every reason against it; empty when it is taken.
    pub reasons: Vec<Reason>,
    /// What somebody should look at, though it is taken.
    pub warnings: Vec<Warning>,
    /// What could be meant instead; empty when there is nothing better to offer.
    pub suggestion: Vec<Suggested>,
}

/// One value that could be meant.
#[derive(Clone, PartialEq, Eq)]
pub struct Suggested {
    /// What it is.
    pub checked_as: CheckAs,
    /// How the target is reached with it; `None` for what is no contact detail.
    pub channel: Option<Channel>,
    /// The value alone.
    pub value: String,
    /// What it is for and whose it is.
    pub label: Label,
    /// What else was written beside it.
    pub note: Option<String>,
    /// Every reason against this value too; empty when it would be taken.
    pub reasons: Vec<Reason>,
}

impl Verdict {
    pub(super) fn of(input: &str, checked_as: CheckAs) -> Self {
        Self {
            input: input.to_owned(),
            checked_as,
            valid: false,
            normal: None,
            shown: None,
            kind: None,
            region: None,
            reasons: Vec::new(),
            warnings: Vec::new(),
            suggestion: Vec::new(),
        }
    }

    pub(super) fn taken(self, normal: &str, kind: Option<&'static str>) -> Self {
        Self {
            valid: true,
            normal: Some(normal.to_owned()),
            shown: Some(normal.to_owned()),
            kind,
            ..self
        }
    }

    pub(super) fn refused(self, reasons: Vec<Reason>) -> Self {
        Self { reasons, ..self }
    }
}

impl Suggested {
    /// Whether this value would be taken.
    pub fn is_valid(&self) -> bool {
        self.reasons.is_empty()
    }

    /// A value to use in the place of the one given.
    pub(super) fn instead(checked_as: CheckAs, value: String) -> Self {
        Self {
            checked_as,
            channel: None,
            value,
            label: Label::default(),
            note: None,
            reasons: Vec::new(),
        }
    }

    /// A value found in a messy one.
    pub(super) fn part(part: Part, reasons: Vec<Reason>) -> Self {
        Self {
            checked_as: if part.channel == Channel::Email {
                CheckAs::Email
            } else {
                CheckAs::Phone
            },
            channel: Some(part.channel),
            value: part.value,
            label: part.label,
            note: part.note,
            reasons,
        }
    }
}

impl std::fmt::Debug for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verdict")
            .field("checked_as", &self.checked_as)
            .field("valid", &self.valid)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Suggested {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Suggested")
            .field("checked_as", &self.checked_as)
            .field("valid", &self.is_valid())
            .finish_non_exhaustive()
    }
}

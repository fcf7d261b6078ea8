//! What a phone number is wanted for, which decides what kinds of number are taken.

use crate::vocabulary::{Channel, Label, Use};

/// What a phone number is wanted for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub enum PhonePurpose {
    /// A mobile number (PDS standard, "Mobile phone number validation").
    Mobile,
    /// A landline number (PDS standard, "Landline number validation").
    Landline,
    /// Either of the two (PDS standard, "Contact details for healthcare workers": temporary
    /// numbers, textphones).
    MobileOrLandline,
    /// A workplace or an organisation.
    Work,
    /// A pager.
    Pager,
    /// Nothing in particular.
    #[default]
    Any,
}

impl PhonePurpose {
    /// What a number of this channel and label is wanted for.
    pub fn of(channel: Channel, label: Label) -> Self {
        match (channel, label.usage) {
            (Channel::Textphone | Channel::Fax, _)
            | (_, Some(Use::Home | Use::OutOfHours | Use::Temporary)) => Self::MobileOrLandline,
            (_, Some(Use::Mobile)) => Self::Mobile,
            (_, Some(Use::Landline)) => Self::Landline,
            (_, Some(Use::Work | Use::Main)) => Self::Work,
            (_, Some(Use::Pager)) => Self::Pager,
            // A helpline may be somebody's emergency contact.
            _ => Self::Any,
        }
    }
}

//! The sentences about a number that is in use, but perhaps not what was wanted.

use crate::refusal::{Code, Reason};
use crate::value::{PhoneKind, PhonePurpose};
use crate::warning::{Warning, WarningCode};

/// A number set aside for film and television, where it is refused.
pub(in super::super) fn drama_refused() -> Reason {
    Reason::new(
        Code::DramaNumber,
        "This number is set aside for film and television, and nobody answers it",
        "Enter the real number",
    )
}

/// A number set aside for film and television, where it is taken.
pub(in super::super) fn drama_taken() -> Warning {
    Warning::new(
        WarningCode::DramaNumber,
        "This number is set aside for film and television, and nobody answers it",
        "Expect no answer; enter the real number before it is used",
    )
}

/// A number of a kind that the purpose does not allow.
pub(in super::super) fn wrong_kind(kind: PhoneKind, purpose: PhonePurpose) -> Reason {
    let described = described(kind);
    match purpose {
        PhonePurpose::Mobile => Reason::new(
            Code::NotAMobile,
            format!("This is not a mobile number but {described}"),
            "Enter a mobile number, such as one that starts with 07, or choose another sub-type",
        ),
        PhonePurpose::Landline => Reason::new(
            Code::NotALandline,
            format!("This is not a landline number but {described}"),
            "Enter a landline number, such as one that starts with 01 or 02, or choose another sub-type",
        ),
        PhonePurpose::Pager => Reason::new(
            Code::PhoneKind,
            format!("This is not the number of a pager but {described}"),
            "Enter the number of the pager, or choose another sub-type",
        ),
        PhonePurpose::MobileOrLandline | PhonePurpose::Work | PhonePurpose::Any => Reason::new(
            Code::PhoneKind,
            format!("This is {described}"),
            instead(kind),
        ),
    }
}

/// What a kind is, after "This is".
fn described(kind: PhoneKind) -> &'static str {
    match kind {
        PhoneKind::Mobile => "a mobile number",
        PhoneKind::Landline => "a landline number",
        PhoneKind::LandlineOrMobile => "a mobile or landline number",
        PhoneKind::Freephone => "a freephone number, which is for calling an organisation",
        PhoneKind::SharedCost => "a number for which the caller pays part of the cost",
        PhoneKind::PremiumRate => "a premium-rate number, which costs the caller extra",
        PhoneKind::Voip => "an internet phone number, which may not take texts",
        PhoneKind::Personal => {
            "a personal number, which looks like a mobile number and costs far more to call"
        }
        PhoneKind::Pager => "a pager number, which nobody can answer",
        PhoneKind::Uan => "a number for an organisation as a whole, which does not take texts",
        PhoneKind::Voicemail => "the number of a voicemail box, which nobody answers",
    }
}

/// What to enter in place of a kind that is refused.
fn instead(kind: PhoneKind) -> &'static str {
    match kind {
        PhoneKind::PremiumRate | PhoneKind::SharedCost => {
            "Ask for the ordinary number, such as one that starts with 01, 02, 03 or 07"
        }
        PhoneKind::Personal => {
            "Ask for the mobile or landline number that calls to it are passed on to"
        }
        PhoneKind::Voicemail => "Enter the number of the phone itself",
        _ => "Enter a mobile or landline number",
    }
}

/// A number of a kind that the purpose allows, but that somebody should look at.
pub(in super::super) fn unusual_kind(kind: PhoneKind) -> Warning {
    Warning::new(
        WarningCode::UnusualPhoneKind,
        format!("This is {}", described(kind)),
        "Make sure it can be called or texted as meant",
    )
}

/// A number that belongs to a network and not to a country, such as a satellite phone.
pub(in super::super) fn network() -> Warning {
    Warning::new(
        WarningCode::UnusualPhoneKind,
        "This number belongs to an international network, such as satellite phones, not to a country",
        "Make sure it can be called or texted as meant, and look up what that costs",
    )
}

/// A number of another kind than its label says.
pub(in super::super) fn label_differs(kind: PhoneKind) -> Warning {
    Warning::new(
        WarningCode::LabelAndNumberDiffer,
        format!(
            "The sub-type says something else; this is {}",
            described(kind)
        ),
        "Choose the sub-type that fits, or enter the number that was meant",
    )
}

/// A number outside the United Kingdom and the islands around it.
pub(in super::super) fn abroad() -> Warning {
    Warning::new(
        WarningCode::NumberAbroad,
        "This number is outside the United Kingdom and the islands around it",
        "Expect a call to cost more, and that a text may not arrive",
    )
}

//! Who of the sample people agreed to sharing, who is at risk, and whose NHS number is known.

use contactable_domain::actor::PurposeOfUse;
use contactable_domain::vocabulary::Channel;

use crate::demo::PATIENT_NHS_NUMBER;
use crate::demo::sample_data::table::{HOUSING, NHS, SOCIAL_CARE};

/// That what one area holds about a sample person may be used by another.
#[derive(Clone, Copy)]
pub struct SampleAgreement {
    /// The person's id.
    pub target: &'static str,
    /// The area that shares.
    pub from: &'static str,
    /// The area that it shares with.
    pub to: &'static str,
    /// On these channels; on all when none is named.
    pub channels: &'static [Channel],
    /// For these purposes; for all when none is named.
    pub purposes: &'static [PurposeOfUse],
    /// What the person was told.
    pub wording: &'static str,
}

/// Rosalind Achterberg, as whom the persona `patient` signs in.
const ROSALIND: &str = "3fa1c0de-0000-4000-8000-00000000000a";

/// Everything that was agreed.
pub const AGREEMENTS: &[SampleAgreement] = &[
    SampleAgreement {
        target: ROSALIND,
        from: HOUSING,
        to: SOCIAL_CARE,
        channels: &[Channel::Phone, Channel::Address],
        purposes: &[],
        wording: "Sharing your contact details within the council, version 3",
    },
    // Beatrix Olawale told Housing of her new number, and the NHS did not hear of it.
    SampleAgreement {
        target: "3fa1c0de-0000-4000-8000-00000000000c",
        from: HOUSING,
        to: NHS,
        channels: &[Channel::Phone],
        purposes: &[PurposeOfUse::DirectCare, PurposeOfUse::Emergency],
        wording: "Sharing your phone number with the NHS, version 1",
    },
];

/// Who is restricted, and why. Noor Chaudhry-Bell moved away from somebody.
pub const RESTRICTED: &[(&str, &str)] = &[(
    "3fa1c0de-0000-4000-8000-000000000012",
    "Moved to a refuge; not to be found by a former partner",
)];

/// Whose NHS number is known.
pub const IDENTIFIED: &[(&str, &str)] = &[(ROSALIND, PATIENT_NHS_NUMBER)];

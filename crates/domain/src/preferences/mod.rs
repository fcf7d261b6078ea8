//! How a target wants to be reached, as one area was told: the preferred way, the form of letters, the
//! times, and the ways that are not to be used (council specification, "Should we record preferred contact
//! method?"; PDS, "Contact preference").

mod method;
mod wishes;
mod written_format;

pub use method::ContactMethod;
pub use wishes::{MAX_CONTACT_TIMES, Wishes};
pub use written_format::WrittenFormat;

use crate::area::AreaKey;
use crate::contact_detail::{Precondition, Stamp, Version};
use crate::ids::TargetId;
use crate::refusal::Refusal;

/// What one area knows of how one target wants to be reached, in one of its versions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContactPreferences {
    /// Whose wishes.
    pub target: TargetId,
    /// The area that was told.
    pub area: AreaKey,
    /// What they want.
    pub wishes: Wishes,
    /// Which version this is, from 1.
    pub version: Version,
    /// Who recorded this version, and when.
    pub recorded: Stamp,
}

impl ContactPreferences {
    /// What is known after these wishes were told; `None` when it was known already.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] when the wishes contradict each other; [`Refusal::VersionMismatch`] when the
    /// precondition names other versions than the one that is there, or any when there is none.
    pub fn told(
        known: Option<&Self>,
        (target, area): (TargetId, AreaKey),
        wishes: &Wishes,
        precondition: &Precondition,
        stamp: &Stamp,
    ) -> Result<Option<Self>, Refusal> {
        wishes.check().map_err(Refusal::Invalid)?;
        match (known, precondition) {
            (Some(known), precondition) => precondition.check(known.version)?,
            (None, Precondition::Any) => {}
            (None, Precondition::Existing | Precondition::OneOf(_)) => {
                return Err(Refusal::VersionMismatch);
            }
        }
        let before = known.map_or(Wishes::default(), |known| known.wishes.clone());
        if before == *wishes {
            return Ok(None);
        }
        Ok(Some(Self {
            target,
            area,
            wishes: wishes.clone(),
            version: known.map_or(Version::FIRST, |known| known.version.next()),
            recorded: stamp.clone(),
        }))
    }
}

//! How long an e-mail address may be, depending on who is to hold it.

use super::library_rules::has_at_most;

/// How long an e-mail address may be. Lengths are counted in UTF-16 units, as validator.js counts; an
/// address that is taken is ASCII, so that these are its characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EmailLimit {
    /// At most 254 (validator.js, PDS standard): what the council's records hold.
    Council,
    /// 7 to 90 (PDS API, patient-patch; NHS Notify): what the NHS holds.
    Pds,
}

impl EmailLimit {
    /// The most characters.
    pub fn longest(self) -> usize {
        match self {
            Self::Council => super::library_rules::MAX_UNITS,
            Self::Pds => 90,
        }
    }

    /// The fewest characters; an address of the council has no other bound than its form.
    pub fn shortest(self) -> usize {
        match self {
            Self::Council => 0,
            Self::Pds => 7,
        }
    }

    pub(super) fn fits(self, typed: &str) -> bool {
        self.has_room_for(typed) && typed.len() >= self.shortest()
    }

    pub(super) fn has_room_for(self, typed: &str) -> bool {
        has_at_most(typed, self.longest())
    }
}

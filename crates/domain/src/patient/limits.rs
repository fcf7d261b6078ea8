//! The limits of the PDS path that are narrower than the house's own (PDS, "Periods", "address", "Contact preference").

/// For how many days after its start a temporary address is true at most.
pub const MAX_TEMPORARY_DAYS: i32 = 90;

/// For how many days after its start a correspondence address is true at most.
pub const MAX_CORRESPONDENCE_DAYS: i32 = 366;

/// The most characters of contact times.
pub const MAX_PDS_TIMES: usize = 40;

/// What a temporary address may be said to be.
pub const TEMPORARY_TEXTS: [&str; 7] = [
    "Second Home",
    "Student Accommodation",
    "Respite Care Address",
    "Temporary Residence Address",
    "Convalescence Home",
    "Mobile Home",
    "Holiday Home",
];

/// How many emergency contacts one person may have here; PDS says nothing of it.
pub const MAX_CONTACTS: usize = 50;

/// In how many ways one emergency contact may be reached; PDS says nothing of it.
pub const MAX_WAYS: usize = 20;

//! The settings by which values are read.

use super::PseudoPostcodes;
use crate::identifier::IdentifierSystems;

/// Whether numbers that Ofcom set aside for film and television are taken.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum DramaNumbers {
    /// They are refused: nobody answers them.
    #[default]
    Refused,
    /// They are taken, with a warning: for demonstrations and tests.
    Accepted,
}

/// The settings by which values are read.
#[derive(Clone, Default, Debug)]
pub struct ValueRules {
    /// Whether numbers set aside for film and television are taken.
    pub drama_numbers: DramaNumbers,
    /// What pseudo-postcodes stand for.
    pub pseudo_postcodes: PseudoPostcodes,
    /// The systems whose identifiers are known.
    pub identifier_systems: IdentifierSystems,
}

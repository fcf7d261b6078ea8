use contactable_fhir::outcome::Codes;

/// What an operator decides of the PDS-compatible interface.
#[derive(Clone, Default)]
pub struct Settings {
    /// With which code each refusal is answered that PDS does not publish.
    pub codes: Codes,
}

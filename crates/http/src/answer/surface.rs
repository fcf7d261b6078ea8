use crate::fhir::BASE;

/// The faces of the service: the specified paths of the council API, the deployed ones for existing callers, and the
/// PDS-compatible interface.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Surface {
    /// `/contact-details`
    Specified,
    /// `/api/v1` and `/api/v2`
    Deployed,
    /// `/personal-demographics/FHIR/R4`
    Fhir,
}

impl Surface {
    /// The surface a path belongs to. Unknown paths are answered as the specified one does.
    pub fn of(path: &str) -> Self {
        if path.starts_with("/api/") {
            Self::Deployed
        } else if path
            .strip_prefix(BASE)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        {
            Self::Fhir
        } else {
            Self::Specified
        }
    }

    /// Whether this is the deployed surface.
    pub fn is_deployed(self) -> bool {
        self == Self::Deployed
    }
}

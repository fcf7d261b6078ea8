/// The two faces of the council API: the specified paths, and the deployed ones for existing callers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Surface {
    /// `/contact-details`
    Specified,
    /// `/api/v1` and `/api/v2`
    Deployed,
}

impl Surface {
    /// The surface a path belongs to. Unknown paths are answered as the specified one does.
    pub fn of(path: &str) -> Self {
        if path.starts_with("/api/") {
            Self::Deployed
        } else {
            Self::Specified
        }
    }

    /// Whether this is the deployed surface.
    pub fn is_deployed(self) -> bool {
        self == Self::Deployed
    }
}

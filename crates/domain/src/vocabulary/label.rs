use super::{Relationship, Use};

/// What a detail is for and whose it is. Both may be unknown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Label {
    /// What it is used for.
    pub usage: Option<Use>,
    /// Whose it is, when not the target's own.
    pub relationship: Option<Relationship>,
}

impl Label {
    /// A label that says only what the detail is used for.
    pub fn used_for(usage: Use) -> Self {
        Self {
            usage: Some(usage),
            relationship: None,
        }
    }

    /// A label that says only whose the detail is.
    pub fn belonging_to(relationship: Relationship) -> Self {
        Self {
            usage: None,
            relationship: Some(relationship),
        }
    }
}

impl std::fmt::Display for Label {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.usage, self.relationship) {
            (None, None) => f.write_str("none"),
            (Some(usage), None) => f.write_str(usage.as_str()),
            (None, Some(relationship)) => f.write_str(relationship.as_str()),
            (Some(usage), Some(relationship)) => {
                write!(f, "{} {}", relationship.as_str(), usage.as_str())
            }
        }
    }
}

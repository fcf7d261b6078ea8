//! How a detail looks on the timeline. Each look is told apart by its pattern and outline, so that a print in
//! black and white says the same, and is named beside the detail.

use contactable_domain::contact_detail::{State, Status, Validity};

/// The looks there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    /// Held as current, and true.
    InUse,
    /// Held as current, and still to begin.
    NotYetValid,
    /// Held as current, though its time is over.
    Lapsed,
    /// Retired.
    Historic,
}

impl Look {
    /// Every look, in the order of the legend.
    pub const ALL: &'static [Self] =
        &[Self::InUse, Self::NotYetValid, Self::Lapsed, Self::Historic];

    /// The look of a record in this state.
    pub fn of(state: State) -> Self {
        match (state.status, state.validity) {
            (Status::Historic, _) => Self::Historic,
            (Status::Active, Validity::Valid) => Self::InUse,
            (Status::Active, Validity::NotYetValid) => Self::NotYetValid,
            (Status::Active, Validity::Expired | Validity::NoLongerValid) => Self::Lapsed,
        }
    }

    /// What the legend says.
    pub fn name(self) -> &'static str {
        match self {
            Self::InUse => "In use",
            Self::NotYetValid => "Not yet valid",
            Self::Lapsed => "Expired or no longer valid",
            Self::Historic => "Historic (retired)",
        }
    }

    /// The attributes of a shape that has it. Attributes, as a strict content security policy forbids styles.
    pub fn paint(self) -> &'static str {
        match self {
            Self::InUse => r##"fill="#1d4f80" stroke="#0b0c0c" stroke-width="1""##,
            Self::NotYetValid => {
                r##"fill="#ffffff" stroke="#0b0c0c" stroke-width="1.5" stroke-dasharray="5 3""##
            }
            Self::Lapsed => r##"fill="url(#timeline-dots)" stroke="#0b0c0c" stroke-width="1""##,
            Self::Historic => r##"fill="#d0d3d6" stroke="#505a5f" stroke-width="1""##,
        }
    }
}

/// The attributes of a gap: hatched, and outlined as nothing else is.
pub const GAP: &str =
    r##"fill="url(#timeline-hatch)" stroke="#942514" stroke-width="1.5" stroke-dasharray="2 2""##;

/// The patterns that the looks name.
pub const PATTERNS: &str = r##"<defs>
<pattern id="timeline-dots" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#ffffff"/><circle cx="3" cy="3" r="1.5" fill="#0b0c0c"/></pattern>
<pattern id="timeline-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="#ffffff"/><rect width="2" height="7" fill="#942514"/></pattern>
</defs>
"##;

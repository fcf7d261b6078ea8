use crate::display::Audience;
use crate::value::NhsNumber;

/// The way an actor proved who they are, which decides the rules that apply to them (design, "Who may see and do
/// what").
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum AccessMode {
    /// A member of staff, known by the organisation's own issuer.
    Staff,
    /// A healthcare worker, known by CIS2 at assurance level 2 or 3.
    HealthcareWorker,
    /// A patient or resident, known by NHS login at the highest level of proof, with the NHS number that was
    /// proved.
    Patient(NhsNumber),
    /// A service that nobody attends, known by its signed token.
    Unattended {
        /// Whether it is marked for writing, too.
        update: bool,
    },
    /// Somebody at the command line of the machine that has the data.
    Operator,
}

impl AccessMode {
    /// The word for this mode in the audit trail.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::HealthcareWorker => "healthcare-worker",
            Self::Patient(_) => "patient",
            Self::Unattended { .. } => "unattended",
            Self::Operator => "operator",
        }
    }

    /// As whom they are shown what is held, whatever they ask for; `None` when they may choose (PDS standard,
    /// "Displaying contact details").
    pub fn audience(self) -> Option<Audience> {
        match self {
            Self::Patient(_) => Some(Audience::Patient),
            Self::HealthcareWorker => Some(Audience::Worker),
            Self::Staff | Self::Unattended { .. } | Self::Operator => None,
        }
    }
}

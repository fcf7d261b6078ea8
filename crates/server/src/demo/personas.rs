use clap::ValueEnum;

/// Somebody a demo knows, each with a token of their own.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Persona {
    /// A housing officer.
    Officer,
    /// A housing officer who works in the team Repairs.
    RepairsOfficer,
    /// A manager of Housing, who may retire what any of its teams recorded.
    HousingManager,
    /// A social worker.
    SocialWorker,
    /// A nurse of the area that keeps NHS details.
    Clinician,
    /// A team leader who works for Housing and for Social Care.
    TeamLeader,
    /// Somebody whose token is good but who works for no service area.
    Visitor,
}

/// What a persona's token says.
pub struct Identity {
    pub subject: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub groups: &'static [&'static str],
}

/// What the members of a group are to an area.
#[derive(Clone, Copy)]
pub enum Part {
    /// They work for it, in no team.
    Works,
    /// They work in this team of it.
    WorksIn(&'static str),
    /// They manage it.
    Manages,
}

/// Which area the members of each group work for, and as what.
pub const GROUPS: &[(&str, &str, Part)] = &[
    ("housing-officers", "Housing", Part::Works),
    ("housing-repairs", "Housing", Part::WorksIn("Repairs")),
    ("housing-managers", "Housing", Part::Manages),
    ("social-workers", "Social Care", Part::Works),
    ("nhs-clinicians", "NHS", Part::Works),
];

impl Persona {
    pub fn identity(self) -> Identity {
        match self {
            Self::Officer => Identity {
                subject: "demo-officer",
                name: "Olive Officer",
                email: "olive.officer@example.com",
                groups: &["housing-officers"],
            },
            Self::RepairsOfficer => Identity {
                subject: "demo-repairs-officer",
                name: "Remi Repairs",
                email: "remi.repairs@example.com",
                groups: &["housing-repairs"],
            },
            Self::HousingManager => Identity {
                subject: "demo-housing-manager",
                name: "Harriet Manager",
                email: "harriet.manager@example.com",
                groups: &["housing-managers"],
            },
            Self::SocialWorker => Identity {
                subject: "demo-social-worker",
                name: "Sol Worker",
                email: "sol.worker@example.com",
                groups: &["social-workers"],
            },
            Self::Clinician => Identity {
                subject: "demo-clinician",
                name: "Clem Clinician",
                email: "clem.clinician@example.com",
                groups: &["nhs-clinicians"],
            },
            Self::TeamLeader => Identity {
                subject: "demo-team-leader",
                name: "Tilda Leader",
                email: "tilda.leader@example.com",
                groups: &["housing-officers", "social-workers"],
            },
            Self::Visitor => Identity {
                subject: "demo-visitor",
                name: "Vic Visitor",
                email: "vic.visitor@example.com",
                groups: &[],
            },
        }
    }
}

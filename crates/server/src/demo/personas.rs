use clap::ValueEnum;
use contactable_domain::actor::Role;

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
    /// A nurse of the area that keeps NHS details, signed in with CIS2.
    Clinician,
    /// A team leader who works for Housing and for Social Care.
    TeamLeader,
    /// Somebody whose token is good but who works for no service area.
    Visitor,
    /// A patient, signed in with NHS login.
    Patient,
    /// A service of Housing that nobody attends. It reads only.
    Unattended,
    /// A service of Housing that nobody attends and that is marked for writing.
    MailRun,
    /// Somebody who reads the audit trail, and works for no service area.
    Auditor,
    /// Somebody who administers access, and works for no service area.
    Admin,
    /// Somebody of Housing and Social Care who looks after people at risk, and may trace.
    SafeguardingLead,
    /// A housing officer on duty, who may break the glass.
    DutyOfficer,
    /// A healthcare worker, through the NHS API platform.
    PdsWorker,
    /// The patient, through the NHS API platform.
    PdsPatient,
    /// An application of the NHS API platform. It reads only.
    PdsApp,
    /// An application of the NHS API platform that sees restricted people, too. It reads only.
    PdsPrivilegedApp,
}

/// The NHS number of the demo's patient: one of those set aside for tests.
pub const PATIENT_NHS_NUMBER: &str = "9990000018";

/// Who a persona is, and who vouches for them.
pub struct Identity {
    pub subject: &'static str,
    pub name: &'static str,
    pub email: &'static str,
    pub by: VouchedBy,
}

/// Which of the demo's issuers vouches for somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VouchedBy {
    /// The organisation's own, which says in which groups they are.
    Staff(&'static [&'static str]),
    NhsLogin,
    Cis2,
    Clients,
    /// The NHS API platform.
    Platform(Through),
}

/// As what somebody comes through the NHS API platform.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Through {
    Worker,
    Patient,
    App,
    PrivilegedApp,
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
];

/// Which roles the members of each group have.
pub const ROLES: &[(&str, Role)] = &[
    ("auditors", Role::Auditor),
    ("administrators", Role::Administrator),
    ("safeguarding-leads", Role::Safeguarding),
    ("safeguarding-leads", Role::Tracer),
    ("duty-officers", Role::BreakGlass),
];

/// The clients of Housing that are known, and whether each may write.
pub const CLIENTS: &[(&str, bool)] = &[("demo-unattended", false), ("demo-mail-run", true)];

impl Persona {
    pub fn identity(self) -> Identity {
        let (subject, name, email) = self.names();
        Identity {
            subject,
            name,
            email,
            by: self.vouched_by(),
        }
    }

    fn vouched_by(self) -> VouchedBy {
        VouchedBy::Staff(match self {
            Self::Patient => return VouchedBy::NhsLogin,
            Self::Clinician => return VouchedBy::Cis2,
            Self::Unattended | Self::MailRun => return VouchedBy::Clients,
            Self::PdsWorker => return VouchedBy::Platform(Through::Worker),
            Self::PdsPatient => return VouchedBy::Platform(Through::Patient),
            Self::PdsApp => return VouchedBy::Platform(Through::App),
            Self::PdsPrivilegedApp => return VouchedBy::Platform(Through::PrivilegedApp),
            Self::Officer => &["housing-officers"],
            Self::RepairsOfficer => &["housing-repairs"],
            Self::HousingManager => &["housing-managers"],
            Self::SocialWorker => &["social-workers"],
            Self::TeamLeader => &["housing-officers", "social-workers"],
            Self::Visitor => &[],
            Self::Auditor => &["auditors"],
            Self::Admin => &["administrators"],
            Self::SafeguardingLead => &["housing-officers", "social-workers", "safeguarding-leads"],
            Self::DutyOfficer => &["housing-officers", "duty-officers"],
        })
    }

    /// The subject, the name and the email address.
    #[rustfmt::skip]
    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Officer => ("demo-officer", "Olive Officer", "olive.officer@example.com"),
            Self::RepairsOfficer => ("demo-repairs-officer", "Remi Repairs", "remi.repairs@example.com"),
            Self::HousingManager => ("demo-housing-manager", "Harriet Manager", "harriet.manager@example.com"),
            Self::SocialWorker => ("demo-social-worker", "Sol Worker", "sol.worker@example.com"),
            Self::Clinician => ("demo-clinician", "Clem Clinician", "clem.clinician@example.com"),
            Self::TeamLeader => ("demo-team-leader", "Tilda Leader", "tilda.leader@example.com"),
            Self::Visitor => ("demo-visitor", "Vic Visitor", "vic.visitor@example.com"),
            Self::Patient => ("demo-patient", "Pat Patient", "pat.patient@example.com"),
            Self::Unattended => ("demo-unattended", "Reminders", "reminders@example.com"),
            Self::MailRun => ("demo-mail-run", "Mail run", "mail.run@example.com"),
            Self::Auditor => ("demo-auditor", "Audrey Auditor", "audrey.auditor@example.com"),
            Self::Admin => ("demo-admin", "Ade Admin", "ade.admin@example.com"),
            Self::SafeguardingLead => ("demo-safeguarding-lead", "Safi Guard", "safi.guard@example.com"),
            Self::DutyOfficer => ("demo-duty-officer", "Dee Duty", "dee.duty@example.com"),
            Self::PdsWorker => ("demo-pds-worker", "Wyn Worker", "wyn.worker@example.com"),
            Self::PdsPatient => ("demo-pds-patient", "Pat Patient", "pat.patient@example.com"),
            Self::PdsApp => ("demo-pds-app", "Practice app", "practice.app@example.com"),
            Self::PdsPrivilegedApp => ("demo-pds-privileged-app", "Ambulance app", "ambulance.app@example.com"),
        }
    }
}

#[cfg(test)]
mod tests {
    use contactable_domain::value::NhsNumber;

    use super::*;

    #[test]
    fn the_patients_number_is_one_for_tests() {
        assert!(NhsNumber::parse(PATIENT_NHS_NUMBER).unwrap().is_test());
    }

    #[test]
    fn every_group_of_a_persona_means_something() {
        for persona in Persona::value_variants() {
            let VouchedBy::Staff(groups) = persona.identity().by else {
                continue;
            };
            for group in groups {
                let is_known = GROUPS.iter().any(|(name, ..)| name == group)
                    || ROLES.iter().any(|(name, _)| name == group);
                assert!(is_known, "{group}");
            }
        }
    }

    #[test]
    fn every_client_among_the_personas_is_known() {
        for persona in Persona::value_variants() {
            let identity = persona.identity();
            let is_known = CLIENTS.iter().any(|(id, _)| *id == identity.subject);
            assert_eq!(is_known, identity.by == VouchedBy::Clients, "{persona:?}");
        }
    }
}

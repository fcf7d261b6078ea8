//! Who somebody is taken for.

use contactable_domain::actor::{AccessMode, Actor, Role};
use contactable_domain::area::{ServiceArea, Team};
use contactable_domain::ids::TargetId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who you are to this service.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Me<'a> {
    /// `staff`, `healthcare-worker`, `patient` or `unattended`: how you proved who you are.
    #[schema(example = "staff")]
    mode: &'static str,
    /// Who vouches for you.
    #[schema(example = "https://login.example.com")]
    issuer: &'a str,
    /// Who you are there, as in the audit trail.
    subject: &'a str,
    #[schema(example = "Olive Officer")]
    name: Option<&'a str>,
    /// The service areas you work for; a patient's are those that keep the patient's own details.
    areas: Vec<MyArea<'a>>,
    /// What you may do beyond their work: auditor, administrator, safeguarding, break-glass, tracer, privileged.
    #[schema(value_type = Vec<String>, example = json!(["break-glass"]))]
    roles: Vec<&'static str>,
    /// Of a service that nobody attends: whether it is marked for writing.
    #[serde(skip_serializing_if = "Option::is_none")]
    update: Option<bool>,
    /// Of a patient: the target that they are, once one is known to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    target_id: Option<Uuid>,
}

impl<'a> Me<'a> {
    /// Shows an actor, and which target they are.
    pub fn of(actor: &'a Actor, own: Option<TargetId>) -> Self {
        Self {
            mode: actor.mode.as_str(),
            issuer: &actor.issuer,
            subject: &actor.author.subject,
            name: actor.author.name.as_deref(),
            areas: actor
                .areas
                .iter()
                .map(|area| MyArea::of(area, actor))
                .collect(),
            roles: actor.roles.iter().copied().map(Role::as_str).collect(),
            update: match actor.mode {
                AccessMode::Unattended { update } => Some(update),
                _ => None,
            },
            target_id: own.map(TargetId::uuid),
        }
    }
}

/// A service area that you work for.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyArea<'a> {
    #[schema(example = "Housing")]
    area: &'a str,
    /// Your teams of it.
    #[schema(example = json!(["Repairs"]))]
    teams: Vec<&'a str>,
    /// Whether you manage it.
    is_manager: bool,
}

impl<'a> MyArea<'a> {
    fn of(area: &'a ServiceArea, actor: &'a Actor) -> Self {
        Self {
            area: area.name(),
            teams: actor.teams_in(area.key()).map(Team::name).collect(),
            is_manager: actor.manages.contains(area.key()),
        }
    }
}

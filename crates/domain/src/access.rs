//! Who may see and do what. Nothing else grants access.
//!
//! Today one rule stands: a member of staff sees and writes the records of their own service areas, and
//! learns nothing about any other (council specification, note on sharing).

use crate::actor::Actor;
use crate::area::{AreaKey, Retiring, ServiceArea, Team};
use crate::contact_detail::ContactDetail;
use crate::holding::Plan;
use crate::refusal::{Code, Field, FieldProblem, Reason, Refusal};

/// The code in the audit trail of what was allowed because the area is the actor's own.
pub const OWN_AREA: &str = "own-area";

/// The areas whose records the actor may see and change.
///
/// # Errors
/// [`Code::NoArea`] when the actor works for none.
pub fn usable_areas(actor: &Actor) -> Result<Vec<AreaKey>, Refusal> {
    if actor.areas.is_empty() {
        Err(Refusal::NotPermitted(FieldProblem::new(
            Field::Area,
            no_area(),
        )))
    } else {
        Ok(actor.area_keys())
    }
}

/// The area of this name, when the actor may record details for it. An area that is somebody else's and
/// one that does not exist are refused alike.
///
/// # Errors
/// [`Code::NoArea`] or [`Code::NotYourArea`].
pub fn area_to_write<'a>(actor: &'a Actor, name: &str) -> Result<&'a ServiceArea, Refusal> {
    own_area(actor, name, Field::Area)
}

fn own_area<'a>(actor: &'a Actor, name: &str, field: Field) -> Result<&'a ServiceArea, Refusal> {
    usable_areas(actor)?;
    let refusal = || Refusal::NotPermitted(FieldProblem::new(field, not_your_area(actor)));
    actor.area(name).ok_or_else(refusal)
}

/// The area on whose behalf the actor asks or decides: the one they name, or their only one. Details of one
/// area are not used for another (council specification, note on sharing), so whoever works for several has to
/// say.
///
/// # Errors
/// [`Code::NoArea`], [`Code::NotYourArea`] or [`Code::WhichArea`].
pub fn area_to_ask_for<'a>(
    actor: &'a Actor,
    name: Option<&str>,
) -> Result<&'a ServiceArea, Refusal> {
    usable_areas(actor)?;
    match (name, actor.areas.as_slice()) {
        (Some(name), _) => own_area(actor, name, Field::AskingArea),
        (None, [only]) => Ok(only),
        (None, areas) => {
            let names: Vec<&str> = areas.iter().map(ServiceArea::name).collect();
            Err(Refusal::invalid(Field::AskingArea, which_area(&names)))
        }
    }
}

/// The team that records for this area: the one that is named, or the actor's only one there.
///
/// # Errors
/// [`Code::NotYourTeam`] or [`Code::WhichTeam`].
pub fn team_to_write(
    actor: &Actor,
    area: &ServiceArea,
    name: Option<&str>,
) -> Result<Option<Team>, Refusal> {
    let own: Vec<&Team> = actor.teams_in(area.key()).collect();
    let names = || own.iter().map(|team| team.name()).collect::<Vec<_>>();
    match name {
        Some(name) => {
            let known = own.iter().find(|team| team.is_called(name));
            let managed = || {
                area.team(name)
                    .filter(|_| actor.manages.contains(area.key()))
            };
            let team = known.copied().or_else(managed);
            let refusal =
                || Refusal::NotPermitted(FieldProblem::new(Field::Team, not_your_team(&names())));
            team.cloned().map(Some).ok_or_else(refusal)
        }
        None if own.len() > 1 => Err(Refusal::invalid(Field::Team, which_team(&names()))),
        None => Ok(own.first().map(|team| (*team).clone())),
    }
}

/// Whether the actor may retire this record of their area, or take its value away: by the area's setting
/// only the team that recorded it and the area's managers may, others may ask them.
///
/// # Errors
/// [`Code::AnotherTeam`].
fn may_retire(actor: &Actor, record: &ContactDetail) -> Result<(), Refusal> {
    let area = actor.areas.iter().find(|area| *area.key() == record.area);
    let any_team = area.is_some_and(|area| area.retiring() == Retiring::AnyTeam);
    let manages = actor.manages.contains(&record.area);
    let Some(team) = &record.team else {
        return Ok(());
    };
    let is_own = |own: &Team| own.is_called(team.name());
    if any_team || manages || actor.teams_in(&record.area).any(is_own) {
        Ok(())
    } else {
        Err(Refusal::NotPermitted(FieldProblem::new(
            Field::Team,
            another_team(team),
        )))
    }
}

/// Whether the actor may make this change: wherever it retires a record, or takes the value of one away.
///
/// # Errors
/// [`Code::AnotherTeam`].
pub fn may_change(actor: &Actor, plan: &Plan) -> Result<(), Refusal> {
    for step in &plan.steps {
        if let Some(before) = &step.before
            && step.takes_value_away()
        {
            may_retire(actor, before)?;
        }
    }
    Ok(())
}

fn another_team(team: &Team) -> Reason {
    Reason::new(
        Code::AnotherTeam,
        "Another team recorded this contact detail, and in your service area each team retires its own",
        format!(
            "Ask the team {} or a manager of your service area",
            team.name()
        ),
    )
}

fn not_your_team(own: &[&str]) -> Reason {
    let remedy = if own.is_empty() {
        "Leave it out".to_owned()
    } else {
        format!("Use one of: {}", own.join(", "))
    };
    Reason::new(Code::NotYourTeam, "This is not one of your teams", remedy)
}

fn which_team(own: &[&str]) -> Reason {
    Reason::new(
        Code::WhichTeam,
        "You work in several teams of this service area",
        format!("Say for which you record it: {}", own.join(", ")),
    )
}

fn which_area(names: &[&str]) -> Reason {
    Reason::new(
        Code::WhichArea,
        "You work for several service areas, and one does not use the details of another",
        format!("Say for which you ask: {}", names.join(", ")),
    )
}

fn no_area() -> Reason {
    Reason::new(
        Code::NoArea,
        "You do not work for a service area that uses contact details",
        "Ask your administrator to add you to your service area's group",
    )
}

fn not_your_area(actor: &Actor) -> Reason {
    let names: Vec<&str> = actor.areas.iter().map(ServiceArea::name).collect();
    Reason::new(
        Code::NotYourArea,
        "This is not one of your service areas",
        format!("Use one of: {}", names.join(", ")),
    )
}

//! Which service areas and teams somebody may name.

use super::{Decision, Operation, Rule, may_ask};
use crate::actor::Actor;
use crate::area::{AreaKey, ServiceArea, ServiceAreas, Team};
use crate::refusal::{Code, Field, FieldProblem, Reason, Refusal};

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

fn own_area<'a>(actor: &'a Actor, name: &str, field: Field) -> Result<&'a ServiceArea, Refusal> {
    usable_areas(actor)?;
    let refusal = || Refusal::NotPermitted(FieldProblem::new(field, not_your_area(actor)));
    actor.area(name).ok_or_else(refusal)
}

/// The area for which the actor may record details: the one they name, or their only one. An area that is somebody
/// else's and one that does not exist are refused alike.
///
/// # Errors
/// [`Code::NoArea`], [`Code::NotYourArea`] or [`Code::WhichArea`].
pub fn area_to_write<'a>(actor: &'a Actor, name: Option<&str>) -> Result<&'a ServiceArea, Refusal> {
    own_or_only_area(actor, name, Field::Area)
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
    own_or_only_area(actor, name, Field::AskingArea)
}

fn own_or_only_area<'a>(
    actor: &'a Actor,
    name: Option<&str>,
    field: Field,
) -> Result<&'a ServiceArea, Refusal> {
    usable_areas(actor)?;
    match (name, actor.areas.as_slice()) {
        (Some(name), _) => own_area(actor, name, field),
        (None, [only]) => Ok(only),
        (None, areas) => {
            let names: Vec<&str> = areas.iter().map(ServiceArea::name).collect();
            Err(Refusal::invalid(field, which_area(&names)))
        }
    }
}

/// The area whose records somebody wants to share: the one they name, or their only one; one of their own unless
/// they look after sharing everywhere.
///
/// # Errors
/// [`Code::NoArea`], [`Code::NotYourArea`] or [`Code::WhichArea`].
pub fn area_that_shares(
    actor: &Actor,
    areas: &ServiceAreas,
    name: Option<&str>,
) -> Result<AreaKey, Refusal> {
    let everywhere = may_ask(actor, Operation::Share) == Decision::Allow(Rule::ByRole);
    if let Some(name) = name
        && everywhere
    {
        let known = areas.find(name).map(|area| area.key().clone());
        return known.ok_or_else(|| unknown_area(areas, Field::SharedFrom));
    }
    let area = own_or_only_area(actor, name, Field::SharedFrom)?;
    Ok(area.key().clone())
}

/// The area that records are to be shared with: any that there is.
///
/// # Errors
/// [`Code::UnknownWord`].
pub fn area_to_share_with(areas: &ServiceAreas, name: &str) -> Result<AreaKey, Refusal> {
    let known = areas.find(name).map(|area| area.key().clone());
    known.ok_or_else(|| unknown_area(areas, Field::SharedWith))
}

fn unknown_area(areas: &ServiceAreas, field: Field) -> Refusal {
    let names: Vec<&str> = areas.iter().map(ServiceArea::name).collect();
    Refusal::invalid(
        field,
        Reason::new(
            Code::UnknownWord,
            "There is no such service area",
            format!("Use one of: {}", names.join(", ")),
        ),
    )
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

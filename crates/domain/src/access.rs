//! Who may see and do what. Nothing else grants access.
//!
//! Today one rule stands: a member of staff sees and writes the records of their own service areas, and
//! learns nothing about any other (council specification, note on sharing).

use crate::actor::Actor;
use crate::area::{AreaKey, ServiceArea};
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
    usable_areas(actor)?;
    let refusal = || Refusal::NotPermitted(FieldProblem::new(Field::Area, not_your_area(actor)));
    actor.area(name).ok_or_else(refusal)
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

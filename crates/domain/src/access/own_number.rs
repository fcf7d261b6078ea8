use crate::actor::{AccessMode, Actor};

/// Whether the actor may name this NHS number at all: a patient their own only, whatever stands behind others, so
/// that it is not looked at (PDS, "Access modes and tokens").
pub fn may_name_number(actor: &Actor, number: &str) -> bool {
    match actor.mode {
        AccessMode::Patient(own) => own.as_str() == number,
        _ => true,
    }
}

//! Who may see and do what. Nothing else grants access.
//!
//! One pure function decides: [`decide`]. It looks at who asks ([`Actor`](crate::actor::Actor): mode and roles), what for
//! ([`Operation`]), whose the record is to them ([`Relation`]) and whether the target is a restricted person
//! ([`Shield`]). What it says for every combination stands in the table of docs/rules.md ("The table of access"),
//! which a test compares with it.
//!
//! Reading order: [`Operation`], [`Relation`], [`Shield`], [`decide`] (the table as code), [`Rule`] (the codes), then
//! how it is asked: [`Viewer`] and [`Sight`] for reads, [`may_change`] for writes, and which areas and teams
//! somebody may name.

mod change;
mod decide;
mod naming;
mod operation;
mod own_number;
mod purpose;
mod relation;
mod rule;
mod shield;
mod sight;
mod standing;
mod view;

pub use change::{may_change, may_touch};
pub use decide::{Question, decide, may_ask};
pub use naming::{
    area_that_shares, area_to_ask_for, area_to_share_with, area_to_write, team_to_write,
    usable_areas,
};
pub use operation::Operation;
pub use own_number::may_name_number;
pub use purpose::purpose_to_trace_for;
pub use relation::{Relation, Whose};
pub use rule::{Decision, Rule};
pub use shield::Shield;
pub use sight::{Basis, Glimpse, Shared, Sight, Viewer};
pub use standing::Standing;
pub use view::{may_change_in_view, may_look_as};

#[cfg(test)]
mod tests;

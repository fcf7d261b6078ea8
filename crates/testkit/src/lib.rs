//! What tests are made with: a clock that stands still, ids that are always the same, people and
//! details from one place, and the suite that every store must pass. For tests only.
#![allow(
    clippy::missing_errors_doc,
    reason = "here an error is what a test expects or fails on"
)]

mod fixtures;
mod frozen_clock;
pub mod random_access;
pub mod random_history;
pub mod random_patients;
pub mod random_relaying;
mod seeded_ids;
pub mod store_suite;

pub use fixtures::{
    HOUSING, ISSUER, NHS, SOCIAL_CARE, TEAMS, actor_of, address, draft, email, fax, manager_under,
    new, patient, phone, target, textphone, value_rules, with_roles,
};
pub use frozen_clock::FrozenClock;
pub use seeded_ids::SeededIds;

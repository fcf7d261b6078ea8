//! The council API: one endpoint a file. `deployed/` holds the paths of the deployed service; the rest
//! are the specified paths. Both are translations onto the same use cases.

pub mod amend_contact_detail;
mod amendment_input;
pub mod audit;
pub mod break_glass;
pub mod check;
pub mod contactability;
pub mod create_contact_detail;
pub mod deployed;
pub mod get_contact_detail;
pub mod health;
pub mod identifiers;
mod input;
mod input_schema;
pub mod lift_undeliverable;
pub mod list_contact_details;
mod mark_input;
pub mod mark_undeliverable;
mod preferences_input;
pub mod read_areas;
pub mod read_history;
pub mod read_me;
pub mod read_preference_history;
pub mod read_preferences;
pub mod read_timeline;
pub mod replace_contact_detail;
pub mod replace_kind;
pub mod restriction;
pub mod revocations;
pub mod search;
pub mod set_preferences;
pub mod sharing;
pub mod succession;
pub mod verify_contact_detail;

pub use input::InputRules;

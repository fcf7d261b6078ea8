//! The council API: one endpoint a file. `deployed/` holds the paths of the deployed service; the rest
//! are the specified paths. Both are translations onto the same use cases.

pub mod amend_contact_detail;
mod amendment_input;
pub mod check;
pub mod create_contact_detail;
pub mod deployed;
pub mod get_contact_detail;
mod input;
mod input_schema;
pub mod list_contact_details;

pub use input::InputRules;

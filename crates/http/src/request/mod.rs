//! Reading requests: every problem is found and named, no value is ever repeated.

mod body;
mod correlation;
mod cursor;
mod field_values;
mod fields;
mod form;
mod given;
mod if_match;
mod json;
mod moment;
mod path;
mod query;

pub use body::JsonBody;
pub use correlation::{CORRELATION_HEADER, correlation_of};
pub use cursor::Cursor;
pub use fields::{Object, Reading};
pub use form::Form;
pub use given::{Given, Noted};
pub use if_match::IfMatch;
pub use json::Json;
pub use moment::moment;
pub use path::{PathIds, not_an_id};
pub use query::Query;

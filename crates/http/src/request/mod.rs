//! Reading requests: every problem is found and named, no value is ever repeated.

mod body;
mod correlation;
mod cursor;
mod fields;
mod if_match;
mod json;
mod path;
mod query;

pub use body::JsonBody;
pub use correlation::{CORRELATION_HEADER, correlation_of};
pub use cursor::Cursor;
pub use fields::{Given, Noted, Object, Reading};
pub use if_match::IfMatch;
pub use json::Json;
pub use path::{PathIds, not_an_id};
pub use query::Query;

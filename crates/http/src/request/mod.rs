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
mod number;
mod path;
mod query;
mod trace_cursor;

pub use body::{JsonBody, MAX_BODY_BYTES, MaybeJsonBody, body_too_long, bytes_of};
pub use correlation::{CORRELATION_HEADER, correlation_of};
pub use cursor::Cursor;
pub use fields::{Object, Reading};
pub use form::{Form, wanted_most};
pub use given::{Given, Noted};
pub use if_match::{IfMatch, IfMatchKind};
pub use json::Json;
pub use moment::moment;
pub use number::whole_number;
pub use path::{PathIds, not_an_id};
pub use query::{Query, not_a_cursor};
pub use trace_cursor::TraceCursor;

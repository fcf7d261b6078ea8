//! What the domain asks of the outside: time, ids, and a place to keep things.

mod clock;
mod gazetteer;
mod ids;
mod store;

pub use clock::Clock;
pub use gazetteer::Gazetteer;
pub use ids::Ids;
pub use store::{
    Changes, Decide, Evidence, RecordKey, Scope, Store, StoreError, Unavailable, VersionsOf,
};

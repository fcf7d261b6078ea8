//! What the domain asks of the outside: time, ids, and a place to keep things.

mod clock;
mod gazetteer;
mod held;
mod ids;
mod store;
mod work;

pub use clock::Clock;
pub use gazetteer::Gazetteer;
pub use held::{Held, HeldBy};
pub use ids::Ids;
pub use store::{Evidence, Store, StoreError, Unavailable};
pub use work::{
    Changes, Decide, DecidePreferences, PreferencesChanges, PreferencesKey, RecordKey, Scope,
    TellTurn,
};

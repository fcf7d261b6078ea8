//! What the domain asks of the outside: time, ids, and a place to keep things.

mod access;
mod backlog;
mod clock;
mod gazetteer;
mod held;
mod ids;
mod key_source;
mod relay;
mod replica_state;
mod sink;
mod store;
mod trail;
mod whole;
mod work;

pub use access::{
    AccessStore, DecideStanding, DecideSuccession, StandingChanges, SuccessionKey,
    TargetIdentifier, Tied,
};
pub use backlog::Backlog;
pub use clock::Clock;
pub use gazetteer::Gazetteer;
pub use held::{Held, HeldBy};
pub use ids::Ids;
pub use key_source::KeySource;
pub use relay::{
    DeadLetter, HeldShard, LeaseAsked, LogPage, Position, Pruning, RelayId, RelayStore, Settled,
    Waiting, share_of,
};
pub use replica_state::ReplicaState;
pub use sink::{Delivered, EventSink, Halt};
pub use store::{Evidence, Sighted, Store, StoreError, Unavailable};
pub use trail::TrailStore;
pub use whole::{
    Arrival, DecideWhole, Left, PatientQuery, REPEATS_KEPT_HOURS, RequestKey, Whole, WholeChanges,
    WholeDone, WholeKey, WholeOutcome, WholeStore,
};
pub use work::{
    Changes, Decide, DecidePreferences, Known, PreferencesChanges, PreferencesKey, RecordKey,
    Scope, TellTurn,
};

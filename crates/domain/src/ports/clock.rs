use jiff::Timestamp;

/// The time. The only way to it anywhere in the house.
pub trait Clock: Send + Sync + 'static {
    /// The current instant, in whole microseconds (what every store can keep).
    fn now(&self) -> Timestamp;
}

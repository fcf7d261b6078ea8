use jiff::Timestamp;
use uuid::Uuid;

/// Where new ids come from. The only source of randomness anywhere in the house.
pub trait Ids: Send + Sync + 'static {
    /// A new UUID v7 for this instant, later than every one given before for an instant no later.
    fn next(&self, at: Timestamp) -> Uuid;
}

//! Leaving a consumer alone that is in trouble, a little longer each time.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// The first pause.
const FIRST: SignedDuration = SignedDuration::from_secs(1);

/// The longest that a consumer may ask to be left alone: those behind in its shard wait as long, and an event that says
/// to hide what is held may be among them.
const LONGEST_ASKED: SignedDuration = SignedDuration::from_mins(5);

/// What failed, how often, why, and when to try it again.
#[derive(Debug)]
pub(super) struct Pause {
    pub number: u64,
    pub attempts: u32,
    pub why: String,
    pub until: Timestamp,
}

/// The pauses of all consumers, shard by shard: one event that is not taken holds up its own shard only.
#[derive(Default, Debug)]
pub(super) struct Pauses(Mutex<BTreeMap<(usize, u8), Pause>>);

impl Pauses {
    /// Whether a consumer may be tried in a shard.
    pub fn is_over(&self, place: (usize, u8), now: Timestamp) -> bool {
        let pauses = self.lock();
        pauses.get(&place).is_none_or(|pause| pause.until <= now)
    }

    /// How often this event failed before.
    pub fn attempts(&self, place: (usize, u8), number: u64) -> u32 {
        let pauses = self.lock();
        let pause = pauses.get(&place).filter(|pause| pause.number == number);
        pause.map_or(0, |pause| pause.attempts)
    }

    /// This event failed; it is tried again.
    pub fn begin(&self, place: (usize, u8), pause: Pause) {
        self.lock().insert(place, pause);
    }

    /// It went well.
    pub fn end(&self, place: (usize, u8)) {
        self.lock().remove(&place);
    }

    /// Forgets those of a consumer's pauses that are of other shards.
    pub fn keep(&self, index: usize, is_held_up: impl Fn(u8) -> bool) {
        self.lock()
            .retain(|(sink, shard), _| *sink != index || is_held_up(*shard));
    }

    /// Why a consumer is left alone in the first shard in which it is; `None` if in none.
    pub fn trouble(&self, index: usize) -> Option<String> {
        let pauses = self.lock();
        let mut of_sink = pauses.range((index, u8::MIN)..=(index, u8::MAX));
        of_sink.next().map(|(_, pause)| pause.why.clone())
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<(usize, u8), Pause>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long to wait after so many attempts: twice as long each time up to the longest, and half of that at least, by
/// chance, so that not everybody comes back at once. What the consumer asks for counts if it is longer.
pub(super) fn pause_after(
    attempts: u32,
    longest: SignedDuration,
    asked: Option<SignedDuration>,
    chance: Uuid,
) -> SignedDuration {
    let doubled = 1_i32
        .checked_shl(attempts.saturating_sub(1))
        .filter(|by| *by > 0);
    let full = doubled.and_then(|by| FIRST.checked_mul(by));
    let full = full.map_or(longest, |full| full.min(longest));
    let half = full / 2;
    let [.., high, low] = *chance.as_bytes();
    let part = i32::from(u16::from_be_bytes([high, low]));
    let by_chance = half.saturating_mul(part) / 65_536;
    let asked = asked.unwrap_or_default().min(LONGEST_ASKED);
    half.saturating_add(by_chance).max(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_the_longest_and_differ() {
        let longest = SignedDuration::from_secs(300);
        let pause =
            |attempts, chance| pause_after(attempts, longest, None, Uuid::from_u128(chance));
        for (attempts, full) in [
            (1, 1),
            (2, 2),
            (5, 16),
            (9, 256),
            (10, 300),
            (40, 300),
            (u32::MAX, 300),
        ] {
            let full = SignedDuration::from_secs(full);
            assert_eq!(pause(attempts, 0), full / 2, "{attempts}");
            assert!(pause(attempts, 0xffff) > full * 9 / 10);
            assert!(pause(attempts, 0xffff) <= full);
        }
    }

    #[test]
    fn a_consumer_may_ask_for_longer_but_not_for_ever() {
        let longest = SignedDuration::from_secs(8);
        for (asked, given) in [(1, 4), (90, 90), (100_000, 300)] {
            let asked = Some(SignedDuration::from_secs(asked));
            let pause = pause_after(4, longest, asked, Uuid::nil());
            assert_eq!(pause.as_secs(), given);
        }
    }
}

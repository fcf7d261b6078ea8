//! Leaving a service alone that is in trouble.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::Timestamp;

/// No pause.
const NONE: i64 = i64::MIN;

/// After trouble, nobody calls for a while, so that people do not wait for what will not come. Then one
/// caller tries. When that goes well everybody may call again; otherwise the pause starts anew.
pub(crate) struct Pause {
    /// The end of the pause, in microseconds; [`NONE`] when there is none.
    until: AtomicI64,
    length: i64,
}

/// The right to call once.
pub(crate) struct Turn(i64);

impl Pause {
    pub(crate) fn of(length: Duration) -> Self {
        Self {
            until: AtomicI64::new(NONE),
            length: i64::try_from(length.as_micros()).unwrap_or(i64::MAX),
        }
    }

    /// A turn to call; none during a pause. The first turn after one is given once, and prolongs the
    /// pause for all others until it is known how it went.
    pub(crate) fn turn(&self, now: Timestamp) -> Option<Turn> {
        let until = self.until.load(Ordering::SeqCst);
        if until == NONE {
            return Some(Turn(NONE));
        }
        let left = until.saturating_sub(now.as_microsecond());
        // More than a whole pause is left when the clock was put back: that is not waited for.
        if (1..=self.length).contains(&left) {
            return None;
        }
        let next = self.end(now);
        self.until
            .compare_exchange(until, next, Ordering::SeqCst, Ordering::SeqCst)
            .ok()
            .map(|_| Turn(next))
    }

    /// The call went well. Ends the pause that this turn was let through in, and no other: trouble that
    /// came later than the turn stays.
    pub(crate) fn went_well(&self, turn: &Turn) {
        let _ = self
            .until
            .compare_exchange(turn.0, NONE, Ordering::SeqCst, Ordering::SeqCst);
    }

    /// The call met trouble.
    pub(crate) fn begin(&self, now: Timestamp) {
        self.until.store(self.end(now), Ordering::SeqCst);
    }

    fn end(&self, now: Timestamp) -> i64 {
        now.as_microsecond().saturating_add(self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_795_253_400 + second).unwrap()
    }

    fn pause() -> Pause {
        Pause::of(Duration::from_secs(30))
    }

    #[test]
    fn everybody_may_call_until_there_is_trouble() {
        let pause = pause();
        assert!(pause.turn(at(0)).is_some() && pause.turn(at(0)).is_some());
        pause.begin(at(0));
        assert!(pause.turn(at(0)).is_none() && pause.turn(at(29)).is_none());
    }

    #[test]
    fn after_a_pause_one_caller_tries() {
        let pause = pause();
        pause.begin(at(0));
        let first = pause.turn(at(30)).unwrap();
        assert!(pause.turn(at(30)).is_none() && pause.turn(at(59)).is_none());
        pause.went_well(&first);
        assert!(pause.turn(at(31)).is_some() && pause.turn(at(31)).is_some());
    }

    #[test]
    fn when_that_goes_wrong_the_pause_starts_anew() {
        let pause = pause();
        pause.begin(at(0));
        assert!(pause.turn(at(30)).is_some());
        pause.begin(at(32));
        assert!(pause.turn(at(61)).is_none());
        // Whoever tries and never comes back holds it up for one pause only.
        assert!(pause.turn(at(62)).is_some());
        assert!(pause.turn(at(92)).is_some());
    }

    #[test]
    fn a_call_from_before_the_trouble_does_not_end_the_pause() {
        let pause = pause();
        let early = pause.turn(at(0)).unwrap();
        pause.begin(at(1));
        pause.went_well(&early);
        assert!(pause.turn(at(2)).is_none());
    }

    #[test]
    fn a_clock_put_back_does_not_prolong_it() {
        let pause = pause();
        pause.begin(at(3600));
        assert!(pause.turn(at(0)).is_some());
    }
}

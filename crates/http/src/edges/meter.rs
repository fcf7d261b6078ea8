//! Counting how often something happens for each of many, by the generic cell rate algorithm: one number for each
//! says when its allowance will be whole again.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// For how many an allowance is kept at most. Who comes on top shares one with the others that do.
const MOST: usize = 65_536;

/// Whose allowance those share for whom there is no room.
const SHARED: u64 = 0;

/// The least time between two looks for allowances that are whole again and need not be kept.
const BETWEEN_SWEEPS: u64 = 1_000_000_000;

/// So many in a second over time, and so many at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rate {
    /// How many in each second.
    pub per_second: u32,
    /// How many at once, after a pause.
    pub burst: u32,
}

/// The allowances of many under one rate. Times are counted in nanoseconds from any beginning that stays the same.
pub struct Meter {
    /// What one costs.
    cost: u64,
    /// What may be spent ahead of time.
    ahead: u64,
    allowances: Mutex<Allowances>,
}

#[derive(Default)]
struct Allowances {
    /// By whom: when the allowance will be whole again.
    whole_at: HashMap<u64, u64>,
    swept_at: u64,
}

impl Meter {
    /// A meter for this rate; none when either of its numbers is 0, which switches it off.
    pub fn of(rate: Rate) -> Option<Self> {
        let cost = 1_000_000_000_u64.checked_div(u64::from(rate.per_second))?;
        let ahead = cost.saturating_mul(u64::from(rate.burst));
        (ahead > 0).then(|| Self {
            cost,
            ahead,
            allowances: Mutex::default(),
        })
    }

    /// Spends one.
    ///
    /// # Errors
    /// How long to wait until there is one to spend; none is spent then.
    pub fn spend(&self, whose: u64, now: Duration) -> Result<(), Duration> {
        let now = nanos(now);
        let mut allowances = self.allowances();
        let whose = allowances.room_for(whose, now);
        let whole_at = allowances.whole_at.entry(whose).or_insert(now);
        *whole_at = self.after_one_more(*whole_at, now)?;
        Ok(())
    }

    /// Whether there is one to spend. None is spent.
    ///
    /// # Errors
    /// How long to wait until there is one.
    pub fn look(&self, whose: u64, now: Duration) -> Result<(), Duration> {
        let now = nanos(now);
        let allowances = self.allowances();
        if allowances.whole_at.is_empty() {
            return Ok(());
        }
        let kept = allowances.place_of(whose);
        let whole_at = allowances.whole_at.get(&kept).copied().unwrap_or(now);
        self.after_one_more(whole_at, now).map(|_| ())
    }

    /// When it would be whole again if one more were spent now.
    fn after_one_more(&self, whole_at: u64, now: u64) -> Result<u64, Duration> {
        let then = whole_at.max(now).saturating_add(self.cost);
        match then.checked_sub(now.saturating_add(self.ahead)) {
            None | Some(0) => Ok(then),
            Some(wait) => Err(Duration::from_nanos(wait)),
        }
    }

    /// The map is whole even if a thread died while it held it: each change is one insertion.
    fn allowances(&self) -> MutexGuard<'_, Allowances> {
        self.allowances
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    #[cfg(test)]
    fn kept(&self) -> usize {
        self.allowances().whole_at.len()
    }
}

impl Allowances {
    fn is_full(&self) -> bool {
        self.whole_at.len() >= MOST
    }

    /// Under what this one is kept.
    fn place_of(&self, whose: u64) -> u64 {
        if self.is_full() && !self.whole_at.contains_key(&whose) {
            SHARED
        } else {
            whose
        }
    }

    /// The same, after those were forgotten that need not be kept.
    fn room_for(&mut self, whose: u64, now: u64) -> u64 {
        if self.is_full() && now.saturating_sub(self.swept_at) >= BETWEEN_SWEEPS {
            self.swept_at = now;
            self.whole_at.retain(|_, whole_at| *whole_at > now);
        }
        self.place_of(whose)
    }
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn meter(per_second: u32, burst: u32) -> Meter {
        Meter::of(Rate { per_second, burst }).unwrap()
    }

    #[test]
    fn nought_switches_it_off() {
        for (per_second, burst) in [(0, 5), (5, 0), (0, 0)] {
            assert!(Meter::of(Rate { per_second, burst }).is_none());
        }
    }

    #[test]
    fn looking_spends_nothing_and_one_is_not_another() {
        let (meter, now) = (meter(1, 1), Duration::from_secs(9));
        for _ in 0..3 {
            assert_eq!(meter.look(1, now), Ok(()));
        }
        assert_eq!(meter.spend(1, now), Ok(()));
        let wait = Err(Duration::from_secs(1));
        assert_eq!((meter.look(1, now), meter.spend(1, now)), (wait, wait));
        assert_eq!(meter.spend(2, now), Ok(()));
    }

    #[test]
    fn memory_is_bounded_and_comes_back() {
        let meter = meter(1, 2);
        let now = Duration::from_secs(5);
        for whose in 1..=2 * MOST as u64 {
            let _ = meter.spend(whose, now);
        }
        assert!(meter.kept() <= MOST + 1);
        // Those who came too late share one allowance, which is used up.
        assert!(meter.spend(u64::MAX, now).is_err());
        assert_eq!(meter.spend(1, now), Ok(()));
        let later = now + Duration::from_secs(3);
        assert_eq!(meter.spend(u64::MAX, later), Ok(()));
        assert_eq!(meter.kept(), 1);
    }

    proptest! {
        /// In no stretch of time is more let through than the burst and what the rate gives in it; and who waits
        /// as long as they were told is let through.
        #[test]
        fn no_more_is_let_through_than_the_rate_allows(
            per_second in 1_u32..500,
            burst in 1_u32..200,
            pauses in proptest::collection::vec(0_u64..200_000, 1..400),
        ) {
            let meter = meter(per_second, burst);
            let mut now = Duration::from_secs(1);
            let mut passed = Vec::new();
            for pause in pauses {
                now += Duration::from_micros(pause);
                match meter.spend(7, now) {
                    Ok(()) => passed.push(now),
                    Err(wait) => prop_assert_eq!(meter.look(7, now + wait), Ok(())),
                }
            }
            for (index, from) in passed.iter().enumerate() {
                for (more, to) in passed[index..].iter().enumerate() {
                    let given = nanos(to.saturating_sub(*from)) / meter.cost;
                    prop_assert!((more as u64) < u64::from(burst) + given, "{more} more in a stretch");
                }
            }
        }
    }
}

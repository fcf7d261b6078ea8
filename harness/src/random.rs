//! Numbers that look random and are the same in every run, so that every run measures the same thing.

#![allow(
    clippy::should_implement_trait,
    reason = "numbers without an end are no iterator that anybody should collect"
)]

use uuid::Builder;
use uuid::Uuid;

/// xorshift64*: a few instructions a number, which a load generator can afford.
#[derive(Clone)]
pub struct Random(u64);

impl Random {
    /// A sequence of its own for each seed.
    pub fn new(seed: u64) -> Self {
        // Never zero, where xorshift stays for ever; and far apart for seeds that are close.
        Self((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// One of these; `None` when there are none.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let count = u64::try_from(from.len()).ok()?;
        let index = self.next().checked_rem(count)?;
        from.get(usize::try_from(index).ok()?)
    }

    /// A number below this one; 0 of none.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next().checked_rem(end).unwrap_or_default()
    }

    /// A random UUID, as targets have.
    pub fn uuid(&mut self) -> Uuid {
        Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    fn bytes(&mut self) -> [u8; 16] {
        let (high, low) = (u128::from(self.next()), u128::from(self.next()));
        (high << 64 | low).to_be_bytes()
    }
}

/// UUIDs (version 7) that sort in the order in which they were made, as the server makes them for
/// records, events and audit entries: where new rows land in a table decides what they cost.
pub struct OrderedIds {
    random: Random,
    /// Milliseconds, and 12 bits of counting within each: ids made faster than time goes by stay
    /// behind those that a server makes afterwards.
    sequence: u64,
}

impl OrderedIds {
    /// Ids that all sort after this one, when it is one of their kind.
    pub fn after(id: Uuid, random: Random) -> Self {
        let (high, _) = id.as_u64_pair();
        let millisecond = high >> 16;
        Self {
            random,
            sequence: (millisecond + 1) << 12,
        }
    }

    /// The next id.
    pub fn next(&mut self) -> Uuid {
        self.sequence += 1;
        let [.., counted_high, counted_low] = self.sequence.to_be_bytes();
        let mut tail = [0; 10];
        tail.copy_from_slice(&self.random.bytes()[6..]);
        // The upper half of the first byte gives way to the version.
        tail[..2].copy_from_slice(&[counted_high, counted_low]);
        Builder::from_unix_timestamp_millis(self.sequence >> 12, &tail).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_again_and_another_seed_others() {
        let mut first = Random::new(1);
        let mut again = Random::new(1);
        let mut other = Random::new(2);
        assert_eq!(first.next(), again.next());
        assert_ne!(first.next(), other.next());
    }

    #[test]
    fn every_choice_comes_up() {
        let mut random = Random::new(0);
        let mut seen = [false; 5];
        for _ in 0..200 {
            let picked = random.pick(&[0, 1, 2, 3, 4]).unwrap();
            seen[*picked] = true;
        }
        assert_eq!(seen, [true; 5]);
        assert_eq!(random.pick::<u8>(&[]), None);
        assert!((0..200).all(|_| random.below(7) < 7));
        assert_eq!(random.below(0), 0);
    }

    #[test]
    fn ordered_ids_sort_after_the_first_and_keep_behind_time() {
        let first = Uuid::parse_str("018f3f2e-7a3b-7c00-8000-0123456789ab").unwrap();
        let mut ids = OrderedIds::after(first, Random::new(3));
        let mut last = first;
        for _ in 0..10_000 {
            let next = ids.next();
            assert!(last < next);
            assert_eq!(next.get_version_num(), 7);
            last = next;
        }
        let millisecond = |id: Uuid| id.as_u64_pair().0 >> 16;
        assert_eq!(millisecond(last) - millisecond(first), 3);
    }
}

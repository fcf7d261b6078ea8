//! What a connection is at: its stream asks, the service and the answer tell.

use std::sync::atomic::{AtomicU64, Ordering};

/// What a connection is at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// Between two requests.
    Idle,
    /// The head of a request is coming in; at first also that of the first one.
    Head,
    /// A request is being answered.
    Busy,
}

/// The phases of a connection, counted, so that each can be told from an earlier one of its kind. They come in turn:
/// idle, head, busy, idle.
pub struct Pace(AtomicU64);

/// One phase of one connection, by its count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Turn(u64);

impl Turn {
    /// Its kind.
    pub fn phase(self) -> Phase {
        match self.0 % 3 {
            0 => Phase::Idle,
            1 => Phase::Head,
            _ => Phase::Busy,
        }
    }

    /// The next turn of this kind, or this one.
    fn until(self, phase: Phase) -> Self {
        let mut turn = self;
        while turn.phase() != phase {
            turn = Self(turn.0.wrapping_add(1));
        }
        turn
    }
}

impl Pace {
    /// A new connection, whose first request should be on its way.
    pub fn new() -> Self {
        Self(AtomicU64::new(1))
    }

    /// What it is at.
    pub fn turn(&self) -> Turn {
        Turn(self.0.load(Ordering::Acquire))
    }

    /// Says what it is at now. Only one task at a time drives a connection, so nobody comes in between.
    pub fn reach(&self, phase: Phase) {
        self.0.store(self.turn().until(phase).0, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_turn_is_told_from_the_one_before() {
        let pace = Pace::new();
        let mut seen = vec![pace.turn()];
        assert_eq!(seen[0].phase(), Phase::Head);
        for phase in [
            Phase::Busy,
            Phase::Idle,
            Phase::Head,
            Phase::Busy,
            Phase::Idle,
            Phase::Busy,
        ] {
            pace.reach(phase);
            assert_eq!(pace.turn().phase(), phase);
            assert!(!seen.contains(&pace.turn()));
            seen.push(pace.turn());
            pace.reach(phase);
            assert_eq!(pace.turn(), seen[seen.len() - 1]);
        }
    }
}

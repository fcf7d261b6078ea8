//! Whether a server that was asked something has fallen silent. A machine that stands still keeps its connections: no
//! system ever ends them, and whoever asks over one waits in vain.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::time::Instant;

/// Nothing that several ask over one connection takes so long; and if it does, those who come later only get another
/// connection.
const LONG: Duration = Duration::from_secs(5);

/// What a connection was asked and not answered.
pub struct Silence {
    began: Instant,
    state: State,
}

/// The same by a clock of its own, in the time since the connection was made.
#[derive(Default)]
struct State {
    /// How much was asked and not answered.
    open: AtomicUsize,
    /// When it was asked with nothing open, or answered last; in milliseconds.
    since: AtomicU64,
    /// Whether somebody went away who had waited for long.
    is_given_up: AtomicBool,
}

impl Silence {
    /// Of a new connection.
    pub fn new() -> Self {
        Self {
            began: Instant::now(),
            state: State::default(),
        }
    }

    /// Something is asked now.
    pub fn ask(&self) -> Asking<'_> {
        self.state.ask(self.began.elapsed());
        Asking {
            silence: self,
            is_answered: false,
        }
    }

    /// Whether somebody waits and nothing has come for long, or somebody went away over that.
    pub fn is_long(&self) -> bool {
        self.state.is_long(self.began.elapsed())
    }
}

impl State {
    fn ask(&self, now: Duration) {
        if self.open.fetch_add(1, Ordering::AcqRel) == 0 {
            self.touch(now);
        }
    }

    fn answered(&self, now: Duration) {
        self.touch(now);
        self.open.fetch_sub(1, Ordering::AcqRel);
    }

    /// Somebody went away without an answer.
    fn left(&self, now: Duration) {
        if self.lasts_for_long(now) {
            self.is_given_up.store(true, Ordering::Release);
        }
        self.open.fetch_sub(1, Ordering::AcqRel);
    }

    fn is_long(&self, now: Duration) -> bool {
        let is_waited_for = self.open.load(Ordering::Acquire) > 0;
        self.is_given_up.load(Ordering::Acquire) || (is_waited_for && self.lasts_for_long(now))
    }

    fn lasts_for_long(&self, now: Duration) -> bool {
        let since = Duration::from_millis(self.since.load(Ordering::Acquire));
        now.saturating_sub(since) >= LONG
    }

    fn touch(&self, now: Duration) {
        let now = u64::try_from(now.as_millis()).unwrap_or(u64::MAX);
        self.since.store(now, Ordering::Release);
    }
}

/// Somebody who waits for an answer, until it came or they went away.
pub struct Asking<'a> {
    silence: &'a Silence,
    is_answered: bool,
}

impl Asking<'_> {
    /// The answer came.
    pub fn answered(mut self) {
        self.is_answered = true;
    }
}

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        let now = self.silence.began.elapsed();
        if self.is_answered {
            self.silence.state.answered(now);
        } else {
            self.silence.state.left(now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_mins(1);
    const SOON: Duration = Duration::from_secs(61);

    #[test]
    fn nobody_who_is_asked_nothing_is_silent() {
        let state = State::default();
        assert!(!state.is_long(NOW));
        state.ask(NOW);
        state.answered(NOW);
        assert!(!state.is_long(NOW + LONG));
    }

    #[test]
    fn who_does_not_answer_is_silent_until_an_answer_comes() {
        let state = State::default();
        state.ask(NOW);
        state.ask(SOON);
        assert!(!state.is_long(SOON) && state.is_long(NOW + LONG));
        state.answered(NOW + LONG);
        assert!(!state.is_long(SOON + LONG) && state.is_long(NOW + LONG + LONG));
    }

    #[test]
    fn who_goes_away_soon_proves_nothing_and_who_waited_long_does() {
        let state = State::default();
        state.ask(NOW);
        state.left(SOON);
        assert!(!state.is_long(NOW + LONG));
        state.ask(NOW);
        state.left(NOW + LONG);
        state.ask(NOW + LONG);
        state.answered(NOW + LONG);
        assert!(state.is_long(NOW + LONG), "it was given up");
    }

    #[test]
    fn what_is_asked_is_counted_until_it_is_answered_or_nobody_waits() {
        let silence = Silence::new();
        let open = || silence.state.open.load(Ordering::Acquire);
        let (one, other) = (silence.ask(), silence.ask());
        assert_eq!(open(), 2);
        one.answered();
        drop(other);
        assert_eq!(open(), 0);
    }
}

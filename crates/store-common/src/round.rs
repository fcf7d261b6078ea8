//! What a writer is asked for, and what of it waits: units of work of a kind, and whoever asks whether one can write.

use tokio::sync::oneshot;

/// Something for a writer to do.
pub enum Job<W, E> {
    /// A unit of work.
    Write(W),
    /// To say whether something could be written now.
    Ping(oneshot::Sender<Result<(), E>>),
    /// Audit entries wait; nothing else to do.
    Wake,
    /// So many wait that they are to be written at once.
    Hurry,
    /// To end, once what waits is written.
    Stop,
}

/// What waited.
pub struct Round<W, E> {
    /// Units of work, to be written together.
    pub writes: Vec<W>,
    /// Who asks whether something could be written.
    pub pings: Vec<oneshot::Sender<Result<(), E>>>,
    /// Whether many audit entries wait.
    pub hurry: bool,
    /// Whether it is the last.
    pub stop: bool,
}

impl<W, E> Default for Round<W, E> {
    fn default() -> Self {
        Self {
            writes: Vec::new(),
            pings: Vec::new(),
            hurry: false,
            stop: false,
        }
    }
}

impl<W, E> Round<W, E> {
    /// Whether somebody waits for an answer, or will soon wait for room.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.stop || self.hurry || !self.writes.is_empty() || !self.pings.is_empty()
    }

    /// Takes one more.
    pub fn add(&mut self, job: Job<W, E>) {
        match job {
            Job::Write(write) => self.writes.push(write),
            Job::Ping(reply) => self.pings.push(reply),
            Job::Wake => {}
            Job::Hurry => self.hurry = true,
            Job::Stop => self.stop = true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(job: Job<u8, ()>) -> Round<u8, ()> {
        let mut round = Round::default();
        round.add(job);
        round
    }

    #[test]
    fn whoever_waits_is_not_kept_waiting() {
        assert!(!after(Job::Wake).is_urgent());
        let (reply, _answer) = oneshot::channel();
        for job in [Job::Write(7), Job::Ping(reply), Job::Hurry, Job::Stop] {
            assert!(after(job).is_urgent());
        }
        assert!(after(Job::Stop).stop && !after(Job::Hurry).stop);
        assert_eq!(after(Job::Write(7)).writes, [7]);
    }
}

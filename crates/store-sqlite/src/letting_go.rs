use std::sync::atomic::{AtomicBool, Ordering};

/// What the writer asks of the readers.
#[derive(Default)]
pub struct LettingGo(AtomicBool);

impl LettingGo {
    /// Whether readers must not share transactions, so that the write-ahead log can start over.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    /// Asks the readers to let go, or allows them to hold on again.
    pub fn ask(&self, asked: bool) {
        self.0.store(asked, Ordering::Release);
    }
}

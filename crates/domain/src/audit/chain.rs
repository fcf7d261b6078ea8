//! The chain: the digest of an entry covers the digest of the one before it, so that an entry that is altered, taken
//! out or put in between breaks every digest that follows.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{Line, Stream, TrailEntry};
use crate::vocabulary::words;

/// A SHA-256 digest.
pub type Digest = [u8; 32];

/// How far a stream has come: the number of its last entry, from 1, and its digest. 0 and zeros before the first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    /// The stream.
    pub stream: Stream,
    /// How many entries it has.
    pub number: u64,
    /// The digest of the last.
    pub digest: Digest,
}

words! {
    /// What is wrong with a chain.
    Fault {
        /// An entry is not what it was when it was chained.
        Altered = "altered",
        /// An entry is missing, or one stands where another should.
        OutOfOrder = "out-of-order",
        /// Entries at the end are missing, or there are more than were chained.
        EndDiffers = "end-differs",
    }
}

/// The first place at which a chain is broken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Broken {
    /// The stream.
    pub stream: Stream,
    /// The number of the entry.
    pub number: u64,
    /// What is wrong.
    pub fault: Fault,
}

impl Head {
    /// A stream without entries.
    pub fn empty(stream: Stream) -> Self {
        Self {
            stream,
            number: 0,
            digest: [0; 32],
        }
    }

    /// The head after this entry.
    #[must_use]
    pub fn after(self, line: &Line<'_>) -> Self {
        let number = self.number.saturating_add(1);
        let mut hash = Sha256::new();
        hash.update(self.digest);
        hash.update([self.stream.number()]);
        hash.update(number.to_be_bytes());
        hash.update(line.id.as_bytes());
        hash.update(line.at.to_be_bytes());
        for text in [
            line.issuer,
            line.actor,
            line.mode,
            line.purpose,
            line.action,
            line.areas,
            line.outcome,
            line.because,
        ] {
            // With its length before it, no text can pass for the end of another.
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text.as_bytes());
        }
        for id in [line.target, line.record, line.grant, line.pass] {
            hash.update([u8::from(id.is_some())]);
            hash.update(id.unwrap_or(Uuid::nil()).as_bytes());
        }
        hash.update(line.correlation.as_bytes());
        Self {
            number,
            digest: hash.finalize().into(),
            ..self
        }
    }
}

/// Goes along a stream, entry by entry, from its beginning.
#[derive(Clone, Copy, Debug)]
pub struct Verifier(Head);

impl Verifier {
    /// At the beginning of a stream.
    pub fn new(stream: Stream) -> Self {
        Self(Head::empty(stream))
    }

    /// Takes the next entry.
    ///
    /// # Errors
    /// [`Broken`] when it is not the one that was chained there.
    pub fn next(&mut self, entry: &TrailEntry) -> Result<(), Broken> {
        let expected = self.0.after(&entry.line());
        let broken = |fault| Broken {
            stream: self.0.stream,
            number: expected.number,
            fault,
        };
        if entry.stream != self.0.stream || entry.number != expected.number {
            return Err(broken(Fault::OutOfOrder));
        }
        if entry.digest != expected.digest {
            return Err(broken(Fault::Altered));
        }
        self.0 = expected;
        Ok(())
    }

    /// Where it has come to.
    pub fn head(&self) -> Head {
        self.0
    }

    /// Whether the stream ends where this head says.
    ///
    /// # Errors
    /// [`Broken`] when entries are missing at the end, more are there than were chained, or the last one is not the
    /// one that the head tells of: it or one before it was altered, and all that follow were chained anew.
    pub fn end(&self, head: Head) -> Result<(), Broken> {
        if self.0 == head {
            return Ok(());
        }
        let (number, fault) = if self.0.number == head.number {
            // As many entries, chained well, and others than there once were.
            (head.number, Fault::Altered)
        } else {
            let first = self.0.number.min(head.number).saturating_add(1);
            (first, Fault::EndDiffers)
        };
        Err(Broken {
            stream: head.stream,
            number,
            fault,
        })
    }
}

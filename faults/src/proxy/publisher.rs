//! What a client of NATS publishes: the ids of its messages, by which a stream knows one that it has.

use std::collections::HashSet;

/// What stands before an id, and how long one is.
const HEADER: &[u8] = b"Nats-Msg-Id: ";
const LENGTH: usize = 36;

/// A client, as far as it was heard and not understood yet.
#[derive(Default)]
pub struct Publisher(Vec<u8>);

impl Publisher {
    /// Hears more; the ids of the messages that have become known by it.
    pub fn hear(&mut self, bytes: &[u8]) -> Vec<Vec<u8>> {
        self.0.extend_from_slice(bytes);
        let mut ids = Vec::new();
        while let Some(at) = self.header() {
            let from = at + HEADER.len();
            let Some(id) = self.0.get(from..from + LENGTH) else {
                return ids;
            };
            ids.push(id.to_vec());
            self.0.drain(..from + LENGTH);
        }
        // A header may have begun.
        let kept = self.0.len().min(HEADER.len() - 1);
        self.0.drain(..self.0.len() - kept);
        ids
    }

    fn header(&self) -> Option<usize> {
        self.0.windows(HEADER.len()).position(|some| some == HEADER)
    }
}

/// What was published by all clients together.
#[derive(Default)]
pub struct Published {
    known: HashSet<Vec<u8>>,
    all: u64,
    again: u64,
}

impl Published {
    /// Counts messages.
    pub fn add(&mut self, ids: Vec<Vec<u8>>) {
        for id in ids {
            self.all += 1;
            self.again += u64::from(!self.known.insert(id));
        }
    }

    /// How many there were, each as often as it was published.
    pub fn all(&self) -> u64 {
        self.all
    }

    /// How many of them had been published before.
    pub fn again(&self) -> u64 {
        self.again
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_apart_however_they_are_cut_up() {
        let id = |number: u32| format!("00000000-0000-0000-0000-{number:012}");
        let message = |number| format!("NATS/1.0\r\nNats-Msg-Id: {}\r\n\r\nNats-Msg", id(number));
        let said = [message(1), message(2), message(1)].concat();
        for size in [1, 7, 1000] {
            let (mut publisher, mut all) = (Publisher::default(), Published::default());
            for piece in said.as_bytes().chunks(size) {
                all.add(publisher.hear(piece));
            }
            assert_eq!((all.all(), all.again()), (3, 1));
        }
    }
}

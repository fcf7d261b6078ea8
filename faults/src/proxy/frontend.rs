//! What a client of PostgreSQL says, message by message: enough of its protocol (version 3) to see a commit go by. What
//! is not that protocol goes by in whatever pieces it comes in, as long as it begins like it.

use std::collections::HashSet;

/// What a message does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// It has the transaction committed.
    Commit,
    /// Anything else.
    Other,
}

/// The requests for an encrypted connection, which come before the first message proper.
const ENCRYPTION: [u32; 2] = [80_877_103, 80_877_104];

/// A client, as far as it was heard.
#[derive(Default)]
pub struct Frontend {
    heard: Vec<u8>,
    has_started: bool,
    /// The names of the prepared statements that commit.
    statements: HashSet<Vec<u8>>,
    /// Whether the statement that was bound last commits.
    is_bound: bool,
}

impl Frontend {
    /// Hears more.
    pub fn take(&mut self, bytes: &[u8]) {
        self.heard.extend_from_slice(bytes);
    }

    /// The next whole message, and what it does.
    pub fn next(&mut self) -> Option<(Vec<u8>, Step)> {
        // The first has no letter before its length.
        let letter = usize::from(self.has_started);
        let length = self.heard.get(letter..letter + 4)?;
        let length = u32::from_be_bytes(length.try_into().ok()?);
        let end = letter + usize::try_from(length).ok()?;
        if self.heard.len() < end {
            return None;
        }
        let message: Vec<u8> = self.heard.drain(..end).collect();
        if self.has_started {
            let step = self.step(&message);
            return Some((message, step));
        }
        let code = message
            .get(4..8)
            .and_then(|code| code.try_into().ok())
            .map(u32::from_be_bytes);
        self.has_started = !code.is_some_and(|code| ENCRYPTION.contains(&code));
        Some((message, Step::Other))
    }

    fn step(&mut self, message: &[u8]) -> Step {
        let (letter, said) = (
            message.first().copied(),
            message.get(5..).unwrap_or_default(),
        );
        let mut words = said.split(|byte| *byte == 0);
        let commits = match letter {
            Some(b'Q') => words.next().is_some_and(is_commit),
            Some(b'P') => {
                let name = words.next().unwrap_or_default();
                if words.next().is_some_and(is_commit) {
                    self.statements.insert(name.to_vec());
                } else {
                    self.statements.remove(name);
                }
                false
            }
            Some(b'B') => {
                self.is_bound = words
                    .nth(1)
                    .is_some_and(|name| self.statements.contains(name));
                false
            }
            Some(b'E') => std::mem::take(&mut self.is_bound),
            _ => false,
        };
        if commits { Step::Commit } else { Step::Other }
    }
}

fn is_commit(sql: &[u8]) -> bool {
    let word = sql.trim_ascii_start().get(..6);
    word.is_some_and(|word| word.eq_ignore_ascii_case(b"commit"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(letter: u8, said: &[u8]) -> Vec<u8> {
        let length = u32::try_from(said.len() + 4).unwrap().to_be_bytes();
        [&[letter][..], &length, said].concat()
    }

    fn steps(frontend: &mut Frontend) -> Vec<Step> {
        std::iter::from_fn(|| frontend.next().map(|(_, step)| step)).collect()
    }

    #[test]
    fn a_commit_is_seen_in_either_form_and_however_it_is_cut_up() {
        let encryption = [&8_u32.to_be_bytes()[..], &ENCRYPTION[0].to_be_bytes()].concat();
        let start = [&8_u32.to_be_bytes()[..], &196_608_u32.to_be_bytes()].concat();
        let all = [
            encryption,
            start,
            message(b'Q', b"BEGIN\0"),
            message(b'Q', b" commit\0"),
            message(b'P', b"s1\0COMMIT\0\0\0"),
            message(b'P', b"s2\0SELECT 'COMMIT'\0\0\0"),
            message(b'B', b"\0s2\0\0\0"),
            message(b'E', b"\0\0\0\0\0"),
            message(b'B', b"\0s1\0\0\0"),
            message(b'E', b"\0\0\0\0\0"),
            message(b'S', b""),
        ]
        .concat();
        let mut expected = vec![Step::Other; 11];
        (expected[3], expected[9]) = (Step::Commit, Step::Commit);
        let mut whole = Frontend::default();
        whole.take(&all);
        assert_eq!(steps(&mut whole), expected);
        let mut pieces = Frontend::default();
        let mut seen = Vec::new();
        for byte in &all {
            pieces.take(&[*byte]);
            seen.extend(steps(&mut pieces));
        }
        assert_eq!(seen, expected);
    }
}

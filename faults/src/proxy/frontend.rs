//! What a client of PostgreSQL says, message by message: enough of its protocol (version 3) to see a commit go by. What
//! is not that protocol goes by in whatever pieces it comes in, as long as it begins like it.

use std::collections::HashMap;

/// What a message does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// It has a transaction committed that writes: whatever changes anything adds to the trail.
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
    /// What prepared statements do, by their names.
    statements: HashMap<Vec<u8>, Deed>,
    /// What the statement does that was bound last.
    bound: Deed,
    /// Whether the transaction that is open has added to the trail.
    writes: bool,
}

/// What a statement does, as far as it matters here.
#[derive(Clone, Copy, Default)]
enum Deed {
    /// It begins a transaction or undoes it.
    Clear,
    /// It adds to the trail.
    Write,
    /// It commits.
    Commit,
    #[default]
    Other,
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
        let done = match letter {
            Some(b'Q') => words.next().map(deed),
            Some(b'P') => {
                let name = words.next().unwrap_or_default();
                let deed = words.next().map(deed).unwrap_or_default();
                self.statements.insert(name.to_vec(), deed);
                None
            }
            Some(b'B') => {
                let known = words.nth(1).and_then(|name| self.statements.get(name));
                self.bound = known.copied().unwrap_or_default();
                None
            }
            Some(b'E') => Some(std::mem::take(&mut self.bound)),
            _ => None,
        };
        self.after(done.unwrap_or_default())
    }

    fn after(&mut self, deed: Deed) -> Step {
        match deed {
            Deed::Write => self.writes = true,
            Deed::Clear => self.writes = false,
            Deed::Commit if std::mem::take(&mut self.writes) => return Step::Commit,
            Deed::Commit | Deed::Other => {}
        }
        Step::Other
    }
}

fn deed(sql: &[u8]) -> Deed {
    let sql = String::from_utf8_lossy(sql).trim_start().to_lowercase();
    let begins = |word| sql.starts_with(word);
    match () {
        () if begins("insert into trail ") => Deed::Write,
        () if begins("commit") => Deed::Commit,
        () if begins("begin") || begins("rollback") => Deed::Clear,
        () => Deed::Other,
    }
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
        let run = |name: &str| {
            let bind = message(b'B', format!("\0{name}\0\0\0").as_bytes());
            [bind, message(b'E', b"\0\0\0\0\0")].concat()
        };
        let prepared = [
            message(b'P', b"s1\0COMMIT\0\0\0"),
            message(b'P', b"s2\0SELECT 'COMMIT'\0\0\0"),
            message(b'P', b"s3\0INSERT INTO trail (stream) VALUES ($1)\0\0\0"),
        ];
        let writing = [message(b'Q', b"BEGIN\0"), run("s3"), run("s2"), run("s1")];
        let simple = [run("s3"), message(b'Q', b" commit\0")];
        let all = [
            vec![encryption, start],
            prepared.to_vec(),
            writing.to_vec(),
            simple.to_vec(),
        ];
        let all = all.concat().concat();
        let mut expected = vec![Step::Other; 15];
        (expected[11], expected[14]) = (Step::Commit, Step::Commit);
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

    #[test]
    fn whoever_writes_nothing_is_let_by() {
        let mut frontend = Frontend {
            has_started: true,
            ..Frontend::default()
        };
        let says = |text: &str| message(b'Q', format!("{text}\0").as_bytes());
        let write = says("INSERT INTO trail (stream) VALUES (1)");
        let all = [
            says("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
            says("SELECT * FROM trail"),
            says("COMMIT"),
            says("BEGIN"),
            says("INSERT INTO event_log VALUES (1)"),
            says("COMMIT"),
            says("BEGIN"),
            write.clone(),
            says("ROLLBACK"),
            says("BEGIN"),
            says("COMMIT"),
            says("BEGIN"),
            write,
            says("COMMIT"),
            says("COMMIT"),
        ];
        frontend.take(&all.concat());
        let mut expected = vec![Step::Other; 15];
        expected[13] = Step::Commit;
        assert_eq!(steps(&mut frontend), expected);
    }
}

//! What a change builds on. A client that gives up waiting and turns to another process does not know whether the first
//! one will carry its request out one day: after what the client asks next, it would undo that. So a change of something
//! that may change again says on which version it builds, and is carried out on no other.

use uuid::Uuid;

use super::{Open, Worker};
use crate::call::Call;
use crate::load::calls::{read_record, read_wishes};
use crate::load::connections::Connections;
use crate::told::{Attempt, Fate, Wanted};

impl Worker {
    /// Has what is open say on what it builds, where there is another process to turn to; whether it can be sent.
    pub(super) fn base(&mut self, open: &mut Open, clients: &mut Connections) -> bool {
        let request = &self.told[open.place];
        let read = match request.wanted {
            Wanted::Describe | Wanted::Replace => read_record(request.subject),
            Wanted::Wish => read_wishes(request.target),
            _ => return true,
        };
        let client = clients.of_wanted(request.wanted);
        if open.is_based || !client.has_several() {
            return true;
        }
        let correlation = self.random.uuid();
        match client.send(&read, &correlation.to_string()) {
            Ok(answer) if answer.is_done() => build_on(&mut open.call, answer.version),
            // There is nothing yet to build on.
            Ok(answer) if answer.status == 404 => build_on(&mut open.call, None),
            _ => {
                self.note_unsent(open.place, correlation);
                return false;
            }
        }
        open.is_based = true;
        true
    }

    fn note_unsent(&mut self, place: usize, correlation: Uuid) {
        let attempt = Attempt {
            correlation,
            sent: self.moments.next(),
            fate: Fate::Unsent,
        };
        self.pulse.beat(&attempt.fate);
        self.told[place].attempts.push(attempt);
    }
}

/// Without a version to build on, the outcome has to be waited for.
fn build_on(call: &mut Call, version: Option<u64>) {
    match version {
        Some(version) => call.headers.push(("If-Match", format!("\"v{version}\""))),
        None => call.is_awaited = true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_says_on_what_it_builds_or_is_waited_for() {
        let mut call = Call::get("/".to_owned());
        build_on(&mut call, Some(3));
        assert_eq!(call.headers, [("If-Match", "\"v3\"".to_owned())]);
        assert!(!call.is_awaited);
        let mut first = Call::get("/".to_owned());
        build_on(&mut first, None);
        assert!(first.headers.is_empty() && first.is_awaited);
    }
}

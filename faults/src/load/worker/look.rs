//! A client that was told of a change looks at it: whoever answers it next has to know of it, be it another process.

use serde_json::Value;
use uuid::Uuid;

use super::Worker;
use crate::load::calls::{email, read_record};
use crate::load::connections::Connections;
use crate::told::{Request, Wanted};

/// One change in so many is looked at.
const ONE_IN: u64 = 6;

/// A record, and what its client was told that it says.
pub struct Fresh {
    record: Uuid,
    /// Where it says so.
    field: &'static str,
    text: String,
}

impl Fresh {
    /// What an acknowledged request made a record say, if it did.
    pub fn of(request: &Request) -> Option<Self> {
        let (field, text) = match request.wanted {
            Wanted::Create | Wanted::Replace => ("value", email(&request.mark)),
            Wanted::Describe => ("description", request.mark.clone()),
            _ => return None,
        };
        let record = request.subject;
        Some(Self {
            record,
            field,
            text,
        })
    }

    fn is_shown(&self, body: &Value) -> bool {
        body["contactInformation"][self.field] == self.text.as_str()
    }
}

impl Worker {
    /// Looks, now and then, at what it was told last. A service that cannot answer says nothing wrong.
    pub(super) fn look(&mut self, clients: &mut Connections) {
        let Some(fresh) = self.fresh.take() else {
            return;
        };
        if !self.chance(ONE_IN) {
            return;
        }
        let call = read_record(fresh.record);
        let correlation = self.random.uuid().to_string();
        let client = clients.of_wanted(Wanted::Describe);
        client.turn();
        if let Ok(answer) = client.send(&call, &correlation)
            && answer.status != 503
            && !(answer.is_done() && fresh.is_shown(&answer.json()))
        {
            let (record, text) = (fresh.record, fresh.text);
            self.missed.push(format!(
                "record {record} was acknowledged with {text} and then shown otherwise ({}): {}",
                answer.status, answer.body
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fresh(wanted: Wanted) -> Option<Fresh> {
        Fresh::of(&Request {
            wanted,
            target: Uuid::nil(),
            subject: Uuid::nil(),
            mark: "f1-2".to_owned(),
            attempts: Vec::new(),
        })
    }

    #[test]
    fn what_is_shown_is_held_against_what_was_told() {
        let shown = |value, description| json!({ "contactInformation": { "value": value, "description": description } });
        let describe = fresh(Wanted::Describe).unwrap();
        assert!(describe.is_shown(&shown("x", "f1-2")));
        assert!(!describe.is_shown(&shown("x", "f1-23")));
        let create = fresh(Wanted::Create).unwrap();
        assert!(create.is_shown(&shown("f1-2@example.org", "y")));
        assert!(!create.is_shown(&shown("f1-1@example.org", "f1-2")));
        assert!(fresh(Wanted::Retire).is_none());
    }
}

//! The connections of one client.

use crate::client::Client;
use crate::door::Door;
use crate::tokens::Who;
use crate::told::Wanted;

/// Each has one token.
pub struct Connections {
    officer: Client,
    clinician: Client,
}

impl Connections {
    /// Those of the client with this number to a running service, none of them open yet.
    pub fn of(door: &Door, number: usize) -> Self {
        Self {
            officer: door.client(Who::Officer, number),
            clinician: door.client(Who::Clinician, number),
        }
    }

    /// The one by which this is asked for.
    pub fn of_wanted(&mut self, wanted: Wanted) -> &mut Client {
        match wanted {
            Wanted::Patch => &mut self.clinician,
            _ => &mut self.officer,
        }
    }
}

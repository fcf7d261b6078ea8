//! The connections of one client.

use crate::client::Client;
use crate::service::Door;
use crate::tokens::Who;
use crate::told::Wanted;

/// Each has one token.
pub struct Connections {
    officer: Client,
    clinician: Client,
}

impl Connections {
    /// Those to a running service, none of them open yet.
    pub fn of(door: &Door) -> Self {
        let client = |who| Client::new(door.address, door.token(who).to_owned());
        Self {
            officer: client(Who::Officer),
            clinician: client(Who::Clinician),
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

//! Where a running service is asked: at each of its processes.

use std::net::SocketAddr;

use contactable_harness::Failure;

use crate::client::Client;
use crate::service::Service;
use crate::tokens::Who;

/// The processes of a service that can be asked, and who asks.
#[derive(Clone)]
pub struct Door {
    addresses: Vec<SocketAddr>,
    officer: String,
    clinician: String,
}

impl Door {
    /// The door of a service that listens at these addresses.
    ///
    /// # Errors
    /// There are none; and as [`crate::tokens::token`].
    pub fn of(service: &Service, addresses: Vec<SocketAddr>) -> Result<Self, Failure> {
        if addresses.is_empty() {
            return Err("the service does not run".into());
        }
        Ok(Self {
            addresses,
            officer: service.token(Who::Officer)?,
            clinician: service.token(Who::Clinician)?,
        })
    }

    /// A client who begins with one of the processes; neighbours begin with different ones.
    pub fn client(&self, who: Who, number: usize) -> Client {
        let token = match who {
            Who::Officer => &self.officer,
            Who::Clinician => &self.clinician,
        };
        let count = self.addresses.len();
        let addresses = self.addresses.iter().cycle().skip(number % count);
        Client::new(addresses.take(count).copied(), token.clone())
    }
}

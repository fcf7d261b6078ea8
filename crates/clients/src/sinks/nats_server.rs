use async_nats::ServerAddr;

/// Where a server of NATS is: `tls`, or `nats` on this machine itself (a test). Events are personal, so they cross no
/// network in the clear.
#[derive(Clone, PartialEq, Eq)]
pub struct NatsServer(ServerAddr);

/// Why a text is not the address of a server of NATS.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotANatsServer {
    /// It cannot be read as a URL.
    #[error("this is not an address such as tls://nats.example:4222")]
    Unreadable,
    /// It would send personal data in the clear.
    #[error("this is not tls (nats is for this machine itself only)")]
    NotSecure,
    /// It has a user name or a password.
    #[error("this has a user name or a password in it; keep them in files")]
    MoreThanAPlace,
}

impl NatsServer {
    /// Parses an address.
    ///
    /// # Errors
    /// Why it is none. The text is not repeated: it may have a password in it.
    pub fn parse(text: &str) -> Result<Self, NotANatsServer> {
        let address: ServerAddr = text
            .trim()
            .parse()
            .map_err(|_| NotANatsServer::Unreadable)?;
        if address.has_user_pass() {
            return Err(NotANatsServer::MoreThanAPlace);
        }
        let host = address.host().trim_start_matches('[').trim_end_matches(']');
        if host.is_empty() {
            return Err(NotANatsServer::Unreadable);
        }
        let is_here = host == "localhost"
            || host
                .parse()
                .is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
        match address.scheme() {
            "tls" => Ok(Self(address)),
            "nats" if is_here => Ok(Self(address)),
            _ => Err(NotANatsServer::NotSecure),
        }
    }

    /// Whether connections to it are encrypted.
    pub(super) fn is_secure(&self) -> bool {
        self.0.scheme() == "tls"
    }

    pub(super) fn address(&self) -> ServerAddr {
        self.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tls_and_this_machine_are_taken() {
        for (text, is_secure) in [
            ("tls://nats.example:4222", true),
            ("tls://127.0.0.1:4222", true),
            ("nats://127.0.0.1:4222", false),
            ("nats://[::1]:4222", false),
            ("nats://localhost", false),
        ] {
            assert_eq!(NatsServer::parse(text).unwrap().is_secure(), is_secure);
        }
    }

    #[test]
    fn anything_else_is_refused() {
        use NotANatsServer::{MoreThanAPlace, NotSecure, Unreadable};
        for (text, why) in [
            ("tls://", Unreadable),
            ("nats://nats.example:4222", NotSecure),
            ("nats.example", NotSecure),
            ("ws://127.0.0.1", NotSecure),
            ("tls://me:pw@nats.example", MoreThanAPlace),
        ] {
            assert_eq!(NatsServer::parse(text).err(), Some(why), "{text}");
        }
    }
}

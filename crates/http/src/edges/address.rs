//! From where a request comes. What it says about that itself is believed only of proxies that an operator named.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;
use ipnet::IpNet;

/// The address at the other end of the connection. Whoever accepts connections puts it beside each request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PeerAddress(pub IpAddr);

/// The header to which each proxy adds the address from which it was asked.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The proxies that are believed.
#[derive(Clone, Default, Debug)]
pub struct TrustedProxies(Vec<IpNet>);

/// A text that names no address and no network.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("give an IP address or a network, such as 10.0.0.7 or 10.0.0.0/24")]
pub struct NotAProxy;

impl TrustedProxies {
    /// Believes one more, named by its address or its network.
    ///
    /// # Errors
    /// [`NotAProxy`].
    pub fn trust(&mut self, name: &str) -> Result<(), NotAProxy> {
        let network = match name.parse::<IpAddr>() {
            Ok(address) => IpNet::from(address.to_canonical()),
            Err(_) => name.parse().map_err(|_| NotAProxy)?,
        };
        self.0.push(network);
        Ok(())
    }

    fn holds(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// Who asked: the peer, or, when that is a proxy, the last address in `X-Forwarded-For` that is none. What
    /// stands before it was written by somebody who is not believed.
    pub(super) fn client_of(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.holds(peer) {
            return peer;
        }
        let mut nearest = peer;
        for line in headers.get_all(FORWARDED_FOR).iter().rev() {
            for said in line.to_str().unwrap_or_default().rsplit(',') {
                let Some(address) = address(said.trim()) else {
                    return nearest;
                };
                nearest = address.to_canonical();
                if !self.holds(nearest) {
                    return nearest;
                }
            }
        }
        nearest
    }
}

/// An address, with the port beside it that some proxies add.
fn address(said: &str) -> Option<IpAddr> {
    let alone = said.parse().ok();
    alone.or_else(|| {
        said.parse::<SocketAddr>()
            .ok()
            .map(|with_port| with_port.ip())
    })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn client(peer: &str, lines: &[&str]) -> String {
        let mut proxies = TrustedProxies::default();
        proxies.trust("10.0.0.0/8").unwrap();
        proxies.trust("192.0.2.7").unwrap();
        proxies.trust("2001:db8::/32").unwrap();
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, HeaderValue::from_str(line).unwrap());
        }
        let client = proxies.client_of(peer.parse().unwrap(), &headers);
        client.to_string()
    }

    #[test]
    fn a_stranger_is_not_believed() {
        assert_eq!(client("198.51.100.1", &["203.0.113.9"]), "198.51.100.1");
    }

    #[test]
    fn the_last_address_that_is_no_proxy_is_taken() {
        for (lines, wanted) in [
            (vec!["203.0.113.9"], "203.0.113.9"),
            (vec!["1.1.1.1, 203.0.113.9"], "203.0.113.9"),
            (vec!["1.1.1.1, 203.0.113.9, 10.1.1.1"], "203.0.113.9"),
            (
                vec!["1.1.1.1", "203.0.113.9", "10.1.1.1,10.2.2.2"],
                "203.0.113.9",
            ),
            (vec!["::ffff:203.0.113.9"], "203.0.113.9"),
            // With a port beside it.
            (vec!["203.0.113.9:5678"], "203.0.113.9"),
            (
                vec!["1.1.1.1, 203.0.113.9:5678, 10.1.1.1:80"],
                "203.0.113.9",
            ),
            (vec!["[2001:db9::1]:5678, [2001:db8::2]:80"], "2001:db9::1"),
            (vec!["[::ffff:203.0.113.9]:5678"], "203.0.113.9"),
            (vec!["1.1.1.1, 203.0.113.9:"], "192.0.2.7"),
            (vec!["1.1.1.1, 203.0.113.9:70000"], "192.0.2.7"),
            // Proxies only, nothing, and nonsense: the nearest that is known.
            (vec!["10.3.3.3, 10.1.1.1"], "10.3.3.3"),
            (vec![], "192.0.2.7"),
            (vec!["1.1.1.1, unknown"], "192.0.2.7"),
            (vec!["1.1.1.1, unknown, 10.1.1.1"], "10.1.1.1"),
            (vec!["1.1.1.1,"], "192.0.2.7"),
        ] {
            assert_eq!(client("192.0.2.7", &lines), wanted, "{lines:?}");
        }
        assert_eq!(client("::ffff:10.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(client("2001:db8::1", &["2001:db9::1"]), "2001:db9::1");
    }

    #[test]
    fn names_are_refused() {
        for name in ["proxy.example", "", "10.0.0.0/33", "10.0.0", "*"] {
            assert_eq!(
                TrustedProxies::default().trust(name),
                Err(NotAProxy),
                "{name}"
            );
        }
    }
}

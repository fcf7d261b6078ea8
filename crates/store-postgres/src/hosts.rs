//! The hosts that a database has, tried one after the other. Each has its time: a machine that takes a connection and
//! then says nothing must not keep anybody from the next one.

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::net::lookup_host;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, LoadBalanceHosts};

use crate::error::Error;

/// They are tried beginning with the one that did last, so that one that is gone is met once and not with each connection.
pub struct Hosts {
    each: Vec<Config>,
    first: AtomicUsize,
}

impl Hosts {
    /// Those that a configuration names.
    pub fn of(config: &Config) -> Self {
        let count = config.get_hosts().len().max(config.get_hostaddrs().len());
        Self {
            each: (0..count).map(|place| only(config, place)).collect(),
            first: AtomicUsize::new(0),
        }
    }

    /// All of them, with their places, in the order in which to try them now.
    pub fn in_turn(&self) -> Result<impl Iterator<Item = (usize, &Config)>, Error> {
        let count = self.each.len();
        let at_random = self.each.first().map(Config::get_load_balance_hosts);
        let first = match at_random {
            Some(LoadBalanceHosts::Random) => {
                let mut byte = [0_u8; 1];
                getrandom::fill(&mut byte)?;
                usize::from(u8::from_ne_bytes(byte))
            }
            _ => self.first.load(Ordering::Relaxed),
        };
        let places = (0..count).map(move |step| (first + step) % count);
        Ok(places.filter_map(|place| Some((place, self.each.get(place)?))))
    }

    /// Begins to try this one.
    pub fn attempt(&self, place: usize) -> Attempt<'_> {
        Attempt {
            hosts: self,
            place,
            is_good: false,
        }
    }

    fn skip(&self, place: usize) {
        let next = (place + 1) % self.each.len().max(1);
        // Unless somebody else has found another meanwhile.
        let _ = self
            .first
            .compare_exchange(place, next, Ordering::Relaxed, Ordering::Relaxed);
    }

    fn keep(&self, place: usize) {
        self.first.store(place, Ordering::Relaxed);
    }
}

/// An attempt to connect to a host. Unless it is told that the host does, others begin with the next: also when whoever
/// attempts it loses their patience.
pub struct Attempt<'a> {
    hosts: &'a Hosts,
    place: usize,
    is_good: bool,
}

impl Attempt<'_> {
    /// Others begin with this one.
    pub fn succeeded(mut self) {
        self.is_good = true;
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        if self.is_good {
            self.hosts.keep(self.place);
        } else {
            self.hosts.skip(self.place);
        }
    }
}

/// The same with one of its hosts.
fn only(config: &Config, place: usize) -> Config {
    let mut one = Config::new();
    match config.get_hosts().get(place) {
        Some(Host::Tcp(name)) => {
            one.host(name);
        }
        #[cfg(unix)]
        Some(Host::Unix(path)) => {
            one.host_path(path);
        }
        None => {}
    }
    if let Some(address) = config.get_hostaddrs().get(place) {
        one.hostaddr(*address);
    }
    let ports = config.get_ports();
    if let Some(port) = ports.get(place).or_else(|| ports.first()) {
        one.port(*port);
    }
    with_the_rest_of(config, &mut one);
    one
}

fn with_the_rest_of(config: &Config, one: &mut Config) {
    config.get_user().map(|user| one.user(user));
    config.get_password().map(|password| one.password(password));
    config.get_dbname().map(|name| one.dbname(name));
    config.get_options().map(|options| one.options(options));
    let name = config.get_application_name();
    name.map(|name| one.application_name(name));
    let timeout = config.get_connect_timeout().copied();
    timeout.map(|timeout| one.connect_timeout(timeout));
    let timeout = config.get_tcp_user_timeout().copied();
    timeout.map(|timeout| one.tcp_user_timeout(timeout));
    let interval = config.get_keepalives_interval();
    interval.map(|interval| one.keepalives_interval(interval));
    let retries = config.get_keepalives_retries();
    retries.map(|retries| one.keepalives_retries(retries));
    one.keepalives(config.get_keepalives())
        .keepalives_idle(config.get_keepalives_idle())
        .ssl_mode(config.get_ssl_mode())
        .ssl_negotiation(config.get_ssl_negotiation())
        .target_session_attrs(config.get_target_session_attrs())
        .channel_binding(config.get_channel_binding())
        .load_balance_hosts(config.get_load_balance_hosts());
}

/// A host at each of its addresses: a name may have several, of which each has its own time, too.
pub async fn at_each_address(host: &Config) -> Result<Vec<Config>, std::io::Error> {
    let [Host::Tcp(name)] = host.get_hosts() else {
        return Ok(vec![host.clone()]);
    };
    if !host.get_hostaddrs().is_empty() {
        return Ok(vec![host.clone()]);
    }
    let port = host.get_ports().first().copied().unwrap_or(5432);
    let found = lookup_host((name.as_str(), port)).await?;
    Ok(found
        .map(|at| host.clone().hostaddr(at.ip()).clone())
        .collect())
}

/// What to call a host in front of people.
pub fn name(host: &Config) -> String {
    let port = host.get_ports().first().copied().unwrap_or(5432);
    match (host.get_hosts().first(), host.get_hostaddrs().first()) {
        (Some(Host::Tcp(name)), _) => format!("{name}:{port}"),
        #[cfg(unix)]
        (Some(Host::Unix(path)), _) => format!("{}:{port}", path.display()),
        (None, Some(address)) => format!("{address}:{port}"),
        (None, None) => "a host without a name".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERYTHING: &str = "user=u password=p dbname=d options='-c a=b' application_name=n sslmode=require \
         sslnegotiation=direct host=h hostaddr=127.0.0.2 port=5433 connect_timeout=3 tcp_user_timeout=4 keepalives=0 \
         keepalives_idle=5 keepalives_interval=6 keepalives_retries=7 target_session_attrs=read-write \
         channel_binding=require load_balance_hosts=random";

    fn names(hosts: &Hosts) -> Vec<String> {
        hosts
            .in_turn()
            .unwrap()
            .map(|(_, host)| name(host))
            .collect()
    }

    #[test]
    fn nothing_is_lost_of_a_configuration() {
        for text in [
            EVERYTHING,
            "user=u host=h",
            "user=u hostaddr=127.0.0.2",
            "user=u host=/run/postgres",
        ] {
            let config: Config = text.parse().unwrap();
            assert!(only(&config, 0) == config, "{text}");
        }
    }

    #[test]
    fn the_one_that_did_last_is_tried_first() {
        let hosts = Hosts::of(&"host=a,b,c port=1,2,3".parse().unwrap());
        assert_eq!(names(&hosts), ["a:1", "b:2", "c:3"]);
        drop(hosts.attempt(0));
        assert_eq!(names(&hosts), ["b:2", "c:3", "a:1"]);
        // Somebody who began earlier finds the same, which is no news.
        drop(hosts.attempt(0));
        assert_eq!(names(&hosts), ["b:2", "c:3", "a:1"]);
        hosts.attempt(2).succeeded();
        assert_eq!(names(&hosts), ["c:3", "a:1", "b:2"]);
        drop(hosts.attempt(2));
        assert_eq!(names(&hosts), ["a:1", "b:2", "c:3"]);
    }

    #[test]
    fn every_host_has_the_only_port_that_is_given() {
        let hosts = Hosts::of(&"host=a,/run/postgres port=7".parse().unwrap());
        assert_eq!(names(&hosts), ["a:7", "/run/postgres:7"]);
    }
}

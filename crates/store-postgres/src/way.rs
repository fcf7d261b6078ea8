//! How a database is reached: over which hosts, and until when each may take its time.

use std::path::Path;
use std::time::Duration;

use futures_util::future::join;
use tokio::time::timeout;
use tokio_postgres::config::TargetSessionAttrs;
use tokio_postgres::{Client, Config};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::Error;
use crate::hosts::{self, Hosts};
use crate::timeline::{Admitted, Timelines};
use crate::tls::tls;

/// What every connection is told first. Whoever stops in the middle of a transaction holds up everybody who waits for its
/// locks, in other processes too, and is given up soon: between two statements there is never more than reckoning.
const SETTINGS: &str = "SET idle_in_transaction_session_timeout = '3s'; SET lock_timeout = '20s'; \
    SET search_path = public; SET standard_conforming_strings = on";

/// A plan is made once for each statement, over an index and for whatever is bound to it: one made over a table that was
/// still small, or for the first values, must not be kept for the rest. Not every engine knows these.
const PLANNING: &str =
    "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan; SET jit = off";

/// How long a host has to take a connection and to say who it is, unless the configuration says.
const PATIENCE: Duration = Duration::from_secs(5);

/// How a database is reached.
pub struct Way {
    hosts: Hosts,
    tls: MakeRustlsConnect,
    /// How long each of the hosts has.
    patience: Duration,
    /// The timelines of its primaries, where only a primary will do.
    timelines: Option<Timelines>,
}

impl Way {
    /// To the one that takes writes among those that this configuration names.
    pub fn to_primary(config: &Config, ca_file: Option<&Path>) -> Result<Self, Error> {
        let mut config = config.clone();
        config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        Ok(Self {
            timelines: Some(Timelines::default()),
            ..Self::to_any(config, ca_file)?
        })
    }

    /// To whichever answers first.
    pub fn to_any(mut config: Config, ca_file: Option<&Path>) -> Result<Self, Error> {
        let patience = config.get_connect_timeout().copied();
        let patience = patience.filter(|patience| !patience.is_zero());
        let patience = patience.unwrap_or(PATIENCE);
        config.connect_timeout(patience);
        if config.get_application_name().is_none() {
            config.application_name("contactable");
        }
        config.keepalives_idle(Duration::from_secs(10));
        config.keepalives_interval(Duration::from_secs(3));
        config.keepalives_retries(3);
        config.tcp_user_timeout(Duration::from_secs(20));
        let tls = MakeRustlsConnect::new(tls(ca_file, config.get_ssl_mode())?);
        Ok(Self {
            hosts: Hosts::of(&config),
            tls,
            patience,
            timelines: None,
        })
    }

    /// A connection to the first host that will do.
    pub async fn connect(&self) -> Result<(Client, Option<Admitted>), Error> {
        let mut complaints = Vec::new();
        for (place, host) in self.hosts.in_turn()? {
            let attempt = self.hosts.attempt(place);
            match self.at_host(host).await {
                Ok(admitted) => {
                    attempt.succeeded();
                    return Ok(admitted);
                }
                Err(error) => complaints.push(format!("{}: {error}", hosts::name(host))),
            }
        }
        if complaints.is_empty() {
            return Err(Error::Failed("no host is named".to_owned()));
        }
        Err(Error::Unreachable(complaints.join("; ")))
    }

    /// A connection to this host, by the first of its addresses that will do.
    async fn at_host(&self, host: &Config) -> Result<(Client, Option<Admitted>), Error> {
        let found = timeout(self.patience, hosts::at_each_address(host)).await;
        let found = found.map_err(|_| Error::TooSlow)?;
        let mut last = Error::Failed("it has no address".to_owned());
        for address in found.map_err(|error| Error::Failed(error.to_string()))? {
            let opened = timeout(self.patience, self.open(&address)).await;
            match opened.unwrap_or(Err(Error::TooSlow)) {
                Ok(admitted) => return Ok(admitted),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    async fn open(&self, address: &Config) -> Result<(Client, Option<Admitted>), Error> {
        let (client, connection) = address.connect(self.tls.clone()).await?;
        tokio::spawn(async move {
            // How it ended is told to whoever waits for an answer.
            if let Err(error) = connection.await {
                tracing::debug!(error = %Error::from(error), "a connection to the database ended");
            }
        });
        let (set, planning) = join(
            client.batch_execute(SETTINGS),
            client.batch_execute(PLANNING),
        )
        .await;
        set?;
        if let Err(error) = planning {
            tracing::debug!(error = %Error::from(error), "the database plans as it likes");
        }
        let admitted = match &self.timelines {
            Some(timelines) => Some(timelines.admit(&client).await?),
            None => None,
        };
        Ok((client, admitted))
    }
}

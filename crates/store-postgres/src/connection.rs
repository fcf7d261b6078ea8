//! Connections to the database, each with the statements prepared that it will run.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::try_join_all;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::config::TargetSessionAttrs;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Config, Row, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::areas::Areas;
use crate::error::Error;
use crate::statements;
use crate::wave::{Looks, many_looks};

/// What is bound to a statement.
pub type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

/// Says for which areas the rest of a transaction asks.
pub const ASK_FOR: &str = "SELECT set_config('contactable.areas', $1, true)";
/// The same for a whole connection.
const ASK_ALWAYS_FOR: &str = "SELECT set_config('contactable.areas', $1, false)";
pub const STATEMENTS: &[&str] = &[ASK_FOR];

/// What every connection is told first. Whoever stops in the middle of a transaction must not hold its locks for ever.
const SETTINGS: &str = "SET idle_in_transaction_session_timeout = '60s'; SET lock_timeout = '20s'; \
    SET search_path = public; SET standard_conforming_strings = on";

/// A database, and how it is reached.
#[derive(Clone)]
pub struct Server {
    config: Config,
    tls: MakeRustlsConnect,
}

impl Server {
    /// The one that takes writes among those that this configuration names.
    pub fn primary(config: &Config, ca_file: Option<&Path>) -> Result<Self, Error> {
        let mut config = config.clone();
        config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        Self::any(config, ca_file)
    }

    /// Whichever answers first.
    pub fn any(mut config: Config, ca_file: Option<&Path>) -> Result<Self, Error> {
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(5));
        }
        if config.get_application_name().is_none() {
            config.application_name("contactable");
        }
        config.keepalives_idle(Duration::from_secs(10));
        config.keepalives_interval(Duration::from_secs(3));
        config.keepalives_retries(3);
        config.tcp_user_timeout(Duration::from_secs(20));
        let tls = MakeRustlsConnect::new(tls(ca_file)?);
        Ok(Self { config, tls })
    }

    /// A bare connection, with nothing prepared.
    pub async fn client(&self) -> Result<Client, Error> {
        let connected = self.config.connect(self.tls.clone()).await;
        let (client, connection) =
            connected.map_err(|error| Error::Unreachable(Error::from(error).to_string()))?;
        tokio::spawn(async move {
            // How it ended is told to whoever waits for an answer.
            if let Err(error) = connection.await {
                tracing::debug!(error = %Error::from(error), "a connection to the database ended");
            }
        });
        client.batch_execute(SETTINGS).await?;
        Ok(client)
    }

    /// A connection with these statements prepared.
    pub async fn session(&self, statements: &[&[&'static str]]) -> Result<Session, Error> {
        let client = self.client().await?;
        let texts = statements.iter().copied().flatten().copied();
        let prepare = |text: &'static str| {
            let client = &client;
            async move { Ok::<_, Error>((text, client.prepare(text).await?)) }
        };
        let prepared = try_join_all(texts.map(prepare)).await?;
        let mut statements = HashMap::new();
        for (rank, (text, statement)) in prepared.into_iter().enumerate() {
            let many = if statements::GATHERED.contains(&text) {
                many_looks(text, statement.params())
            } else {
                many_rows(text, statement.params())
            };
            statements.entry(text).or_insert(Prepared {
                statement,
                rank,
                many,
            });
        }
        Ok(Session {
            statements,
            many: HashMap::new(),
            looks: Looks::default(),
            client,
        })
    }

    /// One that also has the statements prepared by which many rows are written at once.
    pub async fn writing_session(&self, statements: &[&[&'static str]]) -> Result<Session, Error> {
        let mut session = self.session(statements).await?;
        let texts: Vec<String> = session
            .statements
            .values()
            .filter_map(|one| one.many.clone())
            .collect();
        let client = &session.client;
        let prepare = |text: String| async move {
            let statement = client.prepare(&text).await?;
            Ok::<_, Error>((text, statement))
        };
        session.many = try_join_all(texts.into_iter().map(prepare))
            .await?
            .into_iter()
            .collect();
        Ok(session)
    }

    /// One on which everything is asked for these areas.
    pub async fn session_for(
        &self,
        areas: &Areas,
        statements: &[&'static str],
    ) -> Result<Session, Error> {
        let session = self.session(&[statements]).await?;
        session
            .client
            .execute(ASK_ALWAYS_FOR, &[&areas.as_str()])
            .await?;
        Ok(session)
    }
}

/// TLS, where the configuration asks for it and the server is not a socket: the server's certificate is always checked.
fn tls(ca_file: Option<&Path>) -> Result<ClientConfig, Error> {
    let unusable =
        |what: String| Error::Failed(format!("the certificates for the database: {what}"));
    let mut roots = RootCertStore::empty();
    match ca_file {
        Some(file) => {
            let found =
                CertificateDer::pem_file_iter(file).map_err(|error| unusable(error.to_string()))?;
            for certificate in found {
                let certificate = certificate.map_err(|error| unusable(error.to_string()))?;
                roots
                    .add(certificate)
                    .map_err(|error| unusable(error.to_string()))?;
            }
        }
        None => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable(error.to_string()))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

/// The statement that writes many rows where this one writes one; `None` where it does something else.
fn many_rows(text: &str, types: &[Type]) -> Option<String> {
    let (begin, rest) = text.split_once("VALUES (")?;
    let (places, end) = rest.split_once(')')?;
    let is_plain = begin.starts_with("INSERT INTO ") && !end.contains("DO UPDATE");
    let in_order = (1..=types.len())
        .map(|number| format!("${number}"))
        .collect::<Vec<_>>();
    if !is_plain || places != in_order.join(", ") {
        return None;
    }
    let columns = in_order
        .iter()
        .zip(types)
        .map(|(place, of)| format!("{place}::{of}[]"));
    let columns = columns.collect::<Vec<_>>().join(", ");
    Some(format!("{begin}SELECT * FROM unnest({columns}){end}"))
}

struct Prepared {
    statement: Statement,
    /// Where it stands among all.
    rank: usize,
    /// The text of the one that does the same to many rows.
    many: Option<String>,
}

/// A connection. Statements that are sent without waiting for each other are carried out in the order in which they
/// were sent: each is sent when its future is first polled, for all are prepared.
pub struct Session {
    client: Client,
    statements: HashMap<&'static str, Prepared>,
    many: HashMap<String, Statement>,
    looks: Looks,
}

impl Session {
    pub async fn rows(&self, sql: &str, values: Values<'_>) -> Result<Vec<Row>, Error> {
        match self.wait_for_others(sql, values)? {
            Some(answer) => answer.await.unwrap_or(Err(Error::Stopped("statement"))),
            None => self.ask(sql, values).await,
        }
    }

    /// The only row, if there is one.
    pub async fn row(&self, sql: &str, values: Values<'_>) -> Result<Option<Row>, Error> {
        Ok(self.rows(sql, values).await?.pop())
    }

    /// The rows, asked for without waiting for others.
    pub async fn ask(&self, sql: &str, values: Values<'_>) -> Result<Vec<Row>, Error> {
        Ok(self.client.query(self.statement(sql)?, values).await?)
    }

    /// How many rows it wrote.
    pub async fn execute(&self, sql: &str, values: Values<'_>) -> Result<u64, Error> {
        Ok(self.client.execute(self.statement(sql)?, values).await?)
    }

    /// Begins, commits or undoes a transaction.
    pub async fn control(&self, sql: &str) -> Result<(), Error> {
        Ok(self.client.batch_execute(sql).await?)
    }

    /// Says for which areas the rest of the transaction asks.
    pub async fn ask_for(&self, areas: &Areas) -> Result<(), Error> {
        self.row(ASK_FOR, &[&areas.as_str()]).await?;
        Ok(())
    }

    pub fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Where a statement stands among all.
    pub fn rank(&self, sql: &str) -> Result<usize, Error> {
        Ok(self.prepared(sql)?.rank)
    }

    /// The types of a statement's parameters.
    pub fn types(&self, sql: &str) -> Result<&[Type], Error> {
        Ok(self.prepared(sql)?.statement.params())
    }

    /// The statement that does to many rows what this one does to one, if there is one.
    pub fn many(&self, sql: &str) -> Option<&str> {
        let many = self.prepared(sql).ok()?.many.as_deref()?;
        self.many.contains_key(many).then_some(many)
    }

    /// The looks that wait for each other.
    pub fn looks(&self) -> &Looks {
        &self.looks
    }

    /// A statement that can wait for others of its kind, and where it stands among all.
    pub fn gathered(&self, sql: &str) -> Option<(&'static str, usize)> {
        let (text, prepared) = self.statements.get_key_value(sql)?;
        let many = prepared.many.as_ref()?;
        let is_look = statements::GATHERED.contains(text) && self.many.contains_key(many);
        is_look.then_some((*text, prepared.rank))
    }

    fn statement(&self, sql: &str) -> Result<&Statement, Error> {
        match self.many.get(sql) {
            Some(statement) => Ok(statement),
            None => Ok(&self.prepared(sql)?.statement),
        }
    }

    fn prepared(&self, sql: &str) -> Result<&Prepared, Error> {
        let unknown = || Error::Failed(format!("a statement was not prepared: {sql}"));
        self.statements.get(sql).ok_or_else(unknown)
    }
}

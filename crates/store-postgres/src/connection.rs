//! Connections to the database, each with the statements prepared that it will run.

use std::collections::HashMap;
use std::path::Path;

use futures_util::future::try_join_all;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Config, Row, Statement};

use crate::areas::Areas;
use crate::error::Error;
use crate::many::Many;
use crate::silence::Silence;
use crate::timeline::Admitted;
use crate::wave::Looks;
use crate::way::Way;

/// What is bound to a statement.
pub type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

/// Says for which areas the rest of a transaction asks.
pub const ASK_FOR: &str = "SELECT set_config('contactable.areas', $1, true)";
/// The same for a whole connection.
const ASK_ALWAYS_FOR: &str = "SELECT set_config('contactable.areas', $1, false)";
pub const STATEMENTS: &[&str] = &[ASK_FOR];

/// A database, by which connections are made.
pub struct Server(Way);

impl Server {
    /// The one that takes writes among those that this configuration names.
    pub fn primary(config: &Config, ca_file: Option<&Path>) -> Result<Self, Error> {
        Ok(Self(Way::to_primary(config, ca_file)?))
    }

    /// Whichever answers first.
    pub fn any(config: Config, ca_file: Option<&Path>) -> Result<Self, Error> {
        Ok(Self(Way::to_any(config, ca_file)?))
    }

    /// A bare connection, with nothing prepared.
    pub async fn client(&self) -> Result<Client, Error> {
        Ok(self.0.connect().await?.0)
    }

    /// A connection with these statements prepared.
    pub async fn session(&self, statements: &[&[&'static str]]) -> Result<Session, Error> {
        let (client, admitted) = self.0.connect().await?;
        let texts = statements.iter().copied().flatten().copied();
        let prepare = |text: &'static str| {
            let client = &client;
            async move { Ok::<_, Error>((text, client.prepare(text).await?)) }
        };
        let prepared = try_join_all(texts.map(prepare)).await?;
        let mut statements = HashMap::new();
        for (rank, (text, statement)) in prepared.into_iter().enumerate() {
            let prepared = Prepared { statement, rank };
            statements.entry(text).or_insert(prepared);
        }
        Ok(Session {
            statements,
            many: HashMap::new(),
            looks: Looks::default(),
            silence: Silence::new(),
            admitted,
            client,
        })
    }

    /// One that also has the statements prepared by which many rows are written at once.
    pub async fn writing_session(&self, statements: &[&[&'static str]]) -> Result<Session, Error> {
        let mut session = self.session(statements).await?;
        let client = &session.client;
        let prepare = async |one: &'static str, of: &Prepared| {
            let many = Many::prepared(client, one, of.statement.params()).await;
            Ok::<_, Error>((one, many?))
        };
        let each = session.statements.iter().map(|(one, of)| prepare(one, of));
        let many = try_join_all(each).await?.into_iter();
        session.many = many.filter_map(|(one, many)| Some((one, many?))).collect();
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

struct Prepared {
    statement: Statement,
    /// Where it stands among all.
    rank: usize,
}

/// A connection. Statements that are sent without waiting for each other are carried out in the order in which they
/// were sent: each is sent when its future is first polled, for all are prepared.
pub struct Session {
    client: Client,
    statements: HashMap<&'static str, Prepared>,
    many: HashMap<&'static str, Many>,
    looks: Looks,
    silence: Silence,
    admitted: Option<Admitted>,
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
        self.query(&self.prepared(sql)?.statement, values).await
    }

    /// The same for many.
    pub async fn ask_many(&self, many: &Many, values: Values<'_>) -> Result<Vec<Row>, Error> {
        self.query(&many.statement, values).await
    }

    /// How many rows it wrote.
    pub async fn execute(&self, sql: &str, values: Values<'_>) -> Result<u64, Error> {
        self.carry_out(&self.prepared(sql)?.statement, values).await
    }

    /// The same for many.
    pub async fn execute_many(&self, many: &Many, values: Values<'_>) -> Result<u64, Error> {
        self.carry_out(&many.statement, values).await
    }

    async fn query(&self, statement: &Statement, values: Values<'_>) -> Result<Vec<Row>, Error> {
        let asking = self.silence.ask();
        let answer = self.client.query(statement, values).await;
        asking.answered();
        Ok(answer?)
    }

    async fn carry_out(&self, statement: &Statement, values: Values<'_>) -> Result<u64, Error> {
        let asking = self.silence.ask();
        let answer = self.client.execute(statement, values).await;
        asking.answered();
        Ok(answer?)
    }

    /// Begins, commits or undoes a transaction.
    pub async fn control(&self, sql: &str) -> Result<(), Error> {
        let asking = self.silence.ask();
        let answer = self.client.batch_execute(sql).await;
        asking.answered();
        Ok(answer?)
    }

    /// Says for which areas the rest of the transaction asks.
    pub async fn ask_for(&self, areas: &Areas) -> Result<(), Error> {
        self.ask(ASK_FOR, &[&areas.as_str()]).await?;
        Ok(())
    }

    /// Whether it is of no use any more: it has ended, nothing comes over it, or its server is not the primary any more.
    pub fn is_closed(&self) -> bool {
        self.client.is_closed()
            || self.silence.is_long()
            || self.admitted.as_ref().is_some_and(Admitted::is_over)
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
    pub fn many(&self, sql: &str) -> Option<&Many> {
        self.many.get(sql)
    }

    /// The looks that wait for each other.
    pub fn looks(&self) -> &Looks {
        &self.looks
    }

    /// A statement, and where it stands among all.
    pub fn known(&self, sql: &str) -> Result<(&'static str, usize), Error> {
        let found = self.statements.get_key_value(sql);
        let (text, prepared) = found.ok_or_else(|| unknown(sql))?;
        Ok((*text, prepared.rank))
    }

    fn prepared(&self, sql: &str) -> Result<&Prepared, Error> {
        self.statements.get(sql).ok_or_else(|| unknown(sql))
    }
}

fn unknown(sql: &str) -> Error {
    Error::Failed(format!("a statement was not prepared: {sql}"))
}

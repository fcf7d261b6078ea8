//! Where reads go: to a replica if there is one that has what the primary has, else to the primary. What decides over a
//! change, what moves events on, and what is about no target or record that is known beforehand goes to the primary alone.

use std::sync::Arc;
use std::time::Duration;

use contactable_domain::ports::ReplicaState;
use tokio_postgres::Row;

use crate::areas::Areas;
use crate::connection::{Server, Session, Values};
use crate::error::Error;
use crate::metrics::ReadMetrics;
use crate::readers::Readers;
use crate::replicas::Replicas;
use crate::replicas::seen::{About, Seen};

pub struct Reads {
    primary: Readers,
    replicas: Option<Replicas>,
    metrics: ReadMetrics,
}

/// A read by one of the shared statements.
pub struct Plain<'a> {
    pub sql: &'static str,
    pub values: Values<'a>,
    pub about: About,
    /// In which state rows show what it is about.
    pub seen: &'a (dyn Fn(&[Row]) -> Result<Seen, Error> + Sync),
}

impl Reads {
    pub fn new(
        primary: &Arc<Server>,
        readers: usize,
        patience: Duration,
        replicas: Option<Replicas>,
    ) -> Self {
        Self {
            primary: Readers::new(primary, readers, patience),
            replicas,
            metrics: ReadMetrics::new(),
        }
    }

    /// What one statement finds, wherever it can be had.
    pub async fn plain(&self, areas: &Areas, plain: &Plain<'_>) -> Result<Vec<Row>, Error> {
        let reads = u64::try_from(plain.about.reads()).unwrap_or(u64::MAX);
        if let Some(replicas) = &self.replicas {
            match Box::pin(replicas.plain(areas, plain)).await {
                Ok(rows) => {
                    self.metrics.of_replica.increment(reads);
                    return Ok(rows);
                }
                Err(miss) => ReadMetrics::missed(miss),
            }
        }
        self.metrics.of_primary.increment(reads);
        self.primary.rows(areas, plain.sql, plain.values).await
    }

    /// How many connections to the primary share the reads of one set of areas.
    pub fn connections(&self) -> usize {
        self.primary.count()
    }

    /// What several steps find, wherever it can be had.
    pub async fn about<T, F>(
        &self,
        areas: &Areas,
        about: &About,
        query: impl Fn(Arc<Session>) -> F + Sync,
    ) -> Result<T, Error>
    where
        T: Send,
        F: Future<Output = Result<T, Error>> + Send,
    {
        if let Some(replicas) = &self.replicas {
            // Aside, so that a read without replicas is no larger for them.
            match Box::pin(replicas.run(areas, about, &query)).await {
                Ok(found) => {
                    self.metrics.of_replica.increment(1);
                    return Ok(found);
                }
                Err(miss) => ReadMetrics::missed(miss),
            }
        }
        self.run(areas, query).await
    }

    /// The rows that one of the shared statements finds on the primary.
    pub async fn rows(
        &self,
        areas: &Areas,
        sql: &'static str,
        values: Values<'_>,
    ) -> Result<Vec<Row>, Error> {
        self.metrics.of_primary.increment(1);
        self.primary.rows(areas, sql, values).await
    }

    /// Runs a query of several steps on the primary.
    pub async fn run<T, F>(
        &self,
        areas: &Areas,
        query: impl Fn(Arc<Session>) -> F + Sync,
    ) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>> + Send,
    {
        self.metrics.of_primary.increment(1);
        self.primary.run(areas, query).await
    }

    /// How the replicas are.
    pub fn replicas(&self) -> Vec<ReplicaState> {
        self.replicas
            .as_ref()
            .map(Replicas::states)
            .unwrap_or_default()
    }

    /// How many wait for a connection to the primary.
    pub fn waiting(&self) -> usize {
        self.primary.waiting()
    }

    /// Whether something can be read from the primary now.
    pub async fn ping(&self) -> Result<(), Error> {
        self.primary.ping().await
    }
}

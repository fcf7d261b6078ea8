//! The load generator: connections that are kept open, each asking again as soon as it has its answer.
//! It shares the machine with what it measures, so it does as little as it can for each request.

mod connection;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use uuid::Uuid;

use crate::Failure;
use crate::figures::Figures;
use crate::http::Request;
use crate::options::Options;
use crate::process::{Server, cpu_time};
use crate::random::Random;
use connection::Connection;

/// When to count.
#[derive(Clone, Copy)]
struct Span {
    from: Instant,
    until: Instant,
}

/// Asks a server about random ones of these targets, and takes its figures after warming up. The same
/// seed asks about the same targets in the same order.
///
/// # Errors
/// A connection fails, or an answer is not 200 or 201.
pub fn measure(
    server: &Server,
    request: &Request,
    targets: &Arc<[Uuid]>,
    options: &Options,
    seed: u64,
) -> Result<Figures, Failure> {
    // One thread: the machine's other cores are the server's.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let from = Instant::now() + options.warm_up;
        let span = Span {
            from,
            until: from + options.window,
        };
        let mut connections = JoinSet::new();
        for number in 0..options.connections {
            let random = Random::new(seed << 16 | u64::try_from(number)?);
            let client = Client {
                request: request.clone(),
                targets: targets.clone(),
                random,
                span,
            };
            connections.spawn(client.ask(server.address()));
        }
        let (nanos, cpu) = tokio::try_join!(all(connections), cpu_within(server.id(), span))?;
        let figures = Figures::timed(nanos, options.window, cpu);
        Ok(figures.for_each_of(request.targets()))
    })
}

/// What every connection measured; the first failure ends them all.
async fn all(mut connections: JoinSet<Result<Vec<u64>, Failure>>) -> Result<Vec<u64>, Failure> {
    let mut nanos = Vec::new();
    while let Some(ended) = connections.join_next().await {
        nanos.extend(ended??);
    }
    Ok(nanos)
}

/// The CPU time that a process uses within the span.
async fn cpu_within(process: u32, span: Span) -> Result<Duration, Failure> {
    tokio::time::sleep_until(span.from.into()).await;
    let before = cpu_time(process)?;
    tokio::time::sleep_until(span.until.into()).await;
    Ok(cpu_time(process)?.saturating_sub(before))
}

/// What one connection needs to know.
struct Client {
    request: Request,
    targets: Arc<[Uuid]>,
    random: Random,
    span: Span,
}

impl Client {
    /// Asks until the span is over; how many nanoseconds each answer within it took.
    async fn ask(mut self, server: SocketAddr) -> Result<Vec<u64>, Failure> {
        let mut connection = Connection::open(server).await?;
        let mut nanos = Vec::new();
        loop {
            let (random, targets) = (&mut self.random, &self.targets);
            let any = || random.pick(targets).copied().unwrap_or_default();
            let request = self.request.about_each(any);
            let asked = Instant::now();
            connection.exchange(request).await?;
            let answered = Instant::now();
            if answered >= self.span.until {
                return Ok(nanos);
            }
            if answered >= self.span.from {
                nanos.push((answered - asked).as_nanos().try_into()?);
            }
        }
    }
}

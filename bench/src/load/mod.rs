//! The load generator: connections that are kept open, each asking again as soon as it has its answer.
//! It shares the machine with what it measures, so it does as little as it can for each request.

mod about;
mod connection;
mod patches;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use crate::Failure;
use crate::figures::Figures;
use crate::options::Options;
use crate::process::{Server, cpu_time};
use crate::random::Random;
pub use about::About;
use connection::Connection;
pub use patches::Patches;
use tokio::task::JoinSet;

/// When to count.
#[derive(Clone, Copy)]
struct Span {
    from: Instant,
    until: Instant,
}

/// What is asked.
pub trait Load {
    /// What one of the connections asks, which are numbered from 0.
    ///
    /// # Errors
    /// There is nothing to ask.
    fn asker(&self, connection: usize, random: Random) -> Result<Box<dyn Ask>, Failure>;

    /// How many targets one request is about.
    fn targets(&self) -> usize {
        1
    }
}

/// What one connection asks, one request after the other.
pub trait Ask: Send {
    /// The next request.
    fn request(&mut self) -> &[u8];

    /// What the head of its answer says.
    ///
    /// # Errors
    /// It does not say what it should.
    fn answered(&mut self, _head: &str) -> Result<(), Failure> {
        Ok(())
    }
}

/// Asks a server, and takes its figures after warming up. The same seed asks the same in the same order.
///
/// # Errors
/// A connection fails, or an answer is not 200 or 201.
pub fn measure(
    server: &Server,
    load: &dyn Load,
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
            let asks = load.asker(number, random)?;
            let client = Client { asks, span };
            connections.spawn(client.ask(server.address()));
        }
        let (nanos, cpu) = tokio::try_join!(all(connections), cpu_within(server.id(), span))?;
        let figures = Figures::timed(nanos, options.window, cpu);
        Ok(figures.for_each_of(load.targets()))
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
    asks: Box<dyn Ask>,
    span: Span,
}

impl Client {
    /// Asks until the span is over; how many nanoseconds each answer within it took.
    async fn ask(mut self, server: SocketAddr) -> Result<Vec<u64>, Failure> {
        let mut connection = Connection::open(server).await?;
        let mut nanos = Vec::new();
        loop {
            let request = self.asks.request();
            let asked = Instant::now();
            let head = connection.exchange(request).await?;
            let answered = Instant::now();
            self.asks.answered(head)?;
            if answered >= self.span.until {
                return Ok(nanos);
            }
            if answered >= self.span.from {
                nanos.push((answered - asked).as_nanos().try_into()?);
            }
        }
    }
}

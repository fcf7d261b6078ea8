//! The network between the machines: small proxies, so that a machine can be cut off without any right to change the
//! real network. What goes to or comes from a machine that is cut off stands still, as on a cable that was pulled, and
//! is reset after a while, as systems do that give up on a peer. New connections fare the same.

use std::collections::HashMap;
use std::io::{Read, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use super::Node;
use super::startup::read_startup;
use crate::Failure;

/// How long a connection stands still before it is reset.
const GIVE_UP: Duration = Duration::from_secs(5);

/// How often to look for connections to give up.
const LOOK: Duration = Duration::from_millis(200);

/// Whom a connection joins besides whoever opened it.
#[derive(Clone)]
pub struct Ends {
    /// The machines at its ends, as far as they are known beforehand.
    pub nodes: Vec<Node>,
    /// Whether PostgreSQL's protocol is spoken on it: then whoever opens it may say which machine they are.
    pub postgres: bool,
}

/// All proxies together.
#[derive(Default)]
pub struct Network {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    cut: HashMap<Node, Instant>,
    connections: HashMap<u64, Connection>,
    last: u64,
}

struct Connection {
    nodes: Vec<Node>,
    since: Instant,
    streams: Vec<TcpStream>,
}

impl State {
    /// Since when the connection stands still, if it does.
    fn still_since(&self, connection: &Connection) -> Option<Instant> {
        let cut = connection
            .nodes
            .iter()
            .filter_map(|node| self.cut.get(node));
        cut.max().map(|cut| connection.since.max(*cut))
    }
}

impl Network {
    /// A network without connections.
    pub fn start() -> Arc<Self> {
        let network = Arc::new(Self::default());
        let giving_up = Arc::downgrade(&network);
        thread::spawn(move || give_up_forever(&giving_up));
        network
    }

    /// Opens a way to a server. Where others find it: the listener's address.
    pub fn open_way(
        self: &Arc<Self>,
        listener: TcpListener,
        server: SocketAddr,
        ends: Ends,
    ) -> Result<SocketAddr, Failure> {
        let address = listener.local_addr()?;
        let network = Arc::downgrade(self);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (Some(network), ends) = (network.upgrade(), ends.clone()) else {
                    return;
                };
                thread::spawn(move || network.carry(&stream, server, ends));
            }
        });
        Ok(address)
    }

    /// Nothing passes to or from this machine any more.
    pub fn cut(&self, node: Node) {
        self.state().cut.entry(node).or_insert_with(Instant::now);
    }

    /// It is reached again.
    pub fn join(&self, node: Node) {
        self.state().cut.remove(&node);
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Carries one connection until it ends. Failing is what connections do.
    fn carry(&self, client: &TcpStream, server: SocketAddr, ends: Ends) -> Option<()> {
        let id = self.enter(client, ends.nodes)?;
        let carried = self.carry_known(id, client, server, ends.postgres);
        self.state().connections.remove(&id);
        let _ = client.shutdown(Shutdown::Both);
        carried
    }

    fn carry_known(
        &self,
        id: u64,
        client: &TcpStream,
        server: SocketAddr,
        postgres: bool,
    ) -> Option<()> {
        let mut first = Vec::new();
        if postgres {
            let startup = read_startup(&mut &*client)?;
            let named = startup.application.as_deref().and_then(Node::named);
            self.state().connections.get_mut(&id)?.nodes.extend(named);
            first = startup.bytes;
        }
        if !self.passes(id) {
            return None;
        }
        let server = TcpStream::connect(server).ok()?;
        let _ = (client.set_nodelay(true), server.set_nodelay(true));
        let copy = server.try_clone().ok()?;
        self.state().connections.get_mut(&id)?.streams.push(copy);
        (&server).write_all(&first).ok()?;
        thread::scope(|scope| {
            scope.spawn(|| self.pump(id, client, &server));
            self.pump(id, &server, client);
        });
        Some(())
    }

    fn enter(&self, client: &TcpStream, nodes: Vec<Node>) -> Option<u64> {
        let connection = Connection {
            nodes,
            since: Instant::now(),
            streams: vec![client.try_clone().ok()?],
        };
        let mut state = self.state();
        state.last += 1;
        let id = state.last;
        state.connections.insert(id, connection);
        Some(id)
    }

    /// Hands on what one end says until it has said everything. Then, too, the other may still speak.
    fn pump(&self, id: u64, mut from: &TcpStream, mut to: &TcpStream) {
        let mut bytes = vec![0; 64 * 1024];
        loop {
            let read = from.read(&mut bytes).unwrap_or(0);
            if !self.passes(id) {
                return;
            }
            let said = bytes.get(..read).unwrap_or_default();
            if said.is_empty() || to.write_all(said).is_err() {
                let _ = to.shutdown(Shutdown::Write);
                return;
            }
        }
    }

    /// Waits for as long as the connection stands still. Says whether it is still there.
    fn passes(&self, id: u64) -> bool {
        let mut state = self.state();
        loop {
            let Some(connection) = state.connections.get(&id) else {
                return false;
            };
            if state.still_since(connection).is_none() {
                return true;
            }
            let woken = self.changed.wait(state);
            state = woken.unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn give_up(&self) {
        let mut state = self.state();
        let given_up = state.connections.iter().filter(|(_, connection)| {
            let since = state.still_since(connection);
            since.is_some_and(|since| since.elapsed() > GIVE_UP)
        });
        let given_up: Vec<_> = given_up.map(|(id, _)| *id).collect();
        for id in given_up {
            for stream in state
                .connections
                .remove(&id)
                .into_iter()
                .flat_map(|c| c.streams)
            {
                let _ = stream.shutdown(Shutdown::Both);
            }
        }
        drop(state);
        self.changed.notify_all();
    }
}

fn give_up_forever(network: &Weak<Network>) {
    while let Some(network) = network.upgrade() {
        network.give_up();
        drop(network);
        thread::sleep(LOOK);
    }
}

#[cfg(test)]
mod tests;

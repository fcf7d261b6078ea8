//! A way over TCP that can be cut, slowed, and cut at the very moment at which a database is told to commit.

mod frontend;
mod publisher;

use std::io::{Read, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use contactable_harness::Failure;
use frontend::{Frontend, Step};
use publisher::{Published, Publisher};

/// Where the next commit that goes by is cut.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cut {
    /// The database never learns of it.
    Before,
    /// The database is told, and its answer comes back to nobody.
    After,
}

/// A way to a server. Whoever goes it is dropped with it.
pub struct Proxy {
    address: SocketAddr,
    way: Arc<Way>,
}

/// What all connections on the way have in common.
struct Way {
    to: SocketAddr,
    /// Whether it leads to a PostgreSQL; otherwise to a NATS.
    is_to_database: bool,
    cut: Mutex<Option<Cut>>,
    cuts: AtomicU64,
    commits: AtomicU64,
    published: Mutex<Published>,
    slowness: AtomicU64,
    is_closed: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
}

impl Proxy {
    /// Opens a way to a PostgreSQL.
    ///
    /// # Errors
    /// There is no port for it.
    pub fn to_database(to: SocketAddr) -> Result<Self, Failure> {
        Self::open(to, true)
    }

    /// Opens a way to a NATS.
    ///
    /// # Errors
    /// There is no port for it.
    pub fn to_nats(to: SocketAddr) -> Result<Self, Failure> {
        Self::open(to, false)
    }

    fn open(to: SocketAddr, is_to_database: bool) -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let way = Arc::new(Way {
            to,
            is_to_database,
            cut: Mutex::default(),
            cuts: AtomicU64::new(0),
            commits: AtomicU64::new(0),
            published: Mutex::default(),
            slowness: AtomicU64::new(0),
            is_closed: AtomicBool::new(false),
            open: Mutex::default(),
        });
        let shared = way.clone();
        std::thread::spawn(move || shared.accept(&listener));
        Ok(Self { address, way })
    }

    /// Where it begins.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Cuts the next commit of what writes that goes by.
    pub fn cut_commit(&self, cut: Cut) {
        if let Ok(mut planned) = self.way.cut.lock() {
            *planned = Some(cut);
        }
    }

    /// How many commits were cut so far.
    pub fn cuts(&self) -> u64 {
        self.way.cuts.load(Ordering::SeqCst)
    }

    /// How many commits of what writes went by so far, those that were cut included.
    pub fn commits(&self) -> u64 {
        self.way.commits.load(Ordering::SeqCst)
    }

    /// How many messages were published so far, each as often as it was.
    pub fn published(&self) -> u64 {
        self.way.published.lock().map_or(0, |all| all.all())
    }

    /// How many of them had been published before.
    pub fn published_again(&self) -> u64 {
        self.way.published.lock().map_or(0, |all| all.again())
    }

    /// Cuts everything that is on the way now.
    pub fn cut_all(&self) {
        self.way.close_all();
    }

    /// Everything that comes back takes so much longer.
    pub fn slow_down(&self, by: Duration) {
        let millis = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        self.way.slowness.store(millis, Ordering::SeqCst);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.way.is_closed.store(true, Ordering::SeqCst);
        self.way.close_all();
        // Wakes whoever waits for the next connection.
        let _ = TcpStream::connect(self.address);
    }
}

impl Way {
    fn accept(self: Arc<Self>, listener: &TcpListener) {
        for from in listener.incoming().flatten() {
            if self.is_closed.load(Ordering::SeqCst) {
                return;
            }
            // Without a server there is nobody to be connected to, which the client sees.
            if let Ok(to) = TcpStream::connect(self.to) {
                // A connection that fails at once is one that is gone.
                let _ = self.clone().carry(from, to);
            }
        }
    }

    /// Carries what is said there and back until either end is gone.
    fn carry(self: Arc<Self>, from: TcpStream, to: TcpStream) -> std::io::Result<()> {
        from.set_nodelay(true)?;
        to.set_nodelay(true)?;
        if let Ok(mut open) = self.open.lock() {
            open.extend([from.try_clone()?, to.try_clone()?]);
        }
        let is_cut = Arc::new(AtomicBool::new(false));
        let (back_from, back_to) = (to.try_clone()?, from.try_clone()?);
        let (way, cut) = (self.clone(), is_cut.clone());
        std::thread::spawn(move || {
            // Either end may go at any time; then both do.
            let _ = self.there(&from, &to, &is_cut);
            close(&from);
            close(&to);
        });
        std::thread::spawn(move || {
            let _ = way.back(&back_from, &back_to, &cut);
            close(&back_from);
            close(&back_to);
        });
        Ok(())
    }

    fn there(
        &self,
        mut from: &TcpStream,
        mut to: &TcpStream,
        is_cut: &AtomicBool,
    ) -> std::io::Result<()> {
        let (mut frontend, mut publisher) = (Frontend::default(), Publisher::default());
        let mut some = [0; 16 * 1024];
        loop {
            let count = from.read(&mut some)?;
            if count == 0 {
                return Ok(());
            }
            if !self.is_to_database {
                to.write_all(&some[..count])?;
                self.count(publisher.hear(&some[..count]));
                continue;
            }
            frontend.take(&some[..count]);
            while let Some((message, step)) = frontend.next() {
                match self.cut_at(step) {
                    Some(Cut::Before) => return Ok(()),
                    // What comes back from now on, comes to nobody.
                    Some(Cut::After) => is_cut.store(true, Ordering::SeqCst),
                    None => {}
                }
                to.write_all(&message)?;
            }
        }
    }

    fn count(&self, messages: Vec<Vec<u8>>) {
        if let Ok(mut published) = self.published.lock() {
            published.add(messages);
        }
    }

    /// Whether this is a commit, and one to be cut.
    fn cut_at(&self, step: Step) -> Option<Cut> {
        if step != Step::Commit {
            return None;
        }
        self.commits.fetch_add(1, Ordering::SeqCst);
        let cut = self.cut.lock().ok()?.take()?;
        self.cuts.fetch_add(1, Ordering::SeqCst);
        Some(cut)
    }

    fn back(
        &self,
        mut from: &TcpStream,
        mut to: &TcpStream,
        is_cut: &AtomicBool,
    ) -> std::io::Result<()> {
        let mut some = [0; 16 * 1024];
        loop {
            let count = from.read(&mut some)?;
            if count == 0 || is_cut.load(Ordering::SeqCst) {
                return Ok(());
            }
            let slowness = self.slowness.load(Ordering::SeqCst);
            if slowness > 0 {
                std::thread::sleep(Duration::from_millis(slowness));
            }
            to.write_all(&some[..count])?;
        }
    }

    fn close_all(&self) {
        if let Ok(mut open) = self.open.lock() {
            open.drain(..).for_each(|stream| close(&stream));
        }
    }
}

/// One that is closed already stays so.
fn close(stream: &TcpStream) {
    let _ = stream.shutdown(Shutdown::Both);
}

#[cfg(test)]
mod tests;

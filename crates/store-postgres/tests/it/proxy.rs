//! Stands between the store and the server, and cuts connections when a commit passes.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{UnixListener, UnixStream};
use tokio_postgres::Config;
use tokio_postgres::config::Host;

/// When to cut the connection that commits next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cut {
    /// The commit never arrives.
    BeforeCommit = 1,
    /// It is made, and the answer never arrives.
    AfterCommit = 2,
    /// It is under way when the connection to the client ends.
    WhileCommitting = 3,
}

/// Nothing is to be cut.
const NEVER: u8 = 0;

pub struct Proxy {
    folder: TempDir,
    config: Config,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    next: AtomicU8,
    refuses: AtomicBool,
}

impl Proxy {
    /// Listens on a socket of its own.
    pub fn start(server: &Config) -> Self {
        let [Host::Unix(path)] = server.get_hosts() else {
            panic!("the test server listens on a socket in a folder")
        };
        let port = server.get_ports().first().copied().unwrap_or(5432);
        let upstream = path.join(format!(".s.PGSQL.{port}"));
        let folder = tempfile::tempdir().expect("a folder");
        let listener = UnixListener::bind(folder.path().join(".s.PGSQL.5432")).expect("a socket");
        let state = Arc::new(State::default());
        tokio::spawn(accept(listener, upstream, state.clone()));
        let mut config = Config::new();
        config.user(server.get_user().expect("a role"));
        config.dbname(server.get_dbname().expect("a database"));
        config.host_path(folder.path()).port(5432);
        Self {
            folder,
            config,
            state,
        }
    }

    /// How the store reaches it.
    pub fn config(&self) -> Config {
        assert!(self.folder.path().exists());
        self.config.clone()
    }

    /// Has the connection cut that commits next.
    pub fn cut_next(&self, cut: Cut) {
        self.state.next.store(cut as u8, Ordering::SeqCst);
    }

    /// Whether it was.
    pub fn has_cut(&self) -> bool {
        self.state.next.load(Ordering::SeqCst) == NEVER
    }

    /// Whether new connections are closed at once.
    pub fn refuse(&self, refuses: bool) {
        self.state.refuses.store(refuses, Ordering::SeqCst);
    }
}

async fn accept(listener: UnixListener, upstream: PathBuf, state: Arc<State>) {
    while let Ok((client, _)) = listener.accept().await {
        if state.refuses.load(Ordering::SeqCst) {
            continue;
        }
        let server = UnixStream::connect(&upstream).await.expect("the server");
        tokio::spawn(pass(client, server, state.clone()));
    }
}

async fn pass(mut client: UnixStream, mut server: UnixStream, state: Arc<State>) {
    let (mut asked, mut told) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    loop {
        let is_over = tokio::select! {
            read = client.read(&mut asked) => match read {
                Ok(count) if count > 0 => forward(&asked[..count], (&mut client, &mut server), &state).await,
                _ => true,
            },
            read = server.read(&mut told) => match read {
                Ok(count) if count > 0 => client.write_all(&told[..count]).await.is_err(),
                _ => true,
            },
        };
        if is_over {
            return;
        }
    }
}

/// Whether the connection is to be cut.
async fn forward(
    asked: &[u8],
    (client, server): (&mut UnixStream, &mut UnixStream),
    state: &State,
) -> bool {
    // A commit that writes comes together with the last rows of the trail; one that only reads comes alone.
    let commits = asked.windows(7).any(|part| part == b"COMMIT\0");
    let writes = commits && asked.len() > 200;
    let cut = if writes {
        state.next.swap(NEVER, Ordering::SeqCst)
    } else {
        NEVER
    };
    if cut == Cut::BeforeCommit as u8 {
        return true;
    }
    if server.write_all(asked).await.is_err() {
        return true;
    }
    if cut == Cut::WhileCommitting as u8 {
        let _ = client.shutdown().await;
    }
    if cut == Cut::AfterCommit as u8 || cut == Cut::WhileCommitting as u8 {
        // It is made when the server has said so; nobody is told.
        let mut answer = vec![0; 64 * 1024];
        let mut said = Vec::new();
        while !said.windows(7).any(|part| part == b"COMMIT\0") {
            match server.read(&mut answer).await {
                Ok(count) if count > 0 => said.extend_from_slice(&answer[..count]),
                _ => break,
            }
        }
        return true;
    }
    false
}

//! A real server of NATS, on a free port, with its data in a temporary folder.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Where the server's program is.
const VARIABLE: &str = "CONTACTABLE_TEST_NATS_SERVER";

/// How long a server may take to listen.
const DEADLINE: Duration = Duration::from_mins(1);

/// A server that can be stopped, started again and held up; gone when dropped.
pub struct NatsProcess {
    program: PathBuf,
    folder: TempDir,
    pub port: u16,
    /// More of its command line.
    more: Vec<String>,
    child: Option<Child>,
}

impl NatsProcess {
    pub fn start() -> Self {
        Self::start_with(Vec::new())
    }

    /// One with more on its command line.
    pub fn start_with(more: Vec<String>) -> Self {
        let program = std::env::var_os(VARIABLE).unwrap_or_else(|| {
            panic!("{VARIABLE} does not name the program of a NATS server; run cargo xtask test, which finds it")
        });
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut server = Self {
            program: program.into(),
            folder: tempfile::tempdir().unwrap(),
            port: free.local_addr().unwrap().port(),
            more,
            child: None,
        };
        drop(free);
        server.start_again();
        server
    }

    pub fn start_again(&mut self) {
        let child = Command::new(&self.program)
            .args(["--addr", "127.0.0.1", "--port", &self.port.to_string()])
            .args(["--jetstream", "--store_dir"])
            .arg(self.folder.path())
            .args(&self.more)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        self.child = Some(child.expect("it starts"));
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(begun.elapsed() < DEADLINE, "it does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("killed");
            child.wait().expect("gone");
        }
    }

    /// Holds it up, so that it answers nobody, or lets it go on.
    pub fn hold(&self, is_held: bool) {
        let signal = if is_held { "-STOP" } else { "-CONT" };
        let id = self.child.as_ref().expect("it runs").id().to_string();
        let told = Command::new("kill").args([signal, &id]).status();
        assert!(told.expect("kill runs").success());
    }

    pub fn address(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }
}

impl Drop for NatsProcess {
    fn drop(&mut self) {
        self.kill();
    }
}

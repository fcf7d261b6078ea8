//! The program as a process, and a small HTTP client to speak with it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_contactable");

/// A running program; killed when dropped.
pub struct Program {
    child: Child,
    /// Kept open, as a terminal would be.
    _output: BufReader<ChildStdout>,
    /// Where it listens, such as `127.0.0.1:40123`.
    pub address: String,
}

impl Program {
    /// Starts a demo without sample data on a free port and waits until it listens.
    pub fn demo(data_dir: &Path) -> Self {
        Self::start(data_dir, &["--no-sample-data"])
    }

    /// The same with the invented people.
    pub fn demo_of_people(data_dir: &Path) -> Self {
        Self::start(data_dir, &[])
    }

    /// A demo without sample data in a database of PostgreSQL.
    pub fn demo_in_postgres(url: &str) -> Self {
        Self::demo_with(&["--no-sample-data", "--database-url", url])
    }

    fn start(data_dir: &Path, more: &[&str]) -> Self {
        let folder = data_dir.to_str().expect("text");
        Self::demo_with(&[&["--data-dir", folder], more].concat())
    }

    fn demo_with(arguments: &[&str]) -> Self {
        let mut child = Command::new(PROGRAM)
            .args(["demo", "--listen", "127.0.0.1:0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output"));
        let mut first = String::new();
        lines.read_line(&mut first).expect("a line");
        let address = first
            .trim()
            .strip_prefix("Listening on http://")
            .expect("an address")
            .to_owned();
        Self {
            child,
            _output: lines,
            address,
        }
    }

    /// SIGKILL: nothing of it runs on.
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    /// SIGTERM.
    pub fn ask_to_stop(&self) {
        let told = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(told.expect("kill runs").success());
    }

    /// Waits for it to end by itself.
    pub fn wait(mut self) -> bool {
        self.child.wait().expect("it ends").success()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A token by the command line.
pub fn token(persona: &str) -> String {
    let output = Command::new(PROGRAM)
        .args(["token", persona])
        .output()
        .expect("it runs");
    String::from_utf8(output.stdout)
        .expect("text")
        .trim()
        .to_owned()
}

/// A connection that is kept open.
pub struct Connection {
    stream: BufReader<TcpStream>,
    token: String,
}

impl Connection {
    pub fn open(address: &str, token: &str) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::new(stream),
            token: token.to_owned(),
        })
    }

    /// Sends a request and reads the whole answer.
    pub fn call(&mut self, method: &str, path: &str, body: &str) -> std::io::Result<(u16, String)> {
        self.send(method, path, body)?;
        self.receive()
    }

    pub fn send(&mut self, method: &str, path: &str, body: &str) -> std::io::Result<()> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.token,
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes())
    }

    pub fn receive(&mut self) -> std::io::Result<(u16, String)> {
        let cut_off = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .ok_or_else(cut_off)?;
        let mut length = 0;
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let header = line.trim_end().to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse().map_err(|_| cut_off())?;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok((status, String::from_utf8_lossy(&body).into_owned()))
    }
}

//! A NATS of our own with `JetStream`, and a reader of its stream: as much of both protocols as that takes.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use contactable_harness::Failure;
use contactable_rig::debian;
use serde_json::{Value, json};
use uuid::Uuid;

use super::webhook::id_of;

/// The stream, and what the subjects begin with that it takes.
const STREAM: &str = "EVENTS";
const SUBJECT: &str = "contactable";

/// How long a server may take to start or to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server, which ends when this is dropped.
pub struct Nats {
    program: PathBuf,
    folder: PathBuf,
    address: SocketAddr,
    server: Option<Child>,
}

impl Nats {
    /// Starts one from Debian's package, with an empty stream.
    ///
    /// # Errors
    /// The package is missing and cannot be installed, or it does not start.
    pub fn start(folder: &Path) -> Result<Self, Failure> {
        debian::need(&[debian::NATS_SERVER])?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut nats = Self {
            program: debian::program("nats-server")?,
            folder: folder.join("jetstream"),
            address,
            server: None,
        };
        nats.start_again()?;
        let stream =
            json!({ "name": STREAM, "subjects": [format!("{SUBJECT}.>")], "storage": "file" });
        nats.reader()?
            .ask(&format!("STREAM.CREATE.{STREAM}"), &stream)?;
        Ok(nats)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How the service is told of it, by this way.
    pub fn setting(way: SocketAddr) -> String {
        // Whoever was cut off learns of it by this time only.
        let more =
            format!("servers = [\"nats://{way}\"]\nsubject = \"{SUBJECT}\"\ntimeout_seconds = 2");
        super::setting("nats", &more)
    }

    /// Kills it.
    ///
    /// # Errors
    /// It cannot be waited for.
    pub fn kill(&mut self) -> Result<(), Failure> {
        if let Some(mut server) = self.server.take() {
            server.kill()?;
            server.wait()?;
        }
        Ok(())
    }

    /// Starts it after it was killed.
    ///
    /// # Errors
    /// It does not start.
    pub fn start_again(&mut self) -> Result<(), Failure> {
        let mut command = Command::new(&self.program);
        command.args([
            "--addr",
            "127.0.0.1",
            "--port",
            &self.address.port().to_string(),
        ]);
        command
            .arg("--jetstream")
            .arg("--store_dir")
            .arg(&self.folder);
        let quiet = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        self.server = Some(quiet.spawn()?);
        let began = Instant::now();
        // JetStream answers a little later than the port does.
        while self
            .reader()
            .and_then(|mut reader| reader.ask("INFO", &json!({})))
            .is_err()
        {
            if began.elapsed() > PATIENCE {
                return Err("nats-server does not answer".into());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// The events in the stream, in their order.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn events(&self) -> Result<Vec<Uuid>, Failure> {
        let mut reader = self.reader()?;
        let info = reader.ask(&format!("STREAM.INFO.{STREAM}"), &json!({}))?;
        let last = info["state"]["last_seq"]
            .as_u64()
            .ok_or("a stream without a last number")?;
        (1..=last).map(|number| reader.event(number)).collect()
    }

    fn reader(&self) -> Result<Reader, Failure> {
        Reader::connect(self.address)
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        if let Err(failure) = self.kill() {
            eprintln!("stopping NATS: {failure}");
        }
    }
}

/// A connection on which one question is asked after the other.
struct Reader(BufReader<TcpStream>);

impl Reader {
    /// Where answers come to.
    const INBOX: &str = "_INBOX.faults";

    fn connect(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut reader = Self(BufReader::new(stream));
        // It speaks first, and says what it is.
        reader.line()?;
        reader.say(&format!(
            "CONNECT {{\"verbose\":false}}\r\nSUB {} 1\r\n",
            Self::INBOX
        ))?;
        Ok(reader)
    }

    /// Asks `JetStream`.
    fn ask(&mut self, what: &str, body: &Value) -> Result<Value, Failure> {
        let body = body.to_string();
        let (inbox, length) = (Self::INBOX, body.len());
        self.say(&format!(
            "PUB $JS.API.{what} {inbox} {length}\r\n{body}\r\n"
        ))?;
        loop {
            let line = self.line()?;
            match line.split(' ').next() {
                Some("MSG") => {
                    let length: usize = line.rsplit(' ').next().unwrap_or_default().parse()?;
                    let mut said = vec![0; length + 2];
                    self.0.read_exact(&mut said)?;
                    let said: Value = serde_json::from_slice(&said[..length])?;
                    return match &said["error"] {
                        Value::Null => Ok(said),
                        error => Err(format!("{what}: {error}").into()),
                    };
                }
                Some("PING") => self.say("PONG\r\n")?,
                Some("INFO" | "PONG" | "+OK") => {}
                _ => return Err(format!("{what}: {line}").into()),
            }
        }
    }

    fn event(&mut self, number: u64) -> Result<Uuid, Failure> {
        let said = self.ask(
            &format!("STREAM.MSG.GET.{STREAM}"),
            &json!({ "seq": number }),
        )?;
        let data = said["message"]["data"]
            .as_str()
            .ok_or("a message without data")?;
        let event: Value = serde_json::from_slice(&STANDARD.decode(data)?)?;
        id_of(&event).ok_or_else(|| format!("message {number} is no event").into())
    }

    fn say(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.0.get_mut().write_all(text.as_bytes())?)
    }

    fn line(&mut self) -> Result<String, Failure> {
        let mut line = String::new();
        match self.0.read_line(&mut line)? {
            0 => Err("NATS closed the connection".into()),
            _ => Ok(line.trim_end().to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_read_whatever_its_server_went_through() {
        let folder = tempfile::tempdir().unwrap();
        let mut nats = Nats::start(folder.path()).unwrap();
        let ids = [Uuid::from_u128(1), Uuid::from_u128(2)];
        for id in ids {
            let body = json!({ "id": id }).to_string();
            let mut reader = nats.reader().unwrap();
            let length = body.len();
            reader
                .say(&format!(
                    "PUB contactable.events {length}\r\n{body}\r\nPING\r\n"
                ))
                .unwrap();
            while reader.line().unwrap() != "PONG" {}
        }
        assert_eq!(nats.events().unwrap(), ids);
        nats.kill().unwrap();
        assert!(nats.events().is_err());
        nats.start_again().unwrap();
        assert_eq!(nats.events().unwrap(), ids);
    }
}

//! Servers that are measured and broken: started, asked for their CPU time, stopped, killed.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::Failure;

/// What a server says, followed by its address, once it can be asked.
pub const LISTENING: &str = "Listening on http://";

/// What a configured server logs once it can be asked; its address stands in the same line.
const LOGGED: &str = "\"message\":\"listening\"";

/// How long a configured server may take to listen: it may have a database to recover.
const START: Duration = Duration::from_mins(1);

/// How long a server may take to stop: it may have a database to close.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server in a process of its own, which ends with this value.
pub struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts a server and waits until it listens. What it says on standard error goes to a file, as a
    /// log would.
    ///
    /// # Errors
    /// It does not start; what it said on standard error is told.
    pub fn start(command: &mut Command, log: &Path) -> Result<Self, Failure> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(log)?)
            .spawn()
            .map_err(|e| format!("{}: {e}", command.get_program().display()))?;
        let address = child.stdout.take().and_then(listening);
        if let Some(address) = address {
            return Ok(Self { child, address });
        }
        child.kill()?;
        child.wait()?;
        let said = std::fs::read_to_string(log).unwrap_or_default();
        Err(format!("{command:?} did not begin to listen:\n{said}").into())
    }

    /// Starts a server that says where it listens in its log, and waits until it does.
    ///
    /// # Errors
    /// It does not start; what it logged is told.
    pub fn start_logging(command: &mut Command, log: &Path) -> Result<Self, Failure> {
        let mut child = command
            .stdin(Stdio::null())
            .stderr(File::create(log)?)
            .spawn()
            .map_err(|e| format!("{}: {e}", command.get_program().display()))?;
        let asked = Instant::now();
        while asked.elapsed() < START {
            let said = std::fs::read_to_string(log)?;
            if let Some(address) = said.lines().find_map(logged_address) {
                return Ok(Self { child, address });
            }
            if child.try_wait()?.is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        child.kill()?;
        child.wait()?;
        let said = std::fs::read_to_string(log).unwrap_or_default();
        Err(format!("{command:?} did not begin to listen:\n{said}").into())
    }

    /// Kills it (SIGKILL) and waits until it is gone.
    ///
    /// # Errors
    /// It was gone before: nobody asked it to go.
    pub fn kill(mut self) -> Result<(), Failure> {
        if let Some(status) = self.child.try_wait()? {
            return Err(format!("the server had ended by itself, with {status}").into());
        }
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Whether it still runs.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Has it do nothing (SIGSTOP) until it is resumed. It keeps what it holds.
    ///
    /// # Errors
    /// It is gone.
    pub fn pause(&self) -> Result<(), Failure> {
        self.signal("STOP")
    }

    /// Has it go on after a pause.
    ///
    /// # Errors
    /// It is gone.
    pub fn resume(&self) -> Result<(), Failure> {
        self.signal("CONT")
    }

    fn signal(&self, name: &str) -> Result<(), Failure> {
        let id = self.id().to_string();
        let status = Command::new("kill").args(["-s", name, &id]).status()?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("the server is not there to be sent {name}").into())
        }
    }

    /// Asks it to stop and waits until it has, so that its database is closed.
    ///
    /// # Errors
    /// It does not stop in time, or not well.
    pub fn stop(mut self) -> Result<(), Failure> {
        self.signal("TERM")?;
        let asked = Instant::now();
        while asked.elapsed() < PATIENCE {
            match self.child.try_wait()? {
                Some(status) if status.success() => return Ok(()),
                Some(status) => return Err(ended_badly(status)),
                None => std::thread::sleep(Duration::from_millis(20)),
            }
        }
        Err("the server did not stop when asked to".into())
    }
}

impl Drop for Server {
    /// Nothing is left running after a failure. A process that has stopped is not there to be killed,
    /// which is as good.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn ended_badly(status: ExitStatus) -> Failure {
    format!("the server ended with {status}").into()
}

/// The address that the server says it listens on. Whatever it says later is read and dropped, or it
/// would one day wait for somebody to read it.
fn listening(said: ChildStdout) -> Option<SocketAddr> {
    let mut said = BufReader::new(said);
    let address = loop {
        let mut line = String::new();
        if said.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(address) = line.trim().strip_prefix(LISTENING) {
            break address.trim_end_matches('/').parse().ok()?;
        }
    };
    std::thread::spawn(move || {
        let mut dropped = [0; 4096];
        while said.read(&mut dropped).is_ok_and(|count| count > 0) {}
    });
    Some(address)
}

/// The address in a line of the log that says that the server listens.
fn logged_address(line: &str) -> Option<SocketAddr> {
    let (_, rest) = line.split_once("\"address\":\"")?;
    let address = rest.split('"').next()?;
    line.contains(LOGGED).then(|| address.parse().ok())?
}

/// How much memory a process has in use, in bytes.
///
/// # Errors
/// There is no such process, or this is not Linux.
pub fn memory(id: u32) -> Result<u64, Failure> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|rest| rest.split_whitespace().next());
    let kilobytes: u64 = kilobytes.ok_or("cannot read /proc/PID/status")?.parse()?;
    Ok(kilobytes * 1024)
}

/// How much CPU time a process has used, its threads together.
///
/// # Errors
/// There is no such process, or this is not Linux.
pub fn cpu_time(id: u32) -> Result<Duration, Failure> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat"))?;
    let ticks = cpu_ticks(&stat).ok_or("cannot read /proc/PID/stat")?;
    // Linux counts these in hundredths of a second, whatever its own clock does.
    Ok(Duration::from_millis(ticks * 10))
}

/// User and system time: the 14th and 15th field. The second is the program's name in brackets, which
/// may itself hold spaces and brackets.
fn cpu_ticks(stat: &str) -> Option<u64> {
    let (_, after_name) = stat.rsplit_once(')')?;
    let mut fields = after_name.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cpu_time_is_read_past_any_name() {
        let stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 100 0 0 0 250 31 0 0 20 0 4 0 100 0 0";
        assert_eq!(cpu_ticks(stat), Some(281));
        assert_eq!(cpu_ticks("42 (a"), None);
        assert!(cpu_time(std::process::id()).is_ok());
    }

    #[test]
    fn a_configured_server_says_where_it_listens() {
        let line =
            r#"{"level":"INFO","message":"listening","address":"127.0.0.1:4321","target":"x"}"#;
        assert_eq!(logged_address(line).unwrap().port(), 4321);
        assert_eq!(logged_address(&line.replace("listening", "stopped")), None);
        let log = std::env::temp_dir().join(format!("harness-logging-{}", std::process::id()));
        let script = format!("echo '{line}' >&2; exec sleep 60");
        let mut server =
            Server::start_logging(Command::new("sh").args(["-c", &script]), &log).unwrap();
        assert!(server.is_running());
        assert!(memory(server.id()).unwrap() > 0);
        server.kill().unwrap();
        let silent = Server::start_logging(Command::new("sh").args(["-c", "echo no >&2"]), &log);
        assert!(silent.err().unwrap().to_string().contains("no"));
        std::fs::remove_file(log).unwrap();
    }

    #[test]
    fn a_server_is_started_and_stopped() {
        let log = std::env::temp_dir().join(format!("bench-process-{}", std::process::id()));
        let script = format!("echo hello; echo {LISTENING}127.0.0.1:4321/; exec sleep 60");
        let server = Server::start(Command::new("sh").args(["-c", &script]), &log).unwrap();
        assert_eq!(server.address().port(), 4321);
        // sleep is ended by the signal, which counts as not stopping well.
        assert!(server.stop().is_err());
        let silent = Server::start(Command::new("sh").args(["-c", "echo no >&2"]), &log);
        assert!(silent.err().unwrap().to_string().contains("no"));
        std::fs::remove_file(log).unwrap();
    }
}

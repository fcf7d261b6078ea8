//! A demo that runs for one case.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::program::{Program, complaint_in};

/// How long a demo may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);
/// Where what it logs is kept, within its folder.
const LOG: &str = "demo.log";

/// A demo, stopped when this is dropped.
pub struct Server {
    demo: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts a demo over a folder and waits until it listens; with limits of how often it may be asked where a case is
    /// about them.
    ///
    /// # Errors
    /// It does not; says why.
    pub fn start(program: &Program, folder: &Path, limited: bool) -> Result<Self, String> {
        let log = folder.join(LOG);
        let errors = File::create(&log).map_err(|e| e.to_string())?;
        let mut command = program.command();
        command.args([
            "demo",
            "--listen",
            "127.0.0.1:0",
            "--no-sample-data",
            "--data-dir",
        ]);
        command.arg(folder).stdout(Stdio::piped()).stderr(errors);
        if limited {
            command.arg("--limits");
        }
        let demo = command.spawn().map_err(|error| error.to_string())?;
        let mut server = Self {
            demo,
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
        };
        let told = server.demo.stdout.take().map(told_address);
        let address = told.and_then(|told| told.recv_timeout(PATIENCE).ok());
        server.address = address.ok_or_else(|| {
            let printed = std::fs::read_to_string(&log).unwrap_or_default();
            let complaint = complaint_in(&printed).unwrap_or("it does not say where it listens");
            complaint.to_owned()
        })?;
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Either fails only where it has stopped already.
        let _ = self.demo.kill();
        let _ = self.demo.wait();
    }
}

/// Listens to what a demo prints until it prints no more, so that it never waits for somebody to read.
fn told_address(printed: ChildStdout) -> Receiver<SocketAddr> {
    let (sender, receiver): (Sender<SocketAddr>, _) = channel();
    std::thread::spawn(move || {
        let lines = BufReader::new(printed).lines().map_while(Result::ok);
        for address in lines.filter_map(|line| address_in(&line)) {
            // Nobody waits any more once the first has come.
            let _ = sender.send(address);
        }
    });
    receiver
}

fn address_in(line: &str) -> Option<SocketAddr> {
    let (_, rest) = line.split_once("http://")?;
    rest.split(['/', ' ']).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_in_the_first_line_of_the_banner() {
        let expected = Some(SocketAddr::from(([127, 0, 0, 1], 4567)));
        assert_eq!(address_in("Listening on http://127.0.0.1:4567"), expected);
        assert_eq!(
            address_in("Browse http://127.0.0.1:4567/docs now"),
            expected
        );
        assert_eq!(address_in("OFFICER=abc"), None);
    }
}

//! The program as it is configured, with its log.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use serde_json::Value;

use crate::configuration::{GOOD, KEYS};
use crate::program::PROGRAM;

/// A service that runs; killed when dropped.
pub struct Configured {
    child: Child,
    log: Arc<Mutex<String>>,
    reading: Option<JoinHandle<()>>,
    /// Where it listens.
    pub address: String,
    /// Where it serves metrics, if it does.
    pub metrics: Option<String>,
}

/// Puts the good configuration into a folder, with these settings at its top and end.
pub fn configure(folder: &Path, top: &str, end: &str) {
    std::fs::write(folder.join("keys.json"), KEYS).expect("written");
    let text = format!("{top}\n{GOOD}\n{end}\n");
    std::fs::write(folder.join("contactable.toml"), text).expect("written");
}

/// The program with this command on the configuration in a folder.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut program = Command::new(PROGRAM);
    program.args(arguments).arg("--config");
    program.arg(folder.join("contactable.toml"));
    program
}

impl Configured {
    /// Starts it on the configuration in a folder and waits until it listens.
    pub fn start(folder: &Path) -> Self {
        let mut child = command(folder, &["serve"])
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut lines = BufReader::new(child.stderr.take().expect("its log"));
        let (mut address, mut metrics) = (None, None);
        let mut text = String::new();
        while address.is_none() {
            let mut line = String::new();
            assert!(lines.read_line(&mut line).expect("a line") > 0, "{text}");
            text.push_str(&line);
            let told: Value = serde_json::from_str(&line).expect("JSON");
            let at = || told["address"].as_str().expect("an address").to_owned();
            match told["message"].as_str() {
                Some("listening") => address = Some(at()),
                Some("serving metrics") => metrics = Some(at()),
                _ => {}
            }
        }
        let log = Arc::new(Mutex::new(text));
        Self {
            child,
            reading: Some(keep_reading(lines, log.clone())),
            log,
            address: address.expect("one"),
            metrics,
        }
    }

    /// SIGTERM; everything it logged.
    pub fn stop(mut self) -> String {
        let told = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(told.expect("kill runs").success());
        assert!(self.child.wait().expect("it ends").success());
        self.reading.take().map(JoinHandle::join);
        self.log.lock().expect("free").clone()
    }
}

impl Drop for Configured {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A log that nobody reads would hold the service up.
fn keep_reading(mut lines: BufReader<ChildStderr>, log: Arc<Mutex<String>>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        let mut line = String::new();
        while lines.read_line(&mut line).is_ok_and(|read| read > 0) {
            log.lock().expect("free").push_str(&line);
            line.clear();
        }
    })
}

//! The service under test: a folder with its configuration and its log, started, killed and started again.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use contactable_harness::Failure;
use contactable_harness::process::Server;

use crate::tokens::{AUDIENCE, ISSUER, Who, token};

/// The area that holds most records.
pub const AREA: &str = "Housing";
/// The area with which it shares them.
pub const OTHER_AREA: &str = "Social Care";
/// The area that holds Patients.
pub const PATIENTS_AREA: &str = "NHS";
/// Anything but the limits must be what stops a client.
const NO_LIMIT: u32 = 100_000;

/// Where a service is kept and what it is over.
pub struct Service {
    program: PathBuf,
    folder: PathBuf,
    secret: Vec<u8>,
    /// Whether the size of its files is limited: it is then told of a file that would be larger, and not ended.
    pub is_limited: bool,
}

impl Service {
    /// Writes the configuration. `database` is the table `[database]` without its head; `more` stands after it, sinks
    /// for example.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub fn new(program: &Path, folder: &Path, database: &str, more: &str) -> Result<Self, Failure> {
        let mut secret = [0_u8; 32];
        aws_lc_rs::rand::fill(&mut secret).map_err(|_| "no random bytes")?;
        let secret = secret.map(|byte| b'a' + byte % 26).to_vec();
        std::fs::write(folder.join("issuer.secret"), &secret)?;
        let configuration = configuration(database, more);
        std::fs::write(folder.join("contactable.toml"), configuration)?;
        Ok(Self {
            program: program.to_owned(),
            folder: folder.to_owned(),
            secret,
            is_limited: false,
        })
    }

    /// Makes the tables, by the table `[database]` of their owner.
    ///
    /// # Errors
    /// It does not succeed; what it said is told.
    pub fn migrate(&self, owner: &str) -> Result<(), Failure> {
        let file = self.folder.join("owner.toml");
        std::fs::write(&file, configuration(owner, ""))?;
        said(self.command_by(&["migrate"], &file)).map(drop)
    }

    /// Starts one of its processes and waits until it listens.
    ///
    /// # Errors
    /// It does not start.
    pub fn start(&self, place: usize) -> Result<Server, Failure> {
        let mut command = self.command(&["serve"]);
        Server::start_logging(&mut command, &self.log(place))
    }

    /// Starts one of its processes and kills it after so long, most likely before it listens.
    ///
    /// # Errors
    /// It cannot be started.
    pub fn start_and_kill(&self, place: usize, after: Duration) -> Result<(), Failure> {
        let log = std::fs::File::create(self.log(place))?;
        let mut child = self
            .command(&["serve"])
            .stdin(Stdio::null())
            .stderr(log)
            .spawn()?;
        std::thread::sleep(after);
        child.kill()?;
        child.wait()?;
        Ok(())
    }

    /// What a process has logged since it was last started.
    fn log(&self, place: usize) -> PathBuf {
        self.folder.join(format!("service-{place}.log"))
    }

    /// Runs a command to its end over the same configuration and gives back what it printed.
    ///
    /// # Errors
    /// It did not succeed; what it said is told.
    pub fn run(&self, words: &[&str]) -> Result<String, Failure> {
        said(self.command(words))
    }

    /// A token for somebody.
    ///
    /// # Errors
    /// As [`token`].
    pub fn token(&self, who: Who) -> Result<String, Failure> {
        token(who, &self.secret)
    }

    /// Settings of whoever runs this do not reach it.
    fn command(&self, words: &[&str]) -> Command {
        self.command_by(words, &self.folder.join("contactable.toml"))
    }

    fn command_by(&self, words: &[&str], configuration: &Path) -> Command {
        let mut command = if self.is_limited {
            let mut shell = Command::new("sh");
            shell
                .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
                .arg(&self.program);
            shell
        } else {
            Command::new(&self.program)
        };
        let ours = |(name, _): &(std::ffi::OsString, _)| {
            name.to_string_lossy().starts_with("CONTACTABLE_")
        };
        for (name, _) in std::env::vars_os().filter(ours) {
            command.env_remove(name);
        }
        command.args(words).arg("--config").arg(configuration);
        command
    }
}

/// What a command printed that came to a good end.
fn said(mut command: Command) -> Result<String, Failure> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout)?);
    }
    let told = String::from_utf8_lossy(&output.stdout);
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(format!("{command:?}: {told}{complaint}").into())
}

fn configuration(database: &str, more: &str) -> String {
    format!(
        r#"listen = "127.0.0.1:0"
log = "info"
accept_drama_numbers = true

[database]
{database}

[[areas]]
name = "{AREA}"
[areas.limits]
phones = 0
emails = 0

[[areas]]
name = "{OTHER_AREA}"

[[areas]]
name = "{PATIENTS_AREA}"
profile = "pds"

[[issuers]]
issuer = "{ISSUER}"
audience = "{AUDIENCE}"
legacy = true
algorithms = ["HS256"]
secret_file = "issuer.secret"

[issuers.groups]
{officers} = ["{AREA}"]
{clinicians} = ["{PATIENTS_AREA}"]

[limits]
subject_per_second = {NO_LIMIT}
subject_burst = {NO_LIMIT}
client_per_second = {NO_LIMIT}
client_burst = {NO_LIMIT}

{more}
"#,
        officers = Who::Officer.group(),
        clinicians = Who::Clinician.group(),
    )
}

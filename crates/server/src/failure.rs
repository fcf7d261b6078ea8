use std::net::SocketAddr;
use std::path::PathBuf;

use contactable_domain::refusal::Refusal;

/// Why a command did not do what was asked, in words for whoever typed it.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A program for the benchmark that is asked to serve.
    #[error(
        "this program was built for the benchmark, without the rules of access; it serves demos only"
    )]
    WithoutAccessRules,
    /// The configuration cannot be used.
    #[error("{0}")]
    Configuration(#[from] crate::config::ConfigError),
    /// The store cannot be opened.
    #[error("{0}")]
    Store(#[from] contactable_domain::ports::Unavailable),
    /// The address cannot be listened on.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
    /// A demo was asked to show itself to others.
    #[error(
        "a demo listens on loopback only, such as 127.0.0.1:8080 or [::1]:8080; {0} is not loopback"
    )]
    NotLoopback(SocketAddr),
    /// A demo was pointed at something else's data.
    #[error(
        "{0} holds data that is not a demo's; a demo accepts tokens that anybody can make, so give it an empty or new folder"
    )]
    NotADemo(PathBuf),
    /// The sample data could not be put in.
    #[error("the sample data could not be recorded: {0}")]
    SampleData(String),
    /// A claim that cannot be read.
    #[error("--claim {0}: write NAME=VALUE, with VALUE as JSON or as plain text")]
    Claim(String),
    /// A kind of value that is not known.
    #[error("--as {said}: use one of: {}", known.join(", "))]
    Kind {
        /// What was typed.
        said: String,
        /// What is known.
        known: Vec<String>,
    },
    /// Something that is not the id of a target.
    #[error("target {0}: this is not an id; give a UUID that is not all zero")]
    TargetId(usize),
    /// An option with something that cannot be used, which is not repeated.
    #[error("{option}: {told}")]
    Given {
        /// The option.
        option: &'static str,
        /// What is wrong with what was given, and what would be right.
        told: String,
    },
    /// A folder in which no demo kept its data.
    #[error("{0} is not the folder of a demo; start one with demo --data-dir")]
    NoDemo(PathBuf),
    /// No area holds Patients.
    #[error(
        "no service area holds Patients; give one the setting profile = \"pds\", as docs/configuration.md says"
    )]
    NoPatients,
    /// Something that is not an NHS number.
    #[error(
        "--nhs-number, number {0} of those given: this is not an NHS number; give 10 digits whose check digit fits"
    )]
    NhsNumber(usize),
    /// An event that cannot be read.
    #[error("event {0}: {1}")]
    Event(String, contactable_domain::event::Unreadable),
    /// Not everything could be told again.
    #[error("it stopped before number {number} of shard {shard}: {why}")]
    Replay {
        /// The shard.
        shard: u8,
        /// The first number that was not told.
        number: u64,
        /// What was the matter.
        why: String,
    },
    /// A folder in which there is nothing to import.
    #[error("{0} has no file whose name ends in .json or .ndjson")]
    NothingToImport(PathBuf),
    /// Some of what was to be imported was refused.
    #[error("{0} refused; the others were not held up by that")]
    SomeRefused(u64),
    /// Some of those who were to be exported are not there.
    #[error("{0} not exported")]
    SomeMissing(u64),
    /// The trail is not what was written.
    #[error("the audit trail is broken: {0}")]
    BrokenTrail(String),
    /// A file that is no anchor of a trail.
    #[error(
        "{0}, line {1}: this is not the head of a stream; give a file that was written with --write-anchor"
    )]
    Anchor(PathBuf, usize),
    /// A use case refused it.
    #[error("{0}")]
    Refused(String),
    /// A table of pseudo-postcodes that cannot be read.
    #[error("the table of pseudo-postcodes cannot be used: {0}")]
    PseudoPostcodes(String),
    /// A file that cannot be read or written.
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    /// A file that holds no text.
    #[error("{0} is not UTF-8 text")]
    NotText(PathBuf),
    /// XML that holds no well-formed fragments.
    #[error("{0}")]
    Hl7(#[from] contactable_domain::hl7::Hl7Error),
    /// A line that is no fragment.
    #[error("line {0}: {1}")]
    Hl7Line(usize, String),
    /// Something with a file or a socket.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// Figures are counted by somebody else already.
    #[error("metrics cannot be kept: {0}")]
    Metrics(#[from] metrics_exporter_prometheus::BuildError),
    /// Traces cannot be sent.
    #[error("traces cannot be sent: {0}")]
    Traces(#[from] opentelemetry_otlp::ExporterBuildError),
    /// The data is not kept in a file of ours.
    #[error(
        "the data is kept by PostgreSQL, which has tools of its own: pg_dump and pg_restore for one database, \
         pg_basebackup with archived write-ahead logs for the whole server; docs/operations.md says more"
    )]
    NotOneFile,
    /// A backup that was not made or not used.
    #[error("{0}: {1}")]
    Backup(PathBuf, contactable_store_sqlite::backup::BackupError),
    /// A backup that somebody else is writing.
    #[error("{0}: another backup is being written to it")]
    BeingWritten(PathBuf),
    /// A service that is not as it should be, or does not answer.
    #[error("the service is not well: {0}")]
    Unhealthy(String),
    /// A token could not be made.
    #[error("the token could not be made: {0}")]
    Token(String),
}

impl From<contactable_service::Failure> for Failure {
    fn from(failure: contactable_service::Failure) -> Self {
        match failure {
            contactable_service::Failure::Refused(refusal) => Self::Refused(in_words(&refusal)),
            contactable_service::Failure::Unavailable(unavailable)
            | contactable_service::Failure::OutcomeUnknown(unavailable) => Self::Store(unavailable),
        }
    }
}

pub(crate) fn in_words(refusal: &Refusal) -> String {
    let problems = match refusal {
        Refusal::Invalid(problems) => problems.as_slice(),
        Refusal::NotPermitted(problem)
        | Refusal::Withheld(_, problem)
        | Refusal::Conflict(problem) => std::slice::from_ref(problem),
        Refusal::NotFound | Refusal::Hidden(_) | Refusal::VersionMismatch => &[],
    };
    let told = problems
        .iter()
        .map(|problem| format!("{}. {}", problem.problem, problem.remedy));
    told.collect::<Vec<_>>().join("; ")
}

use clap::{Args, ValueEnum};
use contactable_domain::audit::TrailEntry;
use contactable_domain::ids::TargetId;
use contactable_http::{AuditLine, audit_bundle};
use contactable_service::AskedEntries;

use crate::commands::operator::Place;
use crate::commands::say;
use crate::failure::Failure;

/// How many entries are read at once.
const AT_ONCE: usize = 1_000;

/// Which entries, and how.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// About whom, by their id; the entries about no target unless given.
    #[arg(long, value_name = "ID")]
    target: Option<String>,
    /// In which form.
    #[arg(long, value_enum)]
    format: Form,
}

/// The forms there are.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One JSON object a line.
    Ndjson,
    /// A Bundle of FHIR R4 `AuditEvent`s.
    Fhir,
}

/// Runs the command.
pub async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let asked = AskedEntries {
        target: target(arguments)?,
        from: None,
        until: None,
        after: 0,
        limit: AT_ONCE,
    };
    let operator = arguments.place.open().await?;
    let use_cases = &operator.use_cases;
    let mut export = use_cases
        .permit_audit_export(operator.caller(), asked)
        .await?;
    let mut collected = Vec::new();
    loop {
        let entries = use_cases.export_audit(&mut export).await?;
        if entries.is_empty() {
            break;
        }
        match arguments.format {
            Form::Ndjson => print_lines(&entries)?,
            Form::Fhir => collected.extend(entries),
        }
    }
    if arguments.format == Form::Fhir {
        let bundle = audit_bundle(&collected, use_cases.clock().now(), None);
        say(&bundle.to_string());
    }
    Ok(())
}

fn target(arguments: &Arguments) -> Result<Option<TargetId>, Failure> {
    let given = arguments.target.as_deref();
    given
        .map(|id| TargetId::parse(id.trim()).ok_or(Failure::TargetId(1)))
        .transpose()
}

fn print_lines(entries: &[TrailEntry]) -> Result<(), Failure> {
    for entry in entries {
        let line = serde_json::to_string(&AuditLine::of(entry));
        say(&line.map_err(std::io::Error::other)?);
    }
    Ok(())
}

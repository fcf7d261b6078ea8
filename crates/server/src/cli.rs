//! The command line.
#![allow(clippy::print_stderr, reason = "a command says why it failed")]

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};
use contactable_domain::ports::Clock as _;
use contactable_http::edges::Check;

use crate::commands::{
    audit, backup, check, contactability, events, export_fhir, health, hl7, import_fhir,
    import_pseudo_postcodes, restore, say, target, vocabulary,
};
use crate::demo::{self, DemoOptions, DemoServer, Persona};
use crate::failure::Failure;
use crate::listen::Listening;
use crate::logging::{self, Form};
use crate::metrics::{Metrics, MetricsListener, Watched};
use crate::relay_check::RelayCheck;
use crate::replicas_check::ReplicasCheck;
use crate::serve::{StopSignal, bind, serve};
use crate::traces::Exporting;
use crate::{SystemClock, config, relaying, wiring};

/// The one place that knows how to reach a person or an organisation.
#[derive(Parser)]
#[command(name = "contactable", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start on loopback with invented people and tokens that anybody can make.
    Demo(DemoArguments),
    /// Print a token that a demo accepts.
    Token(TokenArguments),
    /// Start the service as configured.
    Serve(Configured),
    /// Bring the database's schema up to date and stop.
    Migrate(Configured),
    /// Ask a service on this machine how it is; fails unless it is well.
    Health(health::Arguments),
    /// Print the OpenAPI document.
    Openapi,
    /// Say what the service makes of a value, or of every line of a file.
    Check(check::Arguments),
    /// Say how somebody can be reached, and why so.
    Contactability(contactability::Arguments),
    /// Copy the database into a file, also while the service runs.
    Backup(backup::Arguments),
    /// Put a backup in the place of the database, while the service is stopped.
    Restore(restore::Arguments),
    /// Prove the audit trail whole, or take entries out of it.
    #[command(subcommand)]
    Audit(audit::Work),
    /// Look at what is told to others, and have it told again.
    #[command(subcommand)]
    Events(events::Work),
    /// Say what became of a target: another took its place, it is invalid, it is live again.
    #[command(subcommand)]
    Target(target::Work),
    /// Print what every interface calls a detail, and what each of them cannot say.
    Vocabulary,
    /// Bring in tables and records.
    #[command(subcommand)]
    Import(Import),
    /// Give records back.
    #[command(subcommand)]
    Export(Export),
    /// Read and write telecom and addr fragments of HL7 V3.
    #[command(subcommand)]
    Hl7(hl7::Direction),
}

#[derive(Subcommand)]
enum Import {
    /// The official table of pseudo-postcodes.
    PseudoPostcodes(import_pseudo_postcodes::Arguments),
    /// People, from Patients of FHIR R4 as PDS shows them.
    Fhir(import_fhir::Arguments),
}

#[derive(Subcommand)]
enum Export {
    /// People, as Patients of FHIR R4 as PDS shows them.
    Fhir(export_fhir::Arguments),
}

#[derive(Args)]
struct DemoArguments {
    /// The loopback address to listen on; port 0 picks a free one.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Where to keep the data; a temporary folder unless given.
    #[arg(long)]
    data_dir: Option<PathBuf>,
    /// Keep the data in this database of PostgreSQL, whose name has to begin with `contactable_demo`. It holds no
    /// password: what is typed here is seen by others.
    #[arg(long, value_name = "URL", conflicts_with = "data_dir")]
    database_url: Option<String>,
    /// The file with the password for that database.
    #[arg(long, value_name = "FILE", requires = "database_url")]
    database_password_file: Option<PathBuf>,
    /// Start empty.
    #[arg(long)]
    no_sample_data: bool,
    /// Hold requests against the usual limits of how often somebody may ask.
    #[arg(long)]
    limits: bool,
    /// Also print what happens, as CloudEvents in JSON, one a line.
    #[arg(long)]
    events: bool,
}

#[derive(Args)]
struct TokenArguments {
    /// Who the token is for.
    persona: Persona,
    /// Set a claim; VALUE is JSON or plain text, null takes the claim away.
    #[arg(long = "claim", value_name = "NAME=VALUE")]
    claims: Vec<String>,
}

#[derive(Args)]
struct Configured {
    /// The configuration file (TOML). Environment variables named `CONTACTABLE_…` win over it.
    #[arg(long, env = "CONTACTABLE_CONFIG")]
    config: PathBuf,
}

/// Runs the command that was typed.
pub fn main() -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("contactable: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(Cli::parse().command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("contactable: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Demo(arguments) => run_demo(arguments).await,
        Command::Token(arguments) => {
            let now = SystemClock.now();
            say(&demo::token(arguments.persona, &arguments.claims, now)?);
            Ok(())
        }
        Command::Serve(configured) => run_configured(&configured).await,
        Command::Migrate(configured) => {
            let configuration = config::load(&configured.config)?;
            configuration.migrate().await?;
            let database = configuration.database.told();
            say(&format!("The schema of {database} is up to date"));
            Ok(())
        }
        Command::Health(arguments) => health::run(&arguments).await,
        Command::Openapi => {
            let document = contactable_http::openapi_document().to_pretty_json();
            say(&document.map_err(std::io::Error::other)?);
            Ok(())
        }
        Command::Check(arguments) => check::run(&arguments),
        Command::Contactability(arguments) => contactability::run(&arguments).await,
        Command::Backup(arguments) => backup::run(&arguments),
        Command::Restore(arguments) => restore::run(&arguments),
        Command::Audit(work) => audit::run(&work).await,
        Command::Events(work) => events::run(&work).await,
        Command::Target(work) => target::run(&work).await,
        Command::Vocabulary => {
            vocabulary::run();
            Ok(())
        }
        Command::Import(Import::PseudoPostcodes(arguments)) => {
            import_pseudo_postcodes::run(&arguments)
        }
        Command::Import(Import::Fhir(arguments)) => import_fhir::run(&arguments).await,
        Command::Export(Export::Fhir(arguments)) => export_fhir::run(&arguments).await,
        Command::Hl7(direction) => hl7::run(&direction),
    }
}

async fn run_demo(arguments: DemoArguments) -> Result<(), Failure> {
    logging::start(Form::Text, "warn", None);
    let metrics = Metrics::start(SystemClock.now())?;
    let password_file = arguments.database_password_file;
    let database = arguments
        .database_url
        .map(|url| DemoServer { url, password_file });
    let options = DemoOptions {
        database,
        listen: arguments.listen,
        data_dir: arguments.data_dir,
        sample_data: !arguments.no_sample_data,
        limits: arguments.limits,
        events: arguments.events,
    };
    let stop = StopSignal::new()?;
    let demo = demo::start(options).await?;
    let listener = bind(demo.listen).await?;
    say(&demo.banner(listener.local_addr()?)?);
    let listening = Listening::default();
    let use_cases = demo.use_cases.clone();
    let watched = Watched {
        use_cases: use_cases.clone(),
        relay: demo.relay.status(),
    };
    let service = demo.service.clone().merge(metrics.routes(watched));
    let every = config::PollInterval::default().0;
    let beside = (use_cases, relaying::start(demo.relay.clone(), every));
    serve(listener, service, listening, beside, stop).await?;
    say("Stopped");
    Ok(())
}

async fn run_configured(configured: &Configured) -> Result<(), Failure> {
    if cfg!(feature = "without-access-rules") {
        return Err(Failure::WithoutAccessRules);
    }
    let configuration = config::load(&configured.config)?;
    let operation = configuration.operation.clone();
    let exporting = operation
        .traces
        .as_ref()
        .map(Exporting::start)
        .transpose()?;
    let layer = exporting.as_ref().map(Exporting::layer);
    logging::start(operation.log_form, &configuration.log, layer);
    let metrics = operation.metrics.map(|_| Metrics::start(SystemClock.now()));
    let metrics = metrics.transpose()?;
    let store = configuration.open_store().await?;
    let (listen, listening) = (configuration.listen, configuration.listening.clone());
    let relayed = configuration.relayed();
    let every = relayed.every.0;
    let mut parts = configuration.into_parts();
    if exporting.is_some() {
        parts.edges.traces = Exporting::of_requests();
    }
    let relay = wiring::relay(&parts, store.clone(), relayed);
    let mut checks: Vec<Arc<dyn Check>> = vec![Arc::new(RelayCheck::of(&relay))];
    checks.extend(ReplicasCheck::of(&store).map(|check| Arc::new(check) as Arc<dyn Check>));
    parts.edges.checks = Arc::new(checks);
    let use_cases = wiring::use_cases(&parts, store);
    wiring::begin(&use_cases).await?;
    let service = wiring::service(parts, use_cases.clone());
    let stop = StopSignal::new()?;
    let watched = Watched {
        use_cases: use_cases.clone(),
        relay: relay.status(),
    };
    let watching = watching(operation.metrics, metrics, watched).await?;
    let listener = bind(listen).await?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    let beside = (use_cases, relaying::start(relay, every));
    serve(listener, service, listening, beside, stop).await?;
    if let Some(watching) = watching {
        watching.stop().await;
    }
    tracing::info!("stopped");
    if let Some(exporting) = exporting {
        // It waits for the collector.
        let _ = tokio::task::spawn_blocking(|| exporting.stop()).await;
    }
    Ok(())
}

/// The address at which metrics are served, if that is wanted.
async fn watching(
    address: Option<SocketAddr>,
    metrics: Option<Metrics>,
    watched: Watched,
) -> Result<Option<MetricsListener>, Failure> {
    match address.zip(metrics) {
        Some((address, metrics)) => {
            let listener = MetricsListener::start(address, metrics, watched);
            Ok(Some(listener.await?))
        }
        None => Ok(None),
    }
}

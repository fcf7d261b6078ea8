//! `cargo xtask cluster`: the service on three machines with PostgreSQL, one of which may fail at any time, for a
//! developer to break.

mod prompt;

use std::process::{Child, Command, Stdio};

use contactable_rig::Cluster;

use crate::cargo::{cargo, run as command, target};
use crate::{Failure, faults};

/// The word that asks for the fault suite's scenario instead.
const FAULTS: &str = "--faults";

/// Where the service listens.
const LISTEN: &str = "127.0.0.1:8080";

/// Starts the cluster with the service on it and does what is typed, or runs the fault suite's scenario, which starts
/// a cluster of its own.
///
/// # Errors
/// Something does not build or start, or the scenario found fault.
pub fn run(options: &[&str]) -> Result<(), Failure> {
    match options {
        [] => by_hand(),
        [FAULTS, rest @ ..] => {
            let scenario = ["--scenario", "cluster"];
            faults::run(&[&scenario, rest].concat())
        }
        _ => Err("Usage: cargo xtask cluster [--faults [OPTION...]]".into()),
    }
}

fn by_hand() -> Result<(), Failure> {
    command(&mut cargo(["build", "-p", "contactable-server"]))?;
    eprintln!("\nstarting three machines");
    let cluster = Cluster::start()?;
    let service = Service::start(&cluster)?;
    println!("{}", introduction(&cluster));
    prompt::answer(&cluster)?;
    drop(service);
    Ok(())
}

fn introduction(cluster: &Cluster) -> String {
    let urls = cluster.urls();
    let (url, file) = (&urls.demo.url, urls.demo.password_file.display());
    format!(
        "\nThe service is a demo at http://{LISTEN}, over this database:\n\
         \n  {url}\n  password in {file}\n\
         \nWhat the machines log is in {}\n\
         Everything is gone when this ends.\n\n{}",
        cluster.folder().display(),
        prompt::HELP
    )
}

/// The service, which ends when this is dropped.
struct Service(Child);

impl Service {
    fn start(cluster: &Cluster) -> Result<Self, Failure> {
        let login = &cluster.urls().demo;
        let mut demo = Command::new(target().join("debug/contactable"));
        demo.args(["demo", "--listen", LISTEN, "--database-url", &login.url]);
        demo.arg("--database-password-file")
            .arg(&login.password_file);
        Ok(Self(demo.stdin(Stdio::null()).spawn()?))
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if let Err(error) = self.0.kill().and_then(|()| self.0.wait()) {
            eprintln!("stopping the service: {error}");
        }
    }
}

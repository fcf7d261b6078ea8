//! Programs of Debian's packages: found where they are, or installed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::process::geteuid;

use crate::Failure;

/// A package, known by one of its programs.
#[derive(Clone, Copy, Debug)]
pub struct Package {
    name: &'static str,
    program: &'static str,
    /// The service that Debian would start with the machine.
    unit: &'static str,
}

/// PostgreSQL, with `pgbench`.
pub const POSTGRESQL: Package = Package {
    name: "postgresql",
    program: "initdb",
    unit: "postgresql",
};
/// The server of NATS.
pub const NATS_SERVER: Package = Package {
    name: "nats-server",
    program: "nats-server",
    unit: "nats-server",
};
/// The agent that makes a primary and its standbys of PostgreSQL on several machines.
pub const PATRONI: Package = Package {
    name: "patroni",
    program: "patroni",
    unit: "patroni",
};
/// Where the agents agree on who is the primary.
pub const ETCD: Package = Package {
    name: "etcd-server",
    program: "etcd",
    unit: "etcd",
};

/// Does not start what it installs, neither now nor with the machine: it is wanted for private use only. Debian
/// asks `policy-rc.d` before it starts a service. The lists of packages are fetched only if those that are there do
/// not do.
const INSTALL: &str = r#"
units=$1; shift
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    trap 'exit 130' INT TERM HUP
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
fi
install() {
    apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
}
install "$@" || { apt-get update && install "$@"; } || exit
if [ -d /run/systemd/system ]; then
    for unit in $units; do systemctl disable --quiet "$unit"; done
fi
exit 0
"#;

/// Sees to it that these packages are there.
///
/// # Errors
/// One is missing and cannot be installed; what to do about it.
pub fn need(packages: &[Package]) -> Result<(), Failure> {
    let missing = missing(packages);
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = missing.iter().map(|package| package.name).collect();
    if !geteuid().is_root() || in_folders("apt-get").is_none() {
        return Err(asking_for(&names).into());
    }
    install(&missing, &names)?;
    match self::missing(&missing).first() {
        None => Ok(()),
        Some(package) => {
            let (name, program) = (package.name, package.program);
            Err(format!("the package {name} was installed, but there is no {program}").into())
        }
    }
}

fn missing(packages: &[Package]) -> Vec<Package> {
    let missing = packages
        .iter()
        .filter(|package| find(package.program).is_none());
    missing.copied().collect()
}

fn asking_for(names: &[&str]) -> String {
    let names = names.join(" ");
    format!(
        "these packages are missing, and only root can install them: {names}\n\
         As root on Debian: apt-get update && apt-get install --no-install-recommends {names}"
    )
}

fn install(packages: &[Package], names: &[&str]) -> Result<(), Failure> {
    eprintln!("installing Debian's packages: {}", names.join(" "));
    let units: Vec<_> = packages.iter().map(|package| package.unit).collect();
    let mut command = Command::new("sh");
    command.args(["-c", INSTALL, "install", &units.join(" ")]);
    command.args(names);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command.stdin(Stdio::null());
    // Standard output is for what a chore has to say.
    command.stdout(std::io::stderr());
    let status = command.status()?;
    if status.success() {
        return Ok(());
    }
    let names = names.join(" ");
    Err(format!("{names} could not be installed ({status}); see above").into())
}

/// Where a program is: among those of the newest PostgreSQL, or where programs usually are.
pub fn find(program: &str) -> Option<PathBuf> {
    let postgres = postgres_folder().map(|folder| folder.join(program));
    postgres
        .filter(|file| file.is_file())
        .or_else(|| in_folders(program))
}

/// Where a program is that was asked for by [`need`].
///
/// # Errors
/// It is not there.
pub fn program(name: &str) -> Result<PathBuf, Failure> {
    find(name).ok_or_else(|| format!("there is no {name} on this machine").into())
}

/// The programs of the newest PostgreSQL. Debian keeps them apart by version and out of the search path.
pub fn postgres_folder() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok();
    let newest = versions
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|found| {
            let version: u32 = found.file_name().to_str()?.parse().ok()?;
            let folder = found.path().join("bin");
            folder.join("initdb").is_file().then_some((version, folder))
        });
    let newest = newest.max().map(|(_, folder)| folder);
    newest.or_else(|| {
        let elsewhere = in_folders("initdb")?.canonicalize().ok()?;
        elsewhere.parent().map(Path::to_owned)
    })
}

/// Servers are in folders that not everybody searches.
fn in_folders(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let usual = ["/usr/local/sbin", "/usr/sbin", "/sbin"].map(PathBuf::from);
    std::env::split_paths(&path)
        .chain(usual)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOT_THERE: Package = Package {
        name: "no-such-package",
        program: "no such program",
        unit: "none",
    };
    const SHELL: Package = Package {
        name: "dash",
        program: "sh",
        unit: "none",
    };

    #[test]
    fn what_is_there_is_found_and_what_is_not_is_missing() {
        assert!(need(&[SHELL]).is_ok());
        let missing = missing(&[SHELL, NOT_THERE]);
        assert_eq!(missing.len(), 1);
        assert_eq!(missing[0].name, NOT_THERE.name);
        assert!(program(NOT_THERE.program).is_err());
    }

    #[test]
    fn whoever_cannot_install_is_told_what_to_install() {
        let told = asking_for(&["postgresql", "nats-server"]);
        let command = "apt-get install --no-install-recommends postgresql nats-server";
        assert!(told.ends_with(command), "{told}");
    }
}

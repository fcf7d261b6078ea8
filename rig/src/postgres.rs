//! One PostgreSQL of our own, on a socket in a temporary folder; or two, of which the second follows the first.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::account::Account;
#[cfg(feature = "certificates")]
use crate::authority::Certified;
use crate::folder::{inside, secret_file, temporary};
use crate::process::Process;
use crate::warden::Warden;
use crate::{Failure, debian, password};

/// How long it may take to start. A recovery after a crash takes seconds.
const PATIENCE: Duration = Duration::from_mins(2);

/// The account that may do everything.
const SUPERUSER: &str = "postgres";

/// How it is set up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// Whether what is committed outlives a crash of the machine. Tests that crash nothing are quicker without.
    pub durable: bool,
    /// A port on 127.0.0.1 to listen on besides the socket, if any.
    pub port: Option<u16>,
}

/// A running one. Dropping it ends it and removes what it kept.
pub struct Postgres {
    settings: Settings,
    programs: PathBuf,
    folder: PathBuf,
    password: String,
    account: Account,
    server: Option<Process>,
    // Last: it tidies up behind the server.
    warden: Warden,
}

impl Postgres {
    /// Sets one up from Debian's package, which is installed if it is missing, and starts it.
    ///
    /// # Errors
    /// The package is missing and cannot be installed, or it does not start; what it said.
    pub fn start(settings: Settings) -> Result<Self, Failure> {
        debian::need(&[debian::POSTGRESQL])?;
        let account = Account::for_servers()?;
        let folder = temporary("postgres", account)?;
        let warden = Warden::over(&folder)?;
        let mut postgres = Self {
            settings,
            programs: debian::postgres_folder().ok_or("there is no PostgreSQL")?,
            folder,
            password: password::new()?,
            account,
            server: None,
            warden,
        };
        postgres.set_up()?;
        postgres.start_again()?;
        Ok(postgres)
    }

    /// How to reach it over its socket as the superuser, as libpq takes it. It needs no password: nobody else can look
    /// into the folder.
    pub fn connection(&self) -> String {
        let (folder, port) = (self.folder.display(), self.port());
        format!("host={folder} port={port} user={SUPERUSER} dbname=postgres")
    }

    /// The number that its socket's name ends in, and the port if it listens on one.
    pub fn port(&self) -> u16 {
        self.settings.port.unwrap_or(5432)
    }

    /// The folder of its socket.
    pub fn socket_folder(&self) -> &Path {
        &self.folder
    }

    /// The superuser's password, which the port asks for.
    pub fn password(&self) -> &str {
        &self.password
    }

    /// The programs that belong to it, such as `pgbench` and `psql`.
    pub fn programs(&self) -> &Path {
        &self.programs
    }

    /// A copy of it that follows whatever is written here and can be read, with a socket of its own.
    ///
    /// # Errors
    /// It cannot be copied, or the copy does not start; what it said.
    pub fn standby(&self) -> Result<Self, Failure> {
        let folder = temporary("standby", self.account)?;
        let warden = Warden::over(&folder)?;
        let mut standby = Self {
            settings: Settings {
                port: None,
                ..self.settings
            },
            programs: self.programs.clone(),
            folder,
            password: self.password.clone(),
            account: self.account,
            server: None,
            warden,
        };
        standby.copy(self)?;
        standby.start_again()?;
        Ok(standby)
    }

    fn copy(&self, primary: &Self) -> Result<(), Failure> {
        inside(&self.folder, "data", self.account)?;
        let mut command = Command::new(self.programs.join("pg_basebackup"));
        // With what it needs to follow.
        command.args(["--write-recovery-conf", "--wal-method=stream"]);
        command.args(["--checkpoint=fast", "--no-sync"]);
        command.arg("--dbname").arg(primary.connection());
        command.arg("--pgdata").arg(self.data());
        self.run("pg_basebackup", &mut command)?;
        let file = self.data().join("postgresql.auto.conf");
        let of_primary = std::fs::read_to_string(&file)?;
        // What is said last holds.
        Ok(std::fs::write(file, of_primary + &self.configuration())?)
    }

    /// Runs a program to its end as the server's account.
    fn run(&self, name: &str, command: &mut Command) -> Result<(), Failure> {
        command.stdin(Stdio::null()).current_dir("/");
        self.account.run(command);
        let output = command.output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{name} failed ({}):\n{said}", output.status).into());
        }
        Ok(())
    }

    /// Stops it at once: no connection is told, nothing is written that was not yet written.
    ///
    /// # Errors
    /// It cannot be waited for.
    pub fn stop(&mut self) -> Result<(), Failure> {
        match self.server.take() {
            Some(server) => server.end(Signal::QUIT, &self.warden),
            None => Ok(()),
        }
    }

    /// Starts it after it was stopped.
    ///
    /// # Errors
    /// It does not start; what it said.
    pub fn start_again(&mut self) -> Result<(), Failure> {
        let mut command = Command::new(self.programs.join("postgres"));
        command.arg("-D").arg(self.data());
        let log = self.folder.join("log");
        let server = Process::start(command, &log, self.account, &self.warden)?;
        let server = self.server.insert(server);
        let status = self.folder.join("data/postmaster.pid");
        let since = Instant::now();
        while !is_ready(&status, server.id()) {
            if let Some(complaint) = server.complaint("PostgreSQL") {
                return Err(complaint);
            }
            if since.elapsed() > PATIENCE {
                return Err("PostgreSQL takes too long to start".into());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    #[cfg(feature = "certificates")]
    /// Has it speak TLS on its port, with this certificate. It starts anew.
    ///
    /// # Errors
    /// It does not start; what it said.
    pub fn secure(&mut self, by: &Certified) -> Result<(), Failure> {
        self.stop()?;
        let data = self.data();
        for (name, text) in [("server.crt", &by.certificate), ("server.key", &by.key)] {
            let file = data.join(name);
            if file.exists() {
                std::fs::remove_file(&file)?;
            }
            secret_file(&file, text, self.account)?;
        }
        std::fs::write(
            data.join("postgresql.auto.conf"),
            self.configuration() + "ssl = on\n",
        )?;
        self.start_again()
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn set_up(&self) -> Result<(), Failure> {
        inside(&self.folder, "data", self.account)?;
        let password_file = self.folder.join("password");
        secret_file(&password_file, &self.password, self.account)?;
        let mut command = Command::new(self.programs.join("initdb"));
        command.args([
            "--username",
            SUPERUSER,
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ]);
        command.args([
            "--auth-local=trust",
            "--auth-host=scram-sha-256",
            "--no-sync",
        ]);
        command.arg("--pwfile").arg(&password_file);
        command.arg("-D").arg(self.data());
        self.run("initdb", &mut command)?;
        let file = self.data().join("postgresql.auto.conf");
        Ok(std::fs::write(file, self.configuration())?)
    }

    fn configuration(&self) -> String {
        let folder = self.folder.display();
        let port = self.port();
        let address = self.settings.port.map_or("", |_| "127.0.0.1");
        let crash = if self.settings.durable {
            ""
        } else {
            "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
        };
        format!(
            "unix_socket_directories = '{folder}'\n\
             unix_socket_permissions = 0700\n\
             listen_addresses = '{address}'\n\
             port = {port}\n\
             max_connections = 300\n\
             shared_buffers = 256MB\n\
             max_wal_size = 2GB\n\
             dynamic_shared_memory_type = mmap\n\
             {crash}"
        )
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Err(failure) = self.stop() {
            eprintln!("stopping PostgreSQL: {failure}");
        }
    }
}

/// It writes its number and how far it is into this file, which one that was killed leaves behind.
fn is_ready(status: &Path, server: u32) -> bool {
    let told = std::fs::read_to_string(status).unwrap_or_default();
    let mut lines = told.lines().map(str::trim_end);
    lines.next() == Some(server.to_string().as_str()) && lines.any(|line| line == "ready")
}

//! The disk under a file of SQLite is full: changes are refused with 503, nothing is lost, and it goes on once there is
//! room, in the same process and after a death.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use contactable_harness::Failure;
use tempfile::TempDir;

use super::over::over_file;
use crate::held::Database;
use crate::load::Pulse;
use crate::options::Options;
use crate::stage::Stage;
use crate::told::Tally;

const ROUNDS: usize = 6;
/// The size of the disk: some of it is for the database before it is full.
const SIZE: u64 = 24 * 1024 * 1024;
/// How often clients have to be told that it is full, before there is room again.
const REFUSALS: u64 = 25;
/// How often they have to be acknowledged once there is.
const RECOVERED: u64 = 25;

pub fn run(options: &Options, seed: u64) -> Result<(), Failure> {
    let folder = TempDir::new()?;
    let disk = Disk::new(folder.path().join("disk"))?;
    let mut plan = over_file(options, folder.path().to_owned(), seed)?;
    let file = disk.folder.join("contactable.db");
    plan.setting = format!("path = {:?}", file.display().to_string());
    plan.database = Database::Sqlite(file);
    plan.is_limited = !disk.is_mounted;
    let mut stage = Stage::set(plan)?;
    let rounds = options.rounds.unwrap_or(ROUNDS);
    for round in 0..rounds {
        fill_once(&mut stage, &disk, round % 2 == 1)
            .map_err(|failure| format!("round {round}: {failure}"))?;
    }
    stage.close()?;
    println!(
        "disk: {rounds} times full ({}): {}",
        disk.how(),
        Tally::of(&stage.told())
    );
    Ok(())
}

/// The disk fills while clients ask, and has room again; the service dies in between, or does not.
fn fill_once(stage: &mut Stage, disk: &Disk, dies: bool) -> Result<(), Failure> {
    let asking = stage.ask(None)?;
    asking.pulse().wait_for(
        Pulse::acknowledged,
        5,
        "something is acknowledged while there is room",
    )?;
    let room = 64 * 1024 + stage.random().below(512 * 1024);
    disk.fill(room, stage.server(0)?.id())?;
    asking
        .pulse()
        .wait_for(Pulse::unavailable, REFUSALS, "changes get 503")?;
    if !stage.is_running() {
        return Err("the service ended when the disk was full".into());
    }
    if dies {
        stage.kill(0)?;
        stage.stop(asking)?;
        disk.make_room(None)?;
        stage.start(0)?;
    } else {
        disk.make_room(Some(stage.server(0)?.id()))?;
        asking
            .pulse()
            .wait_for(Pulse::acknowledged, RECOVERED, "there is room again")?;
        stage.stop(asking)?;
    }
    stage.settle(0)?;
    stage.check(10).map(drop)
}

/// A small disk: a file system in memory where one can be mounted, otherwise a limit on the size of files.
struct Disk {
    folder: PathBuf,
    is_mounted: bool,
}

impl Disk {
    fn new(folder: PathBuf) -> Result<Self, Failure> {
        std::fs::create_dir_all(&folder)?;
        let size = format!("size={SIZE}");
        let mut mount = Command::new("mount");
        let mount = mount
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(&folder)
            .output();
        let is_mounted = mount.is_ok_and(|output| output.status.success());
        Ok(Self { folder, is_mounted })
    }

    fn how(&self) -> &'static str {
        if self.is_mounted {
            "a mounted file system"
        } else {
            "a limit on the size of files"
        }
    }

    /// Leaves room for so many bytes.
    fn fill(&self, room: u64, process: u32) -> Result<(), Failure> {
        if self.is_mounted {
            let used = self.used()?;
            let ballast = SIZE.saturating_sub(used + room);
            let ballast = vec![1; usize::try_from(ballast)?];
            // The database grows meanwhile and may leave less; then it is full at once.
            return match std::fs::write(self.ballast(), ballast) {
                Err(error) if error.kind() != ErrorKind::StorageFull => Err(error.into()),
                _ => Ok(()),
            };
        }
        // The database itself grows only now and then; its log is what is written to.
        let size = self
            .size_of("contactable.db-wal")?
            .max(self.size_of("contactable.db")?);
        prlimit(process, &(size + room).to_string())
    }

    fn make_room(&self, process: Option<u32>) -> Result<(), Failure> {
        match process {
            _ if self.is_mounted => Ok(std::fs::remove_file(self.ballast())?),
            Some(process) => prlimit(process, "unlimited"),
            None => Ok(()),
        }
    }

    fn used(&self) -> Result<u64, Failure> {
        let mut used = 0;
        for file in std::fs::read_dir(&self.folder)? {
            used += file?.metadata()?.len().next_multiple_of(4096);
        }
        Ok(used)
    }

    fn size_of(&self, file: &str) -> Result<u64, Failure> {
        let path: &Path = &self.folder.join(file);
        Ok(if path.exists() {
            path.metadata()?.len()
        } else {
            0
        })
    }

    fn ballast(&self) -> PathBuf {
        self.folder.join("ballast")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if self.is_mounted {
            // Lazily: a service that is still ending keeps it until it has.
            let _ = Command::new("umount").arg("-l").arg(&self.folder).status();
        }
    }
}

fn prlimit(process: u32, size: &str) -> Result<(), Failure> {
    let (process, size) = (process.to_string(), format!("--fsize={size}:unlimited"));
    let output = Command::new("prlimit")
        .args(["--pid", &process, &size])
        .output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("prlimit: {}", String::from_utf8_lossy(&output.stderr)).into())
}

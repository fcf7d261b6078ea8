//! Whoever tidies up. A program that is interrupted or killed cannot tidy up behind itself, so a shell does it: it reads
//! from a pipe whose other end only that program has, and so learns of its end, whichever it was.

use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use crate::Failure;

/// Ends what is watched, group by group, then every PostgreSQL that keeps its data in the folder (its agent started
/// it, so it is in no group that is watched; SIGQUIT, so that it gives back shared memory), then the folder goes.
const TIDY: &str = r#"
trap '' INT TERM HUP QUIT
folder=$1; watched=; mounts=
while read -r what which; do
    case $what in
        watch) watched="$watched $which" ;;
        mount) mounts="$mounts $which" ;;
        forget)
            rest=
            for group in $watched; do
                [ "$group" = "$which" ] || rest="$rest $group"
            done
            watched=$rest ;;
    esac
done
for group in $watched; do kill -s KILL -- "-$group"; done
files=$(find "$folder" -name postmaster.pid)
servers=
for file in $files; do
    server=$(head -n 1 "$file")
    # The number of one that was killed may be another's by now.
    [ "/proc/$server/cwd" -ef "$(dirname "$file")" ] && servers="$servers $server"
done
for server in $servers; do kill -s QUIT "$server"; kill -s CONT "$server"; done
for server in $servers; do
    left=80
    while [ "$left" -gt 0 ] && kill -0 "$server"; do left=$((left - 1)); sleep 0.1; done
    kill -s KILL "$server"
done
for mount in $mounts; do umount -l "$mount"; done
rm -rf "$folder"
"#;

/// Tidies up when it is dropped, or when this program ends without dropping it.
pub struct Warden {
    shell: Child,
    pipe: Mutex<Option<ChildStdin>>,
}

impl Warden {
    /// Watches over a folder.
    pub fn over(folder: &Path) -> Result<Self, Failure> {
        let mut command = Command::new("sh");
        command.args(["-c", TIDY, "warden"]).arg(folder);
        command.stdin(Stdio::piped());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        // What is typed at the terminal to interrupt the program is not for it.
        command.process_group(0).current_dir("/");
        let mut shell = command.spawn()?;
        let pipe = Mutex::new(shell.stdin.take());
        Ok(Self { shell, pipe })
    }

    /// Is to end this group of processes.
    pub fn watch(&self, group: u32) -> Result<(), Failure> {
        self.tell("watch", &group.to_string())
    }

    /// That group is gone: its number may become another's.
    pub fn forget(&self, group: u32) -> Result<(), Failure> {
        self.tell("forget", &group.to_string())
    }

    /// Is to take this file system away.
    pub fn mounted(&self, at: &Path) -> Result<(), Failure> {
        self.tell("mount", &at.to_string_lossy())
    }

    fn tell(&self, what: &str, which: &str) -> Result<(), Failure> {
        let mut pipe = self.pipe.lock().unwrap_or_else(PoisonError::into_inner);
        let pipe = pipe.as_mut().ok_or("the warden is gone")?;
        writeln!(pipe, "{what} {which}")?;
        Ok(())
    }
}

impl Drop for Warden {
    fn drop(&mut self) {
        let mut pipe = self.pipe.lock().unwrap_or_else(PoisonError::into_inner);
        drop(pipe.take());
        drop(pipe);
        if let Err(error) = self.shell.wait() {
            eprintln!("tidying up: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_watched_ends_and_the_folder_goes() {
        let folder = tempfile::tempdir().unwrap().keep();
        let warden = Warden::over(&folder).unwrap();
        let sleeper = || {
            let mut command = Command::new("sleep");
            command.arg("600").process_group(0).spawn().unwrap()
        };
        let (mut watched, mut forgotten) = (sleeper(), sleeper());
        warden.watch(forgotten.id()).unwrap();
        warden.watch(watched.id()).unwrap();
        warden.forget(forgotten.id()).unwrap();
        drop(warden);
        assert!(!folder.exists());
        assert!(!watched.wait().unwrap().success());
        assert!(forgotten.try_wait().unwrap().is_none());
        forgotten.kill().unwrap();
        forgotten.wait().unwrap();
    }
}

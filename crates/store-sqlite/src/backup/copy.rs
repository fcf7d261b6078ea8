use std::path::Path;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::BackupError;
use crate::connection::LOCK_PATIENCE;

/// How many pages are copied at a time: 8 MiB with pages of 4 KiB.
const PAGES: i32 = 2048;

/// How long to wait when a page cannot be had at once.
const PAUSE: Duration = Duration::from_millis(20);

/// Copies a database as it is at one moment, whatever is written meanwhile, into a file that is there already and is
/// empty or of no more use. The copy needs no file beside it. `told` hears how many pages are done, and of how many.
///
/// # Errors
/// [`BackupError`]; the copy is then of no use.
pub fn copy(from: &Path, to: &Path, mut told: impl FnMut(u64, u64)) -> Result<(), BackupError> {
    let source = open(from)?;
    let mut copy = open(to)?;
    // A transaction holds the moment: without it every commit of a service would have the copy begin anew.
    source.execute_batch("BEGIN")?;
    source.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    {
        let backup = Backup::new(&source, &mut copy)?;
        loop {
            let step = backup.step(PAGES)?;
            let progress = backup.progress();
            let all = u64::try_from(progress.pagecount).unwrap_or_default();
            let left = u64::try_from(progress.remaining).unwrap_or_default();
            told(all.saturating_sub(left), all);
            match step {
                StepResult::Done => break,
                StepResult::More => {}
                _ => std::thread::sleep(PAUSE),
            }
        }
    }
    source.execute_batch("COMMIT")?;
    // The copy says of itself that it has a write-ahead log, as its source has; it is to be whole alone.
    let mode: String = copy.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    if mode == "delete" {
        Ok(())
    } else {
        Err(BackupError::InUse)
    }
}

/// Opens a file that is there.
pub fn open(path: &Path) -> Result<Connection, BackupError> {
    // SQLite would say no more than that it cannot be opened.
    std::fs::metadata(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(LOCK_PATIENCE)?;
    Ok(connection)
}

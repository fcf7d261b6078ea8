//! Backups: made while the service writes, checked, and put back; what is killed in the middle leaves nothing half.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use contactable_domain::ids::TargetId;
use contactable_domain::ports::{Evidence as _, RelayStore as _};
use contactable_server::wiring::open_store;

use crate::configured::{Configured, command, configure};
use crate::program::{Connection, PROGRAM, Program, token};

/// How often a program is killed at different moments.
const KILLS: u32 = 12;

fn body(target: &str) -> String {
    format!(
        r#"{{"targetId":"{target}","targetType":"person","contactInformation":{{"contactType":"phone","value":"07700 900123"}},"sourceServiceArea":{{"area":"Housing","isDefault":true}}}}"#
    )
}

/// Somebody who records one target after the other.
struct Load {
    stop: Arc<AtomicBool>,
    acknowledged: Arc<Mutex<Vec<String>>>,
    writers: Vec<JoinHandle<()>>,
}

impl Load {
    fn on(address: &str) -> Self {
        let stop = Arc::<AtomicBool>::default();
        let acknowledged = Arc::<Mutex<Vec<String>>>::default();
        let token = token("officer");
        let writers = (0..4).map(|writer| {
            let (stop, acknowledged) = (stop.clone(), acknowledged.clone());
            let mut connection = Connection::open(address, &token).expect("it connects");
            std::thread::spawn(move || {
                for number in 0.. {
                    if stop.load(Ordering::SeqCst) {
                        return;
                    }
                    let target = format!("3fa1c0de-0000-4000-8{writer:03x}-{number:012x}");
                    let answer = connection.call("POST", "/contact-details", &body(&target));
                    let (status, said) = answer.expect("an answer");
                    assert_eq!(status, 201, "{said}");
                    acknowledged.lock().expect("free").push(target);
                }
            })
        });
        let writers = writers.collect();
        Self {
            stop,
            acknowledged,
            writers,
        }
    }

    fn so_far(&self) -> Vec<String> {
        self.acknowledged.lock().expect("free").clone()
    }

    /// Waits until more than so many are acknowledged.
    fn until(&self, count: usize) {
        let patience = Instant::now() + Duration::from_mins(1);
        while self.so_far().len() <= count {
            assert!(Instant::now() < patience, "nothing is written any more");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn end(self) -> Vec<String> {
        self.stop.store(true, Ordering::SeqCst);
        for writer in self.writers {
            writer.join().expect("every write was answered");
        }
        let acknowledged = self.acknowledged.lock().expect("free");
        acknowledged.clone()
    }
}

fn back_up_demo(folder: &Path, file: &Path) -> Output {
    let mut program = Command::new(PROGRAM);
    program.arg("backup").arg(file).arg("--demo").arg(folder);
    program.output().expect("it runs")
}

fn restore(folder: &Path, file: &Path, more: &[&str]) -> Output {
    let file = file.to_str().expect("text");
    let mut program = command(folder, &["restore", file]);
    program.args(more).output().expect("it runs")
}

fn told(output: &Output) -> String {
    let both = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8(both).expect("text")
}

/// The names of the files in a folder.
fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        let name = entry.expect("an entry").file_name();
        name.into_string().expect("text")
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

/// How many of these targets a database has, each with its event and its entry in the trail.
fn held(database: &Path, targets: &[String]) -> usize {
    let store = open_store(database).expect("it opens");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let has = |target: &String| {
        let target = TargetId::parse(target).expect("an id");
        runtime.block_on(async {
            let version = store.target_version(target).await.expect("readable");
            // The relay may have moved it on before the copy was made.
            let waiting = store.outbox(target).await.expect("readable").len();
            let logged = store.log_of(target).await.expect("readable").len();
            let events = waiting + logged;
            let trail = store.trail(target).await.expect("readable").len();
            assert_eq!(
                (version, version),
                (events as u64, trail as u64),
                "a whole write"
            );
            version == 1
        })
    };
    let count = targets.iter().filter(|target| has(target)).count();
    let found = runtime.block_on(store.check_integrity()).expect("checked");
    assert_eq!(found, Vec::<String>::new());
    count
}

#[test]
fn a_backup_under_load_has_everything_that_was_acknowledged_before_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("demo");
    let program = Program::demo(&data);
    let load = Load::on(&program.address);
    load.until(50);
    let mut backups = Vec::new();
    for number in 0..3 {
        let before = load.so_far();
        let file = folder.path().join(format!("{number}.db"));
        let done = back_up_demo(&data, &file);
        assert!(done.status.success(), "{}", told(&done));
        // The service went on while it was copied, and goes on.
        load.until(load.so_far().len() + 20);
        backups.push((file, before));
    }
    let all = load.end();
    drop(program);
    let names = ["0.db", "1.db", "2.db", "demo"];
    assert_eq!(files(folder.path()), names, "and nothing beside them");
    for (number, (file, before)) in backups.iter().enumerate() {
        let place = folder.path().join(format!("place-{number}"));
        std::fs::create_dir(&place).expect("a folder");
        configure(&place, "", "");
        let done = restore(&place, file, &[]);
        assert!(done.status.success(), "{}", told(&done));
        let database = place.join("contactable.db");
        assert_eq!(held(&database, before), before.len());
        assert!(held(&database, &all) < all.len(), "it is of its moment");
        let verified = command(&place, &["audit", "verify"])
            .output()
            .expect("it runs");
        assert!(verified.status.success(), "{}", told(&verified));
    }
}

#[test]
fn a_backup_never_takes_the_place_of_a_file_and_is_for_its_owner_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("demo");
    Program::demo(&data).kill();
    let file = folder.path().join("backup.db");
    std::fs::write(&file, "something else").expect("written");
    let refused = back_up_demo(&data, &file);
    assert!(!refused.status.success());
    assert!(told(&refused).contains("there is such a file already"));
    assert_eq!(std::fs::read(&file).expect("there"), b"something else");
    std::fs::remove_file(&file).expect("removed");
    assert!(back_up_demo(&data, &file).status.success());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let rights = std::fs::metadata(&file).expect("there").permissions();
        assert_eq!(rights.mode() & 0o777, 0o600);
    }
    let nowhere = back_up_demo(&data, &folder.path().join("no/such/folder.db"));
    assert!(!nowhere.status.success());
    assert_eq!(files(folder.path()), ["backup.db", "demo"]);
}

#[test]
fn killed_in_the_middle_of_a_backup_there_is_none_or_a_whole_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("demo");
    let program = Program::demo(&data);
    let load = Load::on(&program.address);
    load.until(100);
    let before = load.end();
    program.kill();
    configure(folder.path(), "", "");
    let file = folder.path().join("backup.db");
    for round in 0..KILLS {
        let mut backing_up = Command::new(PROGRAM);
        backing_up.arg("backup").arg(&file).arg("--demo").arg(&data);
        kill_after(
            backing_up.stdout(Stdio::null()),
            Duration::from_millis(u64::from(round) * 4),
        );
        if file.exists() {
            let restored = restore(folder.path(), &file, &["--replace"]);
            assert!(restored.status.success(), "{}", told(&restored));
            let database = folder.path().join("contactable.db");
            assert_eq!(held(&database, &before), before.len());
            std::fs::remove_file(&file).expect("removed");
        }
    }
    let done = back_up_demo(&data, &file);
    assert!(
        done.status.success(),
        "what was left is in nobody's way: {}",
        told(&done)
    );
    assert!(!folder.path().join("backup.db.partial").exists());
}

fn kill_after(program: &mut Command, time: Duration) {
    let mut child = program.stderr(Stdio::null()).spawn().expect("it starts");
    std::thread::sleep(time);
    let _ = child.kill();
    child.wait().expect("gone");
}

/// Two databases that can be told apart: the first has the first target, the second both.
fn two_databases(folder: &Path) -> (Vec<String>, std::path::PathBuf) {
    let data = folder.join("demo");
    let program = Program::demo(&data);
    let mut connection = Connection::open(&program.address, &token("officer")).expect("connected");
    let targets: Vec<String> = (1..=2)
        .map(|number| format!("3fa1c0de-0000-4000-8000-{number:012x}"))
        .collect();
    for (number, target) in targets.iter().enumerate() {
        let answer = connection.call("POST", "/contact-details", &body(target));
        assert_eq!(answer.expect("an answer").0, 201);
        let file = folder.join(format!("{}.db", number + 1));
        assert!(back_up_demo(&data, &file).status.success());
    }
    (targets, data)
}

#[test]
fn what_is_replaced_is_kept_and_nobody_restores_under_a_service() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (targets, _) = two_databases(folder.path());
    let (first, second) = (folder.path().join("1.db"), folder.path().join("2.db"));
    let place = folder.path().join("place");
    std::fs::create_dir(&place).expect("a folder");
    configure(&place, "", "");
    let database = place.join("contactable.db");
    assert!(restore(&place, &second, &[]).status.success());
    let refused = restore(&place, &first, &[]);
    assert!(!refused.status.success(), "{}", told(&refused));
    assert!(told(&refused).contains("--replace"), "{}", told(&refused));
    let service = Configured::start(&place);
    let refused = restore(&place, &first, &["--replace"]);
    assert!(!refused.status.success());
    assert!(told(&refused).contains("in use"), "{}", told(&refused));
    service.stop();
    assert_eq!(held(&database, &targets), 2);
    let done = restore(&place, &first, &["--replace"]);
    assert!(done.status.success(), "{}", told(&done));
    assert_eq!(held(&database, &targets), 1);
    let kept = files(&place)
        .into_iter()
        .find(|name| name.starts_with("contactable.db.before-"));
    assert_eq!(held(&place.join(kept.expect("it is kept")), &targets), 2);
    Configured::start(&place).stop();
}

#[test]
fn what_is_no_sound_backup_changes_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (targets, _) = two_databases(folder.path());
    let second = folder.path().join("2.db");
    configure(folder.path(), "", "");
    assert!(restore(folder.path(), &second, &[]).status.success());
    let itself = folder.path().join("contactable.db");
    let refused = restore(folder.path(), &itself, &["--replace"]);
    assert!(!refused.status.success());
    assert!(
        told(&refused).contains("the database itself"),
        "{}",
        told(&refused)
    );
    let whole = std::fs::read(&second).expect("there");
    let bad = folder.path().join("bad.db");
    let cut = whole[..whole.len() / 2].to_vec();
    let mut scribbled = whole.clone();
    let (from, to) = (whole.len() / 4, whole.len() / 2);
    scribbled[from..to].fill(0x5a);
    for (what, bytes) in [
        ("nothing", Vec::new()),
        (
            "a text",
            b"this is no database, however long it may be ".repeat(200),
        ),
        ("half of one", cut),
        ("a damaged one", scribbled),
    ] {
        std::fs::write(&bad, bytes).expect("written");
        let refused = restore(folder.path(), &bad, &["--replace"]);
        assert!(!refused.status.success(), "{what} was restored");
        assert_eq!(
            held(&folder.path().join("contactable.db"), &targets),
            2,
            "{what}"
        );
    }
    let names = files(folder.path());
    assert!(
        !names
            .iter()
            .any(|name| name.contains("partial") || name.contains("before"))
    );
    let gone = restore(
        folder.path(),
        &folder.path().join("none.db"),
        &["--replace"],
    );
    assert!(!gone.status.success());
}

#[test]
fn what_is_left_of_another_database_is_not_taken_for_a_part_of_this_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    two_databases(folder.path());
    configure(folder.path(), "", "");
    let left = folder.path().join("contactable.db-wal");
    std::fs::write(&left, "of another").expect("written");
    let refused = restore(folder.path(), &folder.path().join("1.db"), &[]);
    assert!(!refused.status.success());
    assert!(
        told(&refused).contains("contactable.db-wal"),
        "{}",
        told(&refused)
    );
    assert!(!folder.path().join("contactable.db").exists());
}

#[test]
fn killed_in_the_middle_of_a_restore_the_database_is_the_one_or_the_other() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (targets, _) = two_databases(folder.path());
    configure(folder.path(), "", "");
    let database = folder.path().join("contactable.db");
    let backups = [folder.path().join("1.db"), folder.path().join("2.db")];
    assert!(restore(folder.path(), &backups[1], &[]).status.success());
    for round in 0..KILLS {
        let from = backups[round as usize % 2].to_str().expect("text");
        let mut restoring = command(folder.path(), &["restore", from]);
        restoring.arg("--replace").stdout(Stdio::null());
        kill_after(&mut restoring, Duration::from_millis(u64::from(round) * 8));
        assert!((1..=2).contains(&held(&database, &targets)));
    }
    let done = restore(folder.path(), &backups[0], &["--replace"]);
    assert!(done.status.success(), "{}", told(&done));
    assert_eq!(held(&database, &targets), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let links = std::fs::metadata(&database).expect("there").nlink();
        assert_eq!(links, 1, "nothing that is kept is the database itself");
    }
}

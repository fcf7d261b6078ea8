//! Stopping, by force and by asking: what was acknowledged is there.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use contactable_domain::access::{Operation, Viewer};
use contactable_domain::actor::PurposeOfUse;
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::ports::{Evidence as _, RelayStore as _, Sighted, Store as _};
use contactable_server::wiring::open_store;
use contactable_testkit::{HOUSING, actor_of};
use jiff::Timestamp;

use crate::program::{Connection, Program, token};

const WRITERS: u64 = 8;

fn target(writer: u64, number: u64) -> String {
    format!("3fa1c0de-0000-4000-8{writer:03x}-{number:012x}")
}

fn body(target: &str) -> String {
    format!(
        r#"{{"targetId":"{target}","targetType":"person","contactInformation":{{"contactType":"phone","value":"07700 900123"}},"sourceServiceArea":{{"area":"Housing","isDefault":true}}}}"#
    )
}

/// Target and record of every write that was answered with 201.
type Acknowledged = Arc<Mutex<Vec<(String, String)>>>;

fn write_until(
    stop: &Arc<AtomicBool>,
    acknowledged: &Acknowledged,
    address: &str,
    round: u64,
) -> Vec<std::thread::JoinHandle<()>> {
    let token = token("officer");
    (0..WRITERS)
        .map(|writer| {
            let (stop, acknowledged, token, address) = (
                stop.clone(),
                acknowledged.clone(),
                token.clone(),
                address.to_owned(),
            );
            std::thread::spawn(move || {
                let mut connection = Connection::open(&address, &token).expect("it connects");
                for number in 1.. {
                    let target = target(writer, round * 1_000_000 + number);
                    let Ok((status, answer)) =
                        connection.call("POST", "/contact-details", &body(&target))
                    else {
                        return;
                    };
                    assert_eq!(status, 201, "{answer}");
                    let answer: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
                    let id = answer["id"].as_str().expect("an id").to_owned();
                    acknowledged
                        .lock()
                        .expect("not poisoned")
                        .push((target, id));
                    if stop.load(Ordering::SeqCst) {
                        return;
                    }
                }
            })
        })
        .collect()
}

/// Three times: the record, its version, its event and its audit entry, all of each write or none.
#[test]
fn killed_amid_writes_nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let acknowledged = Acknowledged::default();
    for round in 1..=3 {
        let program = Program::demo(folder.path());
        let writers = write_until(&Arc::default(), &acknowledged, &program.address, round);
        std::thread::sleep(Duration::from_millis(400 * round));
        program.kill();
        for writer in writers {
            writer
                .join()
                .expect("a writer ends when the connection does");
        }
    }
    let acknowledged = acknowledged.lock().expect("not poisoned").clone();
    assert!(
        acknowledged.len() > 100,
        "only {} writes",
        acknowledged.len()
    );
    let program = Program::demo(folder.path());
    let mut connection =
        Connection::open(&program.address, &token("officer")).expect("it connects");
    for (_, id) in &acknowledged {
        let (status, answer) = connection
            .call("GET", &format!("/contact-details/{id}"), "")
            .expect("an answer");
        assert_eq!(status, 200, "{answer}");
        assert!(answer.contains("07700 900123"), "{answer}");
    }
    program.kill();
    check_whole(folder.path(), &acknowledged);
}

/// Every target, acknowledged or not, has just as many versions, events and entries as it should.
fn check_whole(folder: &std::path::Path, acknowledged: &[(String, String)]) {
    let store = open_store(&folder.join("contactable.db")).expect("it opens");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for (target, id) in acknowledged {
        let target = TargetId::parse(target).expect("an id");
        let id = ContactDetailId::parse(id).expect("an id");
        runtime.block_on(async {
            let found = store.versions(id, None, officer()).await;
            match found.expect("readable") {
                Sighted::Seen(versions, _) => assert_eq!(versions.len(), 1),
                hidden => panic!("{hidden:?}"),
            }
            let waiting = store.outbox(target).await.expect("readable").len();
            let logged = store.log_of(target).await.expect("readable").len();
            assert_eq!(waiting + logged, 1);
            let trail = store.trail(target).await.expect("readable");
            assert_eq!(trail[0], format!("create allowed own-area {id}"));
            assert_eq!(store.target_version(target).await.expect("readable"), 1);
        });
    }
    let whole = runtime
        .block_on(store.check_integrity())
        .expect("it can be checked");
    assert_eq!(whole, Vec::<String>::new());
}

/// Somebody who sees what Housing holds.
fn officer() -> Viewer {
    Viewer {
        actor: actor_of(&[HOUSING]),
        operation: Operation::SeeHistory,
        purpose: PurposeOfUse::General,
        at: Timestamp::UNIX_EPOCH,
    }
}

/// Requests that were sent before the signal are answered; the program ends well.
#[test]
fn asked_to_stop_it_finishes_what_it_accepted() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = Program::demo(folder.path());
    let token = token("officer");
    let mut connections: Vec<Connection> = (0..16)
        .map(|_| Connection::open(&program.address, &token).expect("it connects"))
        .collect();
    for (number, connection) in (0..).zip(&mut connections) {
        // Once around first, so that every connection is accepted.
        connection
            .call("GET", "/api/v1/healthcheck/ping", "")
            .expect("an answer");
        connection
            .send("POST", "/contact-details", &body(&target(9, number)))
            .expect("sent");
    }
    program.ask_to_stop();
    let mut done = Vec::new();
    for (number, connection) in (0..).zip(&mut connections) {
        match connection.receive() {
            Ok((status, _)) => {
                assert_eq!(status, 201);
                done.push(number);
            }
            // The signal may have come before the request was read: then nothing was promised.
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::UnexpectedEof, "{error}"),
        }
    }
    assert!(program.wait(), "it ends well");
    let store = open_store(&folder.path().join("contactable.db")).expect("it opens");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for number in done {
        let target = TargetId::parse(&target(9, number)).expect("an id");
        assert_eq!(
            runtime
                .block_on(store.target_version(target))
                .expect("readable"),
            1
        );
    }
}

//! Two who write, one who reads and one who shares and withdraws, at once and over sockets: no read that begins after a
//! withdrawal was acknowledged sees anything by it, and no write is lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use contactable_server::demo::Persona::{Officer, SocialWorker};
use contactable_server::listen::ConnectionLimits;
use serde_json::Value;
use tokio::net::TcpStream;

use crate::every_operation::operations::AGREED;
use crate::standing::results;
use crate::test_app::{AMARA, TestApp, phone};
use crate::wire::{Served, ask};

/// How often each writes, and how often it is shared and withdrawn.
const TIMES: u64 = 20;

/// A connection of somebody's.
struct Caller {
    stream: TcpStream,
    token: String,
}

impl Caller {
    async fn ask(&mut self, method: &str, path: &str, body: &str) -> Value {
        let (token, length) = (&self.token, body.len());
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        let answer = ask(&mut self.stream, &request).await;
        let body = answer.split_once("\r\n\r\n").expect("a body").1;
        serde_json::from_str(body).expect("JSON")
    }

    async fn sees(&mut self) -> usize {
        let path = format!("/contact-details?targetId={AMARA}");
        let list = self.ask("GET", &path, "").await;
        list["results"].as_array().expect("a list").len()
    }
}

/// Writes to a record again and again, and is answered with what it wrote.
async fn write(mut caller: Caller, id: String) {
    let path = format!("/contact-details/{id}");
    for time in 0..TIMES {
        let body = format!(r#"{{"contactInformation":{{"description":"time {time}"}}}}"#);
        let record = caller.ask("PUT", &path, &body).await;
        let said = &record["contactInformation"]["description"];
        assert_eq!(*said, format!("time {time}"));
    }
}

/// Reads until told to stop. `turn` is odd while something may be shared, and even from when a withdrawal was
/// acknowledged.
async fn read(mut caller: Caller, turn: Arc<AtomicU64>, stop: Arc<AtomicBool>) -> u64 {
    let mut reads = 0;
    while !stop.load(Ordering::SeqCst) {
        let before = turn.load(Ordering::SeqCst);
        let seen = caller.sees().await;
        let after = turn.load(Ordering::SeqCst);
        if before == after && before.is_multiple_of(2) {
            assert_eq!(seen, 0, "seen after the withdrawal");
        }
        reads += 1;
    }
    reads
}

/// Shares and withdraws, and looks itself after each.
async fn share(mut officer: Caller, mut worker: Caller, turn: Arc<AtomicU64>) {
    let path = format!("/targets/{AMARA}/sharing");
    let agreed = AGREED.replace("NHS", "Social Care");
    for _ in 0..TIMES {
        turn.fetch_add(1, Ordering::SeqCst);
        let grant = officer.ask("POST", &path, &agreed).await;
        assert_eq!(worker.sees().await, 2, "shared");
        let id = grant["id"].as_str().expect("an id");
        officer.ask("DELETE", &format!("{path}/{id}"), "").await;
        turn.fetch_add(1, Ordering::SeqCst);
        assert_eq!(worker.sees().await, 0, "withdrawn");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_withdrawal_holds_for_every_read_that_begins_after_it() {
    let app = TestApp::new();
    let served = Served::plainly(&app, ConnectionLimits::default()).await;
    let mut ids = Vec::new();
    for number in ["07700 900123", "07700 900456"] {
        let body = phone(number, false);
        let made = app.call(Officer, "POST", "/contact-details", &body).await;
        assert_eq!(made.status, 201, "{}", made.text);
        ids.push(made.id());
    }
    let mut callers = Vec::new();
    for who in [Officer, Officer, Officer, SocialWorker, SocialWorker] {
        let stream = served.connect().await;
        callers.push(Caller {
            stream,
            token: app.token(who, &[]),
        });
    }
    let mut next = || callers.remove(0);
    let writers: Vec<_> = ids
        .iter()
        .map(|id| tokio::spawn(write(next(), id.clone())))
        .collect();
    let (turn, stop) = (
        Arc::new(AtomicU64::new(0)),
        Arc::new(AtomicBool::new(false)),
    );
    let (officer, worker, reader) = (next(), next(), next());
    let reader = tokio::spawn(read(reader, turn.clone(), stop.clone()));
    let withdrawing = tokio::spawn(share(officer, worker, turn));
    for writer in writers {
        writer.await.expect("it ends well");
    }
    let shared = withdrawing.await;
    stop.store(true, Ordering::SeqCst);
    shared.expect("it ends well");
    assert!(reader.await.expect("it ends well") > 0);
    for id in &ids {
        let path = format!("/contact-details/{id}/history");
        let versions = results(&app, Officer, &path).await.len();
        assert_eq!(
            versions,
            usize::try_from(TIMES).unwrap_or(0) + 1,
            "a write was lost"
        );
    }
    served.ask_to_stop();
    served.stopped().await;
}

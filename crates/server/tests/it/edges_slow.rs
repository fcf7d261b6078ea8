//! Clients that take their time over everything are dropped, and nobody else waits for them.

use std::time::Duration;

use contactable_server::demo::Persona::Officer;
use contactable_server::listen::ConnectionLimits;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use crate::test_app::{AMARA, TestApp, phone};
use crate::wire::{PING, Served, ask, one_answer, rest, statuses};

const SHORT: Duration = Duration::from_millis(80);
const LONG: Duration = Duration::from_hours(1);

const PATIENT: ConnectionLimits = ConnectionLimits {
    most: 100,
    head_time: LONG,
    idle_time: LONG,
    answer_time: LONG,
};

/// Sends these bytes, then one byte after the other for as long as the service takes them; returns what it said.
async fn trickle(mut stream: TcpStream, start: &str, byte: u8) -> String {
    stream.write_all(start.as_bytes()).await.expect("sent");
    let (mut heard, mut said) = stream.into_split();
    let talking = tokio::spawn(async move {
        while said.write_all(&[byte]).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    });
    let heard = rest(&mut heard).await;
    talking.abort();
    heard
}

#[tokio::test]
async fn a_head_that_comes_byte_by_byte_is_cut_off() {
    let app = TestApp::new();
    let limits = ConnectionLimits {
        head_time: SHORT,
        ..PATIENT
    };
    let served = Served::plainly(&app, limits).await;
    let slow = trickle(served.connect().await, "GET / HTTP/1.1\r\nx-a: ", b'a');
    let ((), heard) = tokio::join!(served.serves_others(), slow);
    assert_eq!(statuses(&heard), Vec::<&str>::new(), "{heard}");
    // So is one that never begins.
    assert_eq!(served.hears(b"").await, "");
    // And the second one of a connection, whose time does not run from the first.
    let mut stream = served.connect().await;
    ask(&mut stream, PING).await;
    assert_eq!(trickle(stream, "G", b'E').await, "");
}

#[tokio::test]
async fn a_connection_that_is_done_with_is_closed() {
    let app = TestApp::new();
    let limits = ConnectionLimits {
        idle_time: SHORT,
        ..PATIENT
    };
    let served = Served::plainly(&app, limits).await;
    let mut stream = served.connect().await;
    ask(&mut stream, PING).await;
    ask(&mut stream, PING).await;
    assert_eq!(rest(&mut stream).await, "");
}

fn impatient_with_bodies() -> TestApp {
    TestApp::with(|parts| parts.edges.body_time = SHORT)
}

fn post(app: &TestApp, path: &str, length: &str) -> String {
    let token = app.token(Officer, &[]);
    format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\n{length}\r\n\r\n"
    )
}

#[tokio::test]
async fn a_body_that_never_ends_is_cut_off_with_a_problem() {
    let app = impatient_with_bodies();
    let served = Served::plainly(&app, PATIENT).await;
    let start = post(&app, "/contact-details", "content-length: 1000000") + "{";
    let ((), heard) = tokio::join!(
        served.serves_others(),
        trickle(served.connect().await, &start, b' ')
    );
    assert_eq!(statuses(&heard), ["408"], "{heard}");
    assert!(heard.contains("connection: close"), "{heard}");
    assert!(heard.contains("application/problem+json"), "{heard}");
    assert!(
        heard.contains("urn:contactable:problem:request-timeout"),
        "{heard}"
    );
    let start = post(&app, "/api/v1/contactDetails", "content-length: 1000000");
    let heard = trickle(served.connect().await, &start, b' ').await;
    assert_eq!(statuses(&heard), ["408"], "{heard}");
    assert!(heard.contains("correlationId"), "{heard}");
    // Nor one that promises and sends nothing.
    let start = post(&app, "/contact-details", "transfer-encoding: chunked");
    assert_eq!(statuses(&served.hears(start.as_bytes()).await), ["408"]);
}

/// There is one place only. Whoever does not read gives it up, or nobody else would ever be answered.
#[tokio::test]
async fn who_does_not_read_the_answer_is_dropped() {
    let app = TestApp::new();
    let limits = ConnectionLimits {
        most: 1,
        answer_time: SHORT,
        ..PATIENT
    };
    let served = Served::plainly(&app, limits).await;
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_recv_buffer_size(4096).expect("a small one");
    let mut deaf = socket.connect(served.address).await.expect("it connects");
    // More than any buffer on the way holds.
    let page = "GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nhost: localhost\r\n\r\n";
    deaf.write_all(page.repeat(20).as_bytes())
        .await
        .expect("sent");
    served.serves_others().await;
    drop(deaf);
}

#[tokio::test]
async fn more_connections_than_may_be_open_wait_for_their_turn() {
    let app = TestApp::new();
    let limits = ConnectionLimits { most: 1, ..PATIENT };
    let served = Served::plainly(&app, limits).await;
    let mut first = served.connect().await;
    ask(&mut first, PING).await;
    let mut second = served.connect().await;
    second.write_all(PING.as_bytes()).await.expect("sent");
    ask(&mut first, PING).await;
    let mut byte = [0];
    let early = second.try_read(&mut byte);
    assert_eq!(
        early.expect_err("nothing yet").kind(),
        std::io::ErrorKind::WouldBlock
    );
    drop(first);
    assert!(one_answer(&mut second).await.starts_with("HTTP/1.1 200"));
}

/// A request that was begun is finished; connections between two requests are closed.
#[tokio::test]
async fn asked_to_stop_it_finishes_what_was_begun() {
    let app = TestApp::new();
    let served = Served::plainly(&app, PATIENT).await;
    let mut idle = served.connect().await;
    ask(&mut idle, PING).await;
    let body = phone("07700 900123", true);
    let (one_half, other_half) = body.split_at(body.len() / 2);
    let mut busy = served.connect().await;
    let start = post(
        &app,
        "/contact-details",
        &format!("expect: 100-continue\r\ncontent-length: {}", body.len()),
    );
    busy.write_all(start.as_bytes()).await.expect("sent");
    // It is told to go on: so it has begun.
    let mut go_on = [0; 25];
    busy.read_exact(&mut go_on).await.expect("it begins");
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    busy.write_all(one_half.as_bytes()).await.expect("sent");
    served.ask_to_stop();
    assert_eq!(rest(&mut idle).await, "");
    busy.write_all(other_half.as_bytes()).await.expect("sent");
    assert_eq!(statuses(&rest(&mut busy).await), ["201"]);
    let address = served.address;
    served.stopped().await;
    assert!(TcpStream::connect(address).await.is_err());
    let list = format!("/contact-details?targetId={AMARA}");
    let list = app.call(Officer, "GET", &list, "").await.json();
    assert_eq!(list["results"].as_array().expect("a list").len(), 1);
}

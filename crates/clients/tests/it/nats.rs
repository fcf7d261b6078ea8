//! A stream of NATS, over a real server.

use std::time::Duration;

use async_nats::jetstream::{self, consumer::pull, stream};
use contactable_clients::sinks::{NatsServer, NatsSettings, NatsStream};
use contactable_domain::event::Outgoing;
use contactable_domain::ports::{Delivered, EventSink as _, Halt};
use futures_util::StreamExt as _;

use crate::events::{event, events};
use crate::nats_process::NatsProcess;

fn stream_of(server: &NatsProcess, make_stream: bool, patience: Duration) -> NatsStream {
    NatsStream::new(NatsSettings {
        servers: vec![NatsServer::parse(&server.address()).unwrap()],
        subject: "contactable".to_owned(),
        make_stream: make_stream.then(|| "CONTACTABLE".to_owned()),
        user: None,
        token: None,
        authorities: None,
        certificate: None,
        patience,
    })
}

const PATIENCE: Duration = Duration::from_secs(20);

fn why(delivered: &Delivered) -> &str {
    match delivered.halt.as_ref().expect("it stopped") {
        Halt::TryAgain { why, .. } | Halt::Refused { why } => why,
    }
}

/// Delivers as the relay does: again from where it stopped, until all has arrived.
async fn deliver_all(sink: &NatsStream, events: &[Outgoing]) {
    let mut done = 0;
    for _ in 0..100 {
        let delivered = sink.deliver(&events[done..]).await;
        done += delivered.count;
        if delivered.halt.is_none() {
            assert_eq!(done, events.len());
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("only {done} of {} arrived", events.len());
}

/// What the stream has, in its order: subject, id, content type and body.
async fn arrived(server: &NatsProcess) -> Vec<(String, String, String, String)> {
    let client = async_nats::connect(server.address()).await.unwrap();
    let context = jetstream::new(client);
    let mut stream = context.get_stream("CONTACTABLE").await.unwrap();
    let count = stream.info().await.unwrap().state.messages;
    let consumer = stream
        .create_consumer(pull::Config::default())
        .await
        .unwrap();
    let messages = consumer.messages().await.unwrap();
    let count = usize::try_from(count).unwrap();
    let messages: Vec<_> = messages.take(count).collect().await;
    let tell = |message: Result<jetstream::Message, _>| {
        let message = message.expect("readable").message;
        let headers = message.headers.expect("headers");
        let header = |name: &str| headers.get(name).expect("a header").to_string();
        (
            message.subject.to_string(),
            header("Nats-Msg-Id"),
            header("Content-Type"),
            String::from_utf8(message.payload.to_vec()).unwrap(),
        )
    };
    messages.into_iter().map(tell).collect()
}

fn expected(events: &[Outgoing]) -> Vec<(String, String, String, String)> {
    let tell = |event: &Outgoing| {
        (
            "contactable.contact-detail.edited".to_owned(),
            event.id.to_string(),
            event.content_type.to_owned(),
            event.body.clone(),
        )
    };
    events.iter().map(tell).collect()
}

/// With its id, so that what comes again is dropped.
#[tokio::test]
async fn each_event_arrives_once_and_in_order() {
    let server = NatsProcess::start();
    let sink = stream_of(&server, true, PATIENCE);
    let mut all = events(50);
    all.extend((51..=60).map(|number| event(number, 7)));
    assert_eq!(sink.deliver(&all).await, Delivered::all(60));
    for from in [0, 30, 59] {
        let again = &all[from..];
        assert_eq!(sink.deliver(again).await, Delivered::all(again.len()));
    }
    // As another process would that took over.
    let other = stream_of(&server, true, PATIENCE);
    assert_eq!(other.deliver(&all).await, Delivered::all(60));
    assert_eq!(arrived(&server).await, expected(&all));
}

#[tokio::test]
async fn a_stream_is_made_only_when_asked_for() {
    let server = NatsProcess::start();
    let sink = stream_of(&server, false, PATIENCE);
    let delivered = sink.deliver(&events(2)).await;
    assert_eq!(delivered.count, 0);
    assert_eq!(why(&delivered), "no stream takes these subjects");
    let client = async_nats::connect(server.address()).await.unwrap();
    let config = stream::Config {
        name: "CONTACTABLE".to_owned(),
        subjects: vec!["contactable.>".to_owned()],
        ..stream::Config::default()
    };
    jetstream::new(client).create_stream(config).await.unwrap();
    assert_eq!(sink.deliver(&events(2)).await, Delivered::all(2));
    assert_eq!(arrived(&server).await, expected(&events(2)));
}

/// Killed and started again while events are delivered; nothing acknowledged is missing, nothing is there twice, and
/// each target's events are in their order.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_comes_back_has_everything() {
    let mut server = NatsProcess::start();
    let sink = stream_of(&server, true, Duration::from_secs(2));
    // Ten targets, one after the other.
    let all: Vec<Outgoing> = (1..=400).map(|number| event(number, number % 10)).collect();
    let (first, rest) = all.split_at(100);
    deliver_all(&sink, first).await;
    server.kill();
    let delivered = sink.deliver(&rest[..10]).await;
    assert_eq!(delivered.count, 0, "{delivered:?}");
    assert!(matches!(delivered.halt, Some(Halt::TryAgain { .. })));
    server.start_again();
    deliver_all(&sink, rest).await;
    let all_of = |number: u64| {
        let of_target = move |event: &&Outgoing| event.place.number % 10 == number;
        all.iter()
            .filter(of_target)
            .map(|event| event.id.to_string())
    };
    let arrived = arrived(&server).await;
    assert_eq!(arrived.len(), 400);
    for number in 0..10 {
        let target = event(number, number).target.to_string();
        let of_target = arrived
            .iter()
            .filter(|(_, _, _, body)| body.contains(&target));
        let ids: Vec<&String> = of_target.map(|(_, id, _, _)| id).collect();
        assert!(
            all_of(number).eq(ids.into_iter().cloned()),
            "target {number}"
        );
    }
}

/// A server that answers nobody for a while is given up for now, and what it took in the end is dropped when it comes
/// again.
#[tokio::test]
async fn a_slow_server_gets_each_event_once() {
    let server = NatsProcess::start();
    let sink = stream_of(&server, true, Duration::from_millis(500));
    deliver_all(&sink, &events(5)).await;
    server.hold(true);
    let delivered = sink.deliver(&events(20)[5..]).await;
    server.hold(false);
    assert_eq!(delivered.count, 0);
    assert_eq!(why(&delivered), "no acknowledgement came in time");
    deliver_all(&sink, &events(20)[5..]).await;
    assert_eq!(arrived(&server).await, expected(&events(20)));
}

#[tokio::test]
async fn what_is_too_large_is_refused_for_good() {
    let server = NatsProcess::start();
    let sink = stream_of(&server, true, PATIENCE);
    let mut all = events(3);
    all[1].body = "x".repeat(2 << 20);
    let delivered = sink.deliver(&all).await;
    assert_eq!(delivered.count, 1);
    assert!(matches!(delivered.halt, Some(Halt::Refused { .. })));
}

#[tokio::test]
async fn nobody_there_is_told_without_an_address() {
    let mut server = NatsProcess::start();
    server.kill();
    let sink = stream_of(&server, true, PATIENCE);
    let delivered = sink.deliver(&events(1)).await;
    assert!(why(&delivered).starts_with("it cannot be reached"));
    assert!(!why(&delivered).contains("127.0.0.1"));
}

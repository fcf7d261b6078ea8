//! The same request again: what a client that heard nothing, or 503, does next.

use std::pin::pin;
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::task::Poll;

use contactable_domain::area::AreaKey;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::WholeKey;
use contactable_domain::refusal::Refusal;
use contactable_server::demo::Persona::{Clinician, PdsApp, PdsWorker};
use serde_json::{Value, json};

use super::rows::refused;
use super::world::{
    Ask, add, emergency, filled, held, known, patch, place, read, replace, request_id, telecom,
    version,
};
use crate::test_app::{AMARA, TestApp};

async fn new_mobile(app: &TestApp, value: &str) -> Ask {
    let patient = read(app).await.json();
    let at = place(&patient, "telecom", "use", "mobile");
    let patches = json!([replace(&patient, "telecom", at, &json!({"value": value}))]);
    Ask::patch(super::world::version_of(&patient), &patches)
}

#[tokio::test]
async fn the_same_request_is_answered_as_before() {
    let app = held().await;
    let ask = new_mobile(&app, "07700 900123").await;
    let first = ask.by(&app, PdsWorker).await;
    assert_eq!(
        (first.status.as_u16(), first.header("etag")),
        (200, "W/\"2\"")
    );
    for _ in 0..3 {
        app.clock.advance_seconds(1);
        let again = ask.by(&app, PdsWorker).await;
        assert_eq!((again.status.as_u16(), &again.text), (200, &first.text));
        assert_eq!(again.header("etag"), "W/\"2\"");
    }
    assert_eq!(version(&app).await, 2);
    // Somebody changes something else, and takes the number away, too.
    let work = json!([add("telecom", &telecom("phone", "work", "01632 960009"))]);
    assert_eq!(patch(&app, &work).await.status, 200);
    let next = new_mobile(&app, "07700 900124").await;
    assert_eq!(next.by(&app, Clinician).await.status, 200);
    app.clock.advance_seconds(1);
    let again = ask.by(&app, PdsWorker).await;
    assert_eq!((again.status.as_u16(), &again.text), (200, &first.text));
    assert_eq!(again.header("etag"), "W/\"2\"");
    assert_eq!(version(&app).await, 4);
}

#[tokio::test]
async fn under_one_id_another_request_is_another() {
    let app = held().await;
    let ask = new_mobile(&app, "07700 900123").await;
    let before = version(&app).await;
    assert_eq!(ask.by(&app, PdsWorker).await.status, 200);
    app.clock.advance_seconds(1);
    let id = ask.headers[0].1.clone();
    let other = new_mobile(&app, "07700 900124")
        .await
        .with("x-request-id", &id);
    // For the old version it is too late, for whoever and whatever.
    let old = other.clone().with("if-match", &format!("W/\"{before}\""));
    refused(
        &old.by(&app, PdsWorker).await,
        409,
        "RESOURCE_VERSION_MISMATCH",
        None,
    );
    refused(
        &ask.by(&app, Clinician).await,
        409,
        "RESOURCE_VERSION_MISMATCH",
        None,
    );
    let renamed = ask.clone().with("x-request-id", &request_id());
    refused(
        &renamed.by(&app, PdsWorker).await,
        409,
        "RESOURCE_VERSION_MISMATCH",
        None,
    );
    assert_eq!(other.by(&app, PdsWorker).await.status, 200);
    assert_eq!(version(&app).await, before + 2);
    // Whoever may not change anything is not told what came of it.
    assert_eq!(ask.by(&app, PdsApp).await.status, 403);
}

#[tokio::test]
async fn what_was_refused_may_be_sent_again_and_what_changed_nothing_too() {
    let app = held().await;
    let ask = new_mobile(&app, "07700 900123").await;
    let early = ask.clone().with("if-match", "W/\"2\"");
    assert_eq!(early.by(&app, PdsWorker).await.status, 409);
    assert_eq!(early.by(&app, PdsWorker).await.status, 409);
    let same = new_mobile(&app, "07700 900001").await;
    for _ in 0..2 {
        let answer = same.by(&app, PdsWorker).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("etag")),
            (200, "W/\"1\"")
        );
        assert_eq!(answer.text, read(&app).await.text);
    }
    app.clock.advance_seconds(1);
    assert_eq!(ask.by(&app, PdsWorker).await.status, 200);
    app.clock.advance_seconds(1);
    let again = same.by(&app, PdsWorker).await;
    assert_eq!(
        (again.status.as_u16(), again.header("etag")),
        (200, "W/\"1\"")
    );
}

#[tokio::test]
async fn it_is_known_for_a_day() {
    let app = held().await;
    let ask = new_mobile(&app, "07700 900123").await;
    let first = ask.by(&app, PdsWorker).await;
    app.clock.advance_seconds(23 * 60 * 60);
    assert_eq!(ask.by(&app, PdsWorker).await.text, first.text);
    app.clock.advance_seconds(2 * 60 * 60);
    refused(
        &ask.by(&app, PdsWorker).await,
        409,
        "RESOURCE_VERSION_MISMATCH",
        None,
    );
}

#[tokio::test]
async fn two_at_once_are_one_change() {
    let app = held().await;
    for turn in 0..20 {
        let before = version(&app).await;
        let ask = new_mobile(&app, &format!("07700 9002{turn:02}")).await;
        let (one, other) = tokio::join!(ask.by(&app, PdsWorker), ask.by(&app, PdsWorker));
        assert_eq!((one.status.as_u16(), other.status.as_u16()), (200, 200));
        assert_eq!(one.text, other.text);
        assert_eq!(version(&app).await, before + 1);
        app.clock.advance_seconds(1);
    }
}

#[tokio::test]
async fn of_two_changes_of_one_version_one_is_made() {
    let app = held().await;
    for turn in 0..20 {
        let before = read(&app).await.json();
        let contact = |who: u8| {
            let value = emergency("phone", &format!("07700 90{who}3{turn:02}"));
            Ask::patch(
                super::world::version_of(&before),
                &json!([add("contact", &value)]),
            )
        };
        let (first, second) = (contact(0), contact(1));
        let (one, other) = tokio::join!(first.by(&app, PdsWorker), second.by(&app, Clinician));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        let won = if one.status == 200 { one } else { other };
        assert_eq!(read(&app).await.text, won.text);
        app.clock.advance_seconds(1);
    }
}

/// Sends a request and hangs up after a while: after the service has come this far.
async fn hung_up(app: &TestApp, ask: &Ask, polls: usize) {
    let mut sending = pin!(ask.by(app, PdsWorker));
    for _ in 0..polls {
        let answered =
            std::future::poll_fn(|context| Poll::Ready(sending.as_mut().poll(context).is_ready()));
        if answered.await {
            return;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_lost_answer_is_had_by_asking_again() {
    let app = held().await;
    for polls in 0..30 {
        let before = version(&app).await;
        let ask = new_mobile(&app, &format!("07700 9003{polls:02}")).await;
        hung_up(&app, &ask, polls).await;
        let again = ask.by(&app, PdsWorker).await;
        assert_eq!(again.status, 200, "{polls}: {}", again.text);
        assert_eq!(again.text, read(&app).await.text);
        assert_eq!(version(&app).await, before + 1, "{polls}");
        app.clock.advance_seconds(1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_wait_the_outcome_is_unknown_and_the_same_request_finds_out() {
    let app = filled(known().await).await;
    let ask = new_mobile(&app, "07700 900123")
        .await
        .with("x-sync-wait", "0.25");
    // Somebody holds up the store in the middle of a change that comes to nothing.
    let (go, wait) = channel::<()>();
    let (began, beginning) = channel::<()>();
    let wait = Mutex::new((wait, began));
    let key = WholeKey {
        target: TargetId::parse(AMARA).expect("an id"),
        area: AreaKey::of("nhs"),
    };
    let store = app.store.clone();
    let holding = tokio::spawn(async move {
        let decide = move |_: &_| {
            let wait = wait.lock().expect("unpoisoned");
            let _ = wait.1.send(());
            let _ = wait.0.recv();
            Err(Refusal::NotFound)
        };
        store
            .change_whole(key, None, Box::new(decide))
            .await
            .is_err()
    });
    tokio::task::spawn_blocking(move || beginning.recv().expect("it began"))
        .await
        .expect("it waits");
    let answer = ask.by(&app, PdsWorker).await;
    let words = "The downstream domain processing has not completed within the configured timeout period. Using the \
                 same 'X-Request-ID' header, retry your request after the time specified by the 'Retry-After' response \
                 header.";
    refused(&answer, 503, "SERVICE_UNAVAILABLE", Some(words));
    assert_eq!(answer.header("retry-after"), "5");
    go.send(()).expect("it waits");
    assert!(holding.await.expect("it ends"));
    let again = ask.by(&app, PdsWorker).await;
    assert_eq!(
        (again.status.as_u16(), again.header("etag")),
        (200, "W/\"2\"")
    );
    assert_eq!(again.text, read(&app).await.text);
    let mobiles = again.json()["telecom"].to_string();
    assert!(mobiles.contains("07700 900123"), "{mobiles}");
}

#[tokio::test]
async fn how_long_to_wait_is_heard_only_within_bounds() {
    let app = held().await;
    for said in [
        "", "0", "0.2", "0.25", "29", "30", "-1", "NaN", "inf", "1e400", "ten", "1,5",
    ] {
        let value: Value = emergency("phone", "07700 900125");
        let ask = Ask::patch(version(&app).await, &json!([add("contact", &value)]));
        let answer = ask.with("x-sync-wait", said).by(&app, PdsWorker).await;
        assert_eq!(answer.status, 200, "{said}");
        app.clock.advance_seconds(1);
    }
}

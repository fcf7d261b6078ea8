//! What goes wrong, and who is left alone for how long.

use std::time::Duration;

use crate::server::Reply;
use crate::setting::{Setting, page, settings};

const PAUSING: &str = "OS Places is left alone for a while, as it was in trouble";

#[tokio::test]
async fn after_trouble_nobody_calls_for_a_while() {
    for (status, said) in [
        (301, "OS Places is not at the base URL (301)"),
        (401, "OS Places refuses the key (401)"),
        (403, "OS Places refuses the key (403)"),
        (404, "OS Places is not at the base URL (404)"),
        (405, "OS Places is not at the base URL (405)"),
        (408, "OS Places took too long"),
        (429, "OS Places is called too often (429)"),
        (500, "OS Places is out of order (500)"),
        (503, "OS Places is out of order (503)"),
    ] {
        let setting = Setting::of(vec![Reply::new(status, "{}"), page(1..=3, 3)]).await;
        let fault = setting.fault().await;
        assert!(fault.starts_with(said), "{fault}");
        setting.clock.pass(29);
        assert_eq!(setting.fault().await, PAUSING);
        assert_eq!(setting.server.asked().len(), 1);
        setting.clock.pass(1);
        assert!(setting.uprn().await.unwrap().is_some());
        assert!(setting.uprn().await.unwrap().is_some());
        assert_eq!(setting.server.asked().len(), 3);
    }
}

#[tokio::test]
async fn one_bad_answer_does_not_stop_the_others() {
    let header = r#"{"header": {"totalresults": 1}, "results": [{"DPA": {"UPRN": 5}}]}"#;
    let unreadable = "the answer of OS Places cannot be read";
    for (status, body, said) in [
        (200, "<html>", unreadable),
        (200, "{}", unreadable),
        (200, "", unreadable),
        (200, header, unreadable),
        (
            400,
            r#"{"error": {"statuscode": 400, "message": "Parameter x"}}"#,
            "OS Places does not understand the question (400)",
        ),
        (418, "", "OS Places does not understand the question (418)"),
    ] {
        let setting = Setting::of(vec![Reply::new(status, body), page(1..=3, 3)]).await;
        assert_eq!(setting.fault().await, said);
        assert!(setting.uprn().await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_long_answer_is_not_read_to_its_end() {
    let long = " ".repeat(4 * 1024 * 1024 + 1);
    let setting = Setting::of(vec![Reply::new(200, long), page(1..=3, 3)]).await;
    let fault = setting.fault().await;
    assert_eq!(fault, "the answer of OS Places is longer than is taken");
    assert!(setting.uprn().await.unwrap().is_some());
}

#[tokio::test]
async fn a_slow_server_is_given_up() {
    let slow = page(1..=3, 3).after(Duration::from_secs(20));
    let setting = Setting::of(vec![slow]).await;
    let waited = tokio::time::timeout(Duration::from_secs(5), setting.fault()).await;
    assert_eq!(waited.unwrap(), "OS Places took too long");
    assert_eq!(setting.fault().await, PAUSING);
}

#[tokio::test]
async fn slow_pages_add_up() {
    let slow = |from| page(from..=from + 99, 500).after(Duration::from_millis(250));
    let pages = [1, 101, 201, 301, 401].map(slow).to_vec();
    let setting = Setting::of(pages).await;
    assert_eq!(setting.fault().await, "OS Places took too long");
    assert!(setting.server.asked().len() < 5);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let other = Setting::of(vec![page(1..=3, 3)]).await;
    let location = format!("location: {}/postcode", other.server.base);
    let redirect = Reply::new(302, "").with_header(&location);
    let setting = Setting::of(vec![redirect]).await;
    let fault = setting.fault().await;
    assert_eq!(fault, "OS Places is not at the base URL (302)");
    assert!(other.server.asked().is_empty());
}

#[tokio::test]
async fn a_server_that_is_not_there_is_said_so() {
    use contactable_clients::os_places::OsPlaces;
    use contactable_domain::ports::Gazetteer;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let clock = std::sync::Arc::new(crate::setting::StillClock::default());
    let places = OsPlaces::new(&settings(&base), clock).unwrap();
    let fault = places.uprn_of(&crate::setting::address()).await;
    let fault = fault.unwrap_err().0;
    assert!(
        fault.starts_with("OS Places cannot be reached: Connection refused"),
        "{fault}"
    );
    let again = places.uprn_of(&crate::setting::address()).await;
    assert_eq!(again.unwrap_err().0, PAUSING);
}

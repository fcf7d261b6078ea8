//! What must not be seen: the key, and whom was asked about.

use std::io::Write;
use std::sync::{Arc, Mutex};

use tracing::instrument::WithSubscriber;

use crate::server::Reply;
use crate::setting::{KEY, Setting, page, settings};

#[tokio::test]
async fn the_key_travels_in_its_header_only() {
    let setting = Setting::of(vec![page(1..=100, 150), page(101..=150, 150)]).await;
    setting.uprn().await.unwrap();
    let asked = setting.server.asked();
    assert_eq!(asked.len(), 2);
    for head in asked {
        let with_key: Vec<&str> = head.lines().filter(|line| line.contains(KEY)).collect();
        assert_eq!(with_key, [format!("key: {KEY}")]);
    }
}

#[tokio::test]
async fn debug_hides_the_key() {
    let setting = Setting::of(vec![page(1..=3, 3)]).await;
    let settings = settings(&setting.server.base);
    let shown = format!("{settings:?} {:?}", setting.places);
    assert!(
        shown.contains("ApiKey(..)") && !shown.contains(KEY),
        "{shown}"
    );
}

#[tokio::test]
async fn the_log_tells_faults_and_no_values() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let asking = async {
        for (status, body) in [
            (200, "Flat 2 LS1 6AE"),
            (302, ""),
            (400, "LS16AE"),
            (401, KEY),
            (403, ""),
            (404, ""),
            (429, ""),
            (500, ""),
        ] {
            let redirect = format!("location: /postcode?key={KEY}&postcode=LS16AE");
            let reply = Reply::new(status, body).with_header(&redirect);
            let setting = Setting::of(vec![reply]).await;
            let first = setting.fault().await;
            let second = setting.fault().await;
            log.clone()
                .write_all(format!("{first} {second}").as_bytes())
                .unwrap();
        }
    };
    asking.with_subscriber(subscriber).await;
    let text = log.text();
    assert!(text.contains("WARN") && text.contains("check the settings of OS Places"));
    assert!(text.contains("refuses the key (401)") && text.contains("too often (429)"));
    let lowered = text.to_lowercase();
    for value in [
        KEY,
        "flat 2",
        "quince",
        "exton",
        "ls16ae",
        "ls1 6ae",
        "postcode=",
    ] {
        assert!(!lowered.contains(value), "{value} in {text}");
    }
}

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

//! What the tests start from. All addresses are invented.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use contactable_clients::os_places::{OsPlaces, OsPlacesSettings};
use contactable_clients::{ApiKey, BaseUrl};
use contactable_domain::ports::{Clock, Gazetteer, Unavailable};
use contactable_domain::value::{Address, AddressInput};
use jiff::Timestamp;

use crate::server::{Reply, Server};

pub const KEY: &str = "not-a-real-key-5f1c";

/// A clock that stands still until it is moved on.
#[derive(Default)]
pub struct StillClock(AtomicI64);

impl StillClock {
    pub fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_795_253_400 + self.0.load(Ordering::SeqCst)).unwrap()
    }
}

/// A server with the client that calls it.
pub struct Setting {
    pub server: Server,
    pub places: OsPlaces,
    pub clock: Arc<StillClock>,
}

impl Setting {
    pub async fn of(replies: Vec<Reply>) -> Self {
        let server = Server::start(replies).await;
        let clock = Arc::new(StillClock::default());
        let places = OsPlaces::new(&settings(&server.base), clock.clone()).unwrap();
        Self {
            server,
            places,
            clock,
        }
    }

    pub async fn uprn(&self) -> Result<Option<String>, Unavailable> {
        let found = self.places.uprn_of(&address()).await?;
        Ok(found.map(|uprn| uprn.as_str().to_owned()))
    }

    /// What is said when it cannot answer.
    pub async fn fault(&self) -> String {
        self.uprn().await.unwrap_err().0
    }
}

pub fn settings(base: &str) -> OsPlacesSettings {
    OsPlacesSettings {
        timeout: Duration::from_millis(600),
        ..OsPlacesSettings::new(BaseUrl::parse(base).unwrap(), ApiKey::parse(KEY).unwrap())
    }
}

/// Flat 2, 12 Quince Lane.
pub fn address() -> Address {
    let input = AddressInput {
        lines: [
            Some("Flat 2"),
            Some("12 Quince Lane"),
            None,
            Some("Exton"),
            None,
        ],
        postcode: Some("ls1 6ae"),
        ..AddressInput::default()
    };
    Address::parse(&input).unwrap()
}

/// The record of flat `flat`, as JSON.
pub fn flat(flat: usize) -> String {
    format!(
        r#"{{"DPA": {{"UPRN": "{}", "UDPRN": "90000001", "SUB_BUILDING_NAME": "FLAT {flat}",
            "BUILDING_NUMBER": "12", "THOROUGHFARE_NAME": "QUINCE LANE", "POST_TOWN": "EXTON",
            "POSTCODE": "LS1 6AE", "X_COORDINATE": 1.0, "LOGICAL_STATUS_CODE": "1",
            "BLPU_STATE_CODE": null, "LOCAL_CUSTODIAN_CODE": 4720, "MATCH": 1.0}}}}"#,
        900_000_000_000 + flat
    )
}

/// A page of these flats, of so many in all.
pub fn page(flats: impl Iterator<Item = usize>, total: usize) -> Reply {
    let results: Vec<String> = flats.map(flat).collect();
    let body = format!(
        r#"{{"header": {{"uri": "-", "totalresults": {total}, "maxresults": 100}}, "results": [{}]}}"#,
        results.join(",")
    );
    Reply::new(200, body)
}

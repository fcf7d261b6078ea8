//! What is asked of OS Places: every address of a postcode, page by page.

use std::time::Duration;

use reqwest::header::{ACCEPT, HeaderName, HeaderValue};
use reqwest::{Client, Response, Url};

use super::OsPlacesSettings;
use super::answer::{Answer, finds_no_such_postcode};
use super::dpa::DpaRecord;
use super::fault::Fault;
use crate::connection::{self, NoClient, Unread};

/// A header, never the query: URLs are logged on the way.
const KEY_HEADER: HeaderName = HeaderName::from_static("key");
/// Royal Mail's delivery points: what an address that people write is. The other dataset has street
/// furniture and land too, and other field names.
const DATASET: &str = "DPA";
/// The most that the service gives at once.
const PAGE: &str = "100";
/// No postcode has as many addresses as these pages hold.
const MOST_PAGES: usize = 5;
/// Far above what a page of results comes to.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Asks for the addresses of a postcode.
pub(super) struct Search {
    client: Client,
    url: Url,
    key: HeaderValue,
    patience: Duration,
}

impl Search {
    pub(super) fn new(settings: &OsPlacesSettings) -> Result<Self, NoClient> {
        Ok(Self {
            client: connection::client(settings.base_url.is_plain(), settings.timeout)?,
            url: settings.base_url.below("postcode"),
            key: settings.key.header(),
            patience: settings.timeout,
        })
    }

    /// Every address of a postcode; `None` when there are more than we read, as what is not read could
    /// fit too.
    pub(super) async fn records(&self, postcode: &str) -> Result<Option<Vec<DpaRecord>>, Fault> {
        let all_pages = self.all_pages(postcode);
        let in_time = tokio::time::timeout(self.patience, all_pages);
        in_time.await.unwrap_or(Err(Fault::TimedOut))
    }

    async fn all_pages(&self, postcode: &str) -> Result<Option<Vec<DpaRecord>>, Fault> {
        let mut records = Vec::new();
        let mut offset = 0;
        for _ in 0..MOST_PAGES {
            let Some(page) = self.page(postcode, offset).await? else {
                return Ok(Some(records));
            };
            let (total, count) = (page.total(), page.count());
            records.extend(page.into_records());
            offset += count;
            if offset >= total {
                return Ok(Some(records));
            }
            if count == 0 {
                // It says that there is more, and does not give it.
                return Err(Fault::Unreadable);
            }
        }
        Ok(None)
    }

    /// One page; `None` when no postcode in use begins like this one.
    async fn page(&self, postcode: &str, offset: usize) -> Result<Option<Answer>, Fault> {
        let request = self
            .client
            .get(self.page_url(postcode, offset))
            .header(KEY_HEADER, self.key.clone())
            .header(ACCEPT, "application/json");
        let response = request.send().await.map_err(|error| of_network(&error))?;
        match response.status().as_u16() {
            200 => {
                let answer = serde_json::from_slice(&body(response).await?);
                answer.map(Some).map_err(|_| Fault::Unreadable)
            }
            400 if finds_no_such_postcode(&body(response).await?) => Ok(None),
            status => Err(Fault::of_status(status)),
        }
    }

    fn page_url(&self, postcode: &str, offset: usize) -> Url {
        let mut url = self.url.clone();
        url.query_pairs_mut()
            .append_pair("postcode", postcode)
            .append_pair("dataset", DATASET)
            .append_pair("maxresults", PAGE)
            .append_pair("offset", &offset.to_string());
        url
    }
}

async fn body(response: Response) -> Result<Vec<u8>, Fault> {
    let body = connection::body(response, MOST_BYTES).await;
    body.map_err(|unread| match unread {
        Unread::TooLong => Fault::TooLong,
        Unread::Broken(error) => of_network(&error),
    })
}

fn of_network(error: &reqwest::Error) -> Fault {
    if error.is_timeout() {
        Fault::TimedOut
    } else {
        Fault::Unreachable(connection::cause(error))
    }
}

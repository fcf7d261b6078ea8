use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use contactable_domain::event::Outgoing;
use contactable_domain::ports::{Clock, Delivered, EventSink, Halt};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, Response};

use super::WebhookSecret;
use crate::connection;
use crate::{BaseUrl, NoClient};

/// What is read of an answer, so that the connection can be used again.
const MOST_BYTES: usize = 16 * 1024;

/// Sends each event to a consumer's address, signed as Standard Webhooks has it.
pub struct Webhook {
    client: Client,
    url: BaseUrl,
    secrets: Vec<WebhookSecret>,
    clock: Arc<dyn Clock>,
}

impl Webhook {
    /// The webhook at this address, which signs with each of the secrets: while one takes the place of another,
    /// consumers know one of them. Calls nobody yet.
    ///
    /// # Errors
    /// [`NoClient`] when this machine has no certificates to trust.
    pub fn new(
        url: BaseUrl,
        secrets: Vec<WebhookSecret>,
        clock: Arc<dyn Clock>,
        patience: Duration,
    ) -> Result<Self, NoClient> {
        Ok(Self {
            client: connection::client(url.is_plain(), patience)?,
            url,
            secrets,
            clock,
        })
    }

    async fn send(&self, event: &Outgoing) -> Result<(), Halt> {
        let id = event.id.to_string();
        let timestamp = self.clock.now().as_second().to_string();
        let sign = |secret: &WebhookSecret| secret.sign(&id, &timestamp, &event.body);
        let signatures: Vec<String> = self.secrets.iter().map(sign).collect();
        let request = self
            .client
            .post(self.url.url().clone())
            .header(CONTENT_TYPE, event.content_type)
            .header("webhook-id", &id)
            .header("webhook-timestamp", &timestamp)
            .header("webhook-signature", signatures.join(" "))
            .body(event.body.clone());
        let response = request.send().await.map_err(|error| of_network(&error))?;
        let answer = of_answer(&response);
        // What it says beside is nothing to us.
        let _ = connection::body(response, MOST_BYTES).await;
        answer
    }
}

#[async_trait]
impl EventSink for Webhook {
    async fn deliver(&self, events: &[Outgoing]) -> Delivered {
        for (count, event) in events.iter().enumerate() {
            if let Err(halt) = self.send(event).await {
                return Delivered::until(count, halt);
            }
        }
        Delivered::all(events.len())
    }
}

/// Taken with 2xx, never to be taken with 410, and with anything else perhaps another time.
fn of_answer(response: &Response) -> Result<(), Halt> {
    let status = response.status();
    let why = format!("it answers {}", status.as_u16());
    match status.as_u16() {
        200..300 => Ok(()),
        410 => Err(Halt::Refused { why }),
        429 | 503 => Err(Halt::TryAgain {
            why,
            after: retry_after(response),
        }),
        _ => Err(Halt::TryAgain { why, after: None }),
    }
}

/// How long it wants to be left alone, where it says so in seconds.
fn retry_after(response: &Response) -> Option<Duration> {
    let value = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    value.trim().parse().ok().map(Duration::from_secs)
}

fn of_network(error: &reqwest::Error) -> Halt {
    let why = if error.is_timeout() {
        "it took too long".to_owned()
    } else {
        format!("it cannot be reached: {}", connection::cause(error))
    };
    Halt::TryAgain { why, after: None }
}

impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Webhook(..)")
    }
}

//! Those who are told what happened: a stream of NATS, a webhook, whoever reads our output.

mod json_lines;
mod nats;
mod nats_server;
mod webhook;
mod webhook_secret;

pub use json_lines::JsonLines;
pub use nats::{NatsSettings, NatsStream};
pub use nats_server::{NatsServer, NotANatsServer};
pub use webhook::Webhook;
pub use webhook_secret::{NotAWebhookSecret, WebhookSecret};

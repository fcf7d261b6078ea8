use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;

use async_nats::jetstream::context::{PublishAckFuture, PublishErrorKind};
use async_nats::jetstream::stream::Config;
use async_nats::jetstream::{Context, ContextBuilder};
use async_nats::{ConnectOptions, HeaderMap};
use async_trait::async_trait;
use contactable_domain::event::Outgoing;
use contactable_domain::ports::{Delivered, EventSink, Halt};
use tokio::sync::Mutex;

use super::NatsServer;

/// By this header the stream drops what it has already.
const MESSAGE_ID: &str = "Nats-Msg-Id";

/// How long a stream that we make remembers what it has.
const DUPLICATE_WINDOW: Duration = Duration::from_mins(10);

/// Where events go, and how.
pub struct NatsSettings {
    /// The servers of the cluster.
    pub servers: Vec<NatsServer>,
    /// What subjects begin with; the type of the event follows.
    pub subject: String,
    /// The stream to make if there is none for these subjects. Without it somebody else makes it.
    pub make_stream: Option<String>,
    /// A user with a password.
    pub user: Option<(String, String)>,
    /// A token.
    pub token: Option<String>,
    /// A file with the certificates of the authorities to trust, beside those of this machine.
    pub authorities: Option<PathBuf>,
    /// Files with our certificate and its key.
    pub certificate: Option<(PathBuf, PathBuf)>,
    /// How long connecting and each acknowledgement may take.
    pub patience: Duration,
}

/// A stream of NATS `JetStream`. An event has arrived when the stream says that it has it.
pub struct NatsStream {
    settings: NatsSettings,
    context: Mutex<Option<Context>>,
}

impl NatsStream {
    /// The stream that takes these subjects. Calls nobody yet.
    pub fn new(settings: NatsSettings) -> Self {
        Self {
            settings,
            context: Mutex::new(None),
        }
    }

    /// The connection, made when it is needed first. From then on it renews itself.
    async fn context(&self) -> Result<Context, Halt> {
        let mut known = self.context.lock().await;
        if let Some(context) = known.as_ref() {
            return Ok(context.clone());
        }
        let context = self.connect().await?;
        self.make_stream(&context).await?;
        *known = Some(context.clone());
        Ok(context)
    }

    async fn connect(&self) -> Result<Context, Halt> {
        let settings = &self.settings;
        let is_secure = settings.servers.iter().any(NatsServer::is_secure);
        let mut options = ConnectOptions::new()
            .name("contactable")
            .require_tls(is_secure)
            .ignore_discovered_servers()
            .connection_timeout(settings.patience)
            .request_timeout(Some(settings.patience));
        if let Some((user, password)) = settings.user.clone() {
            options = options.user_and_password(user, password);
        }
        if let Some(token) = settings.token.clone() {
            options = options.token(token);
        }
        if let Some(file) = settings.authorities.clone() {
            options = options.add_root_certificates(file);
        }
        if let Some((certificate, key)) = settings.certificate.clone() {
            options = options.add_client_certificate(certificate, key);
        }
        let servers: Vec<_> = settings.servers.iter().map(NatsServer::address).collect();
        let client = options.connect(servers).await;
        let client = client.map_err(|error| {
            // The kind alone: what lies behind it may show an address.
            try_again(format!("it cannot be reached: {}", error.kind()))
        })?;
        let builder = ContextBuilder::new().timeout(settings.patience);
        Ok(builder.ack_timeout(settings.patience).build(client))
    }

    async fn make_stream(&self, context: &Context) -> Result<(), Halt> {
        let Some(name) = &self.settings.make_stream else {
            return Ok(());
        };
        let config = Config {
            name: name.clone(),
            subjects: vec![format!("{}.>", self.settings.subject)],
            num_replicas: 1,
            duplicate_window: DUPLICATE_WINDOW,
            ..Config::default()
        };
        let made = context.get_or_create_stream(config).await;
        made.map_err(|error| try_again(format!("the stream cannot be made: {}", error.kind())))?;
        Ok(())
    }

    async fn send(&self, context: &Context, event: &Outgoing) -> Result<PublishAckFuture, Halt> {
        let subject = format!("{}.{}", self.settings.subject, event.event_type.as_str());
        let mut headers = HeaderMap::new();
        headers.insert(MESSAGE_ID, event.id.to_string());
        headers.insert("Content-Type", event.content_type);
        let payload = event.body.clone().into();
        let sent = context.publish_with_headers(subject, headers, payload);
        sent.await.map_err(|error| of_publishing(error.kind()))
    }

    /// Sends events of different targets at once and waits for all; how many arrived before the first that did not.
    async fn send_together(
        &self,
        context: &Context,
        events: &[Outgoing],
    ) -> Result<(), (usize, Halt)> {
        let mut sent = Vec::with_capacity(events.len());
        let mut failed = None;
        for (count, event) in events.iter().enumerate() {
            match self.send(context, event).await {
                Ok(acknowledgement) => sent.push(acknowledgement),
                Err(halt) => {
                    failed = Some((count, halt));
                    break;
                }
            }
        }
        for (count, acknowledgement) in sent.into_iter().enumerate() {
            acknowledgement
                .await
                .map_err(|error| (count, of_publishing(error.kind())))?;
        }
        failed.map_or(Ok(()), Err)
    }
}

#[async_trait]
impl EventSink for NatsStream {
    /// Of each target one at a time, so that none can overtake the one before it.
    async fn deliver(&self, events: &[Outgoing]) -> Delivered {
        let context = match self.context().await {
            Ok(context) => context,
            Err(halt) => return Delivered::until(0, halt),
        };
        let mut done = 0;
        while let Some(left) = events.get(done..).filter(|left| !left.is_empty()) {
            let together = left.get(..of_different_targets(left)).unwrap_or(left);
            if let Err((count, halt)) = self.send_together(&context, together).await {
                return Delivered::until(done + count, halt);
            }
            done += together.len();
        }
        Delivered::all(events.len())
    }
}

/// How many events there are from the first on before a target comes again.
fn of_different_targets(events: &[Outgoing]) -> usize {
    let mut seen = HashSet::new();
    let again = events.iter().position(|event| !seen.insert(event.target));
    again.unwrap_or(events.len())
}

fn of_publishing(kind: PublishErrorKind) -> Halt {
    match kind {
        PublishErrorKind::MaxPayloadExceeded => Halt::Refused {
            why: "it is larger than the server takes".to_owned(),
        },
        PublishErrorKind::StreamNotFound => try_again("no stream takes these subjects".to_owned()),
        PublishErrorKind::TimedOut => try_again("no acknowledgement came in time".to_owned()),
        kind => try_again(format!("it was not taken: {kind}")),
    }
}

fn try_again(why: String) -> Halt {
    Halt::TryAgain { why, after: None }
}

impl std::fmt::Debug for NatsStream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NatsStream(..)")
    }
}

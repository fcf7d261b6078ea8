//! How each kind of sink is reached, and which keys it has.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use contactable_clients::BaseUrl;
use contactable_clients::sinks::{
    JsonLines, NatsServer, NatsSettings, NatsStream, Webhook, WebhookSecret,
};
use contactable_domain::ports::EventSink;
use jiff::SignedDuration;
use secrecy::ExposeSecret as _;

use super::At;
use crate::SystemClock;
use crate::config::ConfigError;
use crate::secret::read_secret;

/// After how many attempts a webhook's event is given up, unless set: most of an hour.
const ATTEMPTS: u32 = 16;

/// How a sink is reached, and with how much at once.
pub(super) struct Reached {
    pub client: Arc<dyn EventSink>,
    pub attempts: Option<u32>,
    pub longest_pause: SignedDuration,
    pub batch: u32,
    pub shards_at_once: usize,
}

impl At<'_> {
    pub(super) fn reach(&self) -> Result<Reached, ConfigError> {
        let sink = self.sink;
        let of_webhook = [
            ("url", sink.url.is_some()),
            ("secret_files", !sink.secret_files.is_empty()),
            ("attempts", sink.attempts.is_some()),
        ];
        let of_nats = [
            ("servers", !sink.servers.is_empty()),
            ("subject", sink.subject.is_some()),
            ("make_stream", sink.make_stream.is_some()),
            ("user", sink.user.is_some()),
            ("password_file", sink.password_file.is_some()),
            ("token_file", sink.token_file.is_some()),
            ("authorities", sink.authorities.is_some()),
            ("certificate", sink.certificate.is_some()),
            ("key", sink.key.is_some()),
        ];
        let none_of = |keys: &[(&str, bool)]| match keys.iter().find(|(_, is_set)| *is_set) {
            Some((key, _)) => {
                let problem = format!("a sink of the kind {} has no such key", sink.kind);
                Err(self.refuse(key, problem))
            }
            None => Ok(()),
        };
        match sink.kind.as_str() {
            "webhook" => none_of(&of_nats).and_then(|()| self.webhook()),
            "nats" => none_of(&of_webhook).and_then(|()| self.nats()),
            "stdout" => {
                none_of(&of_webhook)?;
                none_of(&of_nats)?;
                Ok(lines(JsonLines::to_standard_output()))
            }
            _ => Err(self.refuse("kind", "give webhook, nats or stdout")),
        }
    }

    fn patience(&self) -> Result<Duration, ConfigError> {
        let seconds = self.sink.timeout_seconds.unwrap_or(10);
        if !(1..=60).contains(&seconds) {
            return Err(self.refuse("timeout_seconds", "give 1 to 60"));
        }
        Ok(Duration::from_secs(seconds))
    }

    fn webhook(&self) -> Result<Reached, ConfigError> {
        let url = self.sink.url.as_deref();
        let url = url.ok_or_else(|| self.refuse("url", "say where the consumer is"))?;
        let url = BaseUrl::parse(url).map_err(|error| self.refuse("url", error))?;
        let mut secrets = Vec::new();
        for (index, file) in self.sink.secret_files.iter().enumerate() {
            let key = format!("secret_files[{index}]");
            let text = self.secret(&key, file)?;
            let secret = WebhookSecret::parse(&text);
            secrets.push(secret.map_err(|error| self.refuse(&key, error))?);
        }
        if secrets.is_empty() {
            let problem = "name a file with the secret by which the consumer knows us";
            return Err(self.refuse("secret_files", problem));
        }
        let attempts = self.sink.attempts.unwrap_or(ATTEMPTS);
        if attempts == 0 {
            return Err(self.refuse("attempts", "give 1 at least"));
        }
        let client = Webhook::new(url, secrets, Arc::new(SystemClock), self.patience()?);
        let client = client.map_err(|error| self.refuse("url", error))?;
        Ok(Reached {
            client: Arc::new(client),
            attempts: Some(attempts),
            longest_pause: SignedDuration::from_mins(5),
            batch: 20,
            shards_at_once: 8,
        })
    }

    fn nats(&self) -> Result<Reached, ConfigError> {
        let sink = self.sink;
        if sink.servers.is_empty() {
            return Err(self.refuse(
                "servers",
                "name one at least, such as tls://nats.example:4222",
            ));
        }
        let server = |(index, text): (usize, &String)| {
            let server = NatsServer::parse(text);
            server.map_err(|error| self.refuse(&format!("servers[{index}]"), error))
        };
        let servers = sink.servers.iter().enumerate().map(server);
        let subject = sink
            .subject
            .clone()
            .unwrap_or_else(|| "contactable".to_owned());
        let is_subject = subject.split('.').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        });
        if !is_subject {
            let problem =
                "give words of letters, digits, hyphens and underscores with dots between them";
            return Err(self.refuse("subject", problem));
        }
        let client = NatsStream::new(NatsSettings {
            servers: servers.collect::<Result<_, _>>()?,
            subject,
            make_stream: sink.make_stream.clone(),
            user: self.user()?,
            token: self.optional_secret("token_file", sink.token_file.as_deref())?,
            authorities: sink.authorities.as_ref().map(|file| self.folder.join(file)),
            certificate: match (&sink.certificate, &sink.key) {
                (Some(certificate), Some(key)) => {
                    Some((self.folder.join(certificate), self.folder.join(key)))
                }
                (None, None) => None,
                _ => {
                    return Err(self.refuse("certificate", "a certificate and its key go together"));
                }
            },
            patience: self.patience()?,
        });
        Ok(Reached {
            client: Arc::new(client),
            attempts: None,
            longest_pause: SignedDuration::from_secs(30),
            batch: 200,
            shards_at_once: 4,
        })
    }

    fn user(&self) -> Result<Option<(String, String)>, ConfigError> {
        let password = self.optional_secret("password_file", self.sink.password_file.as_deref())?;
        match (self.sink.user.clone(), password) {
            (Some(user), Some(password)) => Ok(Some((user, password))),
            (None, None) => Ok(None),
            _ => Err(self.refuse("user", "a user and a password_file go together")),
        }
    }

    fn optional_secret(
        &self,
        key: &str,
        file: Option<&Path>,
    ) -> Result<Option<String>, ConfigError> {
        file.map(|file| self.secret(key, file)).transpose()
    }

    fn secret(&self, key: &str, file: &Path) -> Result<String, ConfigError> {
        let secret = read_secret(&self.folder.join(file));
        let secret = secret.map_err(|error| self.refuse(key, error))?;
        Ok(secret.expose_secret().trim().to_owned())
    }
}

/// A sink that writes lines.
pub(super) fn lines(output: JsonLines) -> Reached {
    Reached {
        client: Arc::new(output),
        attempts: None,
        longest_pause: SignedDuration::from_secs(5),
        batch: 100,
        shards_at_once: 1,
    }
}

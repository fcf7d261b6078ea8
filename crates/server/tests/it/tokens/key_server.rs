//! A key server to play with.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use contactable_clients::BaseUrl;
use contactable_clients::key_server::{KeyServer, KeyUrl};
use contactable_domain::ports::KeySource;
use tokio::sync::Semaphore;

/// It listens on loopback, and says what it is told to say.
#[derive(Clone)]
pub struct Host {
    pub base: String,
    told: Arc<Told>,
}

struct Told {
    answer: Mutex<(u16, String)>,
    /// What `/.well-known/openid-configuration` says.
    document: Mutex<String>,
    asked: AtomicUsize,
    /// Whether it holds back its answers; each needs a permit then.
    holds_back: AtomicBool,
    permits: Semaphore,
}

impl Host {
    pub async fn publishing(keys: &str) -> Self {
        let told = Arc::new(Told {
            answer: Mutex::new((200, keys.to_owned())),
            document: Mutex::default(),
            asked: AtomicUsize::new(0),
            holds_back: AtomicBool::new(false),
            permits: Semaphore::new(0),
        });
        let router = Router::new()
            .route("/keys", get(keys_of))
            .route("/.well-known/openid-configuration", get(document))
            .with_state(told.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { base, told }
    }

    /// From now on it publishes this.
    pub fn publish(&self, keys: &str) {
        *self.told.answer.lock().expect("free") = (200, keys.to_owned());
    }

    /// From now on it is out of order.
    pub fn fail(&self) {
        *self.told.answer.lock().expect("free") = (500, String::new());
    }

    /// From now on it sends everybody elsewhere.
    pub fn redirect(&self, to: &str) {
        *self.told.answer.lock().expect("free") = (302, to.to_owned());
    }

    /// Says of itself that it is this issuer, with its keys here.
    pub fn say_issuer(&self, issuer: &str, keys: &str) {
        let document = format!(r#"{{"issuer":"{issuer}","jwks_uri":"{keys}"}}"#);
        *self.told.document.lock().expect("free") = document;
    }

    /// Answers nobody until [`Self::let_go`].
    pub fn hold_back(&self) {
        self.told.holds_back.store(true, Ordering::SeqCst);
    }

    pub fn let_go(&self) {
        self.told.holds_back.store(false, Ordering::SeqCst);
        self.told.permits.add_permits(1_000);
    }

    /// How often the keys were asked for.
    pub fn asked(&self) -> usize {
        self.told.asked.load(Ordering::SeqCst)
    }

    /// The keys here, as the service fetches them.
    pub fn keys(&self) -> Arc<dyn KeySource> {
        let url = KeyUrl::parse(&format!("{}/keys", self.base)).expect("an address");
        Arc::new(KeyServer::of_key_set(&url, PATIENCE).expect("a client"))
    }

    /// The keys that this issuer says it has.
    pub fn discovered(&self) -> Arc<dyn KeySource> {
        let base = BaseUrl::parse(&self.base).expect("an address");
        Arc::new(KeyServer::discovered(&self.base, &base, PATIENCE).expect("a client"))
    }
}

const PATIENCE: Duration = Duration::from_secs(30);

async fn keys_of(State(told): State<Arc<Told>>) -> Response {
    told.asked.fetch_add(1, Ordering::SeqCst);
    if told.holds_back.load(Ordering::SeqCst) {
        told.permits.acquire().await.expect("open").forget();
    }
    let (status, text) = told.answer.lock().expect("free").clone();
    match status {
        301..=399 => (status_of(status), [(LOCATION, text)]).into_response(),
        _ => (status_of(status), text).into_response(),
    }
}

fn status_of(status: u16) -> axum::http::StatusCode {
    axum::http::StatusCode::from_u16(status).expect("a status")
}

async fn document(State(told): State<Arc<Told>>) -> String {
    told.document.lock().expect("free").clone()
}

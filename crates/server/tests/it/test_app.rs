use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use contactable_domain::ports::{Clock, Evidence};
use contactable_http::edges::{Edges, RateLimits};
use contactable_server::demo::{self, Persona};
use contactable_server::wiring::{Parts, open_store, service, use_cases};
use contactable_service::ContactDetails;
use contactable_testkit::{FrozenClock, SeededIds};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt as _;

/// The correlation id of every request, so that transcripts are constant.
const CORRELATION: &str = "018f0000-0000-7000-8000-00000000c0de";

/// The headers that a transcript shows.
const SHOWN: &[&str] = &[
    "content-type",
    "etag",
    "location",
    "allow",
    "www-authenticate",
    "retry-after",
    "x-correlation-id",
];

/// The whole service over a fresh store.
pub struct TestApp {
    pub clock: Arc<FrozenClock>,
    pub store: Arc<dyn Evidence>,
    pub use_cases: ContactDetails,
    ids: Arc<SeededIds>,
    pub router: Router,
    folder: Arc<TempDir>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }

    pub fn id(&self) -> String {
        self.json()["id"].as_str().expect("an id").to_owned()
    }

    /// What a refusal on a specified path finds wrong: of each problem the field and the code.
    pub fn told(&self) -> Vec<String> {
        let json = self.json();
        let errors = json["errors"].as_array().expect("errors").iter();
        let text = |error: &Value, name: &str| error[name].as_str().expect("text").to_owned();
        errors
            .map(|error| format!("{} {}", text(error, "field"), text(error, "code")))
            .collect()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("text"))
    }
}

impl TestApp {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    /// The service with some of its parts changed.
    pub fn with(change: impl FnOnce(&mut Parts)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = open_store(&folder.path().join("contactable.db")).expect("it opens");
        let (clock, ids) = (Arc::default(), Arc::default());
        Self::over(Arc::new(folder), store, clock, ids, change)
    }

    /// Another service over the same store, with parts of its own.
    pub fn again(&self, change: impl FnOnce(&mut Parts)) -> Self {
        let (folder, store) = (self.folder.clone(), self.store.clone());
        Self::over(folder, store, self.clock.clone(), self.ids.clone(), change)
    }

    fn over(
        folder: Arc<TempDir>,
        store: Arc<dyn Evidence>,
        clock: Arc<FrozenClock>,
        ids: Arc<SeededIds>,
        change: impl FnOnce(&mut Parts),
    ) -> Self {
        let areas = demo::areas();
        let mut parts = Parts {
            clock: clock.clone(),
            ids: ids.clone(),
            issuers: demo::issuers(&areas),
            areas,
            input: demo::input_rules(),
            gazetteer: None,
            bare_tokens: true,
            limits: RateLimits::off(),
            edges: Edges::default(),
            fhir: contactable_http::fhir::Settings::default(),
        };
        change(&mut parts);
        let use_cases = use_cases(&parts, store.clone());
        Self {
            clock,
            router: service(parts, use_cases.clone()),
            store,
            use_cases,
            ids,
            folder,
        }
    }

    /// A persona's token, good on the frozen clock.
    pub fn token(&self, persona: Persona, claims: &[&str]) -> String {
        let claims: Vec<String> = claims.iter().map(|claim| (*claim).to_owned()).collect();
        demo::token(persona, &claims, self.clock.now()).expect("a token")
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let answer = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("it answers");
        let (parts, body) = answer.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).expect("text"),
        }
    }

    /// A call by a persona, with a JSON body unless it is empty.
    pub async fn call(&self, persona: Persona, method: &str, path: &str, body: &str) -> Answer {
        self.call_with(persona, method, path, body, &[]).await
    }

    /// A call with more headers.
    pub async fn call_with(
        &self,
        persona: Persona,
        method: &str,
        path: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        let token = format!("Bearer {}", self.token(persona, &[]));
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", token)
            .header("x-correlation-id", CORRELATION);
        if !body.is_empty() {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(
            request
                .body(Body::from(body.to_owned()))
                .expect("a request"),
        )
        .await
    }
}

/// Calls and answers, written down for a snapshot.
pub struct Transcript<'a> {
    app: &'a TestApp,
    text: String,
}

impl<'a> Transcript<'a> {
    pub fn of(app: &'a TestApp) -> Self {
        Self {
            app,
            text: String::new(),
        }
    }

    pub async fn call(&mut self, persona: Persona, method: &str, path: &str, body: &str) -> Answer {
        self.call_with(persona, method, path, body, &[]).await
    }

    pub async fn call_with(
        &mut self,
        persona: Persona,
        method: &str,
        path: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        let answer = self
            .app
            .call_with(persona, method, path, body, headers)
            .await;
        let text = &mut self.text;
        let _ = writeln!(text, "{method} {path}  ({persona:?})");
        for (name, value) in headers {
            let _ = writeln!(text, "{name}: {value}");
        }
        if !body.is_empty() {
            let _ = writeln!(text, "{}", pretty(body));
        }
        let _ = writeln!(text, "=> {}", answer.status);
        for name in SHOWN
            .iter()
            .filter(|name| answer.headers.contains_key(**name))
        {
            let _ = writeln!(text, "{name}: {}", answer.header(name));
        }
        let _ = writeln!(text, "{}\n", pretty(&answer.text));
        answer
    }

    pub fn finish(self) -> String {
        self.text
    }
}

fn pretty(text: &str) -> String {
    let json: Result<Value, _> = serde_json::from_str(text);
    json.ok()
        .and_then(|json| serde_json::to_string_pretty(&json).ok())
        .unwrap_or_else(|| text.to_owned())
}

/// A person of the sample data's id scheme, in an empty store.
pub const AMARA: &str = "3fa1c0de-0000-4000-8000-000000000001";

/// A phone record of Housing for Amara.
pub fn phone(value: &str, is_default: bool) -> String {
    format!(
        r#"{{"targetId":"{AMARA}","targetType":"person","contactInformation":{{"contactType":"phone","subType":"mobile","value":"{value}"}},"sourceServiceArea":{{"area":"Housing","isDefault":{is_default}}}}}"#
    )
}

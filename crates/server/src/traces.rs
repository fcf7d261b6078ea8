//! Traces, sent by OTLP over HTTP to a collector: for each request its span, and within it those of the use case and
//! of what was asked of the store. Lines of the log are no part of them.

use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderMap;
use contactable_http::edges;
use opentelemetry::KeyValue;
use opentelemetry::propagation::{Extractor, TextMapPropagator as _};
use opentelemetry::trace::{TraceContextExt as _, TracerProvider as _};
use opentelemetry_otlp::{ExporterBuildError, Protocol, SpanExporter, WithExportConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{Sampler, SdkTracerProvider};
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt as _;
use tracing_subscriber::filter::{LevelFilter, filter_fn};
use tracing_subscriber::layer::Layer as _;

use crate::logging::Besides;

/// By what name our own spans begin; libraries have theirs, which are nobody's business here.
const OURS: &str = "contactable";

/// How long the collector may take over what it is sent.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where traces go, and how many.
#[derive(Clone, Debug)]
pub struct TraceSettings {
    /// The whole address that spans are posted to, such as `http://127.0.0.1:4318/v1/traces`.
    pub endpoint: String,
    /// By what name the service is known there.
    pub service_name: String,
    /// Which part of the traces that begin here is kept, from 0 to 1.
    pub sampling_ratio: f64,
}

/// Spans on their way to a collector.
pub struct Exporting(SdkTracerProvider);

impl Exporting {
    /// Begins to collect spans, and sends them in the background. Nothing is sent yet: a collector that is away
    /// keeps nothing from working.
    ///
    /// # Errors
    /// What cannot be used of the settings.
    pub fn start(settings: &TraceSettings) -> Result<Self, ExporterBuildError> {
        let exporter = SpanExporter::builder()
            .with_http()
            .with_protocol(Protocol::HttpBinary)
            .with_endpoint(&settings.endpoint)
            .with_timeout(PATIENCE)
            .build()?;
        let resource = Resource::builder_empty()
            .with_attributes([
                KeyValue::new("service.name", settings.service_name.clone()),
                KeyValue::new("service.version", env!("CARGO_PKG_VERSION")),
            ])
            .build();
        let of_new_traces = Sampler::TraceIdRatioBased(settings.sampling_ratio);
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(resource)
            // Whoever began a trace decided whether it is kept.
            .with_sampler(Sampler::ParentBased(Box::new(of_new_traces)))
            .build();
        Ok(Self(provider))
    }

    /// What takes the spans of this program. Their fields are the only thing that leaves it.
    pub fn layer(&self) -> Besides {
        let tracer = self.0.tracer(OURS);
        let ours = filter_fn(|of| of.is_span() && of.target().starts_with(OURS));
        tracing_opentelemetry::layer()
            .with_tracer(tracer)
            .with_location(false)
            .with_threads(false)
            .with_tracked_inactivity(false)
            .with_filter(ours.with_max_level_hint(LevelFilter::DEBUG))
            .boxed()
    }

    /// What makes requests a part of the traces that they come with.
    pub fn of_requests() -> Arc<dyn edges::Traces> {
        Arc::new(Continued(TraceContextPropagator::new()))
    }

    /// Sends what is left. Waits for the collector, so it is not for a thread that others wait for.
    pub fn stop(self) {
        if self.0.shutdown_with_timeout(PATIENCE).is_err() {
            tracing::warn!("the last spans could not be sent");
        }
    }
}

/// Goes on with the trace that a request names.
struct Continued(TraceContextPropagator);

impl edges::Traces for Continued {
    fn adopt(&self, headers: &HeaderMap, span: &Span) -> Option<String> {
        let parent = self.0.extract(&Headers(headers));
        // Only a span that is not kept refuses its parent.
        let _ = span.set_parent(parent);
        let context = span.context();
        let of_span = context.span().span_context().clone();
        of_span.is_valid().then(|| of_span.trace_id().to_string())
    }
}

struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.to_str().ok()
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(axum::http::HeaderName::as_str).collect()
    }
}

//! A line of the log as one JSON object: when, how bad, what happened, where in the code, and by which ids the request
//! is known.

use std::fmt::{self, Debug, Write as _};

use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::field::RecordFields;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::{FormatTime as _, SystemTime};
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields, FormattedFields};
use tracing_subscriber::registry::LookupSpan;

use super::told::is_for_traces;

/// The line.
pub struct JsonLine;

impl<S, N> FormatEvent<S, N> for JsonLine
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let mut line = Members::default();
        let mut at = String::new();
        SystemTime.format_time(&mut Writer::new(&mut at))?;
        line.put("timestamp", &at.into());
        line.put("level", &event.metadata().level().as_str().into());
        event.record(&mut line);
        line.put("target", &event.metadata().target().into());
        for span in context.event_scope().into_iter().flatten() {
            let extensions = span.extensions();
            let fields = extensions.get::<FormattedFields<N>>();
            line.add_missing(fields.map_or("", |fields| fields.fields.as_str()));
        }
        writeln!(writer, "{{{}}}", line.text)
    }
}

/// The fields of a span, as members of an object without its braces.
pub struct JsonTold;

impl<'w> FormatFields<'w> for JsonTold {
    fn format_fields<R: RecordFields>(&self, mut writer: Writer<'w>, fields: R) -> fmt::Result {
        let mut members = Members::default();
        fields.record(&mut members);
        writer.write_str(&members.text)
    }

    fn add_fields(
        &self,
        current: &'w mut FormattedFields<Self>,
        fields: &tracing::span::Record<'_>,
    ) -> fmt::Result {
        let mut members = Members::default();
        fields.record(&mut members);
        if !current.fields.is_empty() && !members.text.is_empty() {
            current.fields.push(',');
        }
        current.fields.push_str(&members.text);
        Ok(())
    }
}

/// The members of an object, in the order in which they come.
#[derive(Default)]
struct Members {
    text: String,
    names: Vec<String>,
}

impl Members {
    fn put(&mut self, name: &str, value: &Value) {
        if self.names.iter().any(|known| known == name) {
            return;
        }
        if !self.text.is_empty() {
            self.text.push(',');
        }
        let name_as_json = Value::from(name);
        // Writing to memory cannot fail.
        let _ = write!(self.text, "{name_as_json}:{value}");
        self.names.push(name.to_owned());
    }

    /// Adds those of these members that are not there yet.
    fn add_missing(&mut self, members: &str) {
        let read = serde_json::from_str::<Map<String, Value>>(&format!("{{{members}}}"));
        for (name, value) in read.unwrap_or_default() {
            self.put(&name, &value);
        }
    }

    fn record(&mut self, field: &Field, value: impl Into<Value>) {
        if !is_for_traces(field) {
            self.put(field.name(), &value.into());
        }
    }
}

impl Visit for Members {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.record(field, format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.record(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.record(field, value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.record(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.record(field, value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.record(field, value);
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};

    use tracing_subscriber::fmt;
    use tracing_subscriber::layer::SubscriberExt as _;

    use super::*;

    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What is logged meanwhile, a line an element.
    fn logged(work: impl FnOnce()) -> Vec<Value> {
        let log = Log::default();
        let writer = log.clone();
        let layer = fmt::layer().with_writer(move || writer.clone());
        let layer = layer.event_format(JsonLine).fmt_fields(JsonTold);
        let subscriber = tracing_subscriber::registry().with(layer);
        tracing::subscriber::with_default(subscriber, work);
        let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        let lines = text.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    #[test]
    fn a_line_tells_of_its_request_and_not_what_is_for_traces() {
        let lines = logged(|| {
            let trace = tracing::field::Empty;
            let request =
                tracing::error_span!("request", correlation = "c", trace, http.route = "/r");
            request.record("trace", "t");
            let _entered = request.entered();
            let inner = tracing::info_span!("store read", table = 1);
            inner.in_scope(|| tracing::warn!(count = 3, correlation = "own", "it \"is\" so"));
        });
        let line = &lines[0];
        assert_eq!(line["message"], "it \"is\" so");
        assert_eq!(line["level"], "WARN");
        assert_eq!(line["count"], 3);
        assert_eq!((&line["trace"], &line["table"]), (&"t".into(), &1.into()));
        assert_eq!(
            line["correlation"], "own",
            "what the line says itself stands"
        );
        assert!(line.get("http.route").is_none());
        assert!(line["timestamp"].as_str().unwrap().ends_with('Z'));
    }

    #[test]
    fn a_line_without_a_request_stands_alone() {
        let lines = logged(|| tracing::info!(address = %"127.0.0.1:80", is_so = true, "listening"));
        assert_eq!(lines[0]["address"], "127.0.0.1:80");
        assert_eq!(lines[0]["is_so"], true);
        assert!(lines[0].get("correlation").is_none());
    }
}

//! What a line of text tells of a span or an event.

use std::fmt::{self, Debug};

use tracing::field::{Field, Visit};
use tracing_subscriber::field::RecordFields;
use tracing_subscriber::fmt::FormatFields;
use tracing_subscriber::fmt::format::Writer;

/// Whether a field is for traces alone: its line says the same, or its request's last one does.
pub fn is_for_traces(field: &Field) -> bool {
    let name = field.name();
    name.starts_with("otel.") || name.starts_with("http.")
}

/// Fields as text: the message plain, the others with their names.
pub struct TextTold;

impl<'w> FormatFields<'w> for TextTold {
    fn format_fields<R: RecordFields>(&self, writer: Writer<'w>, fields: R) -> fmt::Result {
        let mut told = Told {
            writer,
            is_begun: false,
            outcome: Ok(()),
        };
        fields.record(&mut told);
        told.outcome
    }
}

struct Told<'w> {
    writer: Writer<'w>,
    is_begun: bool,
    outcome: fmt::Result,
}

impl Visit for Told<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if is_for_traces(field) || self.outcome.is_err() {
            return;
        }
        let space = if self.is_begun { " " } else { "" };
        self.is_begun = true;
        self.outcome = match field.name() {
            "message" => write!(self.writer, "{space}{value:?}"),
            name => write!(self.writer, "{space}{name}={value:?}"),
        };
    }
}

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use contactable_domain::event::Outgoing;
use contactable_domain::ports::{Delivered, EventSink, Halt};

/// Writes each event as a line of JSON: for a pipe, a file, somebody who watches.
#[derive(Clone)]
pub struct JsonLines(Arc<Mutex<Box<dyn Write + Send>>>);

impl JsonLines {
    /// Writes to this.
    pub fn over(output: impl Write + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(Box::new(output))))
    }

    /// Writes to the standard output of this process.
    pub fn to_standard_output() -> Self {
        Self::over(io::stdout())
    }
}

#[async_trait]
impl EventSink for JsonLines {
    /// A line counts as delivered when it was handed to the system.
    async fn deliver(&self, events: &[Outgoing]) -> Delivered {
        let mut lines = String::new();
        for event in events {
            lines.push_str(&event.body);
            lines.push('\n');
        }
        let output = self.0.clone();
        // Whoever reads may be slow, which is to stop nobody else.
        let writing = tokio::task::spawn_blocking(move || {
            let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
            output.write_all(lines.as_bytes())?;
            output.flush()
        });
        let why = match writing.await {
            Ok(Ok(())) => return Delivered::all(events.len()),
            Ok(Err(error)) => format!("the lines cannot be written: {}", error.kind()),
            Err(_) => "the lines cannot be written".to_owned(),
        };
        // Some of them may have been: they come again.
        Delivered::until(0, Halt::TryAgain { why, after: None })
    }
}

impl std::fmt::Debug for JsonLines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JsonLines(..)")
    }
}

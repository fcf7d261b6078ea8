//! Lines to whoever reads.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use contactable_clients::sinks::JsonLines;
use contactable_domain::ports::{Delivered, EventSink as _, Halt};

use crate::events::events;

/// Keeps what is written, for as long as it takes anything.
#[derive(Clone, Default)]
struct Output {
    written: Arc<Mutex<Vec<u8>>>,
    is_closed: bool,
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_closed {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.written.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn each_event_is_a_line() {
    let output = Output::default();
    let sink = JsonLines::over(output.clone());
    assert_eq!(sink.deliver(&events(3)).await, Delivered::all(3));
    let written = String::from_utf8(output.written.lock().unwrap().clone()).unwrap();
    let lines: Vec<&str> = written.lines().collect();
    let bodies = events(3);
    let bodies: Vec<&str> = bodies.iter().map(|event| event.body.as_str()).collect();
    assert_eq!(lines, bodies);
    assert!(written.ends_with('\n'));
}

#[tokio::test]
async fn nothing_counts_that_nobody_reads() {
    let sink = JsonLines::over(Output {
        is_closed: true,
        ..Output::default()
    });
    let delivered = sink.deliver(&events(2)).await;
    assert_eq!(delivered.count, 0);
    assert!(matches!(delivered.halt, Some(Halt::TryAgain { .. })));
}

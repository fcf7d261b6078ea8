//! A consumer of webhooks, as small as can be: it answers as it is told and keeps what it took.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

/// What it took: its id and what it says.
pub type Taken = (String, serde_json::Value);

pub struct WebhookConsumer {
    pub url: String,
    status: Arc<AtomicU16>,
    taken: Arc<Mutex<Vec<Taken>>>,
}

impl WebhookConsumer {
    /// One that answers with this status. It goes on in the background until the test ends.
    pub fn start(status: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let consumer = Self {
            url: format!("http://{address}/hook"),
            status: Arc::new(AtomicU16::new(status)),
            taken: Arc::default(),
        };
        let (status, taken) = (consumer.status.clone(), consumer.taken.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (status, taken) = (status.clone(), taken.clone());
                std::thread::spawn(move || while answer(&stream, &status, &taken).is_some() {});
            }
        });
        consumer
    }

    /// From now on it answers with this.
    pub fn answer_with(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.taken.lock().expect("not poisoned").clone()
    }
}

fn answer(stream: &TcpStream, status: &AtomicU16, taken: &Mutex<Vec<Taken>>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let (mut id, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("webhook-id: ") {
            value.clone_into(&mut id);
        }
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let status = status.load(Ordering::SeqCst);
    if (200..300).contains(&status) {
        let body = serde_json::from_slice(&body).ok()?;
        taken.lock().expect("not poisoned").push((id, body));
    }
    let mut writer = stream;
    writer
        .write_all(format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\n\r\n").as_bytes())
        .ok()
}

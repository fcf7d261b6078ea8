//! A webhook: takes every event that comes and writes down its id. Whether a signature holds is for the tests of
//! whoever signs.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};

use contactable_harness::Failure;
use serde_json::Value;
use uuid::Uuid;

/// A secret as Standard Webhooks have it. It guards nothing.
const SECRET: &str = "whsec_ZmF1bHRzIGFyZSBtYWRlIGhlcmUgb24gcHVycG9zZQ==";

/// Takes events, whether the service that sends them lives or not.
pub struct Webhook {
    address: SocketAddr,
    came: Arc<Mutex<Vec<Uuid>>>,
}

impl Webhook {
    /// Begins to listen.
    ///
    /// # Errors
    /// There is no port.
    pub fn open() -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let came = Arc::new(Mutex::new(Vec::new()));
        let shared = came.clone();
        // It ends with the program; until then somebody may always come.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let came = shared.clone();
                std::thread::spawn(move || serve(stream, &came));
            }
        });
        Ok(Self { address, came })
    }

    /// How the service is told of it. The secret goes into a file of this folder.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn setting(&self, folder: &Path) -> Result<String, Failure> {
        let file = folder.join("webhook.secret");
        std::fs::write(&file, SECRET)?;
        let (address, file) = (self.address, file.display());
        let more = format!("url = \"http://{address}/events\"\nsecret_files = [\"{file}\"]");
        Ok(super::setting("webhook", &more))
    }

    /// The events that came so far, in the order in which they came.
    pub fn came(&self) -> Vec<Uuid> {
        self.came
            .lock()
            .map(|came| came.clone())
            .unwrap_or_default()
    }
}

/// A connection, until it is gone.
fn serve(mut stream: TcpStream, came: &Mutex<Vec<Uuid>>) {
    let mut heard = Vec::new();
    let mut some = [0; 16 * 1024];
    while let Ok(count @ 1..) = stream.read(&mut some) {
        heard.extend_from_slice(&some[..count]);
        while let Some((length, id)) = request(&heard) {
            heard.drain(..length);
            if let (Some(id), Ok(mut came)) = (id, came.lock()) {
                came.push(id);
            }
            let status = if id.is_some() {
                "204 No Content"
            } else {
                "400 Bad Request"
            };
            let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
            if stream.write_all(answer.as_bytes()).is_err() {
                return;
            }
        }
    }
}

/// The length of the first request, once all of it is there, and the id of the event in it.
fn request(heard: &[u8]) -> Option<(usize, Option<Uuid>)> {
    let begin = heard.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let text = String::from_utf8_lossy(heard.get(..begin)?);
    let length = contactable_harness::answer::header(&text, "content-length");
    let end = begin + length.and_then(|length| length.parse().ok()).unwrap_or(0);
    let body: Value = serde_json::from_slice(heard.get(begin..end)?).unwrap_or_default();
    Some((end, id_of(&body)))
}

/// The id of an event, which has the same name in every shape.
pub fn id_of(event: &Value) -> Option<Uuid> {
    Uuid::parse_str(event["id"].as_str()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_is_written_down() {
        let webhook = Webhook::open().unwrap();
        let mut stream = TcpStream::connect(webhook.address).unwrap();
        let first = Uuid::from_u128(7);
        for (body, status) in [
            (format!("{{\"id\":\"{first}\"}}"), "204"),
            ("{}".to_owned(), "400"),
        ] {
            let text = format!(
                "POST / HTTP/1.1\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            );
            for piece in [&text[..9], &text[9..]] {
                stream.write_all(piece.as_bytes()).unwrap();
            }
            let mut answer = [0; 256];
            let count = stream.read(&mut answer).unwrap();
            let answer = String::from_utf8_lossy(&answer[..count]).into_owned();
            assert!(
                answer.starts_with(&format!("HTTP/1.1 {status} ")),
                "{answer}"
            );
        }
        assert_eq!(webhook.came(), [first]);
    }
}

//! One connection of a client, opened anew when it was lost. What matters to whoever asks is whether a request may have
//! reached the service.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use contactable_harness::answer::{Head, header};
use serde_json::Value;

/// How long a client waits for an answer. A store that is gone for longer has it told 503 before.
const PATIENCE: Duration = Duration::from_secs(30);

/// A request, ready to be sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Call {
    pub method: &'static str,
    pub path: String,
    /// Headers besides those that every request has.
    pub headers: Vec<(&'static str, String)>,
    /// Nothing, or JSON.
    pub body: String,
}

impl Call {
    /// A question.
    pub fn get(path: String) -> Self {
        let headers = Vec::new();
        Self {
            method: "GET",
            path,
            headers,
            body: String::new(),
        }
    }
}

/// What came back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    pub status: u16,
    /// The version in the `ETag`.
    pub version: Option<u64>,
    pub body: String,
}

impl Answer {
    /// Whether what was asked for was done.
    pub fn is_done(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}

/// Why no answer came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lost {
    /// There was no connection: the service has never seen the request.
    Unsent,
    /// The connection broke: nobody knows.
    Unknown,
}

/// A client of the service at one address.
pub struct Client {
    address: SocketAddr,
    token: String,
    stream: Option<TcpStream>,
}

impl Client {
    pub fn new(address: SocketAddr, token: String) -> Self {
        Self {
            address,
            token,
            stream: None,
        }
    }

    /// Sends a request and waits for its answer.
    ///
    /// # Errors
    /// None came.
    pub fn send(&mut self, call: &Call, correlation: &str) -> Result<Answer, Lost> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => self.connect().map_err(|_| Lost::Unsent)?,
        };
        let answer = exchange(&mut stream, &self.text(call, correlation));
        let answer = answer.map_err(|_| Lost::Unknown)?;
        self.stream = Some(stream);
        Ok(answer)
    }

    fn connect(&self) -> std::io::Result<TcpStream> {
        let stream = TcpStream::connect_timeout(&self.address, PATIENCE)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(stream)
    }

    fn text(&self, call: &Call, correlation: &str) -> String {
        let more = call
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"));
        format!(
            "{} {} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nX-Correlation-ID: {correlation}\r\n\
             {}Content-Length: {}\r\n\r\n{}",
            call.method,
            call.path,
            self.address,
            self.token,
            more.collect::<String>(),
            call.body.len(),
            call.body
        )
    }
}

fn exchange(stream: &mut TcpStream, text: &str) -> std::io::Result<Answer> {
    stream.write_all(text.as_bytes())?;
    let mut received = Vec::with_capacity(4096);
    let mut some = [0; 4096];
    loop {
        let count = stream.read(&mut some)?;
        if count == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        received.extend_from_slice(&some[..count]);
        let head = Head::parse(&received).map_err(std::io::Error::other)?;
        if let Some(head) = head.filter(|head| head.total(&received).is_some()) {
            let text = String::from_utf8_lossy(&received[..head.length]);
            return Ok(Answer {
                status: head.status,
                version: header(&text, "etag").and_then(version_in),
                body: String::from_utf8_lossy(&received[head.length..]).into_owned(),
            });
        }
    }
}

/// The number in `"v3"` and `W/"3"`.
fn version_in(tag: &str) -> Option<u64> {
    tag.trim_start_matches("W/")
        .trim_matches('"')
        .trim_start_matches('v')
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn versions_are_read_from_both_forms_of_tag() {
        assert_eq!(version_in("\"v3\""), Some(3));
        assert_eq!(version_in("W/\"12\""), Some(12));
        assert_eq!(version_in("\"x\""), None);
    }

    /// Answers each connection with one of these texts, and closes it.
    fn service(answers: Vec<&'static str>) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for answer in answers {
                let (mut stream, _) = listener.accept().unwrap();
                let mut some = [0; 4096];
                assert!(stream.read(&mut some).unwrap() > 0);
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        address
    }

    #[test]
    fn what_may_have_arrived_is_told_from_what_has_not() {
        let done = "HTTP/1.1 200 OK\r\nETag: \"v2\"\r\nContent-Length: 2\r\n\r\n{}";
        let address = service(vec![done, "HTTP/1.1 200 OK\r\nContent-Le"]);
        let mut client = Client::new(address, "t".to_owned());
        let call = Call::get("/".to_owned());
        let answer = client.send(&call, "c").unwrap();
        assert_eq!(
            (answer.status, answer.version, answer.is_done()),
            (200, Some(2), true)
        );
        // The connection is gone, which the client learns by trying; then an answer breaks off.
        assert_eq!(client.send(&call, "c"), Err(Lost::Unknown));
        assert_eq!(client.send(&call, "c"), Err(Lost::Unknown));
        let nobody = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        assert_eq!(
            Client::new(nobody, String::new()).send(&call, "c"),
            Err(Lost::Unsent)
        );
    }
}

//! The connections of one client, one to each process of the service, opened anew when they were lost. What matters to
//! whoever asks is whether a request may have reached the service.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use contactable_harness::answer::{Head, header};

use crate::call::{Answer, Call, version_in};

/// How long a client waits for an answer. A store that is gone for longer has it told 503 before.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long it waits where there is another process to turn to.
const PATIENCE_BESIDE_ANOTHER: Duration = Duration::from_secs(2);

/// Why no answer came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lost {
    /// There was no connection: the service has never seen the request.
    Unsent,
    /// The connection broke: nobody knows.
    Unknown,
}

/// A process of the service, and the connection to it.
struct Process {
    address: SocketAddr,
    stream: Option<TcpStream>,
}

/// A client of the service, who asks one of its processes until that one does not answer.
pub struct Client {
    processes: Vec<Process>,
    /// The place of the one that is asked.
    at: usize,
    token: String,
}

impl Client {
    pub fn new(addresses: impl IntoIterator<Item = SocketAddr>, token: String) -> Self {
        let process = |address| Process {
            address,
            stream: None,
        };
        Self {
            processes: addresses.into_iter().map(process).collect(),
            at: 0,
            token,
        }
    }

    /// Sends a request and waits for its answer. Where none came, or one that says that it cannot be served now, another
    /// process is asked the next time.
    ///
    /// # Errors
    /// None came.
    pub fn send(&mut self, call: &Call, correlation: &str) -> Result<Answer, Lost> {
        let answer = self.send_there(call, correlation);
        if answer.as_ref().map_or(true, |answer| answer.status == 503) {
            self.turn();
        }
        answer
    }

    /// Asks another process from now on, if there is one.
    pub fn turn(&mut self) {
        self.at = (self.at + 1) % self.processes.len().max(1);
    }

    /// Whether there is another process to turn to.
    pub fn has_several(&self) -> bool {
        self.processes.len() > 1
    }

    fn send_there(&mut self, call: &Call, correlation: &str) -> Result<Answer, Lost> {
        let patience = if call.is_awaited || !self.has_several() {
            PATIENCE
        } else {
            PATIENCE_BESIDE_ANOTHER
        };
        let process = self.processes.get_mut(self.at).ok_or(Lost::Unsent)?;
        let mut stream = match process.stream.take() {
            Some(stream) => stream,
            None => process.connect(patience).map_err(|_| Lost::Unsent)?,
        };
        let limited = stream.set_read_timeout(Some(patience));
        limited.map_err(|_| Lost::Unsent)?;
        let text = process.text(&self.token, call, correlation);
        let answer = exchange(&mut stream, &text).map_err(|_| Lost::Unknown)?;
        process.stream = Some(stream);
        Ok(answer)
    }
}

impl Process {
    fn connect(&self, patience: Duration) -> std::io::Result<TcpStream> {
        let stream = TcpStream::connect_timeout(&self.address, patience)?;
        stream.set_nodelay(true)?;
        stream.set_write_timeout(Some(patience))?;
        Ok(stream)
    }

    fn text(&self, token: &str, call: &Call, correlation: &str) -> String {
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
            token,
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

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

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
        let mut client = Client::new([address], "t".to_owned());
        let call = Call::get("/".to_owned());
        let answer = client.send(&call, "c").unwrap();
        assert_eq!(
            (answer.status, answer.version, answer.is_done()),
            (200, Some(2), true)
        );
        // The connection is gone, which the client learns by trying; then an answer breaks off.
        assert_eq!(client.send(&call, "c"), Err(Lost::Unknown));
        assert_eq!(client.send(&call, "c"), Err(Lost::Unknown));
        let nobody = nobody();
        assert_eq!(
            Client::new([nobody], String::new()).send(&call, "c"),
            Err(Lost::Unsent)
        );
    }

    /// Where nobody listens.
    fn nobody() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    }

    #[test]
    fn whoever_does_not_answer_is_asked_last() {
        let away = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
        let done = "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n";
        let addresses = [nobody(), service(vec![away]), service(vec![done])];
        let mut client = Client::new(addresses, String::new());
        let call = Call::get("/".to_owned());
        let mut send = || client.send(&call, "c").map(|answer| answer.status);
        assert_eq!(send(), Err(Lost::Unsent));
        assert_eq!(send(), Ok(503));
        assert_eq!(send(), Ok(204));
        // The same one again, whose connection is gone; then the first.
        assert_eq!(send(), Err(Lost::Unknown));
        assert_eq!(send(), Err(Lost::Unsent));
    }
}

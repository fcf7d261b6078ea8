//! As much of HTTP/1.1 as measuring needs: requests written once and aimed at a target by overwriting
//! its id, and answers of a known length.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use uuid::Uuid;

use crate::Failure;

/// The path of everything that is measured.
pub const PATH: &str = "/contact-details";

/// Stands in the request's text where the target's id goes.
pub const TARGET: &str = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/// A request, ready to be sent about any target.
#[derive(Clone)]
pub struct Request {
    bytes: Vec<u8>,
    target_at: usize,
}

impl Request {
    /// Lists the contact details of a target.
    pub fn list(server: SocketAddr, token: &str) -> Self {
        Self::of(&format!(
            "GET {PATH}?targetId={TARGET} HTTP/1.1\r\nHost: {server}\r\n\
             Authorization: Bearer {token}\r\nAccept: application/json\r\n\r\n"
        ))
    }

    /// Creates a contact detail. The body says [`TARGET`] where the target's id goes.
    pub fn create(server: SocketAddr, token: &str, body: &str) -> Self {
        Self::of(&format!(
            "POST {PATH} HTTP/1.1\r\nHost: {server}\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ))
    }

    fn of(text: &str) -> Self {
        Self {
            target_at: text.find(TARGET).unwrap_or(text.len()),
            bytes: text.as_bytes().to_vec(),
        }
    }

    /// The request's bytes, about this target.
    pub fn about(&mut self, target: Uuid) -> &[u8] {
        let id = self
            .bytes
            .get_mut(self.target_at..self.target_at + TARGET.len());
        if let Some(id) = id {
            target.as_hyphenated().encode_lower(id);
        }
        &self.bytes
    }
}

/// The first part of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    pub status: u16,
    /// Where the body begins.
    pub length: usize,
    pub body_length: usize,
}

impl Head {
    /// Reads the head of an answer; `None` while it is not all there.
    ///
    /// # Errors
    /// It is not an answer of a known length.
    pub fn parse(received: &[u8]) -> Result<Option<Self>, Failure> {
        let Some(end) = received.windows(4).position(|four| four == b"\r\n\r\n") else {
            return Ok(None);
        };
        let head = std::str::from_utf8(&received[..end])?;
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok());
        let body_length = header(head, "content-length").and_then(|value| value.parse().ok());
        Ok(Some(Self {
            status: status.ok_or("an answer without a status")?,
            length: end + 4,
            body_length: body_length.ok_or("an answer without a length")?,
        }))
    }

    /// How long the answer is altogether.
    pub fn total(self) -> usize {
        self.length + self.body_length
    }

    /// Whether what was asked for was done.
    pub fn is_done(self) -> bool {
        self.status == 200 || self.status == 201
    }
}

/// A header's value; its name is given in lower case.
fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
    let mut named = lines.filter(|(key, _)| key.eq_ignore_ascii_case(name));
    named.next().map(|(_, value)| value.trim())
}

/// A whole answer, for the requests that are not measured.
pub struct Answer {
    pub content_type: String,
    pub body: Vec<u8>,
}

/// Asks once, on a connection of its own.
///
/// # Errors
/// The connection fails, or the answer is not 200 or 201: then it says what the answer was.
pub fn ask(server: SocketAddr, request: &[u8]) -> Result<Answer, Failure> {
    let mut stream = TcpStream::connect(server)?;
    stream.write_all(request)?;
    let mut received = Vec::new();
    let mut some = [0; 4096];
    loop {
        let count = stream.read(&mut some)?;
        received.extend_from_slice(&some[..count]);
        match Head::parse(&received)? {
            Some(head) if received.len() >= head.total() => return answer(head, &received),
            _ if count == 0 => return Err("the server closed the connection".into()),
            _ => {}
        }
    }
}

fn answer(head: Head, received: &[u8]) -> Result<Answer, Failure> {
    if !head.is_done() {
        return Err(refused(head, received));
    }
    let text = std::str::from_utf8(&received[..head.length])?;
    Ok(Answer {
        content_type: header(text, "content-type").unwrap_or_default().to_owned(),
        body: received[head.length..head.total()].to_vec(),
    })
}

/// What to say of an answer that was not wanted.
pub fn refused(head: Head, received: &[u8]) -> Failure {
    let body = String::from_utf8_lossy(received.get(head.length..).unwrap_or_default());
    format!("the server answered {}: {body}", head.status).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CREATED: &[u8] =
        b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nCONTENT-LENGTH:  2\r\n\r\n{}";

    #[test]
    fn a_head_is_read_once_it_is_all_there() {
        for cut in 0..CREATED.len() - 2 {
            assert_eq!(Head::parse(&CREATED[..cut]).unwrap(), None, "{cut}");
        }
        let head = Head::parse(CREATED).unwrap().unwrap();
        assert_eq!((head.status, head.total()), (201, CREATED.len()));
        let answer = answer(head, CREATED).ok().unwrap();
        assert_eq!(answer.content_type, "application/json");
        assert_eq!(answer.body, b"{}");
    }

    #[test]
    fn an_answer_without_a_length_or_status_is_refused() {
        assert!(Head::parse(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
        assert!(Head::parse(b"HTTP/1.1 OK\r\ncontent-length: 0\r\n\r\n").is_err());
    }

    #[test]
    fn another_status_is_told_with_its_body() {
        let received = b"HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno";
        let head = Head::parse(received).unwrap().unwrap();
        let told = answer(head, received).err().unwrap().to_string();
        assert_eq!(told, "the server answered 403: no");
    }

    #[test]
    fn a_request_is_aimed_again_and_again() {
        let server = "127.0.0.1:80".parse().unwrap();
        let mut list = Request::list(server, "token");
        for text in [
            "018f3f2e-7a3b-7c00-8000-0123456789ab",
            "00000000-0000-4000-8000-000000000001",
        ] {
            let aimed = list.about(Uuid::parse_str(text).unwrap()).to_vec();
            let aimed = String::from_utf8(aimed).unwrap();
            let first = format!("GET /contact-details?targetId={text} HTTP/1.1\r\n");
            assert!(aimed.starts_with(&first), "{aimed}");
        }
        let mut create = Request::create(server, "t", &format!("{{\"targetId\":\"{TARGET}\"}}"));
        let aimed = String::from_utf8(create.about(Uuid::nil()).to_vec()).unwrap();
        assert!(aimed.contains("Content-Length: 51\r\n"), "{aimed}");
        assert!(aimed.ends_with("{\"targetId\":\"00000000-0000-0000-0000-000000000000\"}"));
    }
}

//! Answers of a known length.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use crate::Failure;

/// The first part of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    pub status: u16,
    /// Where the body begins.
    pub length: usize,
    /// How long the body is; `None` when it comes in chunks.
    pub body_length: Option<usize>,
}

/// The status of an answer that has no body, and says nothing of its length.
const NO_CONTENT: u16 = 204;

/// What ends a body that comes in chunks.
const LAST_CHUNK: &[u8] = b"\r\n0\r\n\r\n";

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
        let chunked = header(head, "transfer-encoding").is_some_and(|value| value == "chunked");
        let body_length = header(head, "content-length").and_then(|value| value.parse().ok());
        let status = status.ok_or("an answer without a status")?;
        let body_length = if status == NO_CONTENT {
            Some(0)
        } else {
            body_length
        };
        if body_length.is_none() && !chunked {
            return Err("an answer without a length".into());
        }
        Ok(Some(Self {
            status,
            length: end + 4,
            body_length,
        }))
    }

    /// How long the answer is altogether, once all of it was received.
    pub fn total(self, received: &[u8]) -> Option<usize> {
        match self.body_length {
            Some(length) => Some(self.length + length).filter(|total| received.len() >= *total),
            // The head ends like a line, so that a body of no chunks is seen too.
            None => received
                .get(self.length - 2..)
                .is_some_and(|body| body.ends_with(LAST_CHUNK))
                .then_some(received.len()),
        }
    }

    /// Whether what was asked for was done.
    pub fn is_done(self) -> bool {
        self.status == 200 || self.status == 201
    }
}

/// A header's value; its name is given in lower case.
pub fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
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
            Some(head) if head.total(&received).is_some() => return answer(head, &received),
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
        body: received[head.length..].to_vec(),
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
        assert_eq!(head.status, 201);
        assert_eq!(head.total(CREATED), Some(CREATED.len()));
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
    fn an_answer_without_content_needs_no_length() {
        let none = b"HTTP/1.1 204 No Content\r\nETag: \"v2\"\r\n\r\n";
        let head = Head::parse(none).unwrap().unwrap();
        assert_eq!(head.total(none), Some(none.len()));
    }

    #[test]
    fn an_answer_in_chunks_ends_with_an_empty_one() {
        let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
        let head = Head::parse(chunked).unwrap().unwrap();
        for cut in head.length..chunked.len() {
            assert_eq!(head.total(&chunked[..cut]), None, "{cut}");
        }
        assert_eq!(head.total(chunked), Some(chunked.len()));
    }

    #[test]
    fn another_status_is_told_with_its_body() {
        let received = b"HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno";
        let head = Head::parse(received).unwrap().unwrap();
        let told = answer(head, received).err().unwrap().to_string();
        assert_eq!(told, "the server answered 403: no");
    }
}

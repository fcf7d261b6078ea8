//! One request over a connection of its own: small enough to see that nothing is added to what a case sends.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

use super::answer::{self, Answer};
use super::case::Request;
use super::query;

/// Where the interface begins.
const BASE: &str = "/personal-demographics/FHIR/R4";
/// How long a server may keep silent.
const PATIENCE: Duration = Duration::from_secs(20);
/// Methods with which a length is told even of nothing.
const BEAR_BODIES: [&str; 3] = ["PATCH", "POST", "PUT"];

/// Sends a request, with a token unless the case speaks for itself.
///
/// # Errors
/// There was no answer, or none that can be read.
pub fn send(to: SocketAddr, request: &Request, token: Option<&str>) -> Result<Answer, String> {
    let sent = written(&to.to_string(), request, token)?;
    let received = exchange(to, &sent).map_err(|error| format!("no answer: {error}"))?;
    let answer = answer::read(&received, &request.method);
    answer.map_err(|wrong| format!("no answer that can be read: {wrong}"))
}

fn exchange(to: SocketAddr, sent: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut connection = TcpStream::connect_timeout(&to, PATIENCE)?;
    connection.set_read_timeout(Some(PATIENCE))?;
    connection.set_write_timeout(Some(PATIENCE))?;
    connection.write_all(sent)?;
    let mut received = Vec::new();
    connection.read_to_end(&mut received)?;
    Ok(received)
}

fn written(host: &str, request: &Request, token: Option<&str>) -> Result<Vec<u8>, String> {
    let Request { method, path, .. } = request;
    let query = query::spelled(&request.query);
    let body = request.body.as_ref().map(Value::to_string);
    let mut lines = vec![format!("{method} {BASE}{path}{query} HTTP/1.1")];
    for (name, value) in ours(host, method, token, body.as_deref()) {
        if request.header(name).is_none() {
            lines.push(format!("{name}: {value}"));
        }
    }
    let theirs = request.headers.iter();
    lines.extend(theirs.map(|(name, value)| format!("{name}: {value}")));
    let mut sent = Vec::new();
    for line in &lines {
        sent.extend(single_bytes(line)?);
        sent.extend(b"\r\n");
    }
    sent.extend(b"\r\n");
    sent.extend(body.unwrap_or_default().into_bytes());
    Ok(sent)
}

/// The headers that a case need not give.
fn ours(
    host: &str,
    method: &str,
    token: Option<&str>,
    body: Option<&str>,
) -> Vec<(&'static str, String)> {
    let mut ours = vec![
        ("Host", host.to_owned()),
        ("Connection", "close".to_owned()),
    ];
    ours.extend(token.map(|token| ("Authorization", format!("Bearer {token}"))));
    if body.is_some() || BEAR_BODIES.contains(&method) {
        let length = body.map_or(0, str::len);
        ours.push(("Content-Length", length.to_string()));
    }
    ours
}

/// The head of a request is written in Latin-1, a byte for each letter.
fn single_bytes(line: &str) -> Result<Vec<u8>, String> {
    let bytes = line.chars().map(|letter| match u8::try_from(letter) {
        Ok(byte) if byte != b'\r' && byte != b'\n' => Ok(byte),
        _ => Err(format!("a request cannot be sent with this line: {line:?}")),
    });
    bytes.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn sent(request: Value, token: Option<&str>) -> String {
        let request: Request = serde_json::from_value(request).unwrap();
        String::from_utf8(written("here:1", &request, token).unwrap()).unwrap()
    }

    #[test]
    fn a_read_has_no_body_and_the_token() {
        let request = json!({ "method": "GET", "path": "/Patient", "query": { "family": ["O'Neil"] },
            "headers": { "X-Request-ID": "" } });
        assert_eq!(
            sent(request, Some("T")),
            "GET /personal-demographics/FHIR/R4/Patient?family=O%27Neil HTTP/1.1\r\nHost: here:1\r\n\
             Connection: close\r\nAuthorization: Bearer T\r\nX-Request-ID: \r\n\r\n"
        );
    }

    #[test]
    fn what_the_case_sends_is_not_sent_twice() {
        let request = json!({ "method": "PATCH", "path": "/", "body": { "patches": ["é"] },
            "headers": { "authorization": "", "content-length": "99" } });
        let sent = sent(request, Some("T"));
        assert!(sent.contains("\r\nauthorization: \r\n"), "{sent}");
        assert!(
            !sent.contains("Bearer") && !sent.contains("Content-Length"),
            "{sent}"
        );
        assert!(sent.ends_with("\r\n\r\n{\"patches\":[\"é\"]}"), "{sent}");
    }

    #[test]
    fn lengths_are_of_bytes_and_told_of_nothing() {
        let body = json!({ "method": "PATCH", "path": "/", "body": "é" });
        assert!(sent(body, None).contains("\r\nContent-Length: 4\r\n"));
        let bare = json!({ "method": "PATCH", "path": "/" });
        assert!(sent(bare, None).contains("\r\nContent-Length: 0\r\n"));
    }

    #[test]
    fn a_header_cannot_become_two() {
        let request = json!({ "method": "GET", "path": "/", "headers": { "a": "b\r\nc: d" } });
        let request: Request = serde_json::from_value(request).unwrap();
        assert!(written("here:1", &request, None).is_err());
    }
}

//! An answer of HTTP/1.1, taken apart.

use std::collections::BTreeMap;

use serde_json::Value;

/// What came back.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    pub status: u16,
    /// By their names in small letters.
    pub headers: BTreeMap<String, String>,
    /// A body that is no JSON is a text.
    pub body: Option<Value>,
}

impl Answer {
    /// A header, however its name is written.
    pub fn header(&self, name: &str) -> Option<&str> {
        let name = name.to_ascii_lowercase();
        self.headers.get(&name).map(String::as_str)
    }
}

/// Takes apart all that came over a connection until it was closed, in answer to this method.
///
/// # Errors
/// It is no answer, or not a whole one; says why.
pub fn read(received: &[u8], method: &str) -> Result<Answer, String> {
    let (head, rest) = split(received, b"\r\n\r\n").ok_or("its head does not end")?;
    let head: String = head.iter().copied().map(char::from).collect();
    let mut lines = head.split("\r\n");
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let status = status.ok_or("its first line has no status")?;
    let fields = lines.filter_map(|line| line.split_once(':'));
    let headers: BTreeMap<_, _> = fields
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    // Told how long a body would be, HEAD is answered without one.
    let body = if method == "HEAD" {
        Vec::new()
    } else {
        body(&headers, rest)?
    };
    Ok(Answer {
        status,
        headers,
        body: (!body.is_empty()).then(|| document(&body)),
    })
}

fn body(headers: &BTreeMap<String, String>, rest: &[u8]) -> Result<Vec<u8>, String> {
    let coding = headers.get("transfer-encoding");
    if coding.is_some_and(|coding| coding.eq_ignore_ascii_case("chunked")) {
        return joined(rest).ok_or_else(|| "its chunks do not end".to_owned());
    }
    let length = headers
        .get("content-length")
        .and_then(|length| length.parse().ok());
    match length {
        Some(length) => match rest.get(..length) {
            Some(body) => Ok(body.to_vec()),
            None => Err(format!("{} of {length} bytes came", rest.len())),
        },
        None => Ok(rest.to_vec()),
    }
}

/// What the chunks come to, unless they end too soon.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let (size, after) = split(rest, b"\r\n")?;
        let size = str::from_utf8(size).ok()?.split(';').next()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        whole.extend(after.get(..size)?);
        rest = after.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

fn split<'a>(bytes: &'a [u8], between: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let mut windows = bytes.windows(between.len());
    let at = windows.position(|window| window == between)?;
    Some((bytes.get(..at)?, bytes.get(at + between.len()..)?))
}

fn document(body: &[u8]) -> Value {
    let parsed = serde_json::from_slice(body);
    parsed.unwrap_or_else(|_| Value::String(String::from_utf8_lossy(body).into_owned()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(received: &[u8]) -> Result<Answer, String> {
        super::read(received, "GET")
    }

    #[test]
    fn a_body_by_length() {
        let answer =
            read(b"HTTP/1.1 200 OK\r\nETag: W/\"2\"\r\ncontent-length: 2\r\n\r\n{}").unwrap();
        assert_eq!(
            (answer.status, answer.header("etag")),
            (200, Some("W/\"2\""))
        );
        assert_eq!(answer.body, Some(json!({})));
    }

    #[test]
    fn a_body_in_chunks() {
        let received = b"HTTP/1.1 400 x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n[1,\r\n2;x=y\r\n2]\r\n0\r\n\r\n";
        assert_eq!(read(received).unwrap().body, Some(json!([1, 2])));
    }

    #[test]
    fn no_body_a_text_and_letters_beyond_ascii() {
        let answer = read(b"HTTP/1.1 204\r\nx-correlation-id: \xe9:\r\n\r\n").unwrap();
        assert_eq!(answer.header("X-Correlation-ID"), Some("é:"));
        assert_eq!(answer.body, None);
        let text = read(b"HTTP/1.1 200 OK\r\n\r\nhello").unwrap();
        assert_eq!(text.body, Some(json!("hello")));
        let head = super::read(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n", "HEAD");
        assert_eq!(head.unwrap().body, None);
    }

    #[test]
    fn what_is_cut_short_is_no_answer() {
        for received in [
            &b""[..],
            b"HTTP/1.1 200 OK\r\n",
            b"nonsense\r\n\r\n",
            b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n{}",
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\n[1",
        ] {
            assert!(
                read(received).is_err(),
                "{}",
                String::from_utf8_lossy(received)
            );
        }
    }
}

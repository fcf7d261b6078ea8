//! An anchor: how far each stream of the trail had come at some time, kept where nobody who can write the data can
//! write. With it a later look proves that nothing that was there then was cut off or rewritten.

use contactable_domain::audit::{Digest, Head, Stream};
use contactable_http::hex;

/// Writes heads, one a line: the stream, the number of its last entry, its digest.
pub fn write(heads: &[Head]) -> String {
    let line = |head: &Head| {
        let (stream, digest) = (head.stream.number(), hex(&head.digest));
        format!("{stream} {} {digest}\n", head.number)
    };
    heads.iter().map(line).collect()
}

/// Reads heads; several anchors may stand one after the other.
///
/// # Errors
/// The number of the first line that is not the head of a stream.
pub fn read(text: &str) -> Result<Vec<Head>, usize> {
    let lines = (1..).zip(text.lines());
    let said = lines.filter(|(_, line)| !line.trim().is_empty());
    said.map(|(number, line)| head(line).ok_or(number))
        .collect()
}

fn head(line: &str) -> Option<Head> {
    let mut words = line.split_whitespace();
    let stream = Stream::new(words.next()?.parse().ok()?)?;
    let number = words.next()?.parse().ok()?;
    let digest = digest(words.next()?)?;
    let head = Head {
        stream,
        number,
        digest,
    };
    words.next().is_none().then_some(head)
}

fn digest(hex: &str) -> Option<Digest> {
    let mut digest = Digest::default();
    if hex.len() != 2 * digest.len() || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    for (byte, place) in digest.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(hex.get(place..place + 2)?, 16).ok()?;
    }
    Some(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads() -> Vec<Head> {
        let of = |stream, number, byte| Head {
            stream: Stream::new(stream).unwrap(),
            number,
            digest: [byte; 32],
        };
        vec![of(0, 1, 0xab), of(64, u64::MAX, 7)]
    }

    #[test]
    fn an_anchor_is_read_as_it_was_written() {
        let text = write(&heads());
        assert!(text.starts_with("0 1 abab"), "{text}");
        assert_eq!(read(&text), Ok(heads()));
        assert_eq!(read(""), Ok(Vec::new()));
        let twice = format!("{text}\n{text}");
        assert_eq!(read(&twice).map(|heads| heads.len()), Ok(4));
    }

    #[test]
    fn what_is_no_head_is_named_by_its_line() {
        let good = write(&heads());
        let digest = "ab".repeat(32);
        for bad in [
            "1".to_owned(),
            format!("65 1 {digest}"),
            format!("-1 1 {digest}"),
            format!("1 one {digest}"),
            format!("1 1 {digest}0"),
            format!("1 1 {}", "zz".repeat(32)),
            format!("1 1 {}", "é".repeat(32)),
            format!("1 1 {digest} more"),
        ] {
            assert_eq!(read(&format!("{good}{bad}\n")), Err(3), "{bad}");
        }
    }
}

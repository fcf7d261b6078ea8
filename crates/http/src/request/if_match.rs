use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::IF_MATCH;
use axum::http::request::Parts;
use contactable_domain::contact_detail::{Precondition, Version};

use crate::App;

/// The request's `If-Match` (RFC 9110 section 13.1.1): absent or `*` accepts any version. A tag that is
/// weak, or was never given out, matches nothing.
pub struct IfMatch(pub Precondition);

impl FromRequestParts<App> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        let values: Vec<&[u8]> = parts
            .headers
            .get_all(IF_MATCH)
            .iter()
            .map(|v| v.as_bytes())
            .collect();
        Ok(Self(read(&values)))
    }
}

fn read(values: &[&[u8]]) -> Precondition {
    if values.is_empty() {
        return Precondition::Any;
    }
    let text = String::from_utf8_lossy(&values.join(&b","[..])).into_owned();
    if text.trim() == "*" {
        return Precondition::Existing;
    }
    Precondition::OneOf(
        text.split(',')
            .filter_map(|tag| version(tag.trim()))
            .collect(),
    )
}

fn version(tag: &str) -> Option<Version> {
    let number = tag.strip_prefix("\"v")?.strip_suffix('"')?;
    let version = number.parse().ok().and_then(Version::new)?;
    // Only as it is given out: no sign, no leading zero.
    (version.number().to_string() == number).then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_and_unknown_ones_match_nothing() {
        let second = Version::FIRST.next();
        assert_eq!(read(&[]), Precondition::Any);
        assert_eq!(read(&[b" * "]), Precondition::Existing);
        assert_eq!(
            read(&[b"\"v1\"", b"\"v2\""]),
            Precondition::OneOf(vec![Version::FIRST, second])
        );
        assert_eq!(
            read(&[b"\"v2\", W/\"v1\", v1, \"x\", \"v01\", \"v+1\""]),
            Precondition::OneOf(vec![second])
        );
        assert_eq!(read(&[b"\xff"]), Precondition::OneOf(vec![]));
    }
}

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderValue;
use axum::http::header::IF_MATCH;
use axum::http::request::Parts;
use contactable_domain::contact_detail::{Precondition, Version};
use contactable_domain::target_version::TargetVersion;

use crate::App;

/// The request's `If-Match` (RFC 9110 section 13.1.1): absent or `*` accepts any version. A tag that is
/// weak, or was never given out, matches nothing.
pub struct IfMatch(pub Precondition);

/// The request's `If-Match` about a target: the tag is the target's version, such as `"7"`, and weak where the
/// interface of PDS gave it out so, such as `W/"7"`. A record's tag is another and matches nothing.
pub struct IfMatchTarget(pub Precondition<TargetVersion>);

impl FromRequestParts<App> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        Ok(Self(read(&values(parts), version)))
    }
}

impl FromRequestParts<App> for IfMatchTarget {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        Ok(Self(read(&values(parts), target_version)))
    }
}

fn values(parts: &Parts) -> Vec<&[u8]> {
    let values = parts.headers.get_all(IF_MATCH).iter();
    values.map(HeaderValue::as_bytes).collect()
}

fn read<V>(values: &[&[u8]], version: impl Fn(&str) -> Option<V>) -> Precondition<V> {
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

fn target_version(tag: &str) -> Option<TargetVersion> {
    let tag = tag.strip_prefix("W/").unwrap_or(tag);
    let number = tag.strip_prefix('"')?.strip_suffix('"')?;
    let version: u64 = number.parse().ok().filter(|version| *version > 0)?;
    (version.to_string() == number).then(|| TargetVersion::new(version))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[&[u8]]) -> Precondition {
        super::read(values, version)
    }

    #[test]
    fn a_targets_tag_is_none_of_a_record() {
        let read = |tags: &[u8]| super::read(&[tags], target_version);
        let seven = Precondition::OneOf(vec![TargetVersion::new(7)]);
        assert_eq!(read(b"\"7\""), seven);
        assert_eq!(read(b"W/\"7\""), seven);
        assert_eq!(read(b"*"), Precondition::Existing);
        for other in [
            "\"v7\"", "7", "\"07\"", "\"+7\"", "\"0\"", "\"\"", "w/\"7\"",
        ] {
            assert_eq!(
                read(other.as_bytes()),
                Precondition::OneOf(vec![]),
                "{other}"
            );
        }
    }

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

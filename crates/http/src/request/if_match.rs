use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderValue;
use axum::http::header::IF_MATCH;
use axum::http::request::Parts;
use contactable_domain::contact_detail::{OneOfKind, Precondition, Version};
use contactable_domain::ids::ContactDetailId;

use crate::App;

/// The request's `If-Match` (RFC 9110 section 13.1.1): absent or `*` accepts any version. A tag that is
/// weak, or was never given out, matches nothing.
pub struct IfMatch(pub Precondition);

/// The request's `If-Match` about a kind of contact detail: the tag names the one record that stands for it, in its
/// version, such as `"018f3f2e-7a3b-7c00-8000-0123456789ab.v2"`. A record's tag is another and matches nothing.
pub struct IfMatchKind(pub Precondition<OneOfKind>);

impl FromRequestParts<App> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        Ok(Self(read(&values(parts), version)))
    }
}

impl FromRequestParts<App> for IfMatchKind {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        Ok(Self(read(&values(parts), one_of_kind)))
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

fn one_of_kind(tag: &str) -> Option<OneOfKind> {
    let (id, number) = tag.strip_prefix('"')?.split_once('.')?;
    let id = ContactDetailId::parse(id).filter(|read| read.to_string() == id)?;
    let version = version(&format!("\"{number}"))?;
    Some(OneOfKind { id, version })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[&[u8]]) -> Precondition {
        super::read(values, version)
    }

    #[test]
    fn the_tag_of_a_kind_is_none_of_a_record() {
        let id = "018f3f2e-7a3b-7c00-8000-0123456789ab";
        let read = |tag: &str| super::read(&[tag.as_bytes()], one_of_kind);
        let second = OneOfKind {
            id: ContactDetailId::parse(id).unwrap(),
            version: Version::FIRST.next(),
        };
        assert_eq!(
            read(&format!("\"{id}.v2\"")),
            Precondition::OneOf(vec![second])
        );
        assert_eq!(read("*"), Precondition::Existing);
        for other in ["\"v2\"", "\"2\"", "W/\"2\"", "", "\"\""] {
            assert_eq!(read(other), Precondition::OneOf(vec![]), "{other}");
        }
        for end in [".v02\"", ".2\"", "v2\"", ".v2", ".v2\"x", "\""] {
            let tag = format!("\"{id}{end}");
            assert_eq!(read(&tag), Precondition::OneOf(vec![]), "{tag}");
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

//! JSON of tokens, read strictly: what says something twice says nothing.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// The members of the JSON object that a part of a token holds. `None` when it is none, or when a name stands
/// twice in it, however deep: two readers could take two different values from it (RFC 7519 section 4).
pub fn members(part: &str) -> Option<Map<String, Value>> {
    let json = URL_SAFE_NO_PAD.decode(part).ok()?;
    match serde_json::from_slice(&json) {
        Ok(Unique(Value::Object(members))) => Some(members),
        _ => None,
    }
}

/// JSON in which no object has two members of a name.
struct Unique(Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(UniqueVisitor).map(Self)
    }
}

struct UniqueVisitor;

impl<'de> Visitor<'de> for UniqueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(flag.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(Unique(item)) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some((name, Unique(value))) = map.next_entry::<String, _>()? {
            if members.insert(name, value).is_some() {
                return Err(A::Error::custom("a name stands twice"));
            }
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<Map<String, Value>> {
        members(&URL_SAFE_NO_PAD.encode(json))
    }

    #[test]
    fn an_object_is_read_whole() {
        let json = r#"{"a":[1,-2,0.5,null,true],"b":{"c":"d"}}"#;
        let read = read(json).unwrap();
        assert_eq!(Value::Object(read).to_string(), json);
    }

    #[test]
    fn what_stands_twice_is_refused_however_deep_and_however_written() {
        for json in [
            r#"{"a":1,"a":1}"#,
            r#"{"a":1,"\u0061":1}"#,
            r#"{"a":[{"b":1,"b":2}]}"#,
        ] {
            assert!(read(json).is_none(), "{json}");
        }
    }

    #[test]
    fn anything_but_an_object_is_refused() {
        for json in ["", "[]", "1", "\"a\"", "{} {}", "{", "\u{feff}{}"] {
            assert!(read(json).is_none(), "{json}");
        }
        assert!(members("not base64!").is_none());
        // The same bytes, written otherwise: padded, and with bits that nobody reads.
        assert!(members("e30=").is_none() && members("e31").is_none());
        assert!(members("e30").is_some());
        assert!(read(&"[".repeat(5_000)).is_none());
    }
}

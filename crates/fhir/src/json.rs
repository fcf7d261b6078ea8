//! JSON whose members keep their order, for telling a caller what they sent.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// A JSON value. Of a member that is given twice the last counts, in the first one's place.
#[derive(Clone, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// The order in which resources show their members; others follow by name.
const ORDER: [&str; 31] = [
    "resourceType",
    "id",
    "url",
    "extension",
    "identifier",
    "meta",
    "period",
    "system",
    "version",
    "code",
    "display",
    "value",
    "use",
    "text",
    "line",
    "postalCode",
    "valueCodeableConcept",
    "valueCoding",
    "valueString",
    "valueBoolean",
    "start",
    "end",
    "name",
    "gender",
    "birthDate",
    "generalPractitioner",
    "managingOrganization",
    "relationship",
    "telecom",
    "contact",
    "address",
];

impl Json {
    /// The same without order.
    pub(crate) fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(is) => Value::Bool(*is),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Text(text) => Value::String(text.clone()),
            Self::List(items) => Value::Array(items.iter().map(Self::to_value).collect()),
            Self::Object(members) => {
                let members = members.iter();
                let map: Map<_, _> = members.map(|(k, v)| (k.clone(), v.to_value())).collect();
                Value::Object(map)
            }
        }
    }

    /// The same in the order in which it would be shown.
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(is) => Self::Bool(*is),
            Value::Number(number) => Self::Number(number.clone()),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Object(map) => {
                let members = map.iter().map(|(k, v)| (k.clone(), Self::of(v)));
                let mut members: Vec<_> = members.collect();
                // Of an item the extensions come last; of an extension they come after its name.
                let is_extension = map.contains_key("url");
                members.sort_by_key(|(name, _)| rank(name, is_extension));
                Self::Object(members)
            }
        }
    }

    /// A member of an object.
    pub(crate) fn member(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else {
            return None;
        };
        let found = members.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value)
    }

    /// What stands at the end of a path.
    pub(crate) fn at(&self, path: &[String]) -> Option<&Self> {
        path.iter().try_fold(self, |value, step| match value {
            Self::List(items) => items.get(step.parse::<usize>().ok()?),
            other => other.member(step),
        })
    }

    /// How many values are one in another at most; a bare value is 1 deep.
    pub(crate) fn depth(&self) -> usize {
        let inner = match self {
            Self::List(items) => items.iter().map(Self::depth).max(),
            Self::Object(members) => members.iter().map(|(_, value)| value.depth()).max(),
            _ => None,
        };
        1 + inner.unwrap_or(0)
    }
}

fn rank(name: &str, is_extension: bool) -> usize {
    if name == "extension" && !is_extension {
        return ORDER.len();
    }
    let place = ORDER.iter().position(|known| *known == name);
    place.unwrap_or(ORDER.len())
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Json;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, is: bool) -> Result<Json, E> {
        Ok(Json::Bool(is))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Number::from_f64(number).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members: Vec<(String, Json)> = Vec::new();
        let mut places = std::collections::BTreeMap::<String, usize>::new();
        while let Some((name, value)) = map.next_entry::<String, Json>()? {
            let place = places.get(&name).and_then(|at| members.get_mut(*at));
            if let Some((_, known)) = place {
                *known = value;
            } else {
                places.insert(name.clone(), members.len());
                members.push((name, value));
            }
        }
        Ok(Json::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Json {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn what_is_read_keeps_its_order_and_loses_nothing() {
        let text = r#"{"b":[1,-2,2.5,true,null,"x"],"a":{"d":{},"c":[]}}"#;
        let json = read(text);
        let Json::Object(members) = &json else {
            panic!("an object")
        };
        let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["b", "a"]);
        assert_eq!(
            json.to_value(),
            serde_json::from_str::<Value>(text).unwrap()
        );
        assert_eq!(json.depth(), 3);
        assert!(Json::of(&json.to_value()).to_value() == json.to_value());
    }

    #[test]
    fn of_a_member_given_twice_the_last_counts() {
        assert!(read(r#"{"a":1,"b":2,"a":3}"#) == read(r#"{"a":3,"b":2}"#));
    }

    #[test]
    fn what_lost_its_order_is_shown_as_resources_show_it() {
        let value = serde_json::json!({"use": "home", "extension": [{"valueString": "x", "url": "u"}],
            "value": "1", "system": "phone", "id": "a", "other": 1});
        let Json::Object(members) = Json::of(&value) else {
            panic!("an object")
        };
        let names: Vec<String> = members.iter().map(|(name, _)| name.clone()).collect();
        assert_eq!(
            names,
            ["id", "system", "value", "use", "extension", "other"]
        );
    }

    #[test]
    fn a_path_leads_to_what_it_names() {
        let json = read(r#"{"a":[{"b":1},{"b":2}]}"#);
        let path = ["a", "1", "b"].map(str::to_owned);
        assert!(json.at(&path) == Some(&Json::Number(2.into())));
        assert!(json.at(&["a".to_owned(), "x".to_owned()]).is_none());
    }
}

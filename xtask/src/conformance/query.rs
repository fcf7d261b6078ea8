//! Queries as they stand in an address.

use std::collections::BTreeMap;

use form_urlencoded::Serializer;
use serde_json::Value;

/// The query with these parameters, each as often as it has values; without any, nothing.
pub fn spelled(parameters: &BTreeMap<String, Value>) -> String {
    if parameters.is_empty() {
        return String::new();
    }
    let mut query = Serializer::for_suffix(String::from("?"), 1);
    for (name, value) in parameters {
        match value {
            Value::Array(values) => {
                query.extend_pairs(values.iter().map(|value| (name, text(value))));
            }
            value => {
                query.append_pair(name, &text(value));
            }
        }
    }
    query.finish()
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_repeat_their_name() {
        let of = |json: &str| spelled(&serde_json::from_str(json).unwrap());
        assert_eq!(of("{}"), "");
        assert_eq!(
            of(r#"{"given":["Ann","Bo C"],"birthdate":"eq2010-10-22","_max-results":1}"#),
            "?_max-results=1&birthdate=eq2010-10-22&given=Ann&given=Bo+C"
        );
    }
}

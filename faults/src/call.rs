//! A request of a client, and the answer to it.

use serde_json::Value;

/// A request, ready to be sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Call {
    pub method: &'static str,
    pub path: String,
    /// Headers besides those that every request has.
    pub headers: Vec<(&'static str, String)>,
    /// Nothing, or JSON.
    pub body: String,
    /// Whether its outcome has to be waited for: it would do harm if it were carried out after what is asked next.
    pub is_awaited: bool,
}

impl Call {
    /// A question.
    pub fn get(path: String) -> Self {
        let headers = Vec::new();
        Self {
            method: "GET",
            path,
            headers,
            body: String::new(),
            is_awaited: false,
        }
    }
}

/// What came back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    pub status: u16,
    /// The version in the `ETag`.
    pub version: Option<u64>,
    pub body: String,
}

impl Answer {
    /// Whether what was asked for was done.
    pub fn is_done(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}

/// The number in `"v3"` and `W/"3"`.
pub fn version_in(tag: &str) -> Option<u64> {
    tag.trim_start_matches("W/")
        .trim_matches('"')
        .trim_start_matches('v')
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_both_forms_of_tag() {
        assert_eq!(version_in("\"v3\""), Some(3));
        assert_eq!(version_in("W/\"12\""), Some(12));
        assert_eq!(version_in("\"x\""), None);
    }
}

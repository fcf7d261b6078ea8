use axum::http::{HeaderMap, HeaderName, HeaderValue};

const MIRRORED: [&str; 2] = ["x-request-id", "x-correlation-id"];

/// The ids that a request came with: they go back as they came, malformed ones too (PDS, "Headers").
pub struct Mirror([Option<HeaderValue>; 2]);

impl Mirror {
    /// The ids of this request; an empty one is none.
    pub fn of(headers: &HeaderMap) -> Self {
        let said = |name: &str| headers.get(name).filter(|value| !value.is_empty()).cloned();
        Self(MIRRORED.map(said))
    }

    /// Puts them on the answer.
    pub fn add_to(self, headers: &mut HeaderMap) {
        for (name, value) in MIRRORED.into_iter().zip(self.0) {
            if let Some(value) = value {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
    }
}

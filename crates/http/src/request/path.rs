use std::collections::HashMap;
use std::convert::Infallible;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use contactable_domain::refusal::{Code, Reason};
use uuid::Uuid;

use super::Reading;
use crate::App;
use crate::answer::Problem;

/// The ids in the path, and what else stands there.
pub struct PathIds(HashMap<String, String>);

impl FromRequestParts<App> for PathIds {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        // A path that cannot be decoded names no id, and is refused as such.
        let path = Path::from_request_parts(parts, app).await;
        Ok(Self(path.map(|Path(ids)| ids).unwrap_or_default()))
    }
}

impl PathIds {
    /// The id under this name.
    ///
    /// # Errors
    /// A problem when it is not a UUID, or all zero.
    pub fn id<T>(&self, name: &str, make: impl Fn(Uuid) -> Option<T>) -> Result<T, Problem> {
        let reading = Reading::default();
        let id = self
            .0
            .get(name)
            .and_then(|text| make(Uuid::try_parse(text).ok()?));
        if id.is_none() {
            reading.note(name, not_an_id());
        }
        reading.finish(id)
    }

    /// What the part of the path under this name is read as.
    ///
    /// # Errors
    /// A problem that says why it is refused.
    pub fn part<T>(
        &self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, Reason>,
    ) -> Result<T, Problem> {
        let reading = Reading::default();
        let text = self.0.get(name).map_or("", String::as_str);
        let read = parse(text).map_err(|reason| reading.note(name, reason));
        reading.finish(read.ok())
    }
}

/// Says that something is not an id.
pub fn not_an_id() -> Reason {
    Reason::new(
        Code::NotAnId,
        "This is not an id",
        "Give a UUID, such as 3fa1c0de-0000-4000-8000-000000000001, that is not all zero",
    )
}

use axum::http::HeaderValue;

use crate::request::wanted_most;

/// The form in which the trail is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A page of entries.
    Json,
    /// Every entry on a line of its own, to the end.
    Lines,
    /// A page of entries as a Bundle of FHIR.
    Fhir,
}

impl Form {
    /// Every form.
    pub const ALL: &'static [Self] = &[Self::Json, Self::Lines, Self::Fhir];

    /// Its name in a query.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Lines => "ndjson",
            Self::Fhir => "fhir",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Lines => "application/x-ndjson",
            Self::Fhir => "application/fhir+json",
        }
    }

    /// The form that the `Accept` headers want most; a page of entries when they name none.
    pub fn accepted<'a>(headers: impl IntoIterator<Item = &'a HeaderValue>) -> Self {
        wanted_most(headers, Self::ALL, Self::media_type).unwrap_or(Self::Json)
    }
}

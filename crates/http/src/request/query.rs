//! Reading the query string by name, whatever the name's case.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use contactable_domain::ids::TargetId;
use contactable_domain::listing::{DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE};
use contactable_domain::refusal::{Code, Reason};
use uuid::Uuid;

use super::fields::MAX_SHOWN_NAME;
use super::{Cursor, Noted, Reading, not_an_id};
use crate::App;

/// The query string's names and values.
pub struct Query(Vec<(String, String)>);

impl FromRequestParts<App> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self(
            form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
        ))
    }
}

impl Query {
    /// Notes every name that is not among these.
    pub fn refuse_others(&self, reading: &Reading, known: &[&str]) {
        for (name, _) in &self.0 {
            if !known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                let remedy = format!("Use only: {}", known.join(", "));
                let shown: String = name.chars().take(MAX_SHOWN_NAME).collect();
                reading.note(
                    shown,
                    Reason::new(
                        Code::UnknownField,
                        "This call does not know this name",
                        remedy,
                    ),
                );
            }
        }
    }

    /// The id under this name, which must be there.
    pub fn id<T>(
        &self,
        reading: &Reading,
        name: &str,
        make: impl Fn(Uuid) -> Option<T>,
    ) -> Option<T> {
        let Some(text) = self.one(reading, name).ok()? else {
            let remedy = format!("Add {name}=UUID to the query");
            reading.note(name, Reason::new(Code::Required, "This is missing", remedy));
            return None;
        };
        let id = Uuid::try_parse(text).ok().and_then(make);
        if id.is_none() {
            reading.note(name, not_an_id());
        }
        id
    }

    /// The target asked about.
    pub fn target(&self, reading: &Reading) -> Option<TargetId> {
        self.id(reading, "targetId", TargetId::new)
    }

    /// A true-or-false value; `false` when it is not there.
    pub fn flag(&self, reading: &Reading, name: &str) -> Option<bool> {
        match self.one(reading, name).ok()? {
            None => Some(false),
            Some(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Some(text) if text.eq_ignore_ascii_case("false") => Some(false),
            Some(_) => {
                let reason = Reason::new(
                    Code::WrongType,
                    "This is neither true nor false",
                    "Give true or false",
                );
                reading.note(name, reason);
                None
            }
        }
    }

    /// A word of a list, if it is given.
    pub fn word<T: Copy>(
        &self,
        reading: &Reading,
        name: &str,
        words: &[T],
        spelt: impl Fn(T) -> &'static str,
    ) -> Result<Option<T>, Noted> {
        match self.one(reading, name)? {
            None => Ok(None),
            Some(text) => reading
                .word(name, text, words, spelt)
                .map(Some)
                .ok_or(Noted),
        }
    }

    /// What this parser makes of the value, if it is given.
    pub fn parsed<T>(
        &self,
        reading: &Reading,
        name: &str,
        parse: impl Fn(&str) -> Result<T, Reason>,
    ) -> Result<Option<T>, Noted> {
        let Some(text) = self.one(reading, name)? else {
            return Ok(None);
        };
        parse(text).map(Some).map_err(|reason| {
            reading.note(name, reason);
            Noted
        })
    }

    /// Whether something is given under this name.
    pub fn has(&self, name: &str) -> bool {
        self.0
            .iter()
            .any(|(given, _)| given.eq_ignore_ascii_case(name))
    }

    /// The text under this name, if it is given.
    pub fn text(&self, reading: &Reading, name: &str) -> Result<Option<&str>, Noted> {
        self.one(reading, name)
    }

    /// How many records a page is to have.
    pub fn page_size(&self, reading: &Reading) -> Option<usize> {
        self.count(reading, "pageSize")
    }

    /// How many of something are wanted at most, as a number under this name.
    pub fn count(&self, reading: &Reading, name: &str) -> Option<usize> {
        let Some(text) = self.one(reading, name).ok()? else {
            return Some(DEFAULT_PAGE_SIZE);
        };
        let size = text
            .parse()
            .ok()
            .filter(|size| (1..=MAX_PAGE_SIZE).contains(size));
        if size.is_none() {
            let remedy = format!("Give a whole number from 1 to {MAX_PAGE_SIZE}");
            reading.note(
                name,
                Reason::new(Code::OutOfRange, "This is not a page size", remedy),
            );
        }
        size
    }

    /// Where to go on.
    pub fn cursor(&self, reading: &Reading) -> Result<Option<Cursor>, Noted> {
        let Some(text) = self.one(reading, "cursor")? else {
            return Ok(None);
        };
        let cursor = Cursor::parse(text);
        if cursor.is_none() {
            reading.note("cursor", not_a_cursor());
        }
        cursor.map(Some).ok_or(Noted)
    }

    /// The value under this name, if it is given; at most once.
    fn one(&self, reading: &Reading, name: &str) -> Result<Option<&str>, Noted> {
        let mut found = self
            .0
            .iter()
            .filter(|(given, _)| given.eq_ignore_ascii_case(name));
        let first = found.next().map(|(_, value)| value.as_str());
        if found.next().is_some() {
            reading.note(
                name,
                Reason::new(
                    Code::GivenTwice,
                    "This is given more than once",
                    "Give it once",
                ),
            );
            return Err(Noted);
        }
        Ok(first)
    }
}

/// Says that something is not a cursor.
pub fn not_a_cursor() -> Reason {
    let remedy = "Give the nextCursor of the page before, as it was";
    Reason::new(Code::NotACursor, "This is not a cursor", remedy)
}

//! Fields of an object that are more than text: words, instants, texts to be kept.

use contactable_domain::refusal::{Code, Reason};
use contactable_domain::time::{parse_day, parse_instant};
use contactable_domain::value::PlainText;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::{Given, Noted, Object, not_an_id};

impl Object<'_> {
    /// A field that is a word of a list.
    pub fn word<T: Copy>(
        &self,
        name: &str,
        words: &[T],
        spelt: impl Fn(T) -> &'static str,
    ) -> Given<T> {
        let path = self.path_to(name);
        self.text(name)
            .read(|text| self.reading.word(path, text, words, spelt))
    }

    /// A field that is a list of such words.
    pub fn words<T: Copy>(
        &self,
        name: &str,
        words: &[T],
        spelt: impl Fn(T) -> &'static str,
    ) -> Given<Vec<T>> {
        let path = |place| format!("{}[{place}]", self.path_to(name));
        self.texts(name).read(|texts| {
            // Each is read before any is found wrong, so that all problems are told together.
            let read: Vec<Option<T>> = texts
                .iter()
                .enumerate()
                .map(|(place, text)| self.reading.word(path(place), text, words, &spelt))
                .collect();
            read.into_iter().collect()
        })
    }

    /// The id that something new is to have: absent, null or all zero is none.
    pub fn own_id<T>(&self, make: impl Fn(Uuid) -> Option<T>) -> Result<Option<T>, Noted> {
        let Some(text) = self.text("id").optional()? else {
            return Ok(None);
        };
        Uuid::try_parse(text).map(make).map_err(|_| {
            self.reading.note(self.path_to("id"), not_an_id());
            Noted
        })
    }

    /// A field that is a day.
    pub fn day(&self, name: &str) -> Given<Date> {
        self.text(name).read(|text| {
            let parsed = parse_day(text);
            parsed
                .map_err(|reason| self.reading.note(self.path_to(name), reason))
                .ok()
        })
    }

    /// A field that is an instant.
    pub fn instant(&self, name: &str) -> Given<Timestamp> {
        self.text(name).read(|text| {
            let parsed = parse_instant(text);
            parsed
                .map_err(|reason| self.reading.note(self.path_to(name), reason))
                .ok()
        })
    }

    /// A field that is plain text of at most `max` characters; blank counts as none.
    pub fn plain_text(&self, name: &str, max: usize) -> Given<PlainText> {
        match self.text(name) {
            Given::Is(text) if text.trim().is_empty() => Given::Null,
            given => given.read(|text| {
                let note = |reason| self.reading.note(self.path_to(name), reason);
                let refused = |reasons: Vec<_>| reasons.into_iter().for_each(note);
                PlainText::parse(text, max).map_err(refused).ok()
            }),
        }
    }

    /// The value of a field that must be there.
    pub fn needed<T>(&self, name: &str, given: Given<T>) -> Option<T> {
        if given.is_missing() {
            self.reading.note(self.path_to(name), missing());
        }
        given.some()
    }
}

fn missing() -> Reason {
    Reason::new(Code::Required, "This is missing", "Give a value")
}

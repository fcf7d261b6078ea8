//! Columns that many tables share: who did something and when, a day, words with commas between them.

use contactable_domain::actor::Author;
use contactable_domain::contact_detail::Stamp;
use contactable_domain::time::day_of;
use contactable_domain::value::PlainText;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Row;
use uuid::Uuid;

use crate::error::Error;

/// A row of one table, whose columns are read by their place.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    row: &'a Row<'a>,
    table: &'static str,
}

impl<'a> Cells<'a> {
    pub fn of(table: &'static str, row: &'a Row<'a>) -> Self {
        Self { row, table }
    }

    pub fn get<T: rusqlite::types::FromSql>(&self, index: usize) -> Result<T, Error> {
        Ok(self.row.get(index)?)
    }

    pub fn uuid(&self, index: usize) -> Result<Uuid, Error> {
        Ok(Uuid::from_bytes(self.get(index)?))
    }

    pub fn optional_uuid(&self, index: usize) -> Result<Option<Uuid>, Error> {
        let bytes: Option<[u8; 16]> = self.get(index)?;
        Ok(bytes.map(Uuid::from_bytes))
    }

    pub fn instant(&self, index: usize) -> Result<Timestamp, Error> {
        self.optional_instant(index)?
            .ok_or_else(|| self.corrupt(index))
    }

    pub fn optional_instant(&self, index: usize) -> Result<Option<Timestamp>, Error> {
        let micros: Option<i64> = self.get(index)?;
        let instant = |micros| Timestamp::from_microsecond(micros).map_err(|_| self.corrupt(index));
        micros.map(instant).transpose()
    }

    pub fn day(&self, index: usize) -> Result<Date, Error> {
        Ok(day_of(self.instant(index)?))
    }

    pub fn optional_day(&self, index: usize) -> Result<Option<Date>, Error> {
        Ok(self.optional_instant(index)?.map(day_of))
    }

    pub fn text(&self, index: usize) -> Result<PlainText, Error> {
        Ok(PlainText::from_stored(self.get(index)?))
    }

    pub fn optional_text(&self, index: usize) -> Result<Option<PlainText>, Error> {
        let text: Option<String> = self.get(index)?;
        Ok(text.map(PlainText::from_stored))
    }

    pub fn word<T>(&self, index: usize, parse: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
        let text: String = self.get(index)?;
        parse(&text).ok_or_else(|| self.corrupt(index))
    }

    /// A list that was written by [`listed`].
    pub fn words<T>(
        &self,
        index: usize,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Vec<T>, Error> {
        let text: String = self.get(index)?;
        let words = text.split(',').filter(|word| !word.is_empty());
        let words: Option<Vec<T>> = words.map(parse).collect();
        words.ok_or_else(|| self.corrupt(index))
    }

    /// The person in three columns: subject, name, e-mail.
    pub fn author(&self, index: usize) -> Result<Author, Error> {
        Ok(Author {
            subject: self.get(index)?,
            name: self.get(index + 1)?,
            email: self.get(index + 2)?,
        })
    }

    /// The instant in one column with the person in the three that follow.
    pub fn stamp(&self, index: usize) -> Result<Stamp, Error> {
        Ok(Stamp {
            at: self.instant(index)?,
            by: self.author(index + 1)?,
        })
    }

    /// The same where there may be none.
    pub fn optional_stamp(&self, index: usize) -> Result<Option<Stamp>, Error> {
        match self.optional_instant(index)? {
            Some(_) => self.stamp(index).map(Some),
            None => Ok(None),
        }
    }

    /// What is said of a column that holds what it cannot hold.
    pub fn corrupt(&self, index: usize) -> Error {
        let name = self.row.as_ref().column_name(index).unwrap_or("?");
        Error::CorruptCell {
            table: self.table,
            column: name.to_owned(),
        }
    }
}

/// Words with commas between them.
pub fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().collect::<Vec<_>>().join(",")
}

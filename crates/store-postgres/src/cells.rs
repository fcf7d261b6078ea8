//! Columns that many tables share: who did something and when, a day, words with commas between them.

use contactable_domain::actor::Author;
use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::{Stamp, Version};
use contactable_domain::time::day_of;
use contactable_domain::value::PlainText;
use jiff::Timestamp;
use jiff::civil::Date;
use tokio_postgres::Row;
use tokio_postgres::types::FromSql;
use uuid::Uuid;

use crate::error::Error;

/// A row of one table, whose columns are read by their place.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    row: &'a Row,
    table: &'static str,
}

impl<'a> Cells<'a> {
    pub fn of(table: &'static str, row: &'a Row) -> Self {
        Self { row, table }
    }

    pub fn get<T: FromSql<'a>>(&self, index: usize) -> Result<T, Error> {
        self.row.try_get(index).map_err(|_| self.corrupt(index))
    }

    pub fn uuid(&self, index: usize) -> Result<Uuid, Error> {
        self.get(index)
    }

    pub fn optional_uuid(&self, index: usize) -> Result<Option<Uuid>, Error> {
        self.get(index)
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
        let text: &str = self.get(index)?;
        parse(text).ok_or_else(|| self.corrupt(index))
    }

    /// A list that was written by [`listed`].
    pub fn words<T>(
        &self,
        index: usize,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Vec<T>, Error> {
        let text: &str = self.get(index)?;
        let words = text.split(',').filter(|word| !word.is_empty());
        let words: Option<Vec<T>> = words.map(parse).collect();
        words.ok_or_else(|| self.corrupt(index))
    }

    /// A word where there may be none.
    pub fn optional_word<T>(
        &self,
        index: usize,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        let text: Option<&str> = self.get(index)?;
        text.map(|text| parse(text).ok_or_else(|| self.corrupt(index)))
            .transpose()
    }

    pub fn version(&self, index: usize) -> Result<Version, Error> {
        let number: i64 = self.get(index)?;
        let version = u32::try_from(number).ok().and_then(Version::new);
        version.ok_or_else(|| self.corrupt(index))
    }

    /// A number that is never below zero.
    pub fn whole(&self, index: usize) -> Result<u64, Error> {
        let number: i64 = self.get(index)?;
        u64::try_from(number).map_err(|_| self.corrupt(index))
    }

    pub fn shard(&self, index: usize) -> Result<u8, Error> {
        let number: i64 = self.get(index)?;
        u8::try_from(number).map_err(|_| self.corrupt(index))
    }

    pub fn area(&self, index: usize) -> Result<AreaKey, Error> {
        Ok(AreaKey::of(self.get(index)?))
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
        let name = self
            .row
            .columns()
            .get(index)
            .map_or("?", |column| column.name());
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

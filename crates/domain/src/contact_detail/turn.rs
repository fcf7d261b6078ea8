//! The days on which the clock alone changes what a record is worth.

use jiff::civil::Date;

use super::ContactDetail;

/// What happens to a detail by the clock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Turn {
    /// It begins to be valid.
    Starts,
    /// It stops being valid.
    Stops,
}

impl ContactDetail {
    /// The days after this one on which it will turn, unless it is retired before. To begin on the day on
    /// which it is made, or before, is no turn: that it was made says it.
    pub fn turns_after(&self, day: Date) -> impl Iterator<Item = (Date, Turn)> {
        let lapses = self.last_day().and_then(|last| last.tomorrow().ok());
        let begins = Some(self.starts_on()).filter(|on| *on > self.created.day());
        let turns = [
            begins.map(|on| (on, Turn::Starts)),
            lapses.map(|on| (on, Turn::Stops)),
        ];
        let is_retired = self.ended.is_some();
        let to_come = move |turn: &(Date, Turn)| !is_retired && turn.0 > day;
        turns.into_iter().flatten().filter(to_come)
    }

    /// How it turns on this very day.
    pub fn turn_on(&self, day: Date) -> Option<Turn> {
        let before = day.yesterday().ok()?;
        let mut turns = self.turns_after(before);
        turns.find(|(on, _)| *on == day).map(|(_, turn)| turn)
    }
}

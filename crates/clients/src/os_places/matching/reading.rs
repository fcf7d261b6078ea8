//! Holds an address against one record.

use super::Asked;
use super::spelling::tells_premises;
use super::wanted::{Run, Wanted};
use super::words::Word;
use crate::os_places::DpaRecord;

/// Whether the address is this record: it has all of its premises and its street, and no word besides
/// that could mean other premises.
pub(super) fn fits(asked: &Asked, record: &DpaRecord) -> bool {
    let wanted = Wanted::of(record);
    let mut anchors = wanted.anchors.iter();
    wanted.tells_premises()
        && anchors.any(|anchor| {
            let mut starts = 0..asked.words.len();
            starts.any(|start| {
                let reading = Reading::anchored(asked, &wanted.number, anchor, start);
                reading.is_some_and(|reading| reading.fits(&wanted))
            })
        })
}

/// An address, with the words that a record explains taken.
struct Reading<'a> {
    asked: &'a Asked,
    taken: Vec<bool>,
    /// Where the number, or the anchor without one, begins.
    start: usize,
    /// Where the anchor ends.
    end: usize,
}

impl<'a> Reading<'a> {
    /// The address read so that number and anchor begin at a word. The number must stand right before
    /// the street, so that flat 2 of number 12 is not taken for flat 12 of number 2.
    fn anchored(asked: &'a Asked, number: &Run, anchor: &Run, start: usize) -> Option<Self> {
        let street = start + number.len();
        let end = street + anchor.len();
        let mut reading = Self {
            asked,
            taken: vec![false; asked.words.len()],
            start,
            end,
        };
        let both = reading.take_at(number, start) && reading.take_at(anchor, street);
        both.then_some(reading)
    }

    fn fits(mut self, wanted: &Wanted) -> bool {
        self.takes_name(wanted)
            && self.takes_flat(wanted)
            && self.takes_organisation(wanted)
            && self.explains_the_rest(wanted)
    }

    /// The name may stand after the street too, unless a place has the same name.
    fn takes_name(&mut self, wanted: &Wanted) -> bool {
        let texts = |run: &Run| run.iter().map(|word| word.text.clone()).collect::<Vec<_>>();
        let is_place = wanted
            .after
            .iter()
            .any(|place| texts(place) == texts(&wanted.name));
        wanted.name.is_empty()
            || self.take_between(&wanted.name, 0, self.start)
            || (!is_place && self.take_between(&wanted.name, self.end, self.taken.len()))
    }

    /// "Flat 3" is also "3" before the street. After it, a number alone could be anything; right before
    /// it, a number is the building's.
    fn takes_flat(&mut self, wanted: &Wanted) -> bool {
        let Some(number) = wanted.flat_number() else {
            return wanted.flat.is_empty() || self.take(&wanted.flat);
        };
        let flat = Word {
            text: "FLAT".to_owned(),
            part: 0,
        };
        let before = if wanted.number.is_empty() {
            self.start.saturating_sub(1)
        } else {
            self.start
        };
        self.take(&vec![flat, number.clone()])
            || self.take_between(&vec![number.clone()], 0, before)
    }

    fn takes_organisation(&mut self, wanted: &Wanted) -> bool {
        let is_there = !wanted.organisation.is_empty() && self.take(&wanted.organisation);
        if !wanted.department.is_empty() {
            self.take(&wanted.department);
        }
        is_there || !wanted.has_no_building()
    }

    /// Before the street nothing may be left. After it, places may be that Royal Mail does not have.
    fn explains_the_rest(mut self, wanted: &Wanted) -> bool {
        for place in &wanted.after {
            self.take_between(place, self.end, self.taken.len());
        }
        let words = self.asked.words.iter().enumerate();
        words
            .zip(&self.taken)
            .filter(|(_, taken)| !**taken)
            .all(|((at, word), _)| at >= self.end && self.may_be_left(at, word))
    }

    fn may_be_left(&self, at: usize, word: &Word) -> bool {
        if word.text == self.asked.outward {
            return true;
        }
        // A word that goes on where the street ends makes it another street: "Mill Lane North".
        let street_part = self
            .asked
            .words
            .get(self.end.saturating_sub(1))
            .map(|word| word.part);
        let goes_on = at == self.end && street_part == Some(word.part);
        let tells = word.text.contains(|c: char| c.is_ascii_digit())
            || word.text.chars().count() == 1
            || tells_premises(&word.text);
        !goes_on && !tells
    }

    fn take(&mut self, run: &Run) -> bool {
        self.take_between(run, 0, self.taken.len())
    }

    /// Takes the first place between two words where these stand together.
    fn take_between(&mut self, run: &Run, from: usize, to: usize) -> bool {
        let last = (to + 1).saturating_sub(run.len());
        (from..last).any(|at| self.take_at(run, at))
    }

    /// Takes these words where they stand together in one part, and were not taken before.
    fn take_at(&mut self, run: &Run, at: usize) -> bool {
        let range = at..at + run.len();
        let (Some(words), Some(taken)) = (
            self.asked.words.get(range.clone()),
            self.taken.get_mut(range),
        ) else {
            return false;
        };
        let together = words.windows(2).all(|pair| match pair {
            [one, next] => one.part == next.part,
            _ => true,
        });
        let same = words
            .iter()
            .zip(run)
            .all(|(word, other)| word.text == other.text);
        let free = taken.iter().all(|taken| !taken);
        if together && same && free {
            taken.fill(true);
        }
        together && same && free
    }
}

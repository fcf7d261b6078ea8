//! Contactability: how a target can be reached, by which record, and why not by the others. The one place
//! that chooses; pages, FHIR and messages ask it too.
//!
//! Reading order: [`Question`], `usable.rs` (what rules a record out), `order.rs` (which of the rest comes
//! first), `letter.rs` (in which order addresses are tried), [`Reason`] (how it is explained).

mod choice;
mod letter;
mod order;
mod purpose;
mod question;
mod reason;
mod usable;

pub use choice::{Choice, PassedOver};
pub use purpose::Purpose;
pub use question::Question;
pub use reason::{Because, Reason};

use crate::access::Glimpse;
use crate::contact_detail::ContactDetail;
use crate::ids::TargetId;
use crate::ports::Held;
use crate::preferences::Wishes;
use crate::vocabulary::Means;

/// How one target can be reached.
#[derive(Clone, Debug)]
pub struct Contactability {
    held: Held,
    choices: Vec<Choice>,
    wishes: Option<usize>,
    preferred: Option<Means>,
}

impl Contactability {
    /// Answers the question from everything that is held about a target. Each record appears once under each
    /// means that it could serve: chosen or passed over.
    pub fn of(question: &Question, held: Held) -> Self {
        let area = question.area.key();
        let wishes = held
            .preferences
            .iter()
            .position(|known| known.area == *area);
        let told = wishes.and_then(|place| held.preferences.get(place));
        let wanted = told.map(|known| &known.wishes);
        let choice = |means| Choice::of(question, means, &held);
        let choices = question.means_of(&held.records).map(choice).collect();
        // Whether it can be had does not depend on what else was asked for.
        let preferred = wanted.and_then(|wishes| wishes.method?.means());
        let preferred = preferred.filter(|means| choice(*means).chosen.is_some());
        Self {
            held,
            choices,
            wishes,
            preferred,
        }
    }

    /// Who is to be reached.
    pub fn target(&self) -> TargetId {
        self.held.target
    }

    /// What was found for each means.
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// What was found for these means, if they were asked for.
    pub fn choice(&self, means: Means) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.means == means)
    }

    /// The record that was chosen.
    pub fn chosen(&self, choice: &Choice) -> Option<&ContactDetail> {
        choice.chosen.and_then(|place| self.held.records.get(place))
    }

    /// A record that was passed over.
    pub fn passed_over(&self, passed: &PassedOver) -> Option<&ContactDetail> {
        self.held.records.get(passed.place)
    }

    /// How far the target was seen.
    pub fn glimpse(&self) -> &Glimpse {
        &self.held.glimpse
    }

    /// How the target wants to be reached, as the asking area was told.
    pub fn wishes(&self) -> Option<&Wishes> {
        let known = self.held.preferences.get(self.wishes?)?;
        Some(&known.wishes)
    }

    /// The means that the target prefers, if there is a record for them.
    pub fn preferred(&self) -> Option<Means> {
        self.preferred
    }
}

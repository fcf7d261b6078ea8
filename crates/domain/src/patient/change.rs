//! What it takes to bring a Patient's lists to what is wanted.

use super::ItemId;
use crate::contact_detail::Information;
use crate::ids::ContactDetailId;
use crate::preferences::Wishes;
use crate::time::Period;

/// Everything that changes in an area's records of one target, as one change. Made by the rules of this room only.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct PatientChange {
    pub(super) retired: Vec<ContactDetailId>,
    pub(super) reworded: Vec<Reworded>,
    pub(super) made: Vec<Made>,
    pub(super) wishes: Option<Wishes>,
    pub(super) may_share_places: bool,
}

/// A record that is to say something else, under its own id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reworded {
    /// The record.
    pub id: ContactDetailId,
    /// What it is to say.
    pub information: Information,
    /// From when to when.
    pub period: Period,
}

/// A record to be made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    /// The item that it is part of, if that has an id already.
    pub item: Option<ItemId>,
    /// Which of the records to be made begins the item that this one is part of, when it is not its own.
    pub beside: Option<usize>,
    /// The record whose place it takes, if that is retired by the same change.
    pub supersedes: Option<ContactDetailId>,
    /// What it is to say.
    pub information: Information,
    /// From when to when.
    pub period: Period,
}

impl PatientChange {
    /// The records to be retired.
    pub fn retired(&self) -> &[ContactDetailId] {
        &self.retired
    }

    /// The records that are to say something else.
    pub fn reworded(&self) -> &[Reworded] {
        &self.reworded
    }

    /// The records to be made.
    pub fn made(&self) -> &[Made] {
        &self.made
    }

    /// The wishes as they are to be, if they change.
    pub fn wishes(&self) -> Option<&Wishes> {
        self.wishes.as_ref()
    }

    /// Whether two records may have one use: they come from a system that had both.
    pub fn may_share_places(&self) -> bool {
        self.may_share_places
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.retired.is_empty()
            && self.reworded.is_empty()
            && self.made.is_empty()
            && self.wishes.is_none()
    }
}

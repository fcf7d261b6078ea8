use jiff::Timestamp;

use super::Standing;
use crate::actor::{AccessMode, Actor, PurposeOfUse};
use crate::area::{AreaKey, Retiring, Team};
use crate::contact_detail::ContactDetail;
use crate::ids::GrantId;
use crate::vocabulary::{Channel, words};

words! {
    /// What a record, or something else that an area holds about a target, is to the actor.
    Relation {
        /// The patient's own, in an area that keeps patients' details.
        OwnDetails = "own-details",
        /// Somebody else's, to a patient.
        AnotherPerson = "another-person",
        /// Of one of their areas, and of no team, of one of theirs, or of one they manage.
        OwnTeam = "own-team",
        /// Of one of their areas, by a team whose records only it may retire.
        OtherTeam = "other-team",
        /// Of another area, which shares it with one of theirs for this purpose and on this channel.
        Granted = "granted",
        /// Of another area, which shares it with one of theirs, but not for this purpose or not on this channel.
        GrantedOtherwise = "granted-otherwise",
        /// Of another area.
        OtherArea = "other-area",
    }
}

/// What is known of the thing somebody wants to see or change, before anything of it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    /// The area that holds it.
    pub area: &'a AreaKey,
    /// The team that recorded it.
    pub team: Option<&'a Team>,
    /// Its channel; `None` for what is about no channel in particular.
    pub channel: Option<Channel>,
}

impl<'a> Whose<'a> {
    /// What is known of this record.
    pub fn of(record: &'a ContactDetail) -> Self {
        Self {
            area: &record.area,
            team: record.team.as_ref(),
            channel: Some(record.channel()),
        }
    }

    /// Something of this area, of no team and no channel in particular.
    pub fn in_area(area: &'a AreaKey) -> Self {
        Self {
            area,
            team: None,
            channel: None,
        }
    }
}

impl Relation {
    /// What it is to this actor at this instant, and by which grant if it is shared.
    pub fn between(
        actor: &Actor,
        standing: &Standing,
        whose: Whose<'_>,
        purpose: PurposeOfUse,
        at: Timestamp,
    ) -> (Self, Option<GrantId>) {
        let own_area = actor.area_of_key(whose.area);
        if let AccessMode::Patient(number) = actor.mode {
            let own = match own_area {
                _ if standing.nhs_number != Some(number) => Self::AnotherPerson,
                Some(_) => Self::OwnDetails,
                None => Self::OtherArea,
            };
            return (own, None);
        }
        if let Some(area) = own_area {
            let open = whose.team.is_none_or(|team| {
                let is_own = |own: &Team| own.is_called(team.name());
                area.retiring() == Retiring::AnyTeam
                    || actor.manages.contains(whose.area)
                    || actor.teams_in(whose.area).any(is_own)
            });
            return (if open { Self::OwnTeam } else { Self::OtherTeam }, None);
        }
        let mut relation = (Self::OtherArea, None);
        for grant in &standing.grants {
            let to_them = actor.area_of_key(&grant.terms.to).is_some();
            if !to_them || grant.terms.from != *whose.area || !grant.is_live(at) {
                continue;
            }
            if grant.terms.covers(whose.channel, purpose) {
                return (Self::Granted, Some(grant.id));
            }
            relation = (Self::GrantedOtherwise, None);
        }
        relation
    }
}

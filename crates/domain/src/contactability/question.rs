use jiff::civil::Date;

use super::Purpose;
use crate::area::{DefaultPer, LetterPolicy, ServiceArea, Team};
use crate::contact_detail::ContactDetail;
use crate::vocabulary::{Channel, Means};

/// How can they be reached?
#[derive(Clone, Debug)]
pub struct Question {
    /// On this day.
    pub on: Date,
    /// On behalf of this area. Another area's records are not used for it (council specification, note on
    /// sharing).
    pub area: ServiceArea,
    /// For this purpose.
    pub purpose: Purpose,
    /// The order in which addresses are tried.
    pub letters: LetterPolicy,
    /// By these means; all of them when none is named.
    pub means: Vec<Means>,
    /// The teams of that area in which whoever asks works.
    pub teams: Vec<Team>,
}

impl Question {
    /// Whether it is the default of one of the asking teams, where each team has its own.
    pub(super) fn is_own_teams_default(&self, record: &ContactDetail) -> bool {
        let of_team = |team: &Team| self.teams.iter().any(|own| own.is_called(team.name()));
        self.area.places().default_per == DefaultPer::Team
            && record.is_default
            && record.team.as_ref().is_some_and(of_team)
    }

    /// The means to look at: those that are named, otherwise the usual four, and those of fax and textphone
    /// where the target has such a number.
    pub(super) fn means_of(&self, records: &[ContactDetail]) -> impl Iterator<Item = Means> {
        let held = |channel: Channel| records.iter().any(|record| record.channel() == channel);
        let (fax, textphone) = (held(Channel::Fax), held(Channel::Textphone));
        Means::ALL.iter().copied().filter(move |means| match means {
            _ if !self.means.is_empty() => self.means.contains(means),
            Means::Fax => fax,
            Means::Textphone => textphone,
            Means::Letter | Means::Text | Means::Call | Means::Email => true,
        })
    }
}

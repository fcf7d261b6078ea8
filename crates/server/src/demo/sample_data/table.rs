//! The few words in which the sample data is written, so that it reads as a table: one detail a line.
//! What happens to a detail in the course of time is in `fate.rs`.

use contactable_domain::vocabulary::{CouncilSubType, TargetKind};

use super::{SampleDetail, SampleTarget, SampleValue};

pub(super) const HOUSING: &str = "Housing";
pub(super) const SOCIAL_CARE: &str = "Social Care";
pub(super) const NHS: &str = "NHS";

pub(super) const fn person(
    id: &'static str,
    who: &'static str,
    details: &'static [SampleDetail],
) -> SampleTarget {
    target(TargetKind::Person, id, who, details)
}

pub(super) const fn organisation(
    id: &'static str,
    who: &'static str,
    details: &'static [SampleDetail],
) -> SampleTarget {
    target(TargetKind::Organisation, id, who, details)
}

pub(super) const fn tenure(
    id: &'static str,
    who: &'static str,
    details: &'static [SampleDetail],
) -> SampleTarget {
    target(TargetKind::Tenure, id, who, details)
}

const fn target(
    kind: TargetKind,
    id: &'static str,
    who: &'static str,
    details: &'static [SampleDetail],
) -> SampleTarget {
    SampleTarget {
        id,
        kind,
        who,
        details,
        wishes: &[],
    }
}

pub(super) const fn phone(
    area: &'static str,
    sub_type: CouncilSubType,
    number: &'static str,
) -> SampleDetail {
    detail(area, sub_type, SampleValue::Phone(number))
}

pub(super) const fn email(
    area: &'static str,
    sub_type: CouncilSubType,
    typed: &'static str,
) -> SampleDetail {
    detail(area, sub_type, SampleValue::Email(typed))
}

/// An address with lines; an empty line is none.
pub(super) const fn lines(
    area: &'static str,
    sub_type: CouncilSubType,
    lines: [&'static str; 4],
    postcode: &'static str,
) -> SampleDetail {
    detail(area, sub_type, SampleValue::Lines(lines, postcode, None))
}

pub(super) const fn one_line(
    area: &'static str,
    sub_type: CouncilSubType,
    line: &'static str,
) -> SampleDetail {
    detail(area, sub_type, SampleValue::OneLine(line))
}

pub(super) const fn overseas(
    area: &'static str,
    sub_type: CouncilSubType,
    text: &'static str,
) -> SampleDetail {
    detail(area, sub_type, SampleValue::Overseas(text))
}

const fn detail(area: &'static str, sub_type: CouncilSubType, value: SampleValue) -> SampleDetail {
    SampleDetail {
        area,
        sub_type: Some(sub_type),
        value,
        description: None,
        team: None,
        is_default: false,
        is_preferred: false,
        recorded_days_ago: 0,
        ended_days_ago: None,
        end_reason: None,
        is_replaced: false,
        starts_in_days: None,
        valid_for_days: None,
        verified: None,
        failure: None,
    }
}

impl SampleDetail {
    /// Without sub-type: what it is for was never said.
    pub(super) const fn unlabelled(mut self) -> Self {
        self.sub_type = None;
        self
    }

    /// With the number of the property; only an address with lines has one.
    pub(super) const fn uprn(mut self, uprn: &'static str) -> Self {
        if let SampleValue::Lines(lines, postcode, _) = self.value {
            self.value = SampleValue::Lines(lines, postcode, Some(uprn));
        }
        self
    }

    /// The area's default of its channel.
    pub(super) const fn default(mut self) -> Self {
        self.is_default = true;
        self
    }

    /// With a note beside the value.
    pub(super) const fn noted(mut self, description: &'static str) -> Self {
        self.description = Some(description);
        self
    }

    /// The one of its channel by which the target asked to be reached.
    pub(super) const fn preferred(mut self) -> Self {
        self.is_preferred = true;
        self
    }

    /// Recorded by this team of the area.
    pub(super) const fn by_team(mut self, team: &'static str) -> Self {
        self.team = Some(team);
        self
    }
}

//! A timeline as data.

use std::borrow::Cow;

use contactable_domain::access::Glimpse;
use contactable_domain::area::ServiceAreas;
use contactable_domain::contact_detail::Ending;
use contactable_domain::ids::{ContactDetailId, GrantId, TargetId};
use contactable_domain::timeline::{ChannelTimeline, Entry, Gap, Stop};
use contactable_domain::vocabulary::{CouncilSubType, Relationship, Use};
use contactable_service::SeenTimeline;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::record_state::RecordStatus;

/// Which of a target's details was in use when.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Timeline)]
pub struct TimelineAnswer<'a> {
    target_id: Uuid,
    /// The day from which it is looked at: today, or the day of `asOf`.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// The channels of which there is a record.
    channels: Vec<TimelineChannel<'a>>,
}

impl<'a> TimelineAnswer<'a> {
    /// Shows a timeline.
    pub fn of(target: TargetId, seen: &'a SeenTimeline, areas: &'a ServiceAreas) -> Self {
        let channel = |channel| TimelineChannel::of(channel, &seen.glimpse, areas);
        Self {
            target_id: target.uuid(),
            on: seen.timeline.on,
            channels: seen.timeline.channels.iter().map(channel).collect(),
        }
    }
}

/// The details of one channel.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimelineChannel<'a> {
    #[schema(example = "address")]
    contact_type: &'static str,
    /// Every record, by the day on which it starts, then by when it was made.
    details: Vec<TimelineDetail<'a>>,
    /// The days from the first use up to `on` on which none of them was in use, oldest first.
    gaps: Vec<TimelineGap>,
}

impl<'a> TimelineChannel<'a> {
    fn of(channel: &'a ChannelTimeline, glimpse: &Glimpse, areas: &'a ServiceAreas) -> Self {
        let detail = |entry| TimelineDetail::of(entry, glimpse, areas);
        Self {
            contact_type: channel.channel.as_str(),
            details: channel.entries.iter().map(detail).collect(),
            gaps: channel.gaps.iter().copied().map(TimelineGap::of).collect(),
        }
    }
}

/// One record on the timeline.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimelineDetail<'a> {
    id: Uuid,
    #[schema(example = "Housing")]
    area: &'a str,
    #[schema(example = "correspondenceAddress")]
    sub_type: Option<&'static str>,
    /// What it is for, in the words of the vocabulary.
    #[serde(rename = "use")]
    #[schema(example = "correspondence")]
    usage: Option<&'static str>,
    /// Whose it is, when it is not the target's own.
    relationship: Option<&'static str>,
    /// The value as it is shown to people.
    #[schema(example = "07700 900123")]
    shown: Cow<'a, str>,
    is_default: bool,
    /// `hard` or `soft`, when something sent there did not arrive.
    undeliverable: Option<&'static str>,
    status: RecordStatus,
    /// The days on which it could be used, the first and the last included; null when it was retired before
    /// it began.
    used: Option<TimelineSpan>,
    /// What puts an end to its use: `lapsed` for its last day, `retired`, `changed` when the record went
    /// on with another value; null when nothing does.
    #[schema(example = "retired")]
    stopped_by: Option<&'static str>,
    /// How it was retired, if it was.
    retired: Option<TimelineRetirement>,
    /// The sharing grant under which another area's record is shown to you.
    #[serde(skip_serializing_if = "Option::is_none")]
    shared_under: Option<Uuid>,
}

impl<'a> TimelineDetail<'a> {
    fn of(entry: &'a Entry, glimpse: &Glimpse, areas: &'a ServiceAreas) -> Self {
        let record = &entry.record;
        let label = record.information.label;
        let failed = record.marks.undeliverable.as_ref();
        Self {
            id: record.id.uuid(),
            area: areas.name_of(&record.area),
            sub_type: CouncilSubType::of(label).map(CouncilSubType::as_str),
            usage: label.usage.map(Use::as_str),
            relationship: label.relationship.map(Relationship::as_str),
            shown: record.information.value.shown(),
            is_default: record.is_default,
            undeliverable: failed.map(|failed| failed.failure.as_str()),
            status: RecordStatus::of(record, entry.state),
            used: entry.used.map(|span| TimelineSpan {
                from: span.first(),
                to: span.last(),
            }),
            stopped_by: entry.stop.map(Stop::as_str),
            retired: record.ended.as_ref().map(TimelineRetirement::of),
            shared_under: glimpse.grant_of(record).map(GrantId::uuid),
        }
    }
}

/// Days without a break.
#[derive(Serialize, ToSchema)]
pub struct TimelineSpan {
    /// The first day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The last day; null when there is none.
    #[schema(value_type = Option<String>, format = Date)]
    to: Option<Date>,
}

/// How a record was retired.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TimelineRetirement {
    /// The day.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// Why, if it was said.
    #[schema(example = "moved")]
    reason: Option<&'static str>,
    /// The record that took its place.
    superseded_by: Option<Uuid>,
}

impl TimelineRetirement {
    fn of(ending: &Ending) -> Self {
        Self {
            on: ending.stamp.day(),
            reason: ending.reason.map(|reason| reason.as_str()),
            superseded_by: ending.superseded_by.map(ContactDetailId::uuid),
        }
    }
}

/// Days on which no detail of the channel was in use.
#[derive(Serialize, ToSchema)]
pub struct TimelineGap {
    /// The first day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// How many days.
    days: i32,
}

impl TimelineGap {
    fn of(gap: Gap) -> Self {
        Self {
            from: gap.first,
            to: gap.last,
            days: gap.days(),
        }
    }
}

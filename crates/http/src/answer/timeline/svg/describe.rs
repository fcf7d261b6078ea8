//! What the picture shows, in words, for those who cannot see it.

use std::fmt::Write as _;

use contactable_domain::timeline::{ChannelTimeline, Timeline};

use super::super::words::{capitalised, counted, day, days, noun};

/// The description of a timeline. It holds no value: a picture's description ends in places of its own.
pub fn describe(timeline: &Timeline, day_name: &str) -> String {
    let on = day(timeline.on);
    if timeline.channels.is_empty() {
        return format!("{day_name} is {on}. No contact details are held.");
    }
    let mut told =
        format!("Bars show on which days each contact detail was in use. {day_name} is {on}.");
    for channel in &timeline.channels {
        told.push(' ');
        told.push_str(&of_channel(channel, timeline));
    }
    told
}

fn of_channel(channel: &ChannelTimeline, timeline: &Timeline) -> String {
    let noun = noun(channel.channel);
    let plural = if noun.ends_with("ess") { "es" } else { "s" };
    let of = channel.entries.iter();
    let in_use = of.clone().filter(|entry| entry.state.is_usable()).count();
    let started = of.filter_map(|entry| entry.used).map(|span| span.first());
    let mut told = counted(channel.entries.len(), noun, &format!("{noun}{plural}"));
    let _ = write!(told, ", {in_use} in use");
    if let Some(first) = started.min() {
        let tense = if first <= timeline.on {
            "used"
        } else {
            "to be used"
        };
        let _ = write!(told, ", the first {tense} from {}", day(first));
    }
    let gaps: Vec<String> = channel
        .gaps
        .iter()
        .map(|gap| {
            format!(
                "{}, from {} to {}",
                days(*gap),
                day(gap.first),
                day(gap.last)
            )
        })
        .collect();
    if gaps.is_empty() {
        told.push_str("; no gaps.");
    } else {
        let counted = counted(gaps.len(), "gap", "gaps");
        let _ = write!(told, "; {counted}: {}.", gaps.join("; "));
    }
    capitalised(&told)
}

//! The words of a timeline: days, what a detail is for, and why its use stopped.

use contactable_domain::contact_detail::{EndReason, Ending, Validity};
use contactable_domain::timeline::{Entry, Gap, Span, Stop, Timeline};
use contactable_domain::vocabulary::{Channel, Label};
use jiff::civil::Date;

/// A day in full, such as 3 March 2026.
pub fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// A day in short, such as 3 Mar 2026.
pub fn short_day(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// The first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    let first = signs.next().map(|sign| sign.to_uppercase());
    first.into_iter().flatten().chain(signs).collect()
}

/// So many of something.
pub fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// So many days.
pub fn days(gap: Gap) -> String {
    match gap.days() {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// What a value of this channel is.
pub fn noun(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "phone number",
        Channel::Email => "email address",
        Channel::Address => "postal address",
        Channel::Fax => "fax number",
        Channel::Textphone => "textphone number",
    }
}

/// What a detail is for, or whose it is.
pub fn use_of(label: Label) -> String {
    if label == Label::default() {
        return "Use not said".to_owned();
    }
    capitalised(&label.to_string().replace('-', " "))
}

/// The state, in the labels that have to stand beside a detail.
pub fn state(entry: &Entry) -> String {
    let dead = entry
        .record
        .marks
        .is_dead()
        .then_some("Nothing arrives there");
    let labels: Vec<&str> = entry.state.labels().chain(dead).collect();
    if labels.is_empty() {
        "In use".to_owned()
    } else {
        capitalised(&labels.join(", ").to_lowercase())
    }
}

/// From which day to which, in short.
pub fn span(span: Span) -> String {
    let first = short_day(span.first());
    match span.last() {
        Some(last) if last == span.first() => format!("{first} only"),
        Some(last) => format!("{first} to {}", short_day(last)),
        None => format!("from {first}"),
    }
}

/// Why a record was retired, in a few words.
pub fn reason(ending: &Ending) -> &'static str {
    ending.reason.map_or("no reason given", EndReason::in_words)
}

/// Why the use of a detail stopped, or will.
pub fn why(entry: &Entry, timeline: &Timeline) -> String {
    let retired = retired(entry, timeline);
    let lapsed = (entry.stop == Some(Stop::Lapsed)).then(|| lapsed(entry));
    match (lapsed, retired) {
        (Some(lapsed), Some(retired)) => format!("{lapsed}; retired later, {retired}"),
        (Some(only), None) => only.to_owned(),
        (None, Some(retired)) if entry.used.is_none() => {
            format!("Retired before it began, {retired}")
        }
        (None, Some(retired)) => format!("Retired {retired}"),
        (None, None) if entry.stop == Some(Stop::Changed) => changed(entry, timeline),
        (None, None) if entry.state.validity == Validity::NotYetValid => {
            "It has not begun".to_owned()
        }
        (None, None) => "It has not stopped".to_owned(),
    }
}

/// The record went on, saying something else.
fn changed(entry: &Entry, timeline: &Timeline) -> String {
    let last = entry.used.and_then(Span::last);
    let on = last.map(|last| format!(" on {}", day(last)));
    let next = timeline.next_of(entry);
    let to = next.map(|next| format!(" to {}", next.record.information.value.shown()));
    format!(
        "Changed{}{}",
        on.unwrap_or_default(),
        to.unwrap_or_default()
    )
}

fn lapsed(entry: &Entry) -> &'static str {
    match entry.state.validity {
        Validity::Valid | Validity::NotYetValid => "Will end on its last day",
        Validity::Expired => "Its last day is over",
        Validity::NoLongerValid => "Its three months are over",
    }
}

fn retired(entry: &Entry, timeline: &Timeline) -> Option<String> {
    let ending = entry.record.ended.as_ref()?;
    let on = day(ending.stamp.day());
    let mut told = format!("on {on}: {}", reason(ending));
    if let Some(next) = timeline.successor_of(entry) {
        if ending.reason != Some(EndReason::Superseded) {
            told.push_str(", replaced");
        }
        told.push_str(" by ");
        told.push_str(&next.record.information.value.shown());
    }
    Some(told)
}

//! The lanes of a channel: its heading, a lane for each detail with its words at the left, and one for the gaps.

use std::fmt::Write as _;

use contactable_domain::timeline::{ChannelTimeline, Entry, Stop};

use super::super::look::Look;
use super::super::{Drawn, words};
use super::axis::{Axis, LEFT, RIGHT};
use super::bar::Caption;
use super::{MARGIN, bar, gaps, label, text};
use crate::answer::escape;

/// How large the value is, and how large what is told of it.
const VALUE: f64 = 14.0;
const TOLD: f64 = 12.0;

/// How much room the words at the left have.
const ROOM: f64 = LEFT - MARGIN - 18.0;

/// How high a lane is at least: a bar and the words beneath it.
const LEAST: f64 = bar::HEIGHT + 18.0;

/// Draws the lanes of a channel from this height on, and says where they end.
pub fn channel(
    picture: &mut String,
    axis: Axis,
    top: f64,
    channel: &ChannelTimeline,
    drawn: Drawn<'_>,
) -> f64 {
    let mut y = heading(picture, top, &words::capitalised(channel.channel.as_str()));
    for entry in &channel.entries {
        y = lane(picture, axis, y, entry, drawn);
    }
    if !channel.gaps.is_empty() {
        let noun = words::noun(channel.channel);
        let height = words_at_left(picture, y, "Gaps", &format!("No {noun} in use"));
        let drawn = gaps::draw(picture, axis, y + 8.0, &channel.gaps, drawn.timeline.on);
        y = ruled(picture, y + height.max(drawn + 14.0));
    }
    y
}

fn heading(picture: &mut String, top: f64, name: &str) -> f64 {
    let (wide, line) = (RIGHT - MARGIN, top + 22.0);
    let _ = writeln!(
        picture,
        r##"<rect x="{MARGIN}" y="{:.1}" width="{wide}" height="26" fill="#f0f1f2"/>
<text x="{:.1}" y="{line:.1}" font-size="16" font-weight="bold">{name}</text>"##,
        top + 4.0,
        MARGIN + 8.0
    );
    top + 30.0
}

fn lane(picture: &mut String, axis: Axis, top: f64, entry: &Entry, drawn: Drawn<'_>) -> f64 {
    let record = &entry.record;
    let shown = record.information.value.shown();
    let _ = writeln!(picture, "<g><title>{}</title>", escape(&shown));
    let mut told = vec![
        words::use_of(record.information.label),
        drawn.areas.name_of(&record.area).to_owned(),
        words::state(entry),
    ];
    if record.is_default {
        told.push("default".to_owned());
    }
    let height = words_at_left(picture, top, &unbroken(&shown), &told.join(" \u{b7}\u{a0}"));
    let y = top + 8.0;
    let words = beneath(entry);
    if let Some(span) = entry.used {
        bar::draw(picture, axis, y, span, Look::of(entry.state));
        let (left, right) = bar::ends(axis, span);
        Caption::beneath(left, right, words).draw(picture, y + bar::HEIGHT + 13.0);
    } else {
        Caption::beneath(LEFT, LEFT, words).draw(picture, y + 12.0);
    }
    picture.push_str("</g>\n");
    ruled(picture, top + height.max(LEAST + 14.0))
}

/// The words beneath a bar: from which day to which, and why no longer if it was said.
fn beneath(entry: &Entry) -> String {
    let said = entry
        .record
        .ended
        .as_ref()
        .filter(|ending| ending.reason.is_some());
    let reason = said.map(words::reason);
    let told = match entry.used {
        Some(span) => words::span(span),
        None => "Never in use: retired before it began".to_owned(),
    };
    match reason.filter(|_| entry.stop == Some(Stop::Retired)) {
        Some(reason) => format!("{told}, {reason}"),
        None => told,
    }
}

/// The value with its postcode, if it ends in one, kept on one line.
fn unbroken(shown: &str) -> String {
    let is_inward =
        |word: &str| word.len() == 3 && word.starts_with(|sign: char| sign.is_ascii_digit());
    match shown.rsplit_once(' ') {
        Some((before, last)) if is_inward(last) => format!("{before}\u{a0}{last}"),
        _ => shown.to_owned(),
    }
}

/// The value and what is told of it, and how high both are together.
fn words_at_left(picture: &mut String, top: f64, value: &str, told: &str) -> f64 {
    let mut y = top + 4.0;
    for line in text::wrap(value, VALUE, ROOM, 3) {
        y += 17.0;
        label(picture, MARGIN + 8.0, y, VALUE, &line);
    }
    for line in text::wrap(told, TOLD, ROOM, 2) {
        y += 16.0;
        let line = escape(&line);
        let _ = writeln!(
            picture,
            r##"<text x="{:.1}" y="{y:.1}" font-size="{TOLD}" fill="#383f43">{line}</text>"##,
            MARGIN + 8.0
        );
    }
    y + 10.0 - top
}

/// A thin line beneath a lane.
fn ruled(picture: &mut String, y: f64) -> f64 {
    let _ = writeln!(
        picture,
        r##"<path d="M{MARGIN} {y:.1}H{RIGHT}" stroke="#d0d3d6" stroke-width="1"/>"##
    );
    y
}

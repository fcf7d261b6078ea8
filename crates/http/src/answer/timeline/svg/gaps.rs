//! The lane of a channel's gaps, each with its words beneath it, in as many rows as these need.

use std::fmt::Write as _;

use contactable_domain::timeline::Gap;
use jiff::civil::Date;

use super::super::look::GAP;
use super::super::words;
use super::axis::Axis;
use super::bar::{CAPTION, Caption, HEIGHT, LEAST};
use super::text::width;

/// How high a row of words is.
const ROW: f64 = 15.0;

/// How much stands between two captions of a row at least.
const BETWEEN: f64 = 10.0;

/// Draws the gaps of a channel, and says how high they are with their words.
pub fn draw(picture: &mut String, axis: Axis, y: f64, gaps: &[Gap], on: Date) -> f64 {
    // Where the next caption of each row may begin.
    let mut rows: Vec<f64> = Vec::new();
    let mut captions = Vec::new();
    for gap in gaps {
        let left = axis.x(gap.first);
        let right = axis
            .x(gap.last.tomorrow().unwrap_or(gap.last))
            .max(left + LEAST);
        let caption = Caption::beneath(left, right, told(*gap, on));
        let wide = width(&caption.words, CAPTION) + BETWEEN;
        let row = row_for(&mut rows, caption.from, wide);
        let foot = y + HEIGHT + ROW * (row + 1.0) - 2.0;
        block(picture, y, left, right);
        if row > 0.5 {
            leader(picture, left.max(caption.from), y + HEIGHT, foot - CAPTION);
        }
        captions.push((caption, foot));
    }
    // Above the lines that lead to them.
    for (caption, foot) in captions {
        caption.draw(picture, foot);
    }
    HEIGHT + rows.iter().fold(0.0, |high, _| high + ROW)
}

fn block(picture: &mut String, y: f64, left: f64, right: f64) {
    let wide = right - left;
    let _ = writeln!(
        picture,
        r#"<rect x="{left:.1}" y="{y:.1}" width="{wide:.1}" height="{HEIGHT}" {GAP}/>"#
    );
}

/// A line from a gap down to its words, past the words of others.
fn leader(picture: &mut String, x: f64, top: f64, foot: f64) {
    let x = x + LEAST / 2.0;
    let _ = writeln!(
        picture,
        r##"<path d="M{x:.1} {top:.1}V{foot:.1}" stroke="#942514" stroke-width="1"/>"##
    );
}

fn told(gap: Gap, on: Date) -> String {
    let first = words::short_day(gap.first);
    let days = words::days(gap);
    if gap.last == on {
        format!("{days}, since {first}")
    } else if gap.first == gap.last {
        format!("{days}, {first}")
    } else {
        format!("{days}, {first} to {}", words::short_day(gap.last))
    }
}

/// The first row in which there is room from here on.
fn row_for(rows: &mut Vec<f64>, from: f64, wide: f64) -> f64 {
    let mut row = 0.0;
    for free in rows.iter_mut() {
        if *free <= from {
            *free = from + wide;
            return row;
        }
        row += 1.0;
    }
    rows.push(from + wide);
    row
}

//! A bar: the days on which a detail was in use.

use std::fmt::Write as _;

use contactable_domain::timeline::Span;

use super::super::look::Look;
use super::HALO;
use super::axis::{Axis, LEFT, RIGHT};
use super::text::width;
use crate::answer::escape;

/// How high a bar is.
pub const HEIGHT: f64 = 16.0;

/// How large the words beneath a bar are.
pub const CAPTION: f64 = 12.0;

/// The least that is drawn, so that a single day among years can be seen.
pub const LEAST: f64 = 5.0;

/// How long the tip of an arrow is.
const TIP: f64 = 11.0;

/// Draws a bar. One that goes on beyond the picture ends in an arrow.
pub fn draw(picture: &mut String, axis: Axis, y: f64, span: Span, look: Look) {
    let (left, right) = ends(axis, span);
    let goes_on = span.last().is_none_or(|last| axis.ends_before(last));
    let came_before = axis.begins_after(span.first());
    let middle = y + HEIGHT / 2.0;
    let bottom = y + HEIGHT;
    let tip = TIP.min(right - left);
    let mut path = if came_before {
        format!("M{:.1} {y:.1}", left + tip)
    } else {
        format!("M{left:.1} {y:.1}")
    };
    let _ = if goes_on {
        write!(
            path,
            "H{:.1}L{right:.1} {middle:.1}L{:.1} {bottom:.1}",
            right - tip,
            right - tip
        )
    } else {
        write!(path, "H{right:.1}V{bottom:.1}")
    };
    let _ = if came_before {
        write!(path, "H{:.1}L{left:.1} {middle:.1}Z", left + tip)
    } else {
        write!(path, "H{left:.1}Z")
    };
    let paint = look.paint();
    let _ = writeln!(picture, r#"<path d="{path}" {paint}/>"#);
}

/// From where to where it is drawn.
pub fn ends(axis: Axis, span: Span) -> (f64, f64) {
    let left = axis.x(span.first());
    let right = match span.last() {
        None => RIGHT,
        Some(last) => axis.x(last.tomorrow().unwrap_or(last)),
    };
    if right - left >= LEAST {
        return (left, right);
    }
    let left = left.min(RIGHT - LEAST - TIP);
    (left, left + LEAST.max(right - left))
}

/// Words beneath what is drawn, and where they stand.
pub struct Caption {
    /// What they say.
    pub words: String,
    /// Where they begin, at the latest.
    pub from: f64,
    /// Where they end; nothing when it matters where they begin.
    pub to: Option<f64>,
}

impl Caption {
    /// Words that belong to what is drawn from here to there: beneath its start, or ending beneath its end where
    /// they would not fit.
    pub fn beneath(left: f64, right: f64, words: String) -> Self {
        let wide = width(&words, CAPTION);
        let to = (left + wide > RIGHT).then(|| right.min(RIGHT).max(LEFT + wide));
        let from = to.map_or(left, |to| to - wide);
        Self { words, from, to }
    }

    /// Writes them on this line.
    pub fn draw(&self, picture: &mut String, line: f64) {
        let words = escape(&self.words);
        let (x, anchor) = self.to.map_or((self.from, "start"), |to| (to, "end"));
        let _ = writeln!(
            picture,
            r##"<text x="{x:.1}" y="{line:.1}" font-size="{CAPTION}" text-anchor="{anchor}" fill="#383f43" {HALO}>{words}</text>"##
        );
    }
}

//! A timeline as a picture: a lane for each detail, channel by channel, and beneath them a lane for the gaps. It
//! has no script, no style and nothing from elsewhere, so that it may stand in any page.

mod axis;
mod bar;
mod describe;
mod gaps;
mod lane;
mod legend;
mod text;

use std::fmt::Write as _;

use axis::{Axis, LEFT, RIGHT};

use super::look::PATTERNS;
use super::{Drawn, words};
use crate::answer::escape;

/// How wide the picture is, in its own units.
const WIDTH: f64 = 1000.0;

/// How far its content stands from its left edge.
const MARGIN: f64 = 20.0;

/// How high the marks of the axis are, with the day from which it is looked at above them.
const SCALE: f64 = 46.0;

/// The attributes of words with a white edge, so that the lines behind do not cross them.
const HALO: &str =
    r##"stroke="#ffffff" stroke-width="5" stroke-linejoin="round" paint-order="stroke""##;

/// Draws a timeline.
pub fn svg(drawn: Drawn<'_>) -> String {
    let mut head = String::new();
    let top = legend::draw(&mut head, 58.0) + SCALE;
    let axis = Axis::of(drawn.timeline);
    let mut lanes = String::new();
    let mut y = top;
    for channel in &drawn.timeline.channels {
        y = lane::channel(&mut lanes, axis, y, channel, drawn);
    }
    if drawn.timeline.channels.is_empty() {
        y += 34.0;
        label(&mut lanes, MARGIN, y, 16.0, "No contact details are held.");
        y += 20.0;
    }
    let mut picture = opening(drawn, y + 40.0);
    picture.push_str(PATTERNS);
    picture.push_str(&head);
    grid(&mut picture, axis, top, y);
    day_line(&mut picture, axis, drawn, top, y);
    marks(&mut picture, axis, [top - 6.0, y + 18.0]);
    picture.push_str(&lanes);
    picture.push_str("</g>\n</svg>\n");
    picture
}

/// What the day is called from which a timeline is looked at.
fn day_name(drawn: Drawn<'_>) -> &'static str {
    if drawn.is_past {
        "The day looked at"
    } else {
        "Today"
    }
}

fn opening(drawn: Drawn<'_>, height: f64) -> String {
    let described = escape(&describe::describe(drawn.timeline, day_name(drawn)));
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0}" width="{WIDTH}" height="{height:.0}" role="img" aria-labelledby="timeline-title timeline-desc">
<title id="timeline-title">Timeline of contact details</title>
<desc id="timeline-desc">{described}</desc>
<rect width="{WIDTH}" height="{height:.0}" fill="#ffffff"/>
<g font-family="sans-serif" fill="#0b0c0c">
<text x="{MARGIN}" y="36" font-size="20" font-weight="bold">Contact details over time</text>
"##
    )
}

/// The lines of the axis.
fn grid(picture: &mut String, axis: Axis, top: f64, bottom: f64) {
    for tick in axis.ticks() {
        let x = tick.x;
        let _ = writeln!(
            picture,
            r##"<path d="M{x:.1} {top:.1}V{bottom:.1}" stroke="#d0d3d6" stroke-width="1"/>"##
        );
    }
    let _ = writeln!(
        picture,
        r##"<path d="M{LEFT} {top:.1}H{RIGHT}" stroke="#505a5f" stroke-width="1"/>"##
    );
}

/// What the lines of the axis stand for, above and below them.
fn marks(picture: &mut String, axis: Axis, lines: [f64; 2]) {
    for tick in axis.ticks() {
        let half = text::width(&tick.label, 13.0) / 2.0;
        let x = tick.x.clamp(LEFT + half - 10.0, RIGHT + 20.0 - half);
        for y in lines {
            let _ = writeln!(
                picture,
                r##"<text x="{x:.1}" y="{y:.1}" font-size="13" text-anchor="middle" fill="#383f43" {HALO}>{}</text>"##,
                tick.label
            );
        }
    }
}

/// The line of the day from which it is looked at.
fn day_line(picture: &mut String, axis: Axis, drawn: Drawn<'_>, top: f64, bottom: f64) {
    let day = words::short_day(drawn.timeline.on);
    let told = if drawn.is_past {
        format!("As of {day}")
    } else {
        format!("Today, {day}")
    };
    let x = axis.x(drawn.timeline.on);
    let half = text::width(&told, 13.0) / 2.0;
    let middle = x.clamp(LEFT + half, RIGHT + 20.0 - half);
    let (above, head) = (top - 26.0, top - 22.0);
    let _ = writeln!(
        picture,
        r##"<path d="M{x:.1} {head:.1}V{bottom:.1}" stroke="#0b0c0c" stroke-width="2" stroke-dasharray="8 4"/>
<text x="{middle:.1}" y="{above:.1}" font-size="13" font-weight="bold" text-anchor="middle">{told}</text>"##
    );
}

/// Words at a place.
fn label(picture: &mut String, x: f64, y: f64, size: f64, words: &str) {
    let words = escape(words);
    let _ = writeln!(
        picture,
        r#"<text x="{x:.1}" y="{y:.1}" font-size="{size}">{words}</text>"#
    );
}

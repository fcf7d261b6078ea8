//! What the patterns mean.

use std::fmt::Write as _;

use super::super::look::{GAP, Look};
use super::{MARGIN, WIDTH, label, text};

const SIZE: f64 = 13.0;
const SAMPLE: f64 = 26.0;
const ROW: f64 = 24.0;

/// Draws the legend from this height on, and says where it ends.
pub fn draw(picture: &mut String, top: f64) -> f64 {
    let looks = Look::ALL.iter().map(|look| (look.paint(), look.name()));
    let gap = (GAP, "Gap: nothing in use");
    let (mut x, mut y) = (MARGIN, top);
    for (paint, name) in looks.chain([gap]) {
        let wide = SAMPLE + 8.0 + text::width(name, SIZE) + 16.0;
        if x + wide > WIDTH {
            (x, y) = (MARGIN, y + ROW);
        }
        let _ = writeln!(
            picture,
            r#"<rect x="{x:.1}" y="{y:.1}" width="{SAMPLE}" height="14" {paint}/>"#
        );
        label(picture, x + SAMPLE + 8.0, y + 12.0, SIZE, name);
        x += wide;
    }
    y + ROW
}

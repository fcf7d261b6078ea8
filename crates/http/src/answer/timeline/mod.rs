//! A timeline as it is shown: as data, as a picture, and as a page with the picture and the same as a table.

mod data;
mod look;
mod page;
mod svg;
mod words;

pub use data::TimelineAnswer;
pub use page::page;
pub use svg::svg;

use contactable_domain::area::ServiceAreas;
use contactable_domain::timeline::Timeline;

/// What is needed to draw a timeline.
#[derive(Clone, Copy)]
pub struct Drawn<'a> {
    /// What is drawn.
    pub timeline: &'a Timeline,
    /// The configured areas, for their names.
    pub areas: &'a ServiceAreas,
    /// Whether it was asked for as it was at an instant of the past.
    pub is_past: bool,
}

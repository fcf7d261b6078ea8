//! Answering: records as each surface shows them, and every refusal worded for its surface.

mod author;
mod contactability;
mod deployed_problem;
mod deployed_record;
mod escape;
mod field_path;
mod history;
mod json;
mod preferences;
mod problem;
mod record;
mod record_state;
mod specified_problem;
mod surface;
mod timeline;
mod verdict;
mod warning;

pub use contactability::ContactabilityAnswer;
pub use deployed_problem::{DeployedProblem, render as render_deployed};
pub use deployed_record::{RecordV1, RecordV2, ResultsV1, ResultsV2};
pub use escape::escape;
pub use field_path::path_of;
pub use history::RecordHistory;
pub use json::{etag, json};
pub use preferences::{Preferences, PreferencesList};
pub use problem::{InputProblem, Problem};
pub use record::{Record, ResultsPage, Shown, WarnedRecord};
pub use specified_problem::{ProblemDetails, render as render_specified};
pub use surface::Surface;
pub use timeline::{Drawn, TimelineAnswer, page as timeline_page, svg as timeline_svg};
pub use verdict::VerdictAnswer;
use warning::SaidWarning;

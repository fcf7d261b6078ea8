//! Answering: records as each surface shows them, and every refusal worded for its surface.

mod deployed_problem;
mod deployed_record;
mod field_path;
mod json;
mod problem;
mod record;
mod specified_problem;
mod surface;
mod verdict;
mod warning;

pub use deployed_problem::{DeployedProblem, render as render_deployed};
pub use deployed_record::{RecordV1, RecordV2, ResultsV1, ResultsV2};
pub use field_path::path_of;
pub use json::{etag, json};
pub use problem::{InputProblem, Problem};
pub use record::{Record, ResultsPage, Shown, WarnedRecord};
pub use specified_problem::{ProblemDetails, render as render_specified};
pub use surface::Surface;
pub use verdict::VerdictAnswer;
use warning::SaidWarning;

//! Answering: records as each surface shows them, and every refusal worded for its surface.

mod deployed_problem;
mod field_path;
mod json;
mod problem;
mod record;
mod specified_problem;
mod surface;

pub use deployed_problem::{DeployedProblem, render as render_deployed};
pub use field_path::path_of;
pub use json::{etag, json};
pub use problem::{InputProblem, Problem};
pub use record::{Record, RecordV1, Results, ResultsPage, ResultsV1, Shown};
pub use specified_problem::{ProblemDetails, render as render_specified};
pub use surface::Surface;

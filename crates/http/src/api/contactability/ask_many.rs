use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use contactable_domain::ids::TargetId;
use contactable_service::{Failure, PermittedQuestion};
use futures_util::stream::{self, Stream, StreamExt as _};

use tokio::task::JoinHandle;

use super::many_targets::{ManyTargets, question};
use crate::App;
use crate::answer::{
    ContactabilityAnswer, Problem, ProblemDetails, group_of, lines as answer_lines, stopped,
};
use crate::auth::Authenticated;
use crate::request::{JsonBody, Object, Reading};

/// How many targets are looked up together.
const AT_ONCE: usize = 50;

/// How many such groups are looked up before their answers are sent.
const AHEAD: usize = 3;

/// How many targets can be reached
///
/// The answer is one line of JSON for each target, in the order in which they are first named, each as the answer for a
/// single target is. It is sent as it is found; if it breaks off, what is missing was not found out.
#[utoipa::path(
    post,
    path = "/contactability",
    tag = "Contactability",
    request_body = ManyTargets,
    responses(
        (status = 200, body = ContactabilityAnswer, content_type = "application/x-ndjson"),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn ask_many(
    State(app): State<App>,
    who: Authenticated,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let reading = Reading::default();
    let read = Object::root(&reading, &body).and_then(|body| question(&reading, &body));
    let (targets, asked) = reading.finish(read)?;
    let use_cases = &app.contact_details;
    let permitted = use_cases.permit_question(who.caller(), asked).await?;
    answer_lines(lines(app, permitted, &targets)).await
}

/// The lines of the answer, group by group and in order. A few groups are looked up side by side.
fn lines(
    app: App,
    permitted: PermittedQuestion,
    targets: &[TargetId],
) -> impl Stream<Item = Result<Bytes, Failure>> + use<> {
    let groups: Vec<Vec<TargetId>> = targets.chunks(AT_ONCE).map(<[_]>::to_vec).collect();
    let look_up = move |group| {
        let (app, permitted) = (app.clone(), permitted.clone());
        let work = async move { lines_of(&app, &permitted, group).await };
        let mut task = Task(tokio::spawn(work));
        async move { (&mut task.0).await.unwrap_or_else(|_| Err(stopped())) }
    };
    stream::iter(groups).map(look_up).buffered(AHEAD)
}

/// A group that is looked up on another thread; given up when whoever asked goes away.
struct Task(JoinHandle<Result<Bytes, Failure>>);

impl Drop for Task {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn lines_of(
    app: &App,
    permitted: &PermittedQuestion,
    targets: Vec<TargetId>,
) -> Result<Bytes, Failure> {
    let answers = app
        .contact_details
        .ask_contactability(permitted, targets)
        .await?;
    let shown = |answer| ContactabilityAnswer::of(answer, permitted.question(), &app.areas);
    group_of(answers.iter().map(shown))
}

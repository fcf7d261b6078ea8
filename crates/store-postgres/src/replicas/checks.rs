//! Asks the primary in which state things are. What is asked meanwhile is asked together, so that many reads cost the
//! primary one look-up of small rows.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::seen::{self, About, Seen, Sighting};
use crate::areas::Areas;
use crate::connection::{Server, Session};
use crate::error::Error;

/// How many questions go together.
const TOGETHER: usize = 256;

/// A question, and who waits for its answer.
pub struct Check {
    about: About,
    reply: oneshot::Sender<Seen>,
}

/// Where questions go.
#[derive(Clone)]
pub struct Checks(UnboundedSender<Check>);

impl Checks {
    /// Where they go, and where they arrive.
    pub fn new() -> (Self, UnboundedReceiver<Check>) {
        let (asked, waiting) = unbounded_channel();
        (Self(asked), waiting)
    }

    /// In which state this is on the primary, at a moment after it was asked; `None` when that cannot be told.
    pub async fn seen(&self, about: About) -> Option<Seen> {
        let (reply, answer) = oneshot::channel();
        self.0.send(Check { about, reply }).ok()?;
        answer.await.ok()
    }
}

/// Answers until nobody can ask any more. Who gets no answer is told so by their channel.
pub async fn answer(server: Arc<Server>, mut asked: UnboundedReceiver<Check>, patience: Duration) {
    let (mut checks, mut session) = (Vec::new(), None);
    while asked.recv_many(&mut checks, TOGETHER).await > 0 {
        // Whoever has gone away meanwhile needs none.
        checks.retain(|check| !check.reply.is_closed());
        let look = look(&server, &mut session, &checks);
        match timeout(patience, look).await.unwrap_or(Err(Error::TooSlow)) {
            Ok(sighting) => {
                for check in checks.drain(..) {
                    let _ = check.reply.send(sighting.seen(&check.about));
                }
            }
            Err(error) => {
                tracing::debug!(%error, "replicas cannot be compared with the primary");
                checks.clear();
                session = None;
            }
        }
    }
}

async fn look(
    server: &Server,
    session: &mut Option<Session>,
    checks: &[Check],
) -> Result<Sighting, Error> {
    let session = match session.take().filter(|session| !session.is_closed()) {
        Some(open) => session.insert(open),
        None => session.insert(server.session_for(&Areas::none(), seen::STATEMENTS).await?),
    };
    Sighting::of(session, checks.iter().map(|check| &check.about)).await
}

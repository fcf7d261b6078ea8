//! A stream that gives up on a client that takes too long over the head of a request, over its next request, or over
//! reading an answer. Timers run only while there is something to wait for.

use std::future::Future as _;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use super::ConnectionLimits;
use super::pace::{Pace, Phase, Turn};

/// A stream whose client is held to its limits.
pub struct Paced<S> {
    stream: S,
    pace: Arc<Pace>,
    limits: ConnectionLimits,
    reading: Timer<Turn>,
    writing: Timer<()>,
}

impl<S> Paced<S> {
    pub fn new(stream: S, pace: Arc<Pace>, limits: ConnectionLimits) -> Self {
        Self {
            stream,
            pace,
            limits,
            reading: Timer::default(),
            writing: Timer::default(),
        }
    }

    /// Nothing came: too late by now?
    fn wait_for_more(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let turn = self.pace.turn();
        let time = match turn.phase() {
            Phase::Idle => self.limits.idle_time,
            Phase::Head => self.limits.head_time,
            // How long a body may take is said where it is read, in an answer.
            Phase::Busy => return Poll::Pending,
        };
        self.reading.poll(cx, turn, time).map(Err)
    }

    /// An answer was taken. Nobody may look for more until more comes, so the timer has to wake them.
    fn wait_for_the_next(&mut self, cx: &mut Context<'_>) {
        if self.pace.turn().phase() == Phase::Idle {
            let _ = self.wait_for_more(cx);
        }
    }

    /// What is written is not taken: too late by now? The time runs until everything was taken.
    fn wait_for_reader<T>(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        self.writing.poll(cx, (), self.limits.answer_time).map(Err)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let paced = self.get_mut();
        let before = buffer.filled().len();
        let Poll::Ready(read) = Pin::new(&mut paced.stream).poll_read(cx, buffer) else {
            return paced.wait_for_more(cx);
        };
        if buffer.filled().len() > before && paced.pace.turn().phase() == Phase::Idle {
            paced.pace.reach(Phase::Head);
        }
        Poll::Ready(read)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let paced = self.get_mut();
        match Pin::new(&mut paced.stream).poll_write(cx, bytes) {
            Poll::Pending => paced.wait_for_reader(cx),
            written @ Poll::Ready(_) => written,
        }
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let paced = self.get_mut();
        match Pin::new(&mut paced.stream).poll_write_vectored(cx, bytes) {
            Poll::Pending => paced.wait_for_reader(cx),
            written @ Poll::Ready(_) => written,
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let paced = self.get_mut();
        match Pin::new(&mut paced.stream).poll_flush(cx) {
            Poll::Pending => paced.wait_for_reader(cx),
            flushed @ Poll::Ready(_) => {
                paced.writing.stop();
                paced.wait_for_the_next(cx);
                flushed
            }
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let paced = self.get_mut();
        match Pin::new(&mut paced.stream).poll_shutdown(cx) {
            Poll::Pending => paced.wait_for_reader(cx),
            shut @ Poll::Ready(_) => shut,
        }
    }
}

/// A timer for one thing at a time. It is made when it is first needed, and kept.
struct Timer<T> {
    sleep: Option<Pin<Box<Sleep>>>,
    running_for: Option<T>,
}

impl<T> Default for Timer<T> {
    fn default() -> Self {
        Self {
            sleep: None,
            running_for: None,
        }
    }
}

impl<T: PartialEq> Timer<T> {
    /// Starts unless it runs for this already; ready when the time is over.
    fn poll(&mut self, cx: &mut Context<'_>, what: T, time: Duration) -> Poll<io::Error> {
        let sleep = self
            .sleep
            .get_or_insert_with(|| Box::pin(sleep_until(Instant::now())));
        let what = Some(what);
        if self.running_for != what {
            sleep.as_mut().reset(Instant::now() + time);
            self.running_for = what;
        }
        ready!(sleep.as_mut().poll(cx));
        Poll::Ready(io::ErrorKind::TimedOut.into())
    }

    fn stop(&mut self) {
        self.running_for = None;
    }
}

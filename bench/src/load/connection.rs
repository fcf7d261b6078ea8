//! One connection that is kept open.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Failure;
use crate::http::{Head, refused};

pub(super) struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
}

impl Connection {
    pub(super) async fn open(server: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(server).await?;
        stream.set_nodelay(true)?;
        let received = Vec::with_capacity(16 * 1024);
        Ok(Self { stream, received })
    }

    /// Sends a request and reads its answer to the end; gives back its head.
    ///
    /// # Errors
    /// The connection fails, or the answer is not 200 or 201: then it says what the answer was.
    pub(super) async fn exchange(&mut self, request: &[u8]) -> Result<&str, Failure> {
        self.stream.write_all(request).await?;
        self.received.clear();
        let mut known = None;
        loop {
            if self.stream.read_buf(&mut self.received).await? == 0 {
                return Err("the server closed the connection".into());
            }
            if known.is_none() {
                known = Head::parse(&self.received)?;
            }
            if let Some(head) = known
                && let Some(total) = head.total(&self.received)
            {
                self.judge(head, total)?;
                return Ok(std::str::from_utf8(&self.received[..head.length])?);
            }
        }
    }

    fn judge(&self, head: Head, total: usize) -> Result<(), Failure> {
        if !head.is_done() {
            Err(refused(head, &self.received))
        } else if self.received.len() > total {
            Err("the server sent more than it was asked for".into())
        } else {
            Ok(())
        }
    }
}

//! A server that plays those we call: answers each request with the next of its answers, and keeps what it
//! was asked.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What to answer with.
#[derive(Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: String,
    pub body: String,
    /// How long to wait before the body.
    pub wait: Duration,
}

impl Reply {
    pub fn new(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            headers: String::new(),
            body: body.into(),
            wait: Duration::ZERO,
        }
    }

    pub fn with_header(self, header: &str) -> Self {
        let headers = format!("{}{header}\r\n", self.headers);
        Self { headers, ..self }
    }

    pub fn after(self, wait: Duration) -> Self {
        Self { wait, ..self }
    }
}

/// The server. Its last answer is repeated.
pub struct Server {
    pub base: String,
    asked: Arc<Mutex<Vec<String>>>,
    sent: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub async fn start(replies: Vec<Reply>) -> Self {
        Self::start_with(|_| replies).await
    }

    /// The same with answers that name the server itself.
    pub async fn start_with(replies: impl FnOnce(&str) -> Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/v1", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let sent = Arc::new(Mutex::new(Vec::new()));
        let replies = Arc::new(replies(&base));
        let seen = (asked.clone(), sent.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, replies.clone(), seen.clone()));
            }
        });
        Self { base, asked, sent }
    }

    /// The head of each request, as it came in.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// The body of each request.
    pub fn sent(&self) -> Vec<String> {
        self.sent.lock().unwrap().clone()
    }

    /// The first line of each request.
    pub fn targets(&self) -> Vec<String> {
        let asked = self.asked().into_iter();
        asked
            .filter_map(|head| Some(head.lines().next()?.to_owned()))
            .collect()
    }
}

type Seen = Arc<Mutex<Vec<String>>>;

async fn serve(mut stream: TcpStream, replies: Arc<Vec<Reply>>, (seen, sent): (Seen, Seen)) {
    while let Some(head) = read_head(&mut stream).await {
        let Some(body) = read_body(&mut stream, &head).await else {
            return;
        };
        let reply = {
            sent.lock().unwrap().push(body);
            let mut seen = seen.lock().unwrap();
            seen.push(head);
            replies[(seen.len() - 1).min(replies.len() - 1)].clone()
        };
        let head = format!(
            "HTTP/1.1 {} X\r\ncontent-length: {}\r\n{}\r\n",
            reply.status,
            reply.body.len(),
            reply.headers
        );
        let _ = stream.write_all(head.as_bytes()).await;
        tokio::time::sleep(reply.wait).await;
        if stream.write_all(reply.body.as_bytes()).await.is_err() {
            return;
        }
    }
}

async fn read_head(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    String::from_utf8(head).ok()
}

async fn read_body(stream: &mut TcpStream, head: &str) -> Option<String> {
    let head = head.to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    let length = length.map_or(0, |length| length.trim().parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    String::from_utf8(body).ok()
}

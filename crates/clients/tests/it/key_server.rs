//! Key servers: what is fetched, and what goes wrong.

use std::time::Duration;

use contactable_clients::BaseUrl;
use contactable_clients::key_server::{KeyServer, KeyUrl};
use contactable_domain::ports::KeySource;

use crate::server::{Reply, Server};

const KEYS: &str = r#"{"keys":[]}"#;
const PATIENCE: Duration = Duration::from_millis(600);

fn key_server(server: &Server) -> KeyServer {
    let url = KeyUrl::parse(&format!("{}/jwks.json?set=1", server.base)).unwrap();
    KeyServer::of_key_set(&url, PATIENCE).unwrap()
}

fn discovered(server: &Server) -> KeyServer {
    let base = BaseUrl::parse(&server.base).unwrap();
    KeyServer::discovered(&server.base, &base, PATIENCE).unwrap()
}

async fn fault(keys: &KeyServer) -> String {
    keys.fetch().await.unwrap_err().0
}

/// The document of an issuer of this name, whose keys are at the server.
fn document(issuer: &str, server: &Server) -> Reply {
    let body = format!(
        r#"{{"issuer":"{issuer}","jwks_uri":"{}/jwks.json"}}"#,
        server.base
    );
    Reply::new(200, body)
}

#[tokio::test]
async fn the_key_set_is_fetched_as_it_is() {
    let server = Server::start(vec![Reply::new(200, KEYS)]).await;
    assert_eq!(key_server(&server).fetch().await.unwrap(), KEYS);
    assert_eq!(server.targets(), ["GET /v1/jwks.json?set=1 HTTP/1.1"]);
}

#[tokio::test]
async fn the_issuer_says_where_its_keys_are() {
    let keys = Server::start(vec![Reply::new(200, KEYS)]).await;
    let issuer = Server::start_with(|base| {
        vec![Reply::new(
            200,
            format!(
                r#"{{"issuer":"{base}","jwks_uri":"{}/jwks.json"}}"#,
                keys.base
            ),
        )]
    })
    .await;
    assert_eq!(discovered(&issuer).fetch().await.unwrap(), KEYS);
    assert_eq!(
        issuer.targets(),
        ["GET /v1/.well-known/openid-configuration HTTP/1.1"]
    );
    assert_eq!(keys.targets(), ["GET /v1/jwks.json HTTP/1.1"]);
}

#[tokio::test]
async fn a_discovery_document_of_another_issuer_is_not_followed() {
    let keys = Server::start(vec![Reply::new(200, KEYS)]).await;
    let issuer = Server::start(vec![document("https://other.example", &keys)]).await;
    assert_eq!(
        fault(&discovered(&issuer)).await,
        "the discovery document is another issuer's"
    );
    assert!(keys.asked().is_empty());
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let other = Server::start(vec![Reply::new(200, KEYS)]).await;
    let location = format!("location: {}/jwks.json", other.base);
    for status in [301, 302, 303, 307, 308] {
        let server = Server::start(vec![Reply::new(status, "").with_header(&location)]).await;
        let said = format!("the key server answers {status}");
        assert_eq!(fault(&key_server(&server)).await, said);
        assert_eq!(fault(&discovered(&server)).await, said);
    }
    assert!(other.asked().is_empty());
}

#[tokio::test]
async fn what_cannot_be_used_is_told_without_addresses() {
    let long = " ".repeat(256 * 1024 + 1);
    for (reply, said) in [
        (Reply::new(500, KEYS), "the key server answers 500"),
        (Reply::new(404, KEYS), "the key server answers 404"),
        (Reply::new(204, ""), "the key server answers 204"),
        (
            Reply::new(200, long),
            "the answer of the key server is longer than is taken",
        ),
        (
            Reply::new(200, KEYS).after(Duration::from_secs(20)),
            "the key server took too long",
        ),
    ] {
        let server = Server::start(vec![reply]).await;
        assert_eq!(fault(&key_server(&server)).await, said);
        assert_eq!(fault(&discovered(&server)).await, said);
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_said_so() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!(
        "http://{}/jwks.json?code=s3cret",
        listener.local_addr().unwrap()
    );
    drop(listener);
    let keys = KeyServer::of_key_set(&KeyUrl::parse(&url).unwrap(), PATIENCE).unwrap();
    let said = fault(&keys).await;
    assert!(
        said.starts_with("the key server cannot be reached: Connection refused"),
        "{said}"
    );
    assert!(!format!("{said} {keys:?}").contains("s3cret"));
}

//! TLS to the database, where the configuration asks for it and the server is not a socket.

use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

use crate::error::Error;

/// The server's certificate is always checked. Where no TLS is wanted, nothing is read that would be needed for it.
pub fn tls(ca_file: Option<&Path>, mode: SslMode) -> Result<ClientConfig, Error> {
    let unusable =
        |what: String| Error::Failed(format!("the certificates for the database: {what}"));
    let mut roots = RootCertStore::empty();
    match ca_file {
        Some(file) => {
            let found =
                CertificateDer::pem_file_iter(file).map_err(|error| unusable(error.to_string()))?;
            for certificate in found {
                let certificate = certificate.map_err(|error| unusable(error.to_string()))?;
                roots
                    .add(certificate)
                    .map_err(|error| unusable(error.to_string()))?;
            }
        }
        None if mode == SslMode::Disable => {}
        None => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable(error.to_string()))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

/// Whether the password and the data may cross a network in the clear: some host is another machine, and TLS is not
/// required. Where it is merely preferred, whoever stands in between has but to decline it.
pub fn may_be_in_the_clear(server: &Config) -> bool {
    let elsewhere = server.get_hosts().iter().any(|host| !is_this_machine(host));
    // An address beside a name is what is connected to, whatever the name says.
    let addressed = server.get_hostaddrs().iter().any(|ip| !ip.is_loopback());
    (elsewhere || addressed) && server.get_ssl_mode() != SslMode::Require
}

fn is_this_machine(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
        }
        Host::Unix(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_machines_are_spoken_to_by_tls_only() {
        for (server, expected) in [
            ("host=db.example", true),
            ("host=db.example sslmode=prefer", true),
            ("host=db.example sslmode=disable", true),
            ("host=db.example sslmode=require", false),
            ("host=10.0.0.1", true),
            ("host=localhost.example", true),
            ("host=127.0.0.1.example", true),
            ("host=localhost", false),
            ("host=127.0.0.1 sslmode=disable", false),
            ("host=::1", false),
            ("host=/run/postgresql", false),
            ("host=localhost,db.example", true),
            ("host=localhost,db.example sslmode=require", false),
            ("host=localhost,127.0.0.2", false),
            ("hostaddr=10.0.0.1", true),
            ("host=localhost hostaddr=10.0.0.1", true),
            ("host=db.example hostaddr=10.0.0.1 sslmode=require", false),
        ] {
            let parsed: Config = server.parse().unwrap();
            assert_eq!(may_be_in_the_clear(&parsed), expected, "{server}");
        }
    }
}

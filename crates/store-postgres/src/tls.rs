//! TLS to the database, where the configuration asks for it and the server is not a socket.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::config::SslMode;

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

//! The certificate by which the service shows who it is. It can be renewed while the service runs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use secrecy::ExposeSecret as _;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::{CryptoProvider, aws_lc_rs};
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::sign::{CertifiedKey, SingleCertAndKey};
use tokio_rustls::rustls::{Error, ServerConfig};

use crate::secret::read_secret;

/// Why a certificate or its key cannot be used. What stands in the files is not repeated.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// The file with the certificate.
    #[error("tls.certificate: {0}")]
    Certificate(String),
    /// The file with the key.
    #[error("tls.key: {0}")]
    Key(String),
}

/// A certificate with its key, as they were last read.
pub struct Certificates {
    certificate: PathBuf,
    key: PathBuf,
    current: watch::Sender<Arc<ServerConfig>>,
}

impl Certificates {
    /// Reads a certificate, with those that vouch for it after it, and its key; both PEM.
    ///
    /// # Errors
    /// [`CertificateError`].
    pub fn read(certificate: PathBuf, key: PathBuf) -> Result<Self, CertificateError> {
        let current = watch::Sender::new(read(&certificate, &key)?);
        Ok(Self {
            certificate,
            key,
            current,
        })
    }

    /// Reads the files again, for connections to come. What was read before stays when they are not good.
    ///
    /// # Errors
    /// [`CertificateError`].
    pub fn read_again(&self) -> Result<(), CertificateError> {
        self.current
            .send_replace(read(&self.certificate, &self.key)?);
        Ok(())
    }

    /// By what the next connection is secured.
    pub(super) fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(self.current.borrow().clone())
    }
}

fn read(certificate: &Path, key: &Path) -> Result<Arc<ServerConfig>, CertificateError> {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let chain = chain(certificate)?;
    let key = private_key(key)?;
    let certified = certified(chain, key, &provider)?;
    let config =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let mut config = config
        .map_err(|error| CertificateError::Certificate(error.to_string()))?
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(certified)));
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn chain(file: &Path) -> Result<Vec<CertificateDer<'static>>, CertificateError> {
    let refused = |problem: &dyn std::fmt::Display| {
        CertificateError::Certificate(format!("{}: {problem}", file.display()))
    };
    let pem = std::fs::read(file).map_err(|error| refused(&error))?;
    let chain = CertificateDer::pem_slice_iter(&pem).collect::<Result<Vec<_>, _>>();
    match chain {
        Ok(chain) if !chain.is_empty() => Ok(chain),
        _ => Err(refused(&"give a file with a certificate in it (PEM)")),
    }
}

fn private_key(file: &Path) -> Result<PrivateKeyDer<'static>, CertificateError> {
    let pem = read_secret(file).map_err(|error| CertificateError::Key(error.to_string()))?;
    PrivateKeyDer::from_pem_slice(pem.expose_secret().as_bytes()).map_err(|_| {
        let problem = "give a file with one private key in it (PEM), without a passphrase";
        CertificateError::Key(problem.to_owned())
    })
}

/// The certificate with its key, if they belong together.
fn certified(
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
    provider: &CryptoProvider,
) -> Result<CertifiedKey, CertificateError> {
    CertifiedKey::from_der(chain, key, provider).map_err(|error| match error {
        Error::InvalidCertificate(_) => {
            CertificateError::Certificate("the certificate cannot be used".to_owned())
        }
        Error::InconsistentKeys(_) => {
            CertificateError::Key("this is not the key of the certificate".to_owned())
        }
        _ => CertificateError::Key("the key cannot be used".to_owned()),
    })
}

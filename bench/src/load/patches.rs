//! Changes of patients: each names the version that the answer before it told, and has an id of its own.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;

use super::{Ask, Load};
use crate::Failure;
use crate::dataset::patients::replacing_mobile;
use crate::http::{PATIENT, header};
use crate::random::Random;
use crate::subject::Subject;

/// Whom changes are made to. Every connection has patients of its own, or one would be told of a conflict.
pub struct Patches {
    pub server: SocketAddr,
    pub token: String,
    /// Where in a patient's `telecom` the mobile is.
    pub place: usize,
    pub subjects: Arc<[Subject]>,
    /// The version that each is in.
    pub versions: Vec<u64>,
    pub connections: usize,
}

impl Load for Patches {
    fn asker(&self, connection: usize, random: Random) -> Result<Box<dyn Ask>, Failure> {
        let each = self.subjects.len() / self.connections;
        let own = connection * each..(connection + 1) * each;
        let subjects = self.subjects.get(own.clone());
        let versions = self.versions.get(own);
        let patients: Vec<(Subject, u64)> = subjects
            .into_iter()
            .flatten()
            .copied()
            .zip(versions.into_iter().flatten().copied())
            .collect();
        if patients.is_empty() {
            return Err("fewer patients than connections".into());
        }
        Ok(Box::new(Asker {
            server: self.server,
            token: self.token.clone(),
            place: self.place,
            patients,
            current: 0,
            random,
            request: Vec::new(),
        }))
    }
}

struct Asker {
    server: SocketAddr,
    token: String,
    place: usize,
    patients: Vec<(Subject, u64)>,
    /// Which of them is being changed.
    current: usize,
    random: Random,
    request: Vec<u8>,
}

impl Asker {
    fn write(&mut self) -> std::io::Result<()> {
        let (subject, version) = self.patients[self.current];
        let body = replacing_mobile(self.place, version);
        self.request.clear();
        write!(
            self.request,
            "PATCH {PATIENT}/{} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\
             Accept: application/fhir+json\r\nContent-Type: application/json-patch+json\r\n\
             X-Request-ID: {}\r\nIf-Match: W/\"{version}\"\r\nContent-Length: {}\r\n\r\n{body}",
            subject.number.as_str(),
            self.server,
            self.token,
            self.random.uuid(),
            body.len(),
        )
    }
}

impl Ask for Asker {
    fn request(&mut self) -> &[u8] {
        let count = u64::try_from(self.patients.len()).unwrap_or(u64::MAX);
        self.current = usize::try_from(self.random.next() % count).unwrap_or_default();
        // A vector takes whatever is written.
        let _ = self.write();
        &self.request
    }

    fn answered(&mut self, head: &str) -> Result<(), Failure> {
        let tag = header(head, "etag").ok_or("a changed patient without a version")?;
        let version = tag.strip_prefix("W/\"").and_then(|t| t.strip_suffix('"'));
        let version = version.and_then(|digits| digits.parse().ok());
        let known = &mut self.patients[self.current].1;
        match version.filter(|version| *version == *known + 1) {
            Some(version) => *known = version,
            None => return Err(format!("{tag} after version {known}").into()),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use contactable_domain::value::NhsNumber;
    use uuid::Uuid;

    use super::*;

    fn load(connections: usize) -> Patches {
        let number = NhsNumber::parse("9990000018").unwrap();
        let target = Uuid::nil();
        Patches {
            server: "127.0.0.1:80".parse().unwrap(),
            token: "t".to_owned(),
            place: 1,
            subjects: vec![Subject { target, number }; 3].into(),
            versions: vec![4; 3],
            connections,
        }
    }

    #[test]
    fn each_change_follows_the_version_told_before() {
        let mut asker = load(3).asker(2, Random::new(1)).unwrap();
        let first = String::from_utf8(asker.request().to_vec()).unwrap();
        assert!(first.contains("\r\nIf-Match: W/\"4\"\r\n"), "{first}");
        let (_, body) = first.split_once("\r\n\r\n").unwrap();
        let length = format!("\r\nContent-Length: {}\r\n", body.len());
        assert!(first.contains(&length), "{first}");
        asker
            .answered("HTTP/1.1 200 OK\r\nETag: W/\"5\"\r\n\r\n")
            .unwrap();
        let second = String::from_utf8(asker.request().to_vec()).unwrap();
        assert!(second.contains("\r\nIf-Match: W/\"5\"\r\n"), "{second}");
        let id = |text: &str| {
            let (_, rest) = text.split_once("X-Request-ID: ").unwrap();
            rest[..36].to_owned()
        };
        assert_ne!(id(&first), id(&second));
        for head in [
            "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nETag: W/\"5\"\r\n\r\n",
        ] {
            assert!(asker.answered(head).is_err(), "{head}");
        }
    }

    #[test]
    fn every_connection_needs_a_patient() {
        assert!(load(4).asker(0, Random::new(1)).is_err());
    }
}

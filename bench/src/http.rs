//! As much of HTTP/1.1 as measuring needs: requests written once and aimed at a target by overwriting
//! its id or number, and answers of a known length.

use std::net::SocketAddr;

use crate::subject::Subject;
pub use contactable_harness::answer::{Answer, Head, ask, header, refused};

/// The path of records.
pub const PATH: &str = "/contact-details";

/// The path of questions how targets can be reached.
const REACH: &str = "/contactability";

/// The path of patients.
pub const PATIENT: &str = "/personal-demographics/FHIR/R4/Patient";

/// Stands in the request's text where the target's id goes.
pub const TARGET: &str = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/// Stands in the request's text where the NHS number goes.
const NUMBER: &str = "##########";

/// Every read of a patient has this id; only changes are known by theirs.
const READ_ID: &str = "7f1e4c52-9d3a-4b6e-8a27-d04c5b9e6f10";

/// A request, ready to be sent about any targets.
#[derive(Clone)]
pub struct Request {
    bytes: Vec<u8>,
    places: Vec<Place>,
}

/// Where in a request somebody is named, and how.
#[derive(Clone, Copy)]
enum Place {
    Target(usize),
    Number(usize),
}

impl Request {
    /// Lists the contact details of a target.
    pub fn list(server: SocketAddr, token: &str) -> Self {
        Self::of(&format!(
            "GET {PATH}?targetId={TARGET} HTTP/1.1\r\nHost: {server}\r\n\
             Authorization: Bearer {token}\r\nAccept: application/json\r\n\r\n"
        ))
    }

    /// Reads a patient by their number.
    pub fn read_patient(server: SocketAddr, token: &str) -> Self {
        Self::of(&format!(
            "GET {PATIENT}/{NUMBER} HTTP/1.1\r\nHost: {server}\r\n\
             Authorization: Bearer {token}\r\nAccept: application/fhir+json\r\n\
             X-Request-ID: {READ_ID}\r\n\r\n"
        ))
    }

    /// Asks how a target can be reached.
    pub fn reach(server: SocketAddr, token: &str) -> Self {
        Self::of(&format!(
            "GET {REACH}?targetId={TARGET} HTTP/1.1\r\nHost: {server}\r\n\
             Authorization: Bearer {token}\r\nAccept: application/json\r\n\r\n"
        ))
    }

    /// Asks how so many targets can be reached.
    pub fn reach_many(server: SocketAddr, token: &str, count: usize) -> Self {
        let ids = vec![format!("\"{TARGET}\""); count].join(",");
        Self::post(server, REACH, token, &format!("{{\"targetIds\":[{ids}]}}"))
    }

    /// Creates a contact detail. The body says [`TARGET`] where the target's id goes.
    pub fn create(server: SocketAddr, token: &str, body: &str) -> Self {
        Self::post(server, PATH, token, body)
    }

    fn post(server: SocketAddr, path: &str, token: &str, body: &str) -> Self {
        Self::of(&format!(
            "POST {path} HTTP/1.1\r\nHost: {server}\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ))
    }

    fn of(text: &str) -> Self {
        let targets = text.match_indices(TARGET);
        let targets = targets.map(|(at, _)| Place::Target(at));
        let numbers = text.match_indices(NUMBER);
        let numbers = numbers.map(|(at, _)| Place::Number(at));
        Self {
            places: targets.chain(numbers).collect(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    /// The request's bytes, about this subject.
    pub fn about(&mut self, subject: Subject) -> &[u8] {
        self.about_each(|| subject)
    }

    /// The request's bytes, about another subject at each place.
    pub fn about_each(&mut self, mut next: impl FnMut() -> Subject) -> &[u8] {
        for place in &self.places {
            let subject = next();
            match *place {
                Place::Target(at) => {
                    if let Some(id) = self.bytes.get_mut(at..at + TARGET.len()) {
                        subject.target.as_hyphenated().encode_lower(id);
                    }
                }
                Place::Number(at) => {
                    if let Some(number) = self.bytes.get_mut(at..at + NUMBER.len()) {
                        number.copy_from_slice(subject.number.as_str().as_bytes());
                    }
                }
            }
        }
        &self.bytes
    }

    /// How many targets it is about.
    pub fn targets(&self) -> usize {
        self.places.len()
    }
}

#[cfg(test)]
mod tests {
    use contactable_domain::value::NhsNumber;
    use uuid::Uuid;

    use super::*;

    fn subject(target: Uuid) -> Subject {
        let number = NhsNumber::parse("9990000018").unwrap();
        Subject { target, number }
    }

    #[test]
    fn a_request_is_aimed_again_and_again() {
        let server = "127.0.0.1:80".parse().unwrap();
        let mut list = Request::list(server, "token");
        for text in [
            "018f3f2e-7a3b-7c00-8000-0123456789ab",
            "00000000-0000-4000-8000-000000000001",
        ] {
            let aimed = list.about(subject(Uuid::parse_str(text).unwrap())).to_vec();
            let aimed = String::from_utf8(aimed).unwrap();
            let first = format!("GET /contact-details?targetId={text} HTTP/1.1\r\n");
            assert!(aimed.starts_with(&first), "{aimed}");
        }
        let mut many = Request::reach_many(server, "token", 3);
        let mut number = 0;
        let aimed = many.about_each(|| {
            number += 1;
            subject(Uuid::from_u128(number))
        });
        let aimed = String::from_utf8(aimed.to_vec()).unwrap();
        assert_eq!((many.targets(), number), (3, 3));
        assert!(aimed.ends_with("0001\",\"00000000-0000-0000-0000-000000000002\",\"00000000-0000-0000-0000-000000000003\"]}"), "{aimed}");
        let mut read = Request::read_patient(server, "t");
        let aimed = read.about(subject(Uuid::nil())).to_vec();
        let aimed = String::from_utf8(aimed).unwrap();
        let first = format!("GET {PATIENT}/9990000018 HTTP/1.1\r\n");
        assert!(aimed.starts_with(&first), "{aimed}");
        let mut create = Request::create(server, "t", &format!("{{\"targetId\":\"{TARGET}\"}}"));
        let aimed = String::from_utf8(create.about(subject(Uuid::nil())).to_vec()).unwrap();
        assert!(aimed.contains("Content-Length: 51\r\n"), "{aimed}");
        assert!(aimed.ends_with("{\"targetId\":\"00000000-0000-0000-0000-000000000000\"}"));
    }
}

//! The bodies that OS Places answers with.

use serde::Deserialize;

use super::dpa::DpaRecord;

/// One page of results.
#[derive(Deserialize)]
pub(super) struct Answer {
    header: Header,
    /// Absent, not empty, when nothing was found.
    #[serde(default)]
    results: Vec<Entry>,
}

#[derive(Deserialize)]
struct Header {
    totalresults: usize,
}

/// One result. Of a dataset that we did not ask for, nothing is taken.
#[derive(Deserialize)]
struct Entry {
    #[serde(rename = "DPA")]
    dpa: Option<DpaRecord>,
}

impl Answer {
    /// How many results there are on all pages.
    pub(super) fn total(&self) -> usize {
        self.header.totalresults
    }

    /// How many results are on this page.
    pub(super) fn count(&self) -> usize {
        self.results.len()
    }

    pub(super) fn into_records(self) -> impl Iterator<Item = DpaRecord> {
        self.results.into_iter().filter_map(|entry| entry.dpa)
    }
}

/// The body of a 400.
#[derive(Deserialize)]
struct Complaint {
    error: ComplaintText,
}

#[derive(Deserialize)]
struct ComplaintText {
    message: String,
}

/// Whether the body of a 400 says that no postcode in use begins like this one. It is well formed, or we
/// would not have asked, so that means: nothing found.
pub(super) fn finds_no_such_postcode(body: &[u8]) -> bool {
    serde_json::from_slice(body).is_ok_and(|complaint: Complaint| {
        complaint
            .error
            .message
            .starts_with("Requested postcode must")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_may_be_absent_and_of_other_datasets() {
        let read = |text: &str| serde_json::from_str::<Answer>(text).unwrap();
        let none = read(r#"{"header": {"totalresults": 0}}"#);
        assert_eq!((none.total(), none.count()), (0, 0));
        let mixed = read(
            r#"{"header": {"totalresults": 3, "epoch": "118"},
                "results": [{"LPI": {"UPRN": "1"}}, {"DPA": {"UPRN": "2", "X_COORDINATE": 1.5}}, {}]}"#,
        );
        assert_eq!(mixed.count(), 3);
        assert_eq!(mixed.into_records().count(), 1);
    }

    #[test]
    fn only_one_complaint_means_that_nothing_was_found() {
        let said =
            |message: &str| format!(r#"{{"error":{{"statuscode":400,"message":"{message}"}}}}"#);
        let short = said("Requested postcode must contain a minimum of the sector");
        assert!(finds_no_such_postcode(short.as_bytes()));
        let other = said("Parameter dataset is unknown");
        assert!(!finds_no_such_postcode(other.as_bytes()));
        assert!(!finds_no_such_postcode(b"Requested postcode must"));
    }
}

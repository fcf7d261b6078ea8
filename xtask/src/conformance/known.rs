//! Where this server is known to differ from the cases, and why.

/// By how the id of a case begins.
const BY_ID: &[(&str, &str)] = &[(
    "search-",
    "people are not found by who they are: searching by demographics is out of scope",
)];

/// By what a case is founded on.
const BY_CONFIDENCE: &[(&str, &str)] = &[
    ("sandbox-only", "true of the sandbox alone, not of PDS"),
    ("sandbox-observed", "seen in the sandbox alone, not of PDS"),
];

/// Why a case is known to come out otherwise, if it is.
pub fn because(id: &str, confidence: &str) -> Option<&'static str> {
    let by_id = BY_ID.iter().find(|(start, _)| id.starts_with(start));
    let by_confidence = || BY_CONFIDENCE.iter().find(|(known, _)| *known == confidence);
    by_id.or_else(by_confidence).map(|(_, because)| *because)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_listed_is_known() {
        assert!(because("search-001", "exact").is_some());
        assert!(because("address-007", "sandbox-only").is_some());
        assert!(because("research-001", "exact").is_none());
        assert!(because("read-001", "inferred").is_none());
    }
}

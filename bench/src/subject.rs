//! Whom requests are about.

use contactable_domain::value::NhsNumber;
use uuid::Uuid;

use crate::Failure;

/// The first nine digits of the copies' numbers. What comes before is left to whoever is copied.
const NUMBERED: std::ops::RangeInclusive<u32> = 999_000_100..=999_999_999;

/// A target, by either of its ids.
#[derive(Clone, Copy)]
pub struct Subject {
    pub target: Uuid,
    pub number: NhsNumber,
}

/// These targets, each with a number of its own.
///
/// # Errors
/// There are not as many numbers.
pub fn numbered(targets: impl ExactSizeIterator<Item = Uuid>) -> Result<Vec<Subject>, Failure> {
    let count = targets.len();
    let numbers = test_numbers();
    let subjects: Vec<Subject> = targets
        .zip(numbers)
        .map(|(target, number)| Subject { target, number })
        .collect();
    if subjects.len() < count {
        let most = subjects.len();
        return Err(format!("there are NHS numbers for tests for {most} targets").into());
    }
    Ok(subjects)
}

/// Those that are set aside for tests.
fn test_numbers() -> impl Iterator<Item = NhsNumber> {
    // Where the check would be 10 no digit fits, and there is no such number.
    NUMBERED.filter_map(|nine| {
        (0..=9).find_map(|check| NhsNumber::parse(&format!("{nine}{check}")).ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_another_and_for_tests() {
        let targets = vec![Uuid::nil(); 500];
        let subjects = numbered(targets.into_iter()).unwrap();
        let numbers = subjects.iter().map(|subject| subject.number);
        assert!(numbers.clone().all(|number| number.is_test()));
        let different: std::collections::BTreeSet<String> =
            numbers.map(|number| number.as_str().to_owned()).collect();
        assert_eq!(different.len(), 500);
    }
}

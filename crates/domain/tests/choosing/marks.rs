//! What was found out about a value: whichever is told first, the marks come to the same.

use contactable_domain::contact_detail::{
    FailureKind, Marks, Undeliverable, Verification, VerifiedBy,
};
use contactable_domain::vocabulary::Means;
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::prelude::*;

/// Something that was found, at so many seconds.
#[derive(Clone, Copy, Debug)]
enum Found {
    Right(i64),
    Failed(bool, i64),
}

fn told(marks: &Marks, found: Found) -> Marks {
    let at = |seconds| Timestamp::from_second(seconds).expect("an instant");
    match found {
        Found::Right(seconds) => marks.with_verification(Verification {
            how: VerifiedBy::Code,
            at: at(seconds),
        }),
        Found::Failed(hard, seconds) => marks.with_failure(Undeliverable {
            failure: if hard {
                FailureKind::Hard
            } else {
                FailureKind::Soft
            },
            means: Means::Text,
            evidence: None,
            at: at(seconds),
        }),
    }
}

fn all(found: &[Found]) -> Marks {
    let none = Marks::default();
    found.iter().fold(none, |marks, found| told(&marks, *found))
}

fn any_found() -> impl Strategy<Value = Found> {
    prop_oneof![
        (0i64..6).prop_map(Found::Right),
        (any::<bool>(), 0i64..6).prop_map(|(hard, at)| Found::Failed(hard, at)),
    ]
}

#[test]
fn a_failure_that_is_told_late_does_not_undo_a_verification() {
    for order in [
        [Found::Failed(true, 1), Found::Right(2)],
        [Found::Right(2), Found::Failed(true, 1)],
    ] {
        let marks = all(&order);
        assert!(!marks.is_dead() && marks.verified.is_some(), "{order:?}");
    }
    assert!(all(&[Found::Right(1), Found::Failed(true, 2)]).is_dead());
}

#[test]
fn the_latest_failure_stands() {
    for order in [
        [Found::Failed(true, 1), Found::Failed(false, 2)],
        [Found::Failed(false, 2), Found::Failed(true, 1)],
    ] {
        assert!(all(&order).is_doubtful(), "{order:?}");
    }
    assert!(all(&[Found::Failed(false, 1), Found::Failed(true, 1)]).is_dead());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_telling_makes_no_difference(found in vec(any_found(), 0..5), turn in 0usize..5) {
        let mut turned = found.clone();
        turned.rotate_left(turn.min(found.len()));
        let mut reversed = found.clone();
        reversed.reverse();
        prop_assert_eq!(all(&found), all(&turned));
        prop_assert_eq!(all(&found), all(&reversed));
    }
}

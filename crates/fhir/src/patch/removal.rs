//! A removal follows a test of what is removed, so that a stale index removes nothing (PDS, "PATCH mechanics").

use super::op::{Kind, Op};
use crate::outcome::Problem;

/// Looks at what stands directly before each removal from a list.
pub(super) fn check(ops: &[Op]) -> Result<(), Problem> {
    let mut before: Option<&Op> = None;
    for op in ops {
        let from_list = op.kind == Kind::Remove && op.path.steps().len() > 1;
        if from_list && !before.is_some_and(|test| is_equivalent(test, op)) {
            return Err(unproved(op, before));
        }
        before = Some(op);
    }
    Ok(())
}

/// Whether a test is of the same, or says which item it is that the removal is from.
fn is_equivalent(test: &Op, removal: &Op) -> bool {
    let same = test.path == removal.path;
    let of_item = test.path.shares_item_with(&removal.path)
        && match test.path.steps().get(2..) {
            Some([]) => true,
            Some([member]) => member == "id" || member == "url",
            _ => false,
        };
    test.kind == Kind::Test && (same || of_item)
}

fn unproved(op: &Op, before: Option<&Op>) -> Problem {
    let instead = match before {
        None => "it is the first item".to_owned(),
        Some(other) => format!(
            "it is preceded by '{}' of '{}'",
            other.kind.as_str(),
            other.path.as_str()
        ),
    };
    Problem::invalid_update(format!(
        "removal '{}' is not immediately preceded by equivalent test - instead {instead}",
        op.path.as_str()
    ))
}

//! What is looked at first.

use serde_json::{Value, json};

use crate::support::{full, refused};

/// Faults in the order in which they are told: each patch list has its own fault and all that come after.
#[test]
fn the_first_fault_in_this_order_is_told() {
    let bad_op = json!({"op": "copy", "path": "/telecom/0"});
    let unknown = json!({"op": "add", "path": "/pets", "value": 1});
    let unnamed = json!({"op": "replace", "path": "/telecom/1/value", "value": "1"});
    let unproved = json!({"op": "remove", "path": "/contact/0"});
    let stale = json!({"op": "test", "path": "/telecom/9/id", "value": "1"});
    let outside = json!({"op": "replace", "path": "/gender", "value": "1"});
    let no_such = json!({"op": "replace", "path": "/address/0/id", "value": "NOSUCH"});
    let malformed = json!({"op": "add", "path": "/telecom/-", "value": {}});
    let second =
        json!({"op": "add", "path": "/address/-", "value": {"use": "home", "line": ["1", "2"]}});
    let all = [
        (bad_op, "Invalid value - 'copy' in field"),
        (
            unknown,
            "Invalid update with error - Update unsupported for resource - 'pets'",
        ),
        (unnamed, "Invalid update with error - no id or url found"),
        (unproved, "Invalid update with error - removal '/contact/0'"),
        (
            stale,
            "Invalid update with error - Invalid patch - index '9'",
        ),
        (
            outside,
            "Invalid update with error - Update unsupported for resource - 'gender'",
        ),
        (
            no_such,
            "Invalid update with error - no 'address' resources with object id 'NOSUCH'",
        ),
        (malformed, "Missing value - 'telecom/4/system'"),
        (
            second,
            "Invalid update with error - multiple addresses of one use",
        ),
    ];
    for from in 0..all.len() {
        // In the list they stand the other way round.
        let patches: Vec<Value> = all[from..]
            .iter()
            .rev()
            .map(|(patch, _)| patch.clone())
            .collect();
        let (_, told) = refused(&full(), json!(patches));
        assert!(
            told.starts_with(all[from].1),
            "{told} instead of {}",
            all[from].1
        );
    }
}

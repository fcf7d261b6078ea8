//! Whether each patch says which item it is about (PDS, "PATCH mechanics"). Looked at before anything is applied.

use super::op::{Kind, Op};
use super::path::Path;
use crate::outcome::{Codes, Fault, Problem, Undecided};

/// Looks at every patch of a list that is ours.
pub(super) fn check(ops: &[Op], codes: &Codes) -> Result<(), Problem> {
    let numbered = ops.iter().enumerate();
    let changing = numbered.filter(|(_, op)| op.kind != Kind::Test);
    for (index, op) in changing {
        let Some(key) = op.path.key() else { continue };
        let is_item = op.path.within().is_empty();
        match (op.path.steps().len(), op.kind) {
            (1, _) => return Err(whole_list(index, op, codes)),
            (2, Kind::Add) => check_added(index, op, key, codes)?,
            (2, Kind::Replace) if op.value.member(key).is_none() => return Err(unnamed(&op.path)),
            (_, Kind::Remove) if op.path.within() == [key] => return Err(unnamed(&op.path)),
            (_, Kind::Add | Kind::Replace) if !is_item && !is_named(op, key, ops) => {
                return Err(unnamed(&op.path));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether a patch of a part of an item is beside one that says which item it is.
fn is_named(op: &Op, key: &str, ops: &[Op]) -> bool {
    let mut others = ops.iter();
    others.any(|other| {
        let names = match other.path.within() {
            [] => other.kind == Kind::Replace && other.value.member(key).is_some(),
            [member] => member == key && other.kind != Kind::Remove,
            _ => false,
        };
        names && other.path.shares_item_with(&op.path)
    })
}

fn unnamed(path: &Path) -> Problem {
    let root = path.root();
    Problem::invalid_update(format!("no id or url found for path with root {root}"))
}

fn check_added(index: usize, op: &Op, key: &str, codes: &Codes) -> Result<(), Problem> {
    let list = op.path.resource();
    if op.path.item().is_some() {
        let sentence = format!("a new item of '{list}' must be added at '/{list}/-'");
        return Err(fault(Undecided::NumberedAdd, index, op, sentence).problem(codes));
    }
    let field = format!("{index}/value/{key}");
    let fault = match (key, op.value.member(key)) {
        ("id", Some(id)) => {
            let sentence = format!("a new item of '{list}' must not have an id");
            Fault::new(Undecided::IdOnAdd, field, id.shown(), sentence)
        }
        ("url", None) => {
            let sentence = format!("a new item of '{list}' must have a url");
            Fault::new(Undecided::MissingMember, field, "", sentence)
        }
        _ => return Ok(()),
    };
    Err(fault.problem(codes))
}

fn whole_list(index: usize, op: &Op, codes: &Codes) -> Problem {
    let list = op.path.resource();
    let sentence = format!("'{list}' must be changed item by item");
    fault(Undecided::WholeList, index, op, sentence).problem(codes)
}

fn fault(case: Undecided, index: usize, op: &Op, sentence: String) -> Fault {
    Fault::new(case, format!("{index}/path"), op.path.as_str(), sentence)
}

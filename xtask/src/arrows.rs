//! The dependency rules: the crates of this workspace depend on each other, and on the libraries that
//! are kept to few, exactly as the table in ARCHITECTURE.md says. Cargo would allow a new arrow in
//! silence; here it has to be drawn first.

mod built;
mod drawn;

use std::collections::{BTreeMap, BTreeSet};

use crate::Failure;
use crate::cargo::root;

/// What one crate builds on.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
struct Row {
    /// Crates of this workspace.
    workspace: BTreeSet<String>,
    /// Libraries from outside that no crate may use whose row does not name them.
    reserved: BTreeSet<String>,
}

/// The rows by crate.
type Arrows = BTreeMap<String, Row>;

/// The crate that stays free of I/O.
const PURE: &str = "contactable-domain";
/// What it must not even reach through others.
const KEPT_OUT: [&str; 4] = ["axum", "hyper", "rusqlite", "tokio"];

/// Compares the workspace with the table.
///
/// # Errors
/// Every difference.
pub fn check() -> Result<(), Failure> {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md"))
        .map_err(|e| format!("ARCHITECTURE.md: {e}"))?;
    let drawn = drawn::read(&text)?;
    let workspace = built::read()?;
    let reserved: BTreeSet<String> = drawn.values().flat_map(|r| r.reserved.clone()).collect();
    let mut differences = compare(&drawn, &built::arrows(&workspace, &reserved));
    let reached = built::reached_from(&workspace, PURE);
    let unwanted = KEPT_OUT.iter().filter(|name| reached.contains(**name));
    differences.extend(unwanted.map(|name| format!("`{PURE}` must not reach `{name}`")));
    if differences.is_empty() {
        return Ok(());
    }
    let list = differences.join("\n  ");
    Err(format!("the arrows and ARCHITECTURE.md differ:\n  {list}").into())
}

fn compare(drawn: &Arrows, built: &Arrows) -> Vec<String> {
    let crates: BTreeSet<&String> = drawn.keys().chain(built.keys()).collect();
    let mut differences = Vec::new();
    for name in crates {
        match (drawn.get(name), built.get(name)) {
            (Some(drawn), Some(built)) => {
                let pairs = [
                    (&drawn.workspace, &built.workspace),
                    (&drawn.reserved, &built.reserved),
                ];
                for (drawn, built) in pairs {
                    let new = built.difference(drawn);
                    differences.extend(new.map(|on| {
                        format!("`{name}` depends on `{on}`, which its row does not allow")
                    }));
                    let gone = drawn.difference(built);
                    differences.extend(gone.map(|on| {
                        format!("`{name}` does not depend on `{on}`, though its row says so")
                    }));
                }
            }
            (None, _) => differences.push(format!("`{name}` has no row")),
            (_, None) => differences.push(format!("there is no crate `{name}`")),
        }
    }
    differences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrows(rows: &[(&str, &[&str], &[&str])]) -> Arrows {
        let set = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        rows.iter()
            .map(|(name, workspace, reserved)| {
                let row = Row {
                    workspace: set(workspace),
                    reserved: set(reserved),
                };
                (name.to_string(), row)
            })
            .collect()
    }

    #[test]
    fn the_workspace_is_as_architecture_md_draws_it() {
        if let Err(differences) = check() {
            panic!("{differences}");
        }
    }

    #[test]
    fn an_arrow_too_many_or_too_few_shows() {
        let drawn = arrows(&[("a", &["b"], &[]), ("b", &[], &["axum"]), ("c", &[], &[])]);
        let built = arrows(&[
            ("a", &[], &["axum"]),
            ("b", &["a"], &["axum"]),
            ("d", &[], &[]),
        ]);
        assert_eq!(
            compare(&drawn, &built),
            [
                "`a` does not depend on `b`, though its row says so",
                "`a` depends on `axum`, which its row does not allow",
                "`b` depends on `a`, which its row does not allow",
                "there is no crate `c`",
                "`d` has no row",
            ]
        );
    }
}

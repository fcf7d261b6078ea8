//! The table in ARCHITECTURE.md.
//!
//! It stands under the heading `## Arrows` and has three columns: the crate, the crates of this
//! workspace it depends on, and the libraries that it, and only crates that name them too, may use.
//! Names are in backticks; other words in a cell are for the reader.

use std::collections::BTreeSet;

use super::{Arrows, Row};
use crate::Failure;

const HEADING: &str = "## Arrows";

/// Reads the table.
///
/// # Errors
/// There is none, or a row of it is not in the form above.
pub(super) fn read(text: &str) -> Result<Arrows, Failure> {
    let mut arrows = Arrows::new();
    // After the heading row and the dashes below it.
    for line in table(text).skip(2) {
        let (name, row) =
            row(line).ok_or_else(|| format!("ARCHITECTURE.md: cannot read {line}"))?;
        if arrows.insert(name.clone(), row).is_some() {
            return Err(format!("ARCHITECTURE.md: `{name}` has two rows").into());
        }
    }
    if arrows.is_empty() {
        return Err(format!("ARCHITECTURE.md has no table under {HEADING}").into());
    }
    Ok(arrows)
}

fn table(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .skip_while(|line| line.trim_end() != HEADING)
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
}

fn row(line: &str) -> Option<(String, Row)> {
    let cells: Vec<&str> = line.trim().trim_matches('|').split('|').collect();
    let [name, workspace, reserved] = cells.as_slice() else {
        return None;
    };
    let row = Row {
        workspace: names(workspace).collect(),
        reserved: names(reserved).collect::<BTreeSet<_>>(),
    };
    Some((names(name).next()?, row))
}

/// What stands between backticks.
fn names(cell: &str) -> impl Iterator<Item = String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# The house
| `not` | this | one |
## Arrows
Words before it.

| crate | depends on | alone may use |
| --- | --- | --- |
| `domain` | nothing | |
| `http` | `domain`, `service` | `axum` |

| `not` | this | either |
## Later
";

    #[test]
    fn the_table_under_the_heading_is_read() {
        let arrows = read(TEXT).unwrap();
        assert_eq!(arrows.keys().collect::<Vec<_>>(), ["domain", "http"]);
        assert_eq!(arrows["domain"], Row::default());
        assert!(arrows["http"].workspace.contains("service"));
        assert_eq!(arrows["http"].workspace.len(), 2);
        assert!(arrows["http"].reserved.contains("axum"));
    }

    #[test]
    fn a_missing_table_or_a_broken_row_is_told() {
        assert!(read("# Nothing").is_err());
        let two_cells = TEXT.replace("| `domain` | nothing | |", "| `domain` | nothing |");
        assert!(read(&two_cells).is_err());
        let twice = TEXT.replace("`domain` | nothing", "`http` | nothing");
        assert!(read(&twice).is_err());
    }
}

//! `contactable vocabulary`: what every interface calls a detail, and what each of them cannot say.

use contactable_domain::vocabulary::{HEADINGS, READ_ONLY, Row, relationships, uses};

use super::say;
use super::table::columns;

/// Prints the table.
pub fn run() {
    say("What a detail is for\n");
    say(&table(uses()));
    say("\nWhose it is, on every channel\n");
    say(&table(relationships()));
    say(&format!("\n{READ_ONLY}"));
}

fn table(rows: impl Iterator<Item = Row>) -> String {
    let lines: Vec<Vec<String>> = rows.map(|row| row.cells().to_vec()).collect();
    columns(&HEADINGS, &lines)
}

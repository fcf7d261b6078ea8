//! The store suite on SQLite, and what is SQLite's alone.

mod earlier_schema;
mod file;
mod lookup;
mod trail;
mod walls;

use std::sync::Arc;

use contactable_domain::ports::Evidence;
use contactable_store_sqlite::{Options, SqliteStore};
use tempfile::TempDir;

fn fresh() -> (Arc<dyn Evidence>, TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = SqliteStore::open(&folder.path().join("contactable.db"), Options::default());
    (Arc::new(store.expect("it opens")), folder)
}

contactable_testkit::store_suite!(crate::fresh);

#[test]
fn random_histories_go_as_the_model_says() {
    contactable_testkit::random_history::check(48, fresh);
}

#[test]
fn random_changes_of_whole_lists_go_as_the_model_says() {
    contactable_testkit::random_patients::check(32, fresh);
}

#[test]
fn whatever_breaks_every_event_is_told_in_order() {
    contactable_testkit::random_relaying::check(24, fresh);
}

#[test]
fn nobody_sees_what_the_decision_refuses() {
    contactable_testkit::random_access::check(48, fresh);
}

//! The store suite on PostgreSQL, and what is PostgreSQL's alone.

mod areas;
mod database;
mod lookup;
mod lost_connections;
mod migrating;
mod pair;
mod plans;
mod proxy;
mod replicas;
mod schema;
mod silent_hosts;
mod tls;
mod trail;
mod two_stores;
mod walls;

use std::sync::Arc;

use contactable_domain::ports::Evidence;
use contactable_store_postgres::Options;

use database::Database;

fn fresh() -> (Arc<dyn Evidence>, Database) {
    let database = Database::migrated();
    let store = database.store(Options::default());
    (Arc::new(store), database)
}

contactable_testkit::store_suite!(crate::fresh);

#[test]
fn random_histories_go_as_the_model_says() {
    let database = Database::migrated();
    contactable_testkit::random_history::check(16, || again(&database));
}

#[test]
fn random_changes_of_whole_lists_go_as_the_model_says() {
    let database = Database::migrated();
    contactable_testkit::random_patients::check(12, || again(&database));
}

#[test]
fn whatever_breaks_every_event_is_told_in_order() {
    let database = Database::migrated();
    contactable_testkit::random_relaying::check(8, || again(&database));
}

#[test]
fn nobody_sees_what_the_decision_refuses() {
    let database = Database::migrated();
    contactable_testkit::random_access::check(16, || again(&database));
}

/// The same database with nothing in it, which takes less time than another one.
fn again(database: &Database) -> (Arc<dyn Evidence>, ()) {
    database.clear();
    (Arc::new(database.store(Options::default())), ())
}

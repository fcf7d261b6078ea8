//! Every statement that the store runs, to be prepared on each connection before it is used.

use crate::{
    carried, chain, connection, contact_details, dead_letters, done_requests, event_log,
    identifiers, leases, lists, lookup, lookup_index, outbox, passes, preferences, replicas,
    restrictions, revocations, settings, sharing_grants, sink_positions, slots, successions,
    targets, together, trail, turns, view,
};

/// Those of whoever reads in several steps, and of whoever writes. What several units of work write together is written in
/// this order: within a file, what makes a row stands before what changes it, and what frees a place before what takes it.
pub const ALL: &[&[&str]] = &[
    connection::STATEMENTS,
    carried::STATEMENTS,
    contact_details::STATEMENTS,
    dead_letters::STATEMENTS,
    done_requests::STATEMENTS,
    event_log::STATEMENTS,
    identifiers::STATEMENTS,
    leases::STATEMENTS,
    lists::STATEMENTS,
    lookup::STATEMENTS,
    lookup_index::STATEMENTS,
    outbox::STATEMENTS,
    passes::STATEMENTS,
    preferences::STATEMENTS,
    replicas::heartbeat::STATEMENTS,
    replicas::seen::STATEMENTS,
    restrictions::STATEMENTS,
    revocations::STATEMENTS,
    settings::STATEMENTS,
    sharing_grants::STATEMENTS,
    sink_positions::STATEMENTS,
    slots::STATEMENTS,
    successions::STATEMENTS,
    targets::STATEMENTS,
    chain::STATEMENTS,
    trail::STATEMENTS,
    turns::STATEMENTS,
    SHARED,
];

/// Those that answer a read by themselves, over a connection that others use at the same time.
pub const SHARED: &[&str] = &[
    together::PLAIN_PAGES,
    view::PLAIN_FIND,
    contact_details::PLACES,
];

/// Those by which whoever writes looks up what is there: what units of work ask beside each other is asked as one.
pub const GATHERED: &[&str] = &[
    carried::OF,
    contact_details::CURRENT,
    contact_details::CURRENT_OF,
    contact_details::PLACE_IN,
    done_requests::FIND,
    identifiers::VALUE,
    preferences::CURRENT,
    restrictions::LATEST,
    slots::OCCUPIED,
    successions::LATEST,
    targets::IN_SHORT_HELD,
];

/// Those that change one row of each target, so that the units of a wave can change theirs with one statement.
pub const UPDATES: &[&str] = &[targets::RAISE];

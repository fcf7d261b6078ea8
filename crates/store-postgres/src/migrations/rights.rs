//! The rights of the role as which the service runs: what is history can be added to and never changed, no table can be
//! altered or dropped, and the wall between areas holds.

use tokio_postgres::Client;

use crate::error::Error;

/// What may be done to which tables.
const RIGHTS: &[(&str, &[&str])] = &[
    ("SELECT", &["refinery_schema_history"]),
    (
        "SELECT, INSERT",
        &[
            "contact_detail_version",
            "contact_detail_key",
            "successor",
            "contact_preference_version",
            "restriction",
            "pass",
            "succession",
            "trail",
        ],
    ),
    (
        "SELECT, INSERT, UPDATE",
        &[
            "target",
            "contact_detail",
            "contact_preference",
            "sharing_grant",
            "target_identifier",
            "revocation",
            "carried",
            "sink_position",
        ],
    ),
    // Each has all its rows from the beginning.
    (
        "SELECT, UPDATE",
        &["audit_head", "relay_lease", "heartbeat"],
    ),
    (
        "SELECT, INSERT, DELETE",
        &["slot", "validity_turn", "identifier_key", "lookup"],
    ),
    (
        "SELECT, INSERT, UPDATE, DELETE",
        &[
            "outbox",
            "event_log",
            "dead_letter",
            "relay_member",
            "done_request",
            "setting",
        ],
    ),
];

const IS_MINE: &str = "SELECT current_user::text = $1";
const IS_THERE: &str = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = $1";

/// Gives the role these rights and takes all others.
pub async fn grant(client: &Client, role: &str) -> Result<(), Error> {
    if client.query_one(IS_MINE, &[&role]).await?.try_get(0)? {
        return Ok(());
    }
    let Some(row) = client.query_opt(IS_THERE, &[&role]).await? else {
        return Err(Error::Schema(format!(
            "there is no role {role}; make it first: CREATE ROLE {quoted} LOGIN NOSUPERUSER NOBYPASSRLS",
            quoted = quoted(role)
        )));
    };
    if row.try_get(0)? {
        return Err(Error::Schema(format!(
            "the role {role} passes the wall between areas; take that from it: ALTER ROLE {quoted} NOSUPERUSER NOBYPASSRLS",
            quoted = quoted(role)
        )));
    }
    Ok(client.batch_execute(&statements(role)).await?)
}

fn statements(role: &str) -> String {
    let role = quoted(role);
    let of_table = |(rights, tables): &(&str, &[&str])| {
        let tables = tables.join(", ");
        format!("REVOKE ALL ON {tables} FROM {role}; GRANT {rights} ON {tables} TO {role}; ")
    };
    let of_tables: String = RIGHTS.iter().map(of_table).collect();
    format!(
        "BEGIN; GRANT USAGE ON SCHEMA public TO {role}; REVOKE CREATE ON SCHEMA public FROM {role}; \
         {of_tables}COMMIT"
    )
}

/// A name as it stands in a statement.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

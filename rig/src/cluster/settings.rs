//! What the parts of a machine are told: etcd as arguments, Patroni as a file.
//!
//! Synchronous replication is *strict*: with no standby left to confirm it, a commit waits. Otherwise Patroni would let
//! the primary go on alone, and what it then acknowledged would be on one machine only.

use std::net::SocketAddr;
use std::path::Path;

use serde_json::{Value, json};

use super::Node;
use super::logins::Passwords;

/// How long a primary that cannot renew its claim may hold it, in seconds. It steps down before that: what it does in
/// a round (`LOOP_WAIT`) and two tries to reach etcd (`RETRY`) have to fit in.
const CLAIM: u32 = 12;
const LOOP_WAIT: u32 = 2;
const RETRY: u32 = 4;

/// Where a machine's parts listen, and where others find them.
pub struct Places {
    /// etcd, for other members.
    pub peers: SocketAddr,
    /// etcd, for the agents.
    pub etcd: SocketAddr,
    /// PostgreSQL itself, and the way to it.
    pub postgres: [SocketAddr; 2],
    /// The agent itself, and the way to it.
    pub agent: [SocketAddr; 2],
    /// The ways from this machine to each member of etcd.
    pub ways_to_etcd: Vec<SocketAddr>,
}

/// etcd's arguments.
pub fn etcd(node: Node, folder: &Path, all: &[(Node, SocketAddr)], places: &Places) -> Vec<String> {
    let members = all
        .iter()
        .map(|(node, peers)| format!("{node}=http://{peers}"));
    let members = members.collect::<Vec<_>>().join(",");
    let (peers, clients) = (places.peers, places.etcd);
    let arguments = [
        ("name", node.to_string()),
        ("data-dir", folder.join("etcd").display().to_string()),
        ("listen-peer-urls", format!("http://{peers}")),
        ("initial-advertise-peer-urls", format!("http://{peers}")),
        ("listen-client-urls", format!("http://{clients}")),
        ("advertise-client-urls", format!("http://{clients}")),
        ("initial-cluster", members),
        ("initial-cluster-token", "contactable".to_owned()),
        ("heartbeat-interval", "200".to_owned()),
        ("election-timeout", "2000".to_owned()),
        ("enable-v2", "true".to_owned()),
    ];
    arguments
        .map(|(name, value)| format!("--{name}={value}"))
        .into()
}

/// Patroni's file.
pub fn patroni(
    node: Node,
    folder: &Path,
    data: &Path,
    programs: &Path,
    places: &Places,
    passwords: &Passwords,
) -> Value {
    let [agent, way_to_agent] = places.agent.map(|place| place.to_string());
    let ways: Vec<_> = places
        .ways_to_etcd
        .iter()
        .map(ToString::to_string)
        .collect();
    json!({
        "scope": "contactable",
        "name": node.to_string(),
        "restapi": { "listen": agent, "connect_address": way_to_agent },
        // By etcd's older interface: with the newer one this version's agents keep a copy of what etcd holds, and
        // after a machine stood still some act on an old one for minutes. And by the ways only: what etcd says of its
        // members' places leads past them.
        "etcd": { "hosts": ways, "use_proxies": true },
        "bootstrap": {
            "dcs": in_common(),
            "initdb": [{ "encoding": "UTF8" }, { "locale": "C.UTF-8" }, "data-checksums"],
        },
        "postgresql": postgresql(folder, data, programs, places, passwords),
        "watchdog": { "mode": "off" },
    })
}

/// What all of them do alike.
fn in_common() -> Value {
    json!({
        "ttl": CLAIM,
        "loop_wait": LOOP_WAIT,
        "retry_timeout": RETRY,
        "maximum_lag_on_failover": 1_048_576,
        "synchronous_mode": true,
        "synchronous_mode_strict": true,
        "synchronous_node_count": 1,
        "postgresql": {
            "use_pg_rewind": true,
            "use_slots": true,
            "parameters": {
                "max_connections": 300,
                "max_wal_senders": 10,
                "max_replication_slots": 10,
                "wal_level": "replica",
                "hot_standby": "on",
                "wal_log_hints": "on",
                "wal_keep_size": "512MB",
                "max_wal_size": "256MB",
                "shared_buffers": "64MB",
                "synchronous_commit": "on",
                "wal_sender_timeout": "5s",
                "wal_receiver_timeout": "5s",
            },
        },
    })
}

fn postgresql(
    folder: &Path,
    data: &Path,
    programs: &Path,
    places: &Places,
    passwords: &Passwords,
) -> Value {
    let [itself, way] = places.postgres.map(|place| place.to_string());
    // Unencrypted, so that the ways can read the name of the machine.
    let login = |name: &str, password: &str| {
        json!({
            "username": name,
            "password": password,
            "sslmode": "disable",
            "gssencmode": "disable",
        })
    };
    json!({
        "listen": itself,
        "connect_address": way,
        "use_unix_socket": true,
        "data_dir": data,
        "bin_dir": programs,
        "pgpass": folder.join("pgpass"),
        "authentication": {
            "superuser": login("postgres", &passwords.superuser),
            "replication": login("replicator", &passwords.replication),
            "rewind": login("rewinder", &passwords.rewind),
        },
        "parameters": {
            "unix_socket_directories": folder,
            "unix_socket_permissions": "0700",
            "dynamic_shared_memory_type": "mmap",
        },
        "pg_hba": [
            "local all all trust",
            "host replication replicator 127.0.0.1/32 scram-sha-256",
            "host all all 127.0.0.1/32 scram-sha-256",
        ],
        "basebackup": [{ "checkpoint": "fast" }],
    })
}

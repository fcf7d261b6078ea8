//! Who does what in the cluster: etcd knows who is the primary, and the primary knows who follows it. What agents tell
//! of each other may be old.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

use super::Node;

/// How long somebody may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// Where a majority of etcd keeps who is the primary.
const LEADER: &str = "/v2/keys/service/contactable/leader?quorum=true";

/// Where it keeps who may take the primary's place: the agents write that down a while after PostgreSQL has begun to wait
/// for a standby, and nobody else is made the primary.
const SUCCESSOR: &str = "/v2/keys/service/contactable/sync?quorum=true";

/// Where an agent tells of its PostgreSQL.
const ITSELF: &str = "/patroni";

/// Who does what.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct View {
    /// The primary.
    pub leader: Option<Node>,
    /// The standbys that follow it, with whether each has to confirm every commit and may take its place.
    pub standbys: Vec<(Node, bool)>,
}

impl View {
    /// Asks a member of etcd, the agent of whomever it names, and those of the standbys: what is being copied to a
    /// machine that is yet to become one looks like following, too.
    pub(super) fn ask(etcd: SocketAddr, agent: impl Fn(Node) -> SocketAddr) -> Option<Self> {
        let told = get(etcd, LEADER)?;
        let leader = Node::named(told["node"]["value"].as_str().unwrap_or_default());
        let mut standbys = leader.and_then(|leader| followers(&get(agent(leader), ITSELF)?));
        if let Some(standbys) = &mut standbys {
            let named = get(etcd, SUCCESSOR).map_or_else(Vec::new, |told| successors(&told));
            for (node, confirms) in &mut *standbys {
                *confirms &= named.contains(node);
            }
            standbys
                .retain(|(node, _)| get(agent(*node), ITSELF).is_some_and(|told| follows(&told)));
        }
        Some(Self {
            // One that does not answer as a primary is not one yet, or not any more.
            leader: leader.filter(|_| standbys.is_some()),
            standbys: standbys.unwrap_or_default(),
        })
    }

    /// The same in words.
    pub fn told(&self) -> String {
        let leader = self.leader.map(|leader| format!("{leader} is the primary"));
        let leader = leader.unwrap_or_else(|| "there is no primary".to_owned());
        let standbys = self.standbys.iter().map(|(node, confirms)| {
            let confirming = if *confirms {
                ", and commits wait for it"
            } else {
                ""
            };
            format!("; {node} follows{confirming}")
        });
        std::iter::once(leader).chain(standbys).collect()
    }

    /// Whether all three are there and a standby confirms commits.
    pub fn is_whole(&self) -> bool {
        let confirms = self.standbys.iter().any(|(_, confirms)| *confirms);
        self.leader.is_some() && self.standbys.len() == 2 && confirms
    }
}

/// Who follows, as the primary's agent tells; `None` from any other.
fn followers(told: &Value) -> Option<Vec<(Node, bool)>> {
    if told["role"] != "master" || told["state"] != "running" {
        return None;
    }
    let streams = told["replication"].as_array().into_iter().flatten();
    let streaming = streams.filter(|stream| stream["state"] == "streaming");
    let followers = streaming.filter_map(|stream| {
        let node = Node::named(stream["application_name"].as_str()?)?;
        Some((node, stream["sync_state"] == "sync"))
    });
    Some(followers.collect())
}

/// Who may take the primary's place.
fn successors(told: &Value) -> Vec<Node> {
    let kept = told["node"]["value"].as_str().unwrap_or_default();
    let kept: Value = serde_json::from_str(kept).unwrap_or_default();
    let names = kept["sync_standby"].as_str().unwrap_or_default().split(',');
    names.filter_map(Node::named).collect()
}

/// Whether an agent tells of a standby.
fn follows(told: &Value) -> bool {
    told["role"] == "replica" && told["state"] == "running"
}

fn get(from: SocketAddr, what: &str) -> Option<Value> {
    let mut stream = TcpStream::connect_timeout(&from, PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let request = format!("GET {what} HTTP/1.0\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (_, body) = answer.split_once("\r\n\r\n")?;
    serde_json::from_str(body).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn primary(replication: &Value) -> Value {
        json!({ "state": "running", "role": "master", "replication": replication })
    }

    fn stream(name: &str, state: &str, sync: &str) -> Value {
        json!({ "application_name": name, "state": state, "sync_state": sync })
    }

    #[test]
    fn etcd_tells_who_may_take_over() {
        let told = |kept: &str| json!({ "node": { "value": kept } });
        let [_, two, _] = Node::ALL;
        let kept = "{\"leader\":\"n1\",\"sync_standby\":\"n2\"}";
        assert_eq!(successors(&told(kept)), [two]);
        assert_eq!(
            successors(&told("{\"leader\":\"n1\",\"sync_standby\":null}")),
            []
        );
        assert_eq!(successors(&json!({ "errorCode": 100 })), []);
    }

    #[test]
    fn a_primary_tells_who_follows() {
        let [one, two, three] = Node::ALL;
        let both = [
            stream("n1", "streaming", "async"),
            stream("n3", "streaming", "sync"),
        ];
        let standbys = followers(&primary(&json!(both))).unwrap();
        assert_eq!(standbys, [(one, false), (three, true)]);
        let leader = Some(two);
        let view = View { leader, standbys };
        assert!(view.is_whole());
        assert_eq!(
            view.told(),
            "n2 is the primary; n1 follows; n3 follows, and commits wait for it"
        );
        let lagging = [
            stream("n1", "catchup", "async"),
            stream("n3", "streaming", "sync"),
        ];
        let standbys = followers(&primary(&json!(lagging))).unwrap();
        assert_eq!(standbys, [(three, true)]);
        assert!(!View { leader, standbys }.is_whole());
        assert_eq!(
            followers(&json!({ "state": "running", "role": "replica" })),
            None
        );
        assert_eq!(
            followers(&json!({ "state": "starting", "role": "master" })),
            None
        );
        assert_eq!(
            followers(&json!({ "state": "running", "role": "master" })),
            Some(vec![])
        );
    }
}

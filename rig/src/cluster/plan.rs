//! Where everything is: folders, ports, and the ways between the machines.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;

use super::Node;
use super::disk::Disk;
use super::logins::Passwords;
use super::machine::Machine;
use super::network::{Ends, Network};
use super::settings::{self, Places};
use crate::account::Account;
use crate::folder::{inside, secret_file};
use crate::warden::Warden;
use crate::{Failure, debian};

/// The ports on which the parts of one machine listen, held until they do.
struct Ports {
    peers: TcpListener,
    etcd: TcpListener,
    postgres: TcpListener,
    agent: TcpListener,
}

/// Three machines on which nothing runs yet.
pub fn machines(
    folder: &Path,
    account: Account,
    passwords: &Passwords,
    warden: &Warden,
) -> Result<Vec<Machine>, Failure> {
    let ports = [ports()?, ports()?, ports()?];
    let network = Network::start();
    let mut peers = Vec::new();
    let mut etcds = Vec::new();
    for (node, ports) in Node::ALL.into_iter().zip(&ports) {
        peers.push((node, ports.peers.local_addr()?));
        etcds.push((node, ports.etcd.local_addr()?));
    }
    let programs = debian::postgres_folder().ok_or("there is no PostgreSQL")?;
    let planned = Node::ALL.into_iter().zip(&ports).map(|(node, ports)| {
        let home = inside(folder, &node.to_string(), account)?;
        let disk = Disk::make(&home, account, warden)?;
        let places = places(node, ports, &etcds, &network)?;
        let file = settings::patroni(node, &home, &disk.data(), &programs, &places, passwords);
        secret_file(&home.join("patroni.json"), &file.to_string(), account)?;
        let etcd = settings::etcd(node, &home, &peers, &places);
        let network = network.clone();
        Ok(Machine::new(
            node, &home, places, disk, etcd, account, network,
        ))
    });
    planned.collect()
}

fn places(
    node: Node,
    ports: &Ports,
    etcds: &[(Node, SocketAddr)],
    network: &Arc<Network>,
) -> Result<Places, Failure> {
    let way = |server: SocketAddr, nodes: Vec<Node>, postgres: bool| {
        network.open_way(free()?, server, Ends { nodes, postgres })
    };
    let postgres = ports.postgres.local_addr()?;
    let agent = ports.agent.local_addr()?;
    let ways_to_etcd = etcds.iter().map(|(to, etcd)| {
        // Within a machine nothing is cut.
        let nodes = if *to == node { vec![] } else { vec![node, *to] };
        way(*etcd, nodes, false)
    });
    Ok(Places {
        peers: ports.peers.local_addr()?,
        etcd: ports.etcd.local_addr()?,
        postgres: [postgres, way(postgres, vec![node], true)?],
        agent: [agent, way(agent, vec![node], false)?],
        ways_to_etcd: ways_to_etcd.collect::<Result<_, _>>()?,
    })
}

fn ports() -> Result<Ports, Failure> {
    Ok(Ports {
        peers: free()?,
        etcd: free()?,
        postgres: free()?,
        agent: free()?,
    })
}

fn free() -> Result<TcpListener, Failure> {
    Ok(TcpListener::bind("127.0.0.1:0")?)
}

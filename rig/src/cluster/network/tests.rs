use super::*;

/// A server that says back what it hears.
fn echo() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || std::io::copy(&mut &stream, &mut &stream));
        }
    });
    address
}

fn way(network: &Arc<Network>, to: Node, postgres: bool) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let nodes = vec![to];
    let ends = Ends { nodes, postgres };
    network.open_way(listener, echo(), ends).unwrap()
}

fn answer(stream: &mut TcpStream, length: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[test]
fn what_stood_still_for_a_moment_arrives() {
    let network = Network::start();
    let node = Node::ALL[0];
    let mut stream = TcpStream::connect(way(&network, node, false)).unwrap();
    stream.write_all(b"one").unwrap();
    assert_eq!(answer(&mut stream, 3).unwrap(), b"one");
    network.cut(node);
    stream.write_all(b"two").unwrap();
    stream.set_read_timeout(Some(LOOK)).unwrap();
    assert!(answer(&mut stream, 3).is_err());
    network.join(node);
    stream.set_read_timeout(None).unwrap();
    assert_eq!(answer(&mut stream, 3).unwrap(), b"two");
}

#[test]
fn what_stands_still_is_given_up_and_others_are_not_touched() {
    let network = Network::start();
    let [one, other, _] = Node::ALL;
    let mut cut = TcpStream::connect(way(&network, one, false)).unwrap();
    let mut whole = TcpStream::connect(way(&network, other, false)).unwrap();
    network.cut(one);
    cut.write_all(b"lost").unwrap();
    assert!(answer(&mut cut, 4).is_err());
    whole.write_all(b"kept").unwrap();
    assert_eq!(answer(&mut whole, 4).unwrap(), b"kept");
}

#[test]
fn a_connection_ends_at_the_machine_it_comes_from_too() {
    let network = Network::start();
    let [one, other, _] = Node::ALL;
    let way = way(&network, one, true);
    let startup = super::super::startup::tests::startup(&other.to_string());
    let mut from_other = TcpStream::connect(way).unwrap();
    from_other.write_all(&startup).unwrap();
    assert_eq!(answer(&mut from_other, startup.len()).unwrap(), startup);
    network.cut(other);
    from_other.write_all(b"lost").unwrap();
    assert!(answer(&mut from_other, 4).is_err());
    let mut from_client = TcpStream::connect(way).unwrap();
    let startup = super::super::startup::tests::startup("a client");
    from_client.write_all(&startup).unwrap();
    assert_eq!(answer(&mut from_client, startup.len()).unwrap(), startup);
}

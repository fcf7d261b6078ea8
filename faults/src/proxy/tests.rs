use super::*;

/// Says back whatever it is told.
fn echo() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            std::thread::spawn(move || {
                let mut some = [0; 1024];
                while let Ok(count @ 1..) = stream.read(&mut some) {
                    if stream.write_all(&some[..count]).is_err() {
                        return;
                    }
                }
            });
        }
    });
    address
}

fn said(stream: &mut TcpStream, text: &[u8]) -> Option<Vec<u8>> {
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .ok()?;
    stream.write_all(text).ok()?;
    let mut back = vec![0; text.len()];
    stream.read_exact(&mut back).ok()?;
    Some(back)
}

const START: &[u8] = &[0, 0, 0, 8, 0, 3, 0, 0];
const WRITE: &[u8] = b"Q\0\0\0\x2aINSERT INTO trail (number) VALUES (1)\0";
const COMMIT: &[u8] = b"Q\0\0\0\x0bCOMMIT\0";
const SELECT: &[u8] = b"Q\0\0\0\x0bSELECT\0";

#[test]
fn a_commit_is_cut_on_either_side() {
    let proxy = Proxy::to_database(echo()).unwrap();
    for cut in [Cut::Before, Cut::After] {
        let mut stream = TcpStream::connect(proxy.address()).unwrap();
        assert_eq!(said(&mut stream, START).unwrap(), START);
        for text in [WRITE, COMMIT] {
            assert_eq!(said(&mut stream, text).unwrap(), text);
        }
        proxy.cut_commit(cut);
        for text in [SELECT, COMMIT, WRITE] {
            assert_eq!(said(&mut stream, text).unwrap(), text);
        }
        assert_eq!(said(&mut stream, COMMIT), None, "{cut:?}");
    }
    assert_eq!((proxy.commits(), proxy.cuts()), (4, 2));
}

#[test]
fn a_message_that_is_sent_again_after_a_cut_is_counted_as_such() {
    const MESSAGE: &[u8] = b"Nats-Msg-Id: 00000000-0000-0000-0000-000000000001\r\n";
    let proxy = Proxy::to_nats(echo()).unwrap();
    for again in [0, 1] {
        let mut stream = TcpStream::connect(proxy.address()).unwrap();
        assert_eq!(said(&mut stream, MESSAGE).unwrap(), MESSAGE);
        proxy.cut_all();
        assert_eq!(
            (proxy.published(), proxy.published_again()),
            (again + 1, again)
        );
    }
}

#[test]
fn everything_on_the_way_is_cut_and_others_may_go_it() {
    let proxy = Proxy::to_database(echo()).unwrap();
    let mut stream = TcpStream::connect(proxy.address()).unwrap();
    assert_eq!(said(&mut stream, START).unwrap(), START);
    proxy.cut_all();
    assert_eq!(said(&mut stream, SELECT), None);
    let other = Proxy::to_nats(echo()).unwrap();
    for (proxy, text) in [(&proxy, START), (&other, b"CONNECT {}\r\n")] {
        let mut stream = TcpStream::connect(proxy.address()).unwrap();
        proxy.slow_down(Duration::from_millis(1));
        assert_eq!(said(&mut stream, text).unwrap(), text);
    }
}

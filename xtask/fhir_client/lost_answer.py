"""A way to the server on which one answer is lost, after the server did what it was asked."""

import socket
import threading
from contextlib import contextmanager
from urllib.parse import urlsplit

PATIENCE_SECONDS = 30
SOME_BYTES = 65536


@contextmanager
def losing_one_answer(base_url):
    """The base URL, by way of a listener that passes one request on, waits until it is answered and hangs up."""
    there = urlsplit(base_url)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(PATIENCE_SECONDS)
        way = threading.Thread(
            target=_pass_one_on, args=(listener, (there.hostname, there.port)), daemon=True
        )
        way.start()
        here = f"127.0.0.1:{listener.getsockname()[1]}"
        yield there._replace(netloc=here).geturl()
        way.join(PATIENCE_SECONDS)


def _pass_one_on(listener, server):
    caller, _ = listener.accept()
    with caller, socket.create_connection(server, PATIENCE_SECONDS) as onward:
        caller.settimeout(PATIENCE_SECONDS)
        onward.sendall(_message(caller))
        answer = _message(onward)
        assert answer.startswith(b"HTTP/1.1 "), answer


def _message(connection):
    """All of one HTTP message that says how long it is."""
    received = b""
    while True:
        head, ended, body = received.partition(b"\r\n\r\n")
        if ended and len(body) >= _length(head):
            return received
        some = connection.recv(SOME_BYTES)
        if not some:
            return received
        received += some


def _length(head):
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return 0

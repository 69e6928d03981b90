"""Who listens at a port may be anybody, and may say anything or nothing."""

import socket
import threading
import time

import pytest

from portal.doctor import port


@pytest.fixture
def listening():
    """Give what listens at a port and answers with these bytes; returns the port."""
    sockets = []

    def start(answer):
        server = socket.socket()
        sockets.append(server)
        server.bind(("127.0.0.1", 0))
        server.listen()

        def serve():
            try:
                connection, _ = server.accept()
            except OSError:
                return  # nobody asked before the end of the test
            with connection:
                connection.recv(1 << 16)
                connection.sendall(answer)

        if answer is not None:
            threading.Thread(target=serve, daemon=True).start()
        return server.getsockname()[1]

    yield start
    for server in sockets:
        server.close()


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"",
        b"\xff\xfe\x00",
        b"HTTP/1.0 200 OK\r\n\r\n\xff\xff",
        b"HTTP/1.0 200 OK\r\n\r\n" + b"[" * 60_000,
        b'HTTP/1.0 200 OK\r\n\r\n{"release": 7}',
        b'HTTP/1.0 404 Not Found\r\n\r\n{"ok": false}',
        b"HTTP/1.0 200 OK\r\n\r\n" + b" " * 200_000,
    ],
    ids=["ssh", "nothing", "noise", "no text", "deep", "a number", "another", "endless"],
)
def test_another_program_is_no_portal(listening, answer):
    finding = port.port(listening(answer))

    assert (finding.check, finding.state) == ("port", "bad")


def test_who_never_answers_is_not_waited_for(listening):
    number = listening(None)
    begun = time.monotonic()

    finding = port.port(number)

    assert (finding.check, finding.state) == ("port", "bad")
    assert time.monotonic() - begun < 3 * port.SECONDS


def test_a_portal_is_named_by_its_release_and_no_proxy_is_asked(listening, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:9")
    answer = b'HTTP/1.0 200 OK\r\n\r\n{"ok": true, "release": "20261124T101500Z-3f9c2a"}'

    finding = port.port(listening(answer))

    assert (finding.check, finding.state) == ("port-portal", "fine")
    assert finding.parameters["release"] == "20261124T101500Z-3f9c2a"

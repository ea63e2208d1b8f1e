"""Programs that mean us harm: whom they lead us to, and how long they hold us."""

import socket
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from harborlight.automation.tests.test_hooks import Program
from harborlight.outside import hooks

MOMENT = datetime(2026, 3, 2, tzinfo=UTC)
NAME = "ledger.example"


def told(address):
    secret = [hooks.new_secret()]
    return hooks.post(address, b"{}", with_secrets=secret, key="a", moment=MOMENT)


@contextmanager
def drips(*, headers):
    """A program that answers a byte at a time, for as long as anybody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            there, _whence = server.accept()
            with there:
                there.recv(65536)
                there.sendall(b"HTTP/1.1 204 No Content\r\n"[: 5 if headers else None])
                if not headers:
                    there.sendall(b"Transfer-Encoding: chunked\r\n\r\n")
                try:
                    while True:
                        there.sendall(b"1")
                        time.sleep(0.05)
                except OSError:
                    pass

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join(5)
        assert not thread.is_alive(), "nobody listens any more"


@pytest.mark.feature("F262")
def test_a_program_that_answers_byte_by_byte_is_left(settings, monkeypatch):
    monkeypatch.setattr(hooks, "ALTOGETHER", 0.3)
    with drips(headers=True) as port:
        settings.HOOKS_INSIDE = [f"127.0.0.1:{port}"]
        assert told(f"http://127.0.0.1:{port}/in") == hooks.SILENT
    with drips(headers=False) as port:
        settings.HOOKS_INSIDE = [f"127.0.0.1:{port}"]
        assert told(f"http://127.0.0.1:{port}/in") == 204, (
            "its words are not waited for"
        )


@pytest.fixture
def names(monkeypatch):
    """What the name of a program means, another thing each time that it is asked."""
    answers, real = [], socket.getaddrinfo

    def looked_up(host, port, *args, **also):
        if host != NAME:
            return real(host, port, *args, **also)
        several = answers.pop(0) if answers else ["127.0.0.2"]
        return [row for ip in several for row in real(ip, port, *args, **also)]

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    return answers


@pytest.mark.feature("F262")
def test_a_name_that_means_two_machines_leads_to_the_one_that_was_looked_at(
    settings, names
):
    names += [["93.184.215.14", "127.0.0.1"], ["10.0.0.1"], ["93.184.215.14", "::1"]]
    for _try in range(3):
        assert told(f"https://{NAME}/in") == hooks.NOT_PUBLIC
    server = Program()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.HOOKS_INSIDE = [f"{NAME}:{server.server_port}"]
    # Asked a second time, the name would mean a machine at which nobody answers.
    names += [["127.0.0.1"]]
    assert told(f"http://{NAME}:{server.server_port}/in") == 204
    headers, _body = server.heard[0]
    assert headers["Host"] == f"{NAME}:{server.server_port}" and names == []
    server.shutdown()
    server.server_close()

"""A stand-in for the agency's web site: a real server on this machine, in a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from harborlight.outside import agency

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """What it answers at which path, and the paths it was asked for."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        # Set when the test is over: whoever stalls may go.
        self.over = Event()
        self.port = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def gives(self, path: str, content: bytes) -> None:
        self.answers[path] = lambda handler: _file(handler, content)

    def leads(self, path: str, there: str) -> None:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(302)
            handler.send_header("Location", there)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        self.answers[path] = answer

    def stalls(self, path: str, *pieces: bytes, every: float = 0.0) -> None:
        """Say these pieces, with a pause before each, and then nothing."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Length", "1000000")
            handler.end_headers()
            for piece in pieces:
                if self.over.wait(every):
                    return
                handler.wfile.write(piece)
            self.over.wait(30)

        self.answers[path] = answer


def _file(handler: BaseHTTPRequestHandler, content: bytes) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/pdf")
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


@contextmanager
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The site, where this program looks for the agency's, until the test is over."""
    made = Site()
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            answer = made.answers.get(self.path)
            # Whoever asked may have had enough before the end.
            with suppress(BrokenPipeError, ConnectionResetError):
                answer(self) if answer else self.send_error(404)

        def log_message(self, *said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_port
    monkeypatch.setattr(agency, "ADDRESS", f"{made.address}/forms/{{form}}.pdf")
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield made
    finally:
        made.over.set()
        server.shutdown()
        thread.join()
        server.server_close()

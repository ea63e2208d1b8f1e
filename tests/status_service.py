"""A stand-in for the Case Status API: a real server on this machine, in a thread."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs

import pytest

from harborlight.law import agency as book


class Service:
    """What it says of which receipt; what it was asked; what it does instead, once each.

    instead: (code, body, headers), told in this order before anything else.
    """

    def __init__(self) -> None:
        self.says: dict[str, dict[str, Any]] = {}
        self.instead: list[tuple[int, str, dict[str, str]]] = []
        self.asked: list[str] = []
        self.tokens = 0
        self.knows = True
        self.good = ""
        self.address = ""
        self.stalls = False
        self.over = Event()

    def says_of(self, receipt: str, text: str, **more: Any) -> None:
        self.says[receipt] = {
            "case_status": {
                "receiptNumber": receipt,
                "formType": "I-130",
                "submittedDate": "09-05-2023 14:28:46",
                "modifiedDate": "09-05-2023 14:28:46",
                "current_case_status_text_en": text,
                "current_case_status_desc_en": f"<b>{text}</b>, at length.",
                "current_case_status_text_es": f"{text} (es)",
                "current_case_status_desc_es": "Más.",
                "hist_case_status": None,
                **more,
            },
            "message": "Query was successful",
        }

    def fails(self, code: int, body: Any = "", **headers: str) -> None:
        said = body if isinstance(body, str) else json.dumps(body)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.instead.append((code, said, named))

    def answer(self, receipt: str, token: str) -> tuple[int, str, dict[str, str]]:
        self.asked.append(receipt)
        if self.stalls:
            self.over.wait(5)
        if self.instead:
            return self.instead.pop(0)
        if token != f"Bearer {self.good}":
            return 401, json.dumps({"message": "Invalid Access Token"}), {}
        if receipt not in self.says:
            return 404, json.dumps({"code": 404, "message": "not recognized"}), {}
        return 200, json.dumps(self.says[receipt]), {}

    def token(self, form: dict[str, list[str]]) -> tuple[int, str, dict[str, str]]:
        self.tokens += 1
        if not self.knows or form.get("client_secret") != ["hidden"]:
            return 401, json.dumps({"error": "invalid_client"}), {}
        self.good = f"token-{self.tokens}"
        said = {"access_token": self.good, "expires_in": "1799", "status": "approved"}
        return 200, json.dumps(said), {}


@contextmanager
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """The service, where this program looks for that of USCIS, until the test is over."""
    made = Service()
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            receipt = self.path.rsplit("/", 1)[-1]
            self._say(*made.answer(receipt, self.headers.get("Authorization", "")))

        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            self._say(*made.token(parse_qs(self.rfile.read(size).decode())))

        def _say(self, code: int, body: str, headers: dict[str, str]) -> None:
            with suppress(BrokenPipeError, ConnectionResetError):
                self.send_response(code)
                for name, value in headers.items():
                    self.send_header(name, value)
                content = body.encode()
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        def log_message(self, *said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{server.server_port}"
    whole = book.house

    def here(name: str) -> book.House:
        said = {"token": f"{made.address}/token", "status": f"{made.address}/status/"}
        return replace(whole(name), **said)

    monkeypatch.setattr("harborlight.agency.jobs.asking.house", here)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield made
    finally:
        made.over.set()
        server.shutdown()
        thread.join()
        server.server_close()

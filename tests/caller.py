"""Somebody who talks to a running house by plain HTTP: pages read, forms sent."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

import httpx

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Caller:
    address: str
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.http = httpx.Client(
            base_url=self.address,
            follow_redirects=True,
            timeout=30,
            trust_env=False,
            # No connection outlives its answer: nobody has to close them.
            limits=httpx.Limits(max_keepalive_connections=0),
        )
        self.token = ""

    def reads(self, path: str) -> str:
        """The words of a page."""
        answer = self.http.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        if found := _TOKEN.search(answer.text):
            self.token = found.group(1)
        return html.unescape(answer.text)

    def sends(self, path: str, *, to: str = "", **said: object) -> httpx.Response:
        """Send a form of a page, which is read first: to itself, or to there."""
        self.reads(path)
        data = {"csrfmiddlewaretoken": self.token, **said}
        return self.http.post(to or path, data=data)

    def signs_in(self, email: str, password: str) -> Caller:
        answer = self.sends("/account/sign-in/", login=email, password=password)
        assert answer.status_code == 200, answer.status_code
        assert "sign-in" not in str(answer.url), answer.text[-3000:]
        return self

    def carries(self, method: str, path: str, **also: object) -> httpx.Response:
        """One request of the protocol of resumable uploads."""
        headers = {"tus-resumable": "1.0.0", "x-csrftoken": self.token}
        headers |= {"origin": self.address, **also.pop("headers", {})}
        return self.http.request(method, path, headers=headers, **also)

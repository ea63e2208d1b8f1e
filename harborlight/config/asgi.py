"""The server's one entrance.

Scripts and styles are answered at once; the bytes of uploads are taken in piece by
piece (harborlight.api.uploads); every other request is handed to Django when all of it
is here. Django runs in one thread a process: more of them slow one another down.
So a slow phone, sending or fetching, never blocks the office.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "harborlight.config.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_asgi_with_proxy_headers
from whitenoise.middleware import WhiteNoiseMiddleware

from harborlight.config import refusals
from harborlight.config.beside import Beside
from harborlight.config.bodies import (
    Body,
    Gone,
    Receive,
    Scope,
    Send,
    TooLarge,
    TooSlow,
    collect,
)
from harborlight.config.server import end_with_parent
from harborlight.config.uploads import Uploads, is_upload
from harborlight.config.wsgi import environment
from harborlight.firm import beside
from harborlight.firm.requests import REFUSED, TOOK

if TYPE_CHECKING:
    from harborlight.firm.beside import Work

Headers = list[tuple[bytes, bytes]]
PIECE = 256 * 1024
END = b""
# Whoever watches over the server (a load balancer, the supervisor) asks here.
ALIVE = "/alive/"


@dataclass
class Answer:
    """What Django said. `pieces` of a streaming answer are still to be made."""

    status: int
    headers: Headers
    body: bytes = b""
    pieces: Iterator[bytes] | None = None
    response: Any = None

    @property
    def from_storage(self) -> bool:
        """Its pieces come from the file store, and need no database."""
        return bool(getattr(self.response, "from_storage", False))

    @property
    def arrival(self) -> Any:
        """The upload whose bytes we carry for Django, if it said so."""
        return getattr(self.response, "arrival", None)

    @property
    def needs(self) -> Work | None:
        """Work without which this is no answer yet."""
        return getattr(self.response, "needs", None)

    @property
    def later(self) -> Work | None:
        """Work that nobody waits for now."""
        return getattr(self.response, "later", None)


class Pages:
    """Django behind an asynchronous door."""

    def __init__(self) -> None:
        self.django: Any = get_wsgi_application()
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="pages")
        self.disk = ThreadPoolExecutor(4, thread_name_prefix="disk")
        self.beside = Beside()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            body = await collect(
                scope,
                receive,
                largest=refusals.largest(scope),
                folder=settings.HOME,
                disk=self.disk,
            )
        except (TooLarge, TooSlow) as refusal:
            await self.refuse(scope, receive, send, refusals.reason(scope, refusal))
            return
        except Gone:
            return
        try:
            answer = await self.ask(scope, body, **{TOOK: int(loop.time() - began)})
        finally:
            body.close()
        await self.show(answer, receive, send)

    async def ask(self, scope: Scope, body: Body, **told: Any) -> Answer:
        """What Django says; `told` is what it should know besides the request."""
        first = told | {beside.CAN: True}
        answer: Answer = await self._in(self.thread, self._ask, scope, body, first)
        if answer.needs is None:
            return answer
        came = await self.beside.do(answer.needs)
        told |= {beside.ABOUT: answer.needs.about, beside.CAME: came}
        return cast("Answer", await self._in(self.thread, self._ask, scope, body, told))

    async def refuse(
        self, scope: Scope, receive: Receive, send: Send, why: str
    ) -> None:
        """What was sent is not here: a page that says so, and nothing is done."""
        asked, told = refusals.as_question(scope), {REFUSED: why}
        answer = await self.ask(asked, Body(settings.HOME), **told)
        answer.headers = [*answer.headers, (b"connection", b"close")]
        await self.show(answer, receive, send)

    async def alive(self, send: Send) -> None:
        """An answer once Django's thread is free: for whoever watches over us."""
        await self._in(self.thread, int)
        await _say(send, 200, "Open.\n")

    async def show(self, answer: Answer, receive: Receive, send: Send) -> None:
        await send(
            {
                "type": "http.response.start",
                "status": answer.status,
                "headers": answer.headers,
            }
        )
        if answer.pieces is not None:
            await self._stream(answer, receive, send)
        await send({"type": "http.response.body", "body": answer.body})

    async def _stream(self, answer: Answer, receive: Receive, send: Send) -> None:
        """One piece at a time, the next when the last was taken, until they hang up."""
        maker = self.disk if answer.from_storage else self.thread
        hung_up = asyncio.ensure_future(_hung_up(receive))
        pieces = cast("Iterator[bytes]", answer.pieces)
        try:
            while not hung_up.done():
                piece = await self._in(maker, next, pieces, END)
                if piece is END:
                    break
                await send(
                    {"type": "http.response.body", "body": piece, "more_body": True}
                )
        finally:
            hung_up.cancel()
            await self._in(self.thread, answer.response.close)

    def _ask(self, scope: Scope, body: Body, told: dict[str, Any]) -> Answer:
        """In Django's thread: the request answered, and its body made unless it streams."""
        said: list[tuple[str, list[tuple[str, str]]]] = []
        environ = environment(scope, body) | told
        response: Any = self.django(environ, lambda *start: said.append(start[:2]))
        status, headers = int(said[0][0].split(" ", 1)[0]), _headers(said[0][1])
        if environ["REQUEST_METHOD"] == "HEAD":
            response.close()
            return Answer(status, headers, response=response)
        if getattr(response, "streaming", False):
            return Answer(status, headers, pieces=_bytes(response), response=response)
        try:
            return Answer(status, headers, b"".join(response), response=response)
        finally:
            response.close()

    @staticmethod
    async def _in(executor: Executor, work: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(
            executor, work, *arguments
        )


class Scripts:
    """Scripts, styles and pictures: found at the start, answered without Django."""

    def __init__(self) -> None:
        self.files = WhiteNoiseMiddleware(get_response=None).files

    async def __call__(self, scope: Scope, send: Send) -> bool:
        """Answer, if the address is one of ours."""
        file = self.files.get(scope["path"])
        if file is None:
            return False
        asked = {
            "HTTP_" + name.decode("latin-1").upper().replace("-", "_"): value.decode(
                "latin-1"
            )
            for name, value in scope["headers"]
        }
        found = file.get_response(scope["method"], asked)
        await send(
            {
                "type": "http.response.start",
                "status": int(found.status),
                "headers": _headers(found.headers),
            }
        )
        while found.file and (piece := found.file.read(PIECE)):
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        if found.file:
            found.file.close()
        await send({"type": "http.response.body", "body": b""})
        return True


def _headers(pairs: Iterable[tuple[str, str]]) -> Headers:
    return [
        (name.lower().encode("latin-1"), value.strip().encode("latin-1"))
        for name, value in pairs
        # Downloads say so to be left alone by the compressing middleware.
        if (name.lower(), value) != ("content-encoding", "identity")
    ]


def _bytes(response: Any) -> Iterator[bytes]:
    for piece in response:
        if piece:
            yield piece


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _say(send: Send, status: int, words: str) -> None:
    text = words.encode()
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [
                (b"content-type", b"text/plain; charset=utf-8"),
                (b"content-length", str(len(text)).encode()),
            ],
        }
    )
    await send({"type": "http.response.body", "body": text})


class House:
    """The ASGI application that granian runs."""

    def __init__(self) -> None:
        self.pages = Pages()
        self.uploads = Uploads(self.pages)
        self.scripts = Scripts()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        if scope["path"] == ALIVE:
            await self.pages.alive(send)
            return
        if await self.scripts(scope, send):
            return
        if is_upload(scope):
            await self.uploads(scope, receive, send)
            return
        await self.pages(scope, receive, send)


def entrance() -> Any:
    """What every worker of the server runs."""
    end_with_parent()
    if settings.PROXIES:
        return wrap_asgi_with_proxy_headers(House(), settings.PROXIES)
    return House()

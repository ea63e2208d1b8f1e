"""Where an upload's bytes part from its question.

Who sends, and whether they may, is asked of Django as of any request; the bytes go
to harborlight.api.uploads. When all of them are here, Django is told.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import TYPE_CHECKING

from harborlight.api.tus import ARRIVED
from harborlight.api.uploads import (
    Busy,
    GaveWay,
    Intake,
    NoLongerTheirs,
    Stand,
    TooMuch,
    WrongOffset,
    held,
)
from harborlight.config.bodies import Body, Gone, Receive, Scope, Send, Sender, TooSlow
from harborlight.firm import beside
from harborlight.outside.storage import Conflict, Missing, StorageDown, StorageFull

if TYPE_CHECKING:
    from harborlight.config.asgi import Answer, Pages
    from harborlight.firm.beside import Work
    from harborlight.firm.vault.arriving import Arrival

_ADDRESS = re.compile(r"/api/uploads/[0-9a-z]{26}/")
_METHODS = ("HEAD", "PATCH", "DELETE")
_FORGET = 32 * 1024 * 1024
_STATUS: dict[type[Exception], int] = {
    Busy: 423,
    WrongOffset: 409,
    Conflict: 409,
    GaveWay: 409,
    TooMuch: 413,
    NoLongerTheirs: 401,
    TooSlow: 408,
    StorageFull: 507,
    StorageDown: 503,
    Missing: 410,
}


def is_upload(scope: Scope) -> bool:
    """Whether this goes on with an upload, or ends it."""
    return scope["method"] in _METHODS and bool(_ADDRESS.fullmatch(scope["path"]))


class Uploads:
    """Goes on with uploads, and answers how far they have come."""

    def __init__(self, pages: Pages) -> None:
        self.pages, self.intake = pages, Intake()
        self.looks: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sender = Sender(receive)
        try:
            answer = await self._ask(scope)
            if answer.arrival is not None:
                answer = await self._carried(scope, sender, answer)
            await sender.forget(_FORGET)
        except TooSlow:
            pass
        except Gone:
            return
        finally:
            sender.close()
        if answer.later is not None:
            look = asyncio.create_task(self._look(scope, answer.later))
            self.looks.add(look)
            look.add_done_callback(self.looks.discard)
        await self.pages.show(answer, receive, send)

    async def _look(self, scope: Scope, work: Work) -> None:
        """Look into what has arrived while its sender writes the answers beside it.

        Whoever kills us meanwhile loses nothing: the form that takes the file looks.
        """
        came = await self.pages.beside.do(work)
        told = {beside.ABOUT: work.about, beside.CAME: came}
        await self.pages.ask(scope, Body(Path()), **told)

    async def _carried(self, scope: Scope, sender: Sender, first: Answer) -> Answer:
        """Do what was asked with the bytes, and what Django says then."""
        assert first.arrival is not None
        try:
            if scope["method"] == "DELETE":
                async with held(first.arrival.file_id):
                    return await self._ask(scope, "")
            stand = await self._stand(scope, sender, first)
        except tuple(_STATUS) as trouble:
            return _refusal(first, trouble)
        if stand.sha256:
            return await self._ask(scope, stand.sha256)
        status = 200 if scope["method"] == "HEAD" else 204
        return _with_offset(first, status, stand.offset)

    async def _stand(self, scope: Scope, sender: Sender, first: Answer) -> Stand:
        arrival: Arrival = first.response.arrival
        if scope["method"] == "HEAD":
            return await self.intake.stand(arrival)

        async def still_theirs() -> bool:
            return (await self._ask(scope)).status < 400

        offset: int = first.response.offset
        return await self.intake.take(arrival, offset, sender, still_theirs)

    async def _ask(self, scope: Scope, arrived: str | None = None) -> Answer:
        body = Body(Path())
        told = {} if arrived is None else {ARRIVED: arrived}
        return await self.pages.ask(scope, body, **told)


def _refusal(first: Answer, trouble: Exception) -> Answer:
    if isinstance(trouble, WrongOffset):
        return _with_offset(first, 409, trouble.offset)
    first.status = next(
        status for kind, status in _STATUS.items() if isinstance(trouble, kind)
    )
    return first


def _with_offset(first: Answer, status: int, offset: int) -> Answer:
    first.status = status
    first.headers = [*first.headers, (b"upload-offset", str(offset).encode())]
    return first

"""The threads of slow work that requests need (firm/beside.py): never Django's.

The work itself runs in the sandbox, with its limits of time and memory.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from harborlight.papers.sandbox import PLACES

if TYPE_CHECKING:
    from harborlight.firm.beside import Work


class Beside:
    """Does each piece of work once, however many ask for it meanwhile."""

    def __init__(self) -> None:
        # A page that shows a picture still finds a place in the sandbox.
        self.threads = ThreadPoolExecutor(PLACES - 1, thread_name_prefix="beside")
        self.watched = ThreadPoolExecutor(PLACES, thread_name_prefix="watched")
        self.large = ThreadPoolExecutor(1, thread_name_prefix="large")
        self.doing: dict[str, asyncio.Future[Any]] = {}
        self.turns: WeakValueDictionary[tuple[str, bool], asyncio.Lock]
        self.turns = WeakValueDictionary()

    async def do(self, work: Work) -> Any:
        """What comes of it. Whoever gives up waiting does not end it for others."""
        doing = self.doing.get(work.about)
        if doing is None:
            doing = asyncio.ensure_future(self._in_turn(work))
            self.doing[work.about] = doing
            doing.add_done_callback(lambda _: self.doing.pop(work.about, None))
        return await asyncio.shield(doing)

    async def _in_turn(self, work: Work) -> Any:
        """One thing at a time for each account, so that nobody fills the queue."""
        threads = self.watched if work.watched else self.threads
        threads = self.large if work.large else threads
        async with self._turn(work):
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(threads, work.do)

    def _turn(self, work: Work) -> asyncio.Lock:
        whose = (work.whose or work.about, work.watched)
        return self.turns.setdefault(whose, asyncio.Lock())

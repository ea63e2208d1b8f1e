"""The threads of slow work that requests need (firm/beside.py): never Django's.

The work itself runs in the sandbox, with its limits of time and memory.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from harborlight.papers.sandbox import PLACES

if TYPE_CHECKING:
    from harborlight.firm.beside import Work


class Beside:
    """Does each piece of work once, however many ask for it meanwhile."""

    def __init__(self) -> None:
        # A page that shows a preview still finds a place in the sandbox.
        self.threads = ThreadPoolExecutor(PLACES - 1, thread_name_prefix="beside")
        self.doing: dict[str, asyncio.Future[Any]] = {}

    async def do(self, work: Work) -> Any:
        """What comes of it. Whoever gives up waiting does not end it for others."""
        doing = self.doing.get(work.about)
        if doing is None:
            loop = asyncio.get_running_loop()
            doing = loop.run_in_executor(self.threads, work.do)
            self.doing[work.about] = doing
            doing.add_done_callback(lambda _: self.doing.pop(work.about, None))
        return await asyncio.shield(doing)

"""The house of the bench, which takes files that the product does not: two gibibytes.

Run inside a house. Who sends must reach the case that the file is for, and the key of
that case wraps it, as with any paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import django

django.setup()

from django.conf import settings  # noqa: E402

from harborlight.api import purposes  # noqa: E402
from harborlight.cases.queries import get_case  # noqa: E402
from harborlight.config import server  # noqa: E402
from harborlight.firm.ids import read  # noqa: E402
from harborlight.firm.vault.uploads import Purpose  # noqa: E402

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor

LARGEST = 2 * 1024**3


def entrance() -> object:
    """What granian runs: the house, with the bench's purpose."""
    from harborlight.config import asgi

    purposes.found = for_the_bench
    return asgi.entrance()


def for_the_bench(actor: Actor, name: str, reference: str) -> tuple[Purpose, int]:
    case = get_case(actor, read(reference))
    return Purpose(name, reference, case.pk), LARGEST


if __name__ == "__main__":
    server.ENTRANCE = "bench.uploads_office:entrance"
    server.serve("127.0.0.1", settings.PORT, settings.WORKERS)

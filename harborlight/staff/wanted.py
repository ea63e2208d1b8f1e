"""Which papers somebody goes through, as their session remembers it until they choose again."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from harborlight.documents.queue import Wanted

if TYPE_CHECKING:
    from harborlight.firm.doors import Request

_KEPT = "review"


def wanted_of(request: Request) -> Wanted:
    """What they chose before; at first all that waits."""
    kept = request.session.get(_KEPT)
    return Wanted.of(kept if isinstance(kept, dict) else {})


def choose(request: Request) -> Wanted:
    """What the address asks for, remembered; where it asks for nothing, as before."""
    asked = request.GET
    if not {"show", "kind", "person", "case", "written"} & {*asked}:
        return wanted_of(request)
    wanted = Wanted.of(asked)
    request.session[_KEPT] = asdict(wanted)
    return wanted

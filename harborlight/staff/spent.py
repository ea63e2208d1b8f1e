"""How long somebody looks at a paper: from opening its page to the decision.

The session remembers when a page was first opened, for the last few papers. Nobody is
watched: a page that was left open counts for twenty minutes at most, and anybody on the
case may write down a better number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harborlight.firm.clock import now

if TYPE_CHECKING:
    from harborlight.documents.models import Version
    from harborlight.firm.doors import Request

OPENED, FEW = "opened", 8
LONGEST = 20 * 60


def note_opened(request: Request, version: Version) -> None:
    """Remember when they began to look at what waits; turning a page begins nothing."""
    known: dict[str, float] = dict(request.session.get(OPENED, {}))
    if version.waits and version.key not in known:
        latest = sorted(known.items(), key=lambda one: one[1])[1 - FEW :]
        moment = now().timestamp()
        request.session[OPENED] = dict([*latest, (version.key, moment)])


def seconds_spent(request: Request, version: Version) -> int | None:
    """How long they have looked at it by now; None where nobody knows."""
    began = request.session.get(OPENED, {}).get(version.key)
    if began is None:
        return None
    return max(0, min(LONGEST, int(now().timestamp() - began)))

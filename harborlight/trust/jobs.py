"""Every night all entries are added up again: the books prove themselves."""

from __future__ import annotations

from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.trust.models import Proof
from harborlight.trust.queries import misstated, unbalanced


def prove_books(clock: Actor) -> None:
    """Add up every journal and every account. A page cannot: there may be a million."""
    found = {
        "proved_at": now(),
        "journals": len(unbalanced(clock)),
        "accounts": len(misstated(clock)),
    }
    Proof.objects.update_or_create(firm=clock.firm, defaults=found)

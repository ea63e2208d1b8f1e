"""Deadlines of a case that the law counts, with its word, and what would move one."""

from __future__ import annotations

from datetime import date, time

from harborlight.deadlines.actions import (
    count_deadline,
    make_feed,
    propose_shift,
    set_appointment,
    show_to_client,
    warn_of_deadline,
)
from harborlight.deadlines.models import Buffer, Closure, Watch
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from tests.whole_case import Begun


def counted(begun: Begun, ada: Actor, word: str) -> None:
    """A request for evidence of long ago, counted; the client is told; it would move."""
    deadline = count_deadline(
        ada,
        begun.case,
        rule="D01",
        texts={"served_on": "2024-03-25"},
        source=f"Her mail {word}",
    )
    told = {"title": f"Papers {word}", "we_do": f"We {word}", "you_do": f"You {word}"}
    show_to_client(ada, deadline, by=date(2024, 6, 10), **told)
    moved = {"due_on": date(2024, 6, 24), "version": 1, "book": "of old"}
    propose_shift(Actor.clock(begun.case.firm), deadline, **moved)
    owner = {begun.case.lead_id: "owner"}
    told = {"rung": 1, "people": owner, "names": "Ada", "today": date(2024, 6, 19)}
    warn_of_deadline(Actor.clock(begun.case.firm), deadline, **told)
    Watch.objects.get_or_create(firm=begun.case.firm, defaults={"swept_at": now()})
    make_feed(ada, case=begun.case, names=True)
    set_appointment(
        ada,
        begun.case,
        None,
        kind="interview",
        day=date(2031, 6, 10),
        time=time(9, 30),
        zone="America/New_York",
        place=f"At {word}",
        bring=f"Bring {word}",
        is_shown=True,
    )
    # The firm's own calendar is no secret of a case.
    firm, about = begun.case.firm, {"why": "Snow", "source": "uscis.gov", "at": now()}
    Closure.objects.get_or_create(
        firm=firm, day=date(2024, 2, 6), office="USCIS", defaults=about
    )
    Buffer.objects.get_or_create(firm=firm, rule="", defaults={"days": 3})

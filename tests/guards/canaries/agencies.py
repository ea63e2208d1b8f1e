"""What the agencies say of a case, with its word."""

from __future__ import annotations

from datetime import date

from harborlight.agency.actions import (
    agree_no_news,
    change_line,
    decide_meaning,
    enter_bulletin,
    enter_times,
    keep_meaning,
    note_move,
    observe,
    set_priority_date,
    track_number,
)
from harborlight.agency.models import Bulletin
from harborlight.firm.actor import Actor
from harborlight.firm.models import Membership
from harborlight.firm.roles import Role
from tests.cast import actor_of
from tests.guards.canaries.words import WORDS
from tests.whole_case import Begun

MONTH = date(2026, 11, 1)


def followed(begun: Begun, ada: Actor, word: str) -> None:
    """A number with what was seen, told and decided; a place in the line; letters."""
    number = f"LIN26000{WORDS.index(word):05}"
    said = {"agency": "USCIS", "number": number, "again": number}
    tracked = track_number(ada, begun.case, **said, what=f"Form {word}")
    seen = observe(ada, tracked, source="hand", text=f"Nobody knows {word}")
    decide_meaning(ada, seen, means="in review")
    tracked.refresh_from_db()
    # One that somebody must tell, and one that nobody knows.
    observe(ada, tracked, source="hand", means="denied", text=f"No, {word}")
    tracked.refresh_from_db()
    observe(ada, tracked, source="hand", text=f"What is {word}?")
    place = {"category": "F2A", "area": "mexico", "on": date(2021, 3, 9)}
    priority = set_priority_date(
        ada,
        begun.case,
        person=begun.petitioner.person,
        source=f"Notice {word}",
        **place,
    )
    clock = Actor.clock(begun.case.firm)
    note_move(clock, priority, month=MONTH, chart="final", became="current")
    weeks = {"weeks": 4, "channel": "page", "first_on": date(2026, 12, 1)}
    agree_no_news(ada, begun.case, person=begun.petitioner.person, **weeks)
    _of_the_firm(begun, ada)


def _of_the_firm(begun: Begun, ada: Actor) -> None:
    """What the firm works by is no secret of a case."""
    if Bulletin.objects.filter(month=MONTH).exists():
        return
    table = {"F2A": {"all": "C", "mexico": "2022-01-01"}}
    enter_bulletin(ada, month=MONTH, final=table, filing=table, source="Department")
    keep_meaning(ada, text="In the blue queue", means="in review")
    when = {"published_on": date(2026, 11, 2), "source": "egov.uscis.gov"}
    enter_times(ada, form="I-130", office="", low=50, high=90, **when)
    rows = Membership.objects.filter(role=Role.PARTNER).select_related("firm", "user")
    access = {"client": "us", "secret": "hidden", "per_second": 1, "per_day": 10}
    change_line(actor_of(rows[0]), is_on=False, door="sandbox", **access)
